/** The files of a digital edition in one zip archive, and back. Names are keys: none is ever a path on a disk. */
import { zipSync } from 'fflate';
import { readZip } from '../zip/read-zip.js';
import type { EditionFiles } from './read-edition.js';

/** An issue with the articles of all its pages has a tenth of these files and bytes; its pictures are listed and not unpacked. */
const LIMITS = { entries: 65_535, files: 5_000, bytes: 64_000_000 };
const HTML = /\.(?:x?html?|shtml?)$/iu;

/**
 * The HTML files of an archive. Throws PAGE_UNDECODABLE where it is damaged, PAGE_ENCRYPTED where it has a password,
 * PAGE_TOO_COMPLEX where it would unpack to too much.
 */
export function unpackEdition(bytes: Uint8Array): Promise<EditionFiles> {
  return readZip(bytes, (name) => HTML.test(name), LIMITS);
}

/** Files as an archive, the same bytes whenever it is made. */
export function packEdition(files: EditionFiles): Uint8Array {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 0, mtime: new Date(1980, 0, 1) });
}
