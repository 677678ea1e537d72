import { SearchServiceError } from '../search-service-error.js';
import type { ArchiveChange, PageRecord } from './archive-change.js';
import type { PrintedText } from './archive-options.js';
import type { ArchiveState } from './archive-state.js';
import type { ArticleReader } from './article-reader.js';
import { blankArticles, type PrintedArticle } from './blank-page.js';
import type { LoggedText } from './log-change.js';
import { sha256Of, type PageFiles } from './page-files.js';

/** What a purge did. */
export interface PurgeReport {
  /** Articles whose text is gone from every file; their tombstones and reasons stay. */
  readonly articleIds: readonly string[];
  /** Live pages whose stored bytes held such a text: its lines blanked, or all the bytes dropped. */
  readonly pages: readonly { readonly id: string; readonly action: 'blanked' | 'dropped' }[];
  /** Deleted pages whose record and bytes are gone. */
  readonly deletedPageIds: readonly string[];
  /** Files of page bytes that were removed. */
  readonly removedFileCount: number;
  readonly bytesBefore: number;
  readonly bytesAfter: number;
}

/** The changes that give up texts, and the bytes that take the place of pages that held them. */
export interface PurgePlan {
  readonly changes: readonly ArchiveChange[];
  readonly pageBytes: readonly Buffer[];
  readonly articleIds: readonly string[];
  readonly pages: PurgeReport['pages'];
  readonly deletedPageIds: readonly string[];
}

/** What a purge looks at. */
interface KeptPages {
  readonly state: ArchiveState;
  readonly reader: ArticleReader;
  readonly pageFiles: PageFiles;
  readonly printedText: PrintedText;
}

/** Finds what a purge has to do. Reads the texts to be purged, one page at a time, and the pages they stood on. */
export async function planPurge(
  state: ArchiveState,
  reader: ArticleReader,
  pageFiles: PageFiles,
  printedText: PrintedText,
): Promise<PurgePlan> {
  const kept: KeptPages = { state, reader, pageFiles, printedText };
  const { articles, pages } = state;
  const goneOfPage = new Map<string, PrintedArticle[]>();
  const articleIds: string[] = [];
  for (let slot = 0; slot < articles.slotCount; slot++) {
    const status = articles.statusAt(slot);
    if (status === undefined || status === 'live' || !articles.hasText(slot)) continue;
    articleIds.push(articles.idAt(slot));
    const text = await reader.text(slot);
    if (text?.pageId === undefined) continue;
    goneOfPage.set(text.pageId, [...(goneOfPage.get(text.pageId) ?? []), text]);
  }
  const deletedPageIds = [...pages].filter(([, { status, record }]) => status === 'deleted' && record !== undefined).map(([id]) => id);
  const replaced: PageRecord[] = [];
  const pageBytes: Buffer[] = [];
  for (const [id, gone] of goneOfPage) {
    const entry = pages.get(id);
    if (entry?.status !== 'live' || entry.record === undefined || entry.head.sha256 === '') continue;
    const record = await reader.page(entry.record);
    const bytes = await blankPage(record, gone, kept);
    if (bytes !== undefined) pageBytes.push(bytes);
    replaced.push({
      ...record,
      sha256: bytes === undefined ? '' : sha256Of(bytes),
      originalSha256: record.originalSha256 ?? record.sha256,
    });
  }
  return {
    changes: [
      ...replaced.map((page) => ({ type: 'page', page }) as const),
      ...articleIds.map((id) => ({ type: 'purge', id }) as const),
      ...deletedPageIds.map((id) => ({ type: 'purgePage', id }) as const),
    ],
    pageBytes,
    articleIds,
    pages: replaced.map(({ id, sha256 }) => ({ id, action: sha256 === '' ? 'dropped' : 'blanked' })),
    deletedPageIds,
  };
}

async function blankPage(
  record: PageRecord,
  gone: readonly PrintedArticle[],
  { state, reader, pageFiles, printedText }: KeptPages,
): Promise<Buffer | undefined> {
  const goneIds = new Set(gone.map(({ article }) => article.id));
  const kept: LoggedText[] = [];
  for (const id of record.articleIds) {
    const slot = goneIds.has(id) ? undefined : state.articles.slotOf(id);
    const text = slot === undefined ? undefined : await reader.text(slot);
    if (text?.pageId === record.id) kept.push(text);
  }
  try {
    const bytes = await pageFiles.get(record.sha256);
    if (record.form === undefined) return blankArticles(bytes, record.encoding, gone, kept);
    // Lines of other forms cannot be blanked where they stand: the lines as text take the place of the bytes.
    const text = await printedText(record, bytes);
    return text === undefined ? undefined : blankArticles(Buffer.from(text), 'utf-8', gone, kept);
  } catch (error) {
    // Bytes that are gone or damaged already are dropped from the record too; those that only cannot be read now stay.
    if (error instanceof SearchServiceError && (error.code === 'PAGE_NOT_FOUND' || error.code === 'ARCHIVE_CORRUPT')) return undefined;
    throw error;
  }
}
