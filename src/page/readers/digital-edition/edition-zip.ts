/** The files of a digital edition in one zip archive, and back. Names are keys: none is ever a path on a disk. */
import { unzipSync, zipSync } from 'fflate';
import { SearchServiceError } from '../../../search-service-error.js';
import type { EditionFiles } from './read-edition.js';

/** Most bytes of all files, unpacked, and most files: an issue with the articles of all its pages has a tenth. */
const MOST_BYTES = 64_000_000;
const MOST_FILES = 5_000;
const HTML = /\.(?:x?html?|shtml?)$/iu;

/** The HTML files of an archive. Throws PAGE_UNDECODABLE where it is damaged, PAGE_TOO_COMPLEX where it would unpack to too much. */
export function unpackEdition(bytes: Uint8Array): EditionFiles {
  let [sizeBytes, count] = [0, 0];
  const isTooLarge = (): boolean => sizeBytes > MOST_BYTES || count > MOST_FILES;
  const filter = ({ name, originalSize }: { readonly name: string; readonly originalSize: number }): boolean => {
    if (!HTML.test(name) || isTooLarge()) return false;
    sizeBytes += originalSize;
    count += 1;
    return !isTooLarge();
  };
  let files: Readonly<Record<string, Uint8Array>>;
  try {
    // No file is unpacked beyond the size that was counted.
    files = unzipSync(bytes, { filter });
  } catch (error) {
    if (isTooLarge()) throw tooLarge();
    throw new SearchServiceError('PAGE_UNDECODABLE', 'The zip archive is damaged or packed in a way that is not read. Pack it again.', {
      cause: error,
    });
  }
  if (isTooLarge()) throw tooLarge();
  return new Map(Object.entries(files).map(([name, content]) => [name.replaceAll('\\', '/'), content]));
}

/** Files as an archive, the same bytes whenever it is made. */
export function packEdition(files: EditionFiles): Uint8Array {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 0, mtime: new Date(1980, 0, 1) });
}

function tooLarge(): SearchServiceError {
  return new SearchServiceError(
    'PAGE_TOO_COMPLEX',
    `The zip archive holds more than ${MOST_FILES} files or ${MOST_BYTES / 1_000_000} MB of HTML. Divide it: a page or an issue each.`,
  );
}
