/** A PDF by its bytes: opened, read page by page, closed whatever happens. */
import { SearchServiceError } from '../search-service-error.js';
import { readPageObjects, type PageObjects } from './page-objects.js';
import { dropPdfium, loadPdfium, tooComplex, type Pdfium } from './pdfium.js';

/** Pages of one file beyond which it is refused. */
const MOST_PAGES = 400;
const PASSWORD = 4;

/**
 * Reads every page of a PDF. Throws PAGE_ENCRYPTED where it needs a password, PAGE_UNDECODABLE where it is damaged, PAGE_TOO_COMPLEX where
 * it asks for too much. Some 20 ms a page of 5,000 characters; what may never end is ended from outside.
 */
export async function readPdfPages<Page>(bytes: Uint8Array, read: (page: PageObjects) => Page): Promise<readonly Page[]> {
  const pdfium = await loadPdfium();
  try {
    return eachPage(pdfium, bytes, read);
  } catch (error) {
    if (error instanceof SearchServiceError) throw error;
    // After such an end nothing of the library's memory can be trusted.
    dropPdfium();
    if (error instanceof Error && error.name === 'RuntimeError') throw tooComplex('its reading broke off');
    throw error;
  }
}

function eachPage<Page>(pdfium: Pdfium, bytes: Uint8Array, read: (page: PageObjects) => Page): readonly Page[] {
  const { calls } = pdfium;
  const data = pdfium.allocate(bytes.length);
  let document = 0;
  try {
    pdfium.bytes().set(bytes, data);
    document = calls['_FPDF_LoadMemDocument']!(data, bytes.length, 0);
    if (document === 0) throw refused(calls['_FPDF_GetLastError']!());
    const count = calls['_FPDF_GetPageCount']!(document);
    if (count > MOST_PAGES) throw tooComplex(`it has ${count} pages`);
    const pages: Page[] = [];
    for (let index = 0; index < count; index += 1) pages.push(read(onePage(pdfium, document, index)));
    return pages;
  } finally {
    if (document !== 0) calls['_FPDF_CloseDocument']!(document);
    pdfium.free(data);
  }
}

function onePage(pdfium: Pdfium, document: number, index: number): PageObjects {
  const page = pdfium.calls['_FPDF_LoadPage']!(document, index);
  if (page === 0) throw damaged(`its page ${index + 1} cannot be opened`);
  try {
    return readPageObjects(pdfium, page);
  } finally {
    pdfium.calls['_FPDF_ClosePage']!(page);
  }
}

function refused(error: number): SearchServiceError {
  if (error === PASSWORD)
    return new SearchServiceError('PAGE_ENCRYPTED', 'The PDF opens with a password only. Save it without one, and give it again.');
  return damaged('it is damaged');
}

function damaged(why: string): SearchServiceError {
  return new SearchServiceError(
    'PAGE_UNDECODABLE',
    `The PDF cannot be read: ${why}. Print it to a new PDF, or give the page in another form.`,
  );
}
