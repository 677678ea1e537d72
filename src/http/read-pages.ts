/** One page, and what else stands on an article's. */
import type { PageInfo } from '../article/article.js';
import { pagePlaceOf } from '../article/dated-by-text.js';
import { SearchServiceError } from '../search-service-error.js';
import type { ArticleHead } from './issue-service.js';
import type { AppServices, PageAddress, PagePlace } from './services.js';
import type { ArticleView, LayoutView, PageView } from './view-models.js';

/** Most articles of one page that are given. A printed page has fewer than 100; a place nobody named can have all. */
const MAX_PAGE_ARTICLES = 500;

/** One page with its articles from the `from`th on, in printed order. Throws PAGE_NOT_FOUND when nothing is known of the place. */
export async function readPage({ issues }: Pick<AppServices, 'issues'>, address: PageAddress, from = 0): Promise<PageView> {
  const found = await issues.page(address, MAX_PAGE_ARTICLES, from);
  if (found === undefined) {
    throw new SearchServiceError('PAGE_NOT_FOUND', 'There is no such page. Parts that are missing are written "-".');
  }
  const {
    page: { id, file, section, articleCount, isPicture },
    articles,
  } = found;
  const { paper, date, pageNumber } = address;
  const page: PageInfo = {
    ...(paper !== undefined && { paper }),
    ...(date !== undefined && { date }),
    ...(pageNumber !== undefined && { pageNumber }),
    ...(section !== undefined && { section }),
  };
  const told = { ...(file !== undefined && { file }), ...(isPicture === true && { isPicture }) };
  return { page, ...told, pageIds: id === undefined ? [] : [id], total: articleCount, articles };
}

/** Where the lines of a stored page stand. Throws PAGE_NOT_FOUND where the page has no places, or is not there. */
export async function readLayout({ articles }: Pick<AppServices, 'articles'>, id: string): Promise<LayoutView> {
  const layout = await articles.layout(id);
  if (layout === undefined) throw new SearchServiceError('PAGE_NOT_FOUND', 'There is no such page, or it came in a form without places.');
  return layout;
}

/** The articles that share an article's page, itself included, in printed order; none when its page is not known. */
export async function readSamePage(
  { articles, issues }: Pick<AppServices, 'articles' | 'issues'>,
  { article, page }: ArticleView,
): Promise<readonly ArticleHead[]> {
  if (page !== null) {
    return articles.headsOf(page.id, MAX_PAGE_ARTICLES);
  }
  const place = pagePlaceOf(article);
  return place.date === undefined || place.pageNumber === undefined ? [] : issues.headsAt(place, MAX_PAGE_ARTICLES);
}

/** The place a URL names; `-` stands for a missing part. */
export function placeOf(parts: { readonly paper: string; readonly date: string; readonly pageNumber: string }): PagePlace {
  return {
    ...(parts.paper !== '-' && { paper: parts.paper }),
    ...(parts.date !== '-' && { date: parts.date }),
    ...(parts.pageNumber !== '-' && { pageNumber: parts.pageNumber }),
  };
}
