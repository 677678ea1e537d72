import type { SearchServiceError } from '../search-service-error.js';
import type { FileLayer } from '../files/file-layer.js';
import type { PageRecord } from './archive-change.js';
import type { Processes } from './lock-owner.js';

/** Gives the lines that line numbers count, from the stored bytes of a page, a line feed between two. */
export type PrintedText = (record: PageRecord, bytes: Uint8Array) => Promise<string | undefined>;

/** How an archive is opened; what is left out is the machine's own. */
export interface ArchiveOptions {
  readonly files?: FileLayer;
  readonly processes?: Processes;
  readonly now?: () => Date;
  /**
   * The lines of a page whose record names a `form`, as text; undefined where they cannot be told any more. Default: none can, and a purge
   * drops the bytes of such a page.
   */
  readonly printedText?: PrintedText;
  /** Bound of the texts kept in memory, in characters of JSON. Default 8,000,000 (about 16 MB). */
  readonly cacheCharacters?: number;
  /** Called when the folder is this process's, before its log is read: what reads nothing of it can begin meanwhile. */
  readonly onLocked?: () => void;
  /** Called once, when the folder was found to be lost to this process; from then on every write is refused with ARCHIVE_LOST. */
  readonly onLost?: (reason: SearchServiceError) => void;
}
