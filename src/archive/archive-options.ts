import type { SearchServiceError } from '../search-service-error.js';
import type { FileLayer } from '../files/file-layer.js';
import type { PageRecord } from './archive-change.js';
import type { Processes } from './lock-owner.js';

/** What is known of the printed lines of pages that came in another form than text. */
export interface PrintedLines {
  /** Those that line numbers count, as text with a line feed between two, from the bytes of a page without a stored layout. */
  ofBytes(record: PageRecord, bytes: Uint8Array): Promise<string | undefined>;
  /** The same from a stored layout. Throws where the bytes are none. */
  ofLayout(layout: Uint8Array): string;
  /** The layout with lines emptied. */
  emptied(layout: Uint8Array, text: string): Uint8Array;
}

/** How an archive is opened; what is left out is the machine's own. */
export interface ArchiveOptions {
  readonly files?: FileLayer;
  readonly processes?: Processes;
  readonly now?: () => Date;
  /** Default: of no page whose record names a `form` the lines can be told, and a purge drops the bytes and the layout of such a page. */
  readonly printedLines?: PrintedLines;
  /** Bound of the texts kept in memory, in characters of JSON. Default 8,000,000 (about 16 MB). */
  readonly cacheCharacters?: number;
  /** Called when the folder is this process's, before its log is read: what reads nothing of it can begin meanwhile. */
  readonly onLocked?: () => void;
  /** Called once, when the folder was found to be lost to this process; from then on every write is refused with ARCHIVE_LOST. */
  readonly onLost?: (reason: SearchServiceError) => void;
}
