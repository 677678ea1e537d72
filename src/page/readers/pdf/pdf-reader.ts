import type { PageReader } from '../page-reader.js';

const HEADER = '%PDF';
/** Bytes in which the header must begin. */
const HEADER_WITHIN = 1024;

/** PDF with a text layer, set by a program or laid by recognition over a scan. Each page of the file is a page. */
export const pdfReader: PageReader = {
  form: 'pdf',
  version: 1,
  mediaTypes: ['application/pdf'],
  endings: ['.pdf'],
  isEnded: true,
  recognises: (bytes) => Buffer.from(bytes.subarray(0, HEADER_WITHIN)).toString('latin1').includes(HEADER),
  // The library is loaded when the first PDF comes.
  read: async (bytes) => {
    const { readPdf } = await import('./read-pdf.js');
    return { form: 'pdf', version: 1, encoding: 'utf-8', pages: await readPdf(bytes), linesAreBytes: false, isPaged: true };
  },
};
