/**
 * Forms recognition programs write. The core knows them by their beginnings and no more; the extra `ocr-forms` reads them, and is loaded
 * when the first one comes.
 */
import { loadExtra } from '../../load-extra.js';
import { decodeStart } from '../decode.js';
import type { LaidOutPage, PageReader } from './page-reader.js';
import { JSON_LOOKED_AT, ocrJsonForm, type OcrJsonForm } from './ocr-json.js';
import { rootOf } from './xml-root.js';

/** Names of the forms. */
export type OcrForm = 'alto' | 'page-xml' | 'hocr' | 'tesseract-tsv' | 'doctags' | OcrJsonForm;

/** What the core asks of the extra. */
export interface OcrReaders {
  /** Pages of the bytes, arranged; at least one has text. Throws the PAGE_… codes of docs/errors.md. */
  read(form: OcrForm, bytes: Uint8Array): readonly LaidOutPage[];
  /** Pages of METS files and the ALTO files they name, by their names. Throws the same. */
  readIssues(files: ReadonlyMap<string, Uint8Array>): readonly LaidOutPage[];
}

/** As much of a file as is looked at. */
const LOOKED_AT = JSON_LOOKED_AT;
const TSV_HEAD = 'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext';

/** One reader a form. */
export const OCR_READERS: readonly PageReader[] = [
  readerOf('alto', ['application/xml', 'text/xml'], ['.xml'], (start) => rootOf(start) === 'alto'),
  readerOf('page-xml', ['application/vnd.prima.page+xml'], [], (start) => rootOf(start) === 'PcGts'),
  readerOf('hocr', ['text/vnd.hocr+html'], ['.hocr'], (start) => /^\s*</u.test(start) && /\sclass\s?=\s?["']ocr_page\b/u.test(start)),
  readerOf('tesseract-tsv', ['text/tab-separated-values'], ['.tsv'], (start) => start.replace(/^\ufeff/u, '').startsWith(TSV_HEAD)),
  readerOf('doctags', [], ['.doctags'], (start) => /^\ufeff?\s*<doctag>/u.test(start)),
  ...(['paddleocr', 'mineru', 'docling'] as const).map((form) =>
    readerOf(form, ['application/json'], [], (start) => ocrJsonForm(start) === form),
  ),
];

function readerOf(
  form: OcrForm,
  mediaTypes: readonly string[],
  endings: readonly string[],
  isForm: (start: string) => boolean,
): PageReader {
  const version = 1;
  return {
    form,
    version,
    mediaTypes,
    endings,
    isEnded: true,
    recognises: (bytes) => isForm(decodeStart(bytes, LOOKED_AT)),
    read: async (bytes) => {
      const { ocrReaders } = (await loadExtra('ocr-forms', 'read-ocr-form')) as { readonly ocrReaders: OcrReaders };
      return { form, version, encoding: 'utf-8', pages: ocrReaders.read(form, bytes), linesAreBytes: false, isPaged: true };
    },
  };
}
