/** Pages of the archive from their stored bytes, by the readers and the parser of now. */
import type { PageInfo } from '../article/article.js';
import type { Archive } from '../archive/archive.js';
import type { PageHead } from '../archive/archive-change.js';
import { SearchServiceError, type ErrorCode } from '../search-service-error.js';
import type { Intake, PageInput } from './intake.js';
import type { WriteStatus } from './write-receipt.js';

/** What reading again led to. */
export interface ReadAgainReport {
  /** Files that were read, each with one page or more. */
  readonly fileCount: number;
  /** Articles by what became of them. */
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Pages of which a purge has taken a part: what is left of their bytes is not what was printed. */
  readonly purgedPageIds: readonly string[];
  readonly failed: readonly ReadAgainFailure[];
}

/** A file that stays as it was read before. */
export interface ReadAgainFailure {
  readonly file: string;
  /** One of the pages it is stored as. */
  readonly pageId: string;
  readonly code: ErrorCode;
  readonly reason: string;
}

/** Where the pages are, and who is told. */
export interface ReadAgainPorts {
  readonly archive: Pick<Archive, 'page' | 'pages' | 'pageStatus' | 'pageBytes'>;
  readonly intake: Pick<Intake, 'addPages'>;
  /** What a file's path says of the place of its pages. */
  readonly placeOfPath: (source: string) => PageInfo;
  /** Hears of each file that is done. */
  readonly onFile?: (articleCount: number) => void;
  /** Ends it after the file under way. */
  readonly signal?: AbortSignal;
}

/** Files that are read in `readAgain`, for showing how far it is. */
export function storedFileCount(archive: Pick<Archive, 'pages'>): number {
  return filesOf(archive).size;
}

/**
 * Reads every page that is not deleted and whose bytes are there as they came, one file after the other, each in its own transaction. Ids
 * of articles, places given by hand, corrections and what was taken out hold as where a file is put in again. A file that cannot be read
 * any more stays as it is. Throws where the archive cannot be written.
 */
export async function readAgain({ archive, intake, placeOfPath, onFile, signal }: ReadAgainPorts): Promise<ReadAgainReport> {
  const counts: Record<WriteStatus, number> = { created: 0, updated: 0, unchanged: 0 };
  const failed: ReadAgainFailure[] = [];
  let [fileCount, removed] = [0, 0];
  for (const heads of filesOf(archive).values()) {
    if (signal?.aborted === true) break;
    const { id, sha256, source = 'api' } = heads[0]!;
    // One that was read a moment ago may have taken its place.
    if (archive.pageStatus(id) !== 'live') continue;
    try {
      const bytes = await archive.pageBytes(sha256);
      // Of what was put by hand the place that was said then tells which page it is: one text may be printed twice.
      const given = source === 'api' ? ((await archive.page(id))?.decided?.place ?? {}) : {};
      const how: Pick<PageInput, 'division' | 'fromPath'> = source === 'api' ? { division: 'page' } : { fromPath: placeOfPath(source) };
      const receipts = await intake.addPages({ bytes, given, source, ...how });
      for (const { status } of receipts.flatMap(({ articles }) => articles)) counts[status] += 1;
      removed += receipts.reduce((sum, { removedIds }) => sum + removedIds.length, 0);
      fileCount += 1;
      onFile?.(receipts.reduce((sum, { articles }) => sum + articles.length, 0));
    } catch (error) {
      if (!(error instanceof SearchServiceError) || !isOfTheFile(error.code)) throw error;
      failed.push({ file: source, pageId: id, code: error.code, reason: error.message });
      onFile?.(0);
    }
  }
  const { created: added, updated, unchanged } = counts;
  return { fileCount, added, updated, unchanged, removed, purgedPageIds: purgedPages(archive).map(({ id }) => id), failed };
}

/** Pages by the file they came in, one of those put by hand alone; those whose bytes are as they came. */
function filesOf(archive: Pick<Archive, 'pages'>): ReadonlyMap<string, readonly PageHead[]> {
  const whole = archive.pages().filter(({ sha256, originalSha256 }) => sha256 !== '' && originalSha256 === undefined);
  const files = new Map<string, PageHead[]>();
  for (const head of whole) {
    const key = head.source === undefined || head.source === 'api' ? head.id : `${head.sha256} ${head.source}`;
    const others = files.get(key);
    if (others === undefined) files.set(key, [head]);
    else others.push(head);
  }
  return files;
}

function purgedPages(archive: Pick<Archive, 'pages'>): readonly PageHead[] {
  return archive.pages().filter(({ originalSha256 }) => originalSha256 !== undefined);
}

function isOfTheFile(code: ErrorCode): boolean {
  return (
    code.startsWith('PAGE_') ||
    code === 'PARAMETER_INVALID' ||
    code === 'EXTRA_MISSING' ||
    code === 'ARCHIVE_CORRUPT' ||
    code === 'FILE_UNREADABLE'
  );
}
