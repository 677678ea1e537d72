import type { PageReader } from '../page-reader.js';
import { isZip } from '../zip/is-zip.js';

/** Pages of a digital edition with their article files, in a zip archive. Each HTML file with a map of areas is a page. */
export const editionReader: PageReader = {
  form: 'digital-edition',
  version: 1,
  mediaTypes: ['application/zip', 'application/x-zip-compressed'],
  endings: ['.zip'],
  isEnded: true,
  recognises: (bytes) => isZip(bytes) && !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('[Content_Types].xml'),
  // The library is loaded when the first archive comes.
  read: async (bytes) => {
    const [{ unpackEdition }, { readEdition }] = await Promise.all([import('./edition-zip.js'), import('./read-edition.js')]);
    const pages = readEdition(await unpackEdition(bytes));
    return { form: 'digital-edition', version: 1, encoding: 'utf-8', pages, linesAreBytes: false, isPaged: true };
  },
};
