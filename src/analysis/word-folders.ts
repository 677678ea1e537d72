/** Where the files a user edits lie, and what stands in them: the user's own file of a name goes before the shipped one. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { storageFaultOf } from '../files/system-error.js';
import { SearchServiceError } from '../search-service-error.js';

/** Every word file: `dictionary` files shape the index, `query` files only what a query asks for. */
export const WORD_FILE_KINDS = {
  'forms.tsv': 'dictionary',
  'variants.tsv': 'dictionary',
  'userdict.txt': 'dictionary',
  'stopwords.txt': 'query',
  'synonyms.txt': 'query',
  'regional.tsv': 'query',
} as const;
/** Name of a word file. */
export type WordFileName = keyof typeof WORD_FILE_KINDS;
/** All of them. */
export const WORD_FILE_NAMES = Object.keys(WORD_FILE_KINDS) as readonly WordFileName[];

/** A word file as it was read. */
export interface WordFile {
  /** How faults name it: the name alone for a shipped file, the whole path for one of the user's. */
  readonly label: string;
  readonly text: string;
}

/** The text of every word file at one moment: all an analyzer is made of. Plain data, so that a thread can be given the same. */
export type WordFiles = Readonly<Record<WordFileName, WordFile>>;

/** Where word files are looked for. */
export interface WordFolders {
  /** Folder with `variants.tsv`, `stopwords.txt`, `userdict.txt`, and perhaps `forms.tsv`, `synonyms.txt` and `regional.tsv`. */
  readonly dataDirectory: string;
  /** Folder whose files take the place of those of the same name; it may not exist. */
  readonly ownDirectory?: string;
}

/** Bytes of one word file; 600,000 words. */
const LARGEST_FILE_BYTES = 16_000_000;
/** Files that may be missing: they are empty then. */
const OPTIONAL: ReadonlySet<WordFileName> = new Set(['forms.tsv', 'synonyms.txt', 'regional.tsv']);

/**
 * Reads every word file. Throws DICTIONARY_INVALID for one that is too large or cannot be read, FILE_UNREADABLE where that is not the
 * file's fault.
 */
export function readWordFiles(folders: WordFolders): WordFiles {
  return Object.fromEntries(WORD_FILE_NAMES.map((name) => [name, readOne(folders, name)])) as unknown as WordFiles;
}

/** What tells one state of the word files from another without reading them: place, size and time of each. About 50 µs. */
export function stampOf(folders: WordFolders): string {
  return WORD_FILE_NAMES.flatMap((name) => placesOf(folders, name))
    .map((file) => {
      const found = statSync(file, { bigint: true, throwIfNoEntry: false });
      return found === undefined ? '' : `${found.ino} ${found.size} ${found.mtimeNs}`;
    })
    .join('\n');
}

/** Reads one file as a word file. Throws DICTIONARY_INVALID, FILE_UNREADABLE. */
export function readWordFile(file: string, label = file): WordFile {
  try {
    const bytes = statSync(file).size;
    if (bytes > LARGEST_FILE_BYTES)
      throw new SearchServiceError(
        'DICTIONARY_INVALID',
        `${label} has ${bytes} bytes; a word file has at most ${LARGEST_FILE_BYTES}. Take words out.`,
      );
    return { label, text: readFileSync(file, 'utf8') };
  } catch (cause) {
    if (cause instanceof SearchServiceError) throw cause;
    if (storageFaultOf(cause) === 'failing')
      throw new SearchServiceError(
        'FILE_UNREADABLE',
        `${label} cannot be read now (${(cause as Error).message}). Look at the limit of open files and the disk, then try again.`,
        { cause },
      );
    throw new SearchServiceError('DICTIONARY_INVALID', `${label} cannot be read (${(cause as Error).message}). Check the file.`, { cause });
  }
}

function readOne(folders: WordFolders, name: WordFileName): WordFile {
  const shipped = path.join(folders.dataDirectory, name);
  const file = placesOf(folders, name).find(isThere);
  if (file === undefined && OPTIONAL.has(name)) return { label: name, text: '' };
  return file === undefined || file === shipped ? readWordFile(shipped, name) : readWordFile(file);
}

function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** Where a file may lie, the place that goes before first; the shipped one is the last. */
function placesOf({ dataDirectory, ownDirectory }: WordFolders, name: WordFileName): string[] {
  return [ownDirectory, dataDirectory].flatMap((folder) => (folder === undefined ? [] : [path.join(folder, name)]));
}
