/** The lines of a stored page, with those taken out that may not be shown. */
import type { Article, ArticleLines } from '../article/article.js';
import type { Archive } from '../archive/archive.js';
import type { ArticleStatus, PageRecord } from '../archive/archive-change.js';
import { blankArticles } from '../archive/blank-page.js';
import { SearchServiceError } from '../search-service-error.js';
import { storedTextOf, type StoredText } from './printed-text.js';

/** The archive, as far as pages are shown. */
export type ShowableArchive = Pick<Archive, 'page' | 'pageBytes' | 'article'>;

/** A page as far as it may be shown. */
export interface ShownPage extends StoredText {
  readonly record: PageRecord;
  /** `text` with the lines of withheld and deleted articles empty or blank. */
  readonly shown: string;
  /** Its articles that may be shown, in printed order. */
  readonly articles: readonly { readonly article: Article; readonly lines: ArticleLines }[];
  /** These and those that may not. */
  readonly printed: readonly { readonly article: Article; readonly status: ArticleStatus; readonly lines?: ArticleLines }[];
}

/**
 * Reads it. Undefined when the page or its lines are not there (any more), or when the lines of an article that is gone cannot be told
 * from the others. Throws FILE_UNREADABLE and ARCHIVE_CORRUPT.
 */
export async function readShownPage(archive: ShowableArchive, pageId: string): Promise<ShownPage | undefined> {
  const record = await archive.page(pageId);
  const stored = record === undefined ? undefined : await textOf(archive, record);
  if (record === undefined || stored === undefined) return undefined;
  const archived = (await Promise.all(record.articleIds.map((id) => archive.article(id)))).flatMap((one) => one ?? []);
  const printed = archived.flatMap(({ article, lines, pageId: standsOn, status }) =>
    status === 'live' && (lines === undefined || standsOn !== pageId) ? [] : [{ article, status, ...(lines !== undefined && { lines }) }],
  );
  const articles = printed.flatMap(({ article, lines, status }) => (status === 'live' && lines !== undefined ? [{ article, lines }] : []));
  const gone = printed.filter(({ status }) => status !== 'live');
  const shown = gone.length === 0 ? stored.text : blankArticles(Buffer.from(stored.text), 'utf-8', gone, articles)?.toString();
  return shown === undefined ? undefined : { ...stored, record, shown, articles, printed };
}

async function textOf(archive: Pick<Archive, 'pageBytes'>, record: PageRecord): Promise<StoredText | undefined> {
  try {
    return await storedTextOf(archive, record);
  } catch (error) {
    // Bytes that compaction has just dropped, and a page of which a purge left nothing.
    if (error instanceof SearchServiceError && (error.code === 'PAGE_NOT_FOUND' || error.code === 'PAGE_EMPTY')) return undefined;
    throw error;
  }
}
