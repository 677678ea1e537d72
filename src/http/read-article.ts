/** One article as it is shown, or the reason why it is not. */
import { SearchServiceError } from '../search-service-error.js';
import type { ArticleRegion, RegionSource } from '../intake/article-regions.js';
import type { ArticleMarks } from '../search/search-answer.js';
import type { AppServices, ArticleLookup } from './services.js';
import type { ArticleView } from './view-models.js';

/** ARTICLE_WITHHELD, with the reason apart for faces that say the rest in their own words. */
export class ArticleWithheldError extends SearchServiceError {
  constructor(
    readonly id: string,
    readonly reason: string,
  ) {
    super('ARTICLE_WITHHELD', `This article is withheld: ${reason}`);
  }
}

/** Throws ARTICLE_NOT_FOUND, ARTICLE_WITHHELD (with the reason) or ARTICLE_DELETED. Marks are made when `text` is given. */
export async function readArticle(services: AppServices, id: string, text: string | undefined): Promise<ArticleView> {
  return (await readVersioned(services, id, text)).view;
}

/** The same with the version of the record that was asked for. */
export async function readVersioned(
  services: AppServices,
  id: string,
  text: string | undefined,
): Promise<{ readonly view: ArticleView; readonly version: string | undefined }> {
  const found = await services.articles.find(id);
  if (found.type !== 'present') throw awayFault(id, found);
  const { article, origin, parts, missing, version } = found;
  const marks = text === undefined ? undefined : await services.searcher.marks(article, text);
  const regions = await regionsOf(services, found, marks);
  const view: ArticleView = {
    article,
    page: origin ?? null,
    ...(parts !== undefined && { parts }),
    ...(missing !== undefined && { missing }),
    ...(marks !== undefined && { marks }),
    ...(regions.length > 0 && { regions }),
  };
  return { view, version };
}

/** Why an article is not shown: it is not there, withheld, or deleted. */
export function awayFault(id: string, away: Exclude<ArticleLookup, { readonly type: 'present' }>): SearchServiceError {
  switch (away.type) {
    case 'missing':
      return new SearchServiceError('ARTICLE_NOT_FOUND', 'There is no article with this id.');
    case 'withheld':
      return new ArticleWithheldError(id, away.reason);
    case 'deleted':
      return new SearchServiceError('ARTICLE_DELETED', 'This article was deleted.');
  }
}

async function regionsOf(
  { articles }: AppServices,
  { article, origin, parts }: Extract<ArticleLookup, { readonly type: 'present' }>,
  marks: ArticleMarks | undefined,
): Promise<readonly ArticleRegion[]> {
  const whole = [{ page: origin ?? null, paragraphs: article.paragraphs.map((_, index) => index) }];
  const sources = (parts ?? whole).flatMap(({ page, paragraphs }): readonly RegionSource[] =>
    page?.lines === undefined ? [] : [{ pageId: page.id, lines: page.lines, paragraphs }],
  );
  return sources.length === 0 ? [] : articles.regions(article, sources, marks);
}
