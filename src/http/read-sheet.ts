/** A page's picture with what lies on it: its articles, and the hits of a query. */
import type { PageBox } from '../page/readers/page-reader.js';
import { SearchServiceError } from '../search-service-error.js';
import { readArticle } from './read-article.js';
import type { AppServices } from './services.js';
import type { ArticleView, PageView, RegionView, SheetView } from './view-models.js';

/** What a page for people lays over the picture of a printed page. */
export interface MarkedSheet extends SheetView {
  /** Id of the stored page. */
  readonly pageId: string;
  /** Boxes of each hit, in the order of the articles. */
  readonly hits: readonly (readonly PageBox[])[];
}

/** Articles of a page that are asked for a query's marks, and those of them whose marks are placed. */
const MOST_ASKED = 100;
const MOST_PLACED = 30;
/** Hits of one page that are drawn. */
const MOST_HITS = 500;
/** Where there is nothing to show, and that is no fault. */
const NOTHING: readonly string[] = ['PAGE_NOT_FOUND', 'PAGE_WITHOUT_PICTURE', 'PAGE_PICTURE_HIDDEN'];

/** Reads it; undefined where the page has no picture that may be shown. `text` is a query; empty = no hits. */
export async function readSheet(services: AppServices, page: PageView, text: string): Promise<MarkedSheet | undefined> {
  const pageId = page.pageIds[0];
  const sheet = pageId === undefined ? undefined : await sheetOrNone(services, pageId);
  if (pageId === undefined || sheet === undefined) return undefined;
  const hits = text === '' || sheet.articles.length === 0 ? [] : await readHits(services, page, pageId, text);
  return { ...sheet, pageId, hits };
}

/** The sheet of a page; undefined where there is none. */
export async function sheetOrNone({ pictures }: Pick<AppServices, 'pictures'>, pageId: string): Promise<SheetView | undefined> {
  try {
    return await pictures.sheet(pageId);
  } catch (error) {
    if (error instanceof SearchServiceError && NOTHING.includes(error.code)) return undefined;
    throw error;
  }
}

/** What an article takes of those of its pages whose picture may be shown and has the shape of their layout. */
export async function readCuttings(services: Pick<AppServices, 'pictures'>, { regions = [] }: ArticleView): Promise<readonly RegionView[]> {
  const shown = await Promise.all(
    regions.map(async (region) => {
      const sheet = region.boxes.length === 0 ? undefined : await sheetOrNone(services, region.page);
      return sheet === undefined || sheet.articles.length === 0 ? [] : [region];
    }),
  );
  return shown.flat();
}

async function readHits(services: AppServices, { articles }: PageView, pageId: string, text: string): Promise<MarkedSheet['hits']> {
  const hits: (readonly PageBox[])[] = [];
  let placedCount = 0;
  for (const article of articles.slice(0, MOST_ASKED)) {
    const { title, banner, kicker, subtitle, paragraphs } = await services.searcher.marks(article, text);
    if ([title, banner, ...kicker, ...subtitle, ...paragraphs].every((ranges) => ranges.length === 0)) continue;
    placedCount += 1;
    if (placedCount > MOST_PLACED || hits.length >= MOST_HITS) break;
    const { regions = [] } = await readArticle(services, article.id, text);
    hits.push(...regions.filter(({ page }) => page === pageId).flatMap(({ marks = [] }) => marks.map(({ boxes }) => boxes)));
  }
  return hits.slice(0, MOST_HITS);
}
