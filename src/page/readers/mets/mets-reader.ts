import { loadExtra } from '../../../load-extra.js';
import type { OcrReaders } from '../ocr-forms.js';
import type { PageReader } from '../page-reader.js';
import { isZip } from '../zip/is-zip.js';
import { zipNames } from '../zip/zip-names.js';

/** An issue of a daily with a String a character has a quarter of these bytes; pictures beside them are listed and not unpacked. */
const LIMITS = { entries: 65_535, files: 2_000, bytes: 200_000_000 };
const XML = /\.xml$/iu;

/** METS with the ALTO files it names, in a zip archive: each page of ALTO is a page. */
export const metsReader: PageReader = {
  form: 'mets',
  version: 1,
  mediaTypes: ['application/zip'],
  endings: ['.zip'],
  isEnded: true,
  recognises: (bytes) => {
    if (!isZip(bytes)) return false;
    const names = zipNames(bytes);
    return names.some((name) => XML.test(name)) && !names.some((name) => /\.(?:x?html?|shtml)$|\[Content_Types\]\.xml$/iu.test(name));
  },
  // The library, and the extra, are loaded when the first archive comes.
  read: async (bytes) => {
    const { readZip } = await import('../zip/read-zip.js');
    const files = await readZip(bytes, (name) => XML.test(name), LIMITS);
    const { ocrReaders } = (await loadExtra('ocr-forms', 'read-ocr-form')) as { readonly ocrReaders: OcrReaders };
    return { form: 'mets', version: 1, encoding: 'utf-8', pages: ocrReaders.readIssues(files), linesAreBytes: false, isPaged: true };
  },
};
