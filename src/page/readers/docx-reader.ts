import type { PageReader } from './page-reader.js';
import { isZip } from './zip/is-zip.js';

/** Names every document of Word has in its table of contents, which is not packed. */
const PARTS = ['[Content_Types].xml', 'word/document'];

/** A Word document (`.docx`). Its paragraphs become lines; styles say which are headings. A page break may end a page. */
export const docxReader: PageReader = {
  form: 'docx',
  version: 1,
  mediaTypes: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  endings: ['.docx'],
  isEnded: true,
  recognises: (bytes) => {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return isZip(bytes) && PARTS.every((part) => file.includes(part));
  },
  // The zip library is loaded when the first document comes.
  read: async (bytes) => {
    const { readDocx } = await import('./docx/read-docx.js');
    const lines = await readDocx(bytes);
    return { form: 'docx', version: 1, encoding: 'utf-8', pages: [{ lines }], linesAreBytes: false, isPaged: false };
  },
};
