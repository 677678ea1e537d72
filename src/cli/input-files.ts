/** The files a command reads and the reasons why it leaves others, as plain data; what a file is, by its name. */
import path from 'node:path';
import { isNowhere } from '../files/system-error.js';
import { PAGE_ENDINGS } from '../page/readers/page-readers.js';
import { SearchServiceError } from '../search-service-error.js';
import type { FilePath } from './file-names.js';

/** A file that can be read, known by its name. */
export interface InputFile {
  /** As it was named or found; what reports and the archive call it. */
  readonly file: string;
  /** What it is opened by. */
  readonly path: FilePath;
  /** `page`: raw text; `article`: one JSON document; `articles`: one JSON article a line. */
  readonly kind: 'page' | 'article' | 'articles';
  readonly gzip: boolean;
  readonly sizeBytes: number;
  /** The article files of a page of a digital edition, the ALTO files of a METS file: they go on together. */
  readonly articles?: readonly InputFile[];
}

/** Why something in a folder is not read. Stable, and listed in docs/operating.md. */
export type SkipCode =
  /** Of no type that is read, by its name. */
  | 'FILE_TYPE_UNKNOWN'
  /** Its name begins with a dot. */
  | 'FILE_HIDDEN'
  /** A pipe, a socket or a device. */
  | 'FILE_SPECIAL'
  /** The same file as another that was named. */
  | 'FILE_SEEN'
  /** What is read from another file beside it: a program wrote the page in several forms. */
  | 'FILE_SAME_PAGE'
  /** The import ended before it: it was stopped, or the archive takes no more. */
  | 'FILE_NOT_REACHED'
  /** A link: what it leads to stands in the folder too, or outside of what was named. */
  | 'LINK_NOT_FOLLOWED'
  /** An archive or an index of xunbao. */
  | 'FOLDER_OURS'
  /** `node_modules`. */
  | 'FOLDER_OF_PACKAGES'
  /** A picture in the folder of a digital edition. */
  | 'PICTURE_OF_EDITION';

/** Something that was seen and not read; a folder stands for all that is in it. */
export interface SkippedFile {
  readonly file: string;
  readonly code: SkipCode;
}

/** A path that cannot be used. */
export interface FileFault {
  readonly file: string;
  readonly error: SearchServiceError;
}

/** A path that was named and is a folder, or is not there. */
export interface GivenFolder {
  /** As it was named. */
  readonly file: string;
  /** Absolute, as it was named and with links resolved: what the archive may know its files by. */
  readonly names: readonly string[];
  /** Files below it that can be read. */
  readonly fileCount: number;
}

/** What there is below the paths someone named; every entry that was seen is in one of the first three. */
export interface FoundFiles {
  readonly files: readonly InputFile[];
  readonly skipped: readonly SkippedFile[];
  readonly faults: readonly FileFault[];
  readonly folders: readonly GivenFolder[];
  /** Folders, as they are shown, of which it is not known what is in them: unreadable, or passed over. */
  readonly unread: readonly string[];
  /** Folders in which there is nothing at all. */
  readonly empty: readonly string[];
}

const ARTICLE_KINDS: Readonly<Record<string, InputFile['kind']>> = { '.json': 'article', '.ndjson': 'articles' };

/** What a file is, by its name; undefined for a type that is not read. */
export function kindOfFile(file: string): Pick<InputFile, 'kind' | 'gzip'> | undefined {
  const name = file.toLowerCase();
  const gzip = name.endsWith('.gz');
  const ending = path.extname(gzip ? name.slice(0, -3) : name);
  const kind = PAGE_ENDINGS.has(ending) ? 'page' : ARTICLE_KINDS[ending];
  return kind && { kind, gzip };
}

/** The fault of a file or folder that could not be opened or read. */
export function readFault(file: string, error: unknown): SearchServiceError {
  if (error instanceof SearchServiceError) return error;
  if (isNowhere(error)) {
    const lost = file.includes('\ufffd')
      ? ' A name that is no UTF-8 cannot be named on the command line; name the folder it stands in.'
      : '';
    return new SearchServiceError('FILE_NOT_FOUND', `${file} does not exist. Check the path.${lost}`, { cause: error });
  }
  return new SearchServiceError(
    'FILE_UNREADABLE',
    `${file} cannot be read (${(error as Error).message}). Check its permissions and that it is whole.`,
    { cause: error },
  );
}
