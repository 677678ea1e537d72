/** A PDF by its bytes: opened, read page by page, closed whatever happens. */
import { SearchServiceError } from '../search-service-error.js';
import { readPageObjects, type PageObjects } from './page-objects.js';
import { dropPdfium, loadPdfium, tooComplex, type Pdfium } from './pdfium.js';

/** Pages of one file beyond which it is refused. */
const MOST_PAGES = 400;
/** Pages of one file up to which they may be drawn while they are read: an issue, and no volume. */
const MOST_DRAWN = 32;
const PASSWORD = 4;

/**
 * Reads every page of a PDF. Throws PAGE_ENCRYPTED where it needs a password, PAGE_UNDECODABLE where it is damaged, PAGE_TOO_COMPLEX where
 * it asks for too much. Some 20 ms a page of 5,000 characters; what may never end is ended from outside.
 */
export function readPdfPages<Page>(bytes: Uint8Array, read: (page: PageObjects) => Page): Promise<readonly Page[]> {
  return withPdf(bytes, (pdfium, document, count) => {
    const pages: Page[] = [];
    for (let index = 0; index < count; index += 1)
      pages.push(withPage(pdfium, document, index, (page) => read(readPageObjects(pdfium, page, count <= MOST_DRAWN))));
    return pages;
  });
}

/** Opens a PDF for `use`, which gets the document and the number of its pages. Throws as `readPdfPages`. */
export async function withPdf<Found>(bytes: Uint8Array, use: (pdfium: Pdfium, document: number, count: number) => Found): Promise<Found> {
  const pdfium = await loadPdfium();
  try {
    return opened(pdfium, bytes, use);
  } catch (error) {
    if (error instanceof SearchServiceError) throw error;
    // After such an end nothing of the library's memory can be trusted.
    dropPdfium();
    if (error instanceof Error && error.name === 'RuntimeError') throw tooComplex('its reading broke off');
    throw error;
  }
}

function opened<Found>(pdfium: Pdfium, bytes: Uint8Array, use: (pdfium: Pdfium, document: number, count: number) => Found): Found {
  const { calls } = pdfium;
  const data = pdfium.allocate(bytes.length);
  let document = 0;
  try {
    pdfium.bytes().set(bytes, data);
    document = calls['_FPDF_LoadMemDocument']!(data, bytes.length, 0);
    if (document === 0) throw refused(calls['_FPDF_GetLastError']!());
    const count = calls['_FPDF_GetPageCount']!(document);
    if (count > MOST_PAGES) throw tooComplex(`it has ${count} pages`);
    return use(pdfium, document, count);
  } finally {
    if (document !== 0) calls['_FPDF_CloseDocument']!(document);
    pdfium.free(data);
  }
}

/** Opens one page of a document, counted from 0, for `use`. Throws PAGE_UNDECODABLE. */
export function withPage<Found>(pdfium: Pdfium, document: number, index: number, use: (page: number) => Found): Found {
  const page = pdfium.calls['_FPDF_LoadPage']!(document, index);
  if (page === 0) throw damaged(`its page ${index + 1} cannot be opened`);
  try {
    return use(page);
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
