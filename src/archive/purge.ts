import { SearchServiceError } from '../search-service-error.js';
import type { ArchiveChange, PageRecord } from './archive-change.js';
import type { PrintedLines } from './archive-options.js';
import type { ArchiveState } from './archive-state.js';
import type { ArticleReader } from './article-reader.js';
import { blankArticles, type PrintedArticle } from './blank-page.js';
import type { LoggedText } from './log-change.js';
import { sha256Of, type PageFiles } from './page-files.js';
import { PurgedTexts, withoutValues } from './purge-decisions.js';

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
  /** And their layouts. */
  readonly pageBytes: readonly Uint8Array[];
  readonly articleIds: readonly string[];
  readonly pages: PurgeReport['pages'];
  readonly deletedPageIds: readonly string[];
}

/** What a purge looks at. */
interface KeptPages {
  readonly state: ArchiveState;
  readonly reader: ArticleReader;
  readonly pageFiles: PageFiles;
  readonly printedLines: PrintedLines | undefined;
}

/** Finds what a purge has to do. Reads the texts to be purged, one page at a time, and the pages they stood on. */
export async function planPurge(
  state: ArchiveState,
  reader: ArticleReader,
  pageFiles: PageFiles,
  printedLines: PrintedLines | undefined,
): Promise<PurgePlan> {
  const kept: KeptPages = { state, reader, pageFiles, printedLines };
  const { articles, pages } = state;
  const goneOfPage = new Map<string, PrintedArticle[]>();
  const articleIds: string[] = [];
  const purged = new PurgedTexts();
  for (let slot = 0; slot < articles.slotCount; slot++) {
    const status = articles.statusAt(slot);
    if (status === undefined || status === 'live' || !articles.hasText(slot)) continue;
    articleIds.push(articles.idAt(slot));
    const text = await reader.text(slot);
    if (text !== undefined) purged.add(text);
    if (text?.pageId === undefined) continue;
    goneOfPage.set(text.pageId, [...(goneOfPage.get(text.pageId) ?? []), text]);
  }
  const deletedPageIds = [...pages].filter(([, { status, record }]) => status === 'deleted' && record !== undefined).map(([id]) => id);
  const replaced: PageRecord[] = [];
  const histories: PageRecord[] = [];
  const pageBytes: Uint8Array[] = [];
  for (const [id, gone] of goneOfPage) {
    const entry = pages.get(id);
    if (entry?.status !== 'live' || entry.record === undefined) continue;
    const record = withoutValues(await reader.page(entry.record));
    if (entry.head.sha256 === '') {
      if (record.decisions !== undefined) histories.push(record);
      continue;
    }
    const { bytes, layout } = await blankPage(record, gone, kept);
    pageBytes.push(...[bytes, layout].flatMap((one) => one ?? []));
    replaced.push({
      ...withoutFiles(record),
      sha256: bytes === undefined ? '' : sha256Of(bytes),
      ...(layout !== undefined && { layoutSha256: sha256Of(layout) }),
      originalSha256: record.originalSha256 ?? record.sha256,
    });
  }
  return {
    changes: [
      ...[...replaced, ...histories].map((page) => ({ type: 'page', page }) as const),
      ...articleIds.map((id) => ({ type: 'purge', id }) as const),
      ...(await purged.blankings(state, reader)),
      ...deletedPageIds.map((id) => ({ type: 'purgePage', id }) as const),
    ],
    pageBytes,
    articleIds,
    pages: replaced.map(({ id, sha256 }) => ({ id, action: sha256 === '' ? 'dropped' : 'blanked' })),
    deletedPageIds,
  };
}

/** Without its layout and its picture: nobody can tell which part of a picture shows a text that goes. */
function withoutFiles(record: PageRecord): PageRecord {
  return Object.fromEntries(
    Object.entries(record).filter(([name]) => name !== 'layoutSha256' && name !== 'picture'),
  ) as unknown as PageRecord;
}

/** What stands for a page after a purge; nothing where it had to be dropped. */
interface BlankedPage {
  readonly bytes?: Uint8Array;
  readonly layout?: Uint8Array;
}

async function blankPage(
  record: PageRecord,
  gone: readonly PrintedArticle[],
  { state, reader, pageFiles, printedLines }: KeptPages,
): Promise<BlankedPage> {
  const goneIds = new Set(gone.map(({ article }) => article.id));
  const kept: LoggedText[] = [];
  for (const id of record.articleIds) {
    const slot = goneIds.has(id) ? undefined : state.articles.slotOf(id);
    const text = slot === undefined ? undefined : await reader.text(slot);
    if (text?.pageId === record.id) kept.push(text);
  }
  try {
    const blank = (bytes: Uint8Array, encoding: string): Buffer | undefined => blankArticles(bytes, encoding, gone, kept);
    if (record.layoutSha256 !== undefined) return blankLayout(await pageFiles.get(record.layoutSha256), blank, printedLines);
    const stored = await pageFiles.get(record.sha256);
    // Lines of other forms cannot be blanked where they stand: the lines as text take the place of the bytes.
    const text = record.form === undefined ? undefined : await printedLines?.ofBytes(record, stored);
    const bytes = record.form === undefined ? blank(stored, record.encoding) : text && blank(Buffer.from(text), 'utf-8');
    return bytes === undefined || bytes === '' ? {} : { bytes };
  } catch (error) {
    // Bytes that are gone or damaged already are dropped from the record too; those that only cannot be read now stay.
    if (error instanceof SearchServiceError && (error.code === 'PAGE_NOT_FOUND' || error.code === 'ARCHIVE_CORRUPT')) return {};
    throw error;
  }
}

/** The bytes as they came are given up: the lines as text take their place. */
function blankLayout(
  layout: Uint8Array,
  blank: (bytes: Uint8Array, encoding: string) => Buffer | undefined,
  printedLines: PrintedLines | undefined,
): BlankedPage {
  const bytes = printedLines && blank(Buffer.from(printedLines.ofLayout(layout)), 'utf-8');
  return bytes === undefined ? {} : { bytes, layout: printedLines!.emptied(layout, bytes.toString()) };
}
