/** The door of the extra: the output of recognition programs, read to arranged pages. */
import type { RecognisedPage } from '../../page/geometry/recognised-line.js';
import { arrangeRecognised } from '../../page/geometry/recognised-page.js';
import type { OcrForm, OcrReaders } from '../../page/readers/ocr-forms.js';
import { SearchServiceError } from '../../search-service-error.js';
import { readAlto } from './alto.js';
import { readHocr } from './hocr.js';
import { markupText } from './markup.js';
import { readDocling } from './docling.js';
import { readDoctags } from './doctags.js';
import { readMineru } from './mineru.js';
import { readPaddle } from './paddleocr.js';
import { readPageXml } from './page-xml.js';
import { readIssues } from './read-issues.js';
import { readTesseractTsv } from './tesseract-tsv.js';

const READERS: Readonly<Record<OcrForm, (text: string) => readonly RecognisedPage[]>> = {
  alto: readAlto,
  'page-xml': readPageXml,
  hocr: readHocr,
  'tesseract-tsv': readTesseractTsv,
  paddleocr: readPaddle,
  mineru: readMineru,
  docling: readDocling,
  doctags: readDoctags,
};

/** Pages of a file whose form is known. Throws PAGE_EMPTY where no page of it has text, PAGE_TOO_COMPLEX, and as `decodePage`. */
export const ocrReaders: OcrReaders = {
  read: (form, bytes) => {
    const pages = READERS[form](markupText(bytes));
    if (pages.every(({ lines }) => lines.every(({ words }) => words.every(({ text }) => text.trim() === ''))))
      throw new SearchServiceError('PAGE_EMPTY', 'The file holds no text that was recognised; give a page with text.');
    return pages.map(arrangeRecognised);
  },
  readIssues,
};
