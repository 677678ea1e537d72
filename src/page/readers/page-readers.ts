/** Every form of a page that is read, and how bytes find their reader. */
import { SearchServiceError } from '../../search-service-error.js';
import { editionReader } from './digital-edition/edition-reader.js';
import { docxReader } from './docx-reader.js';
import { htmlReader } from './html-reader.js';
import { nameOfForm } from './known-forms.js';
import { metsReader } from './mets/mets-reader.js';
import type { FormHint, PageReader, PageSource } from './page-reader.js';
import { OCR_READERS } from './ocr-forms.js';
import { pdfReader } from './pdf/pdf-reader.js';
import { pictureReader } from './picture-reader.js';
import { textReader } from './text-reader.js';

/** In the order they are asked; text, which any bytes might be, comes last. */
const READERS: readonly PageReader[] = [
  pdfReader,
  docxReader,
  metsReader,
  editionReader,
  ...OCR_READERS,
  pictureReader,
  htmlReader,
  textReader,
];

/** Media types a page may be sent under; the content decides what it is. */
export const PAGE_MEDIA_TYPES: readonly string[] = [
  ...new Set([...READERS.flatMap(({ mediaTypes }) => mediaTypes), 'application/octet-stream']),
];

/** Endings of the files that are pages, in lower case, with their dot. */
export const PAGE_ENDINGS: ReadonlySet<string> = new Set(READERS.flatMap(({ endings }) => endings));

/** Reads the bytes of a page, or of a file of pages, by the first reader that recognises them. Throws PAGE_FORM_UNKNOWN and as that one. */
export async function readSource(bytes: Uint8Array, hint: FormHint = {}): Promise<PageSource> {
  const reader = readerOf(bytes, hint);
  if (reader === undefined)
    throw new SearchServiceError(
      'PAGE_FORM_UNKNOWN',
      `The file is ${nameOfForm(bytes) ?? 'of a form'} that is not read. Give the page as text, or in one of the forms of docs/forms.md.`,
    );
  return reader.read(bytes, hint);
}

/** True where bytes are read in a thread that can be ended. */
export function isReadApart(bytes: Uint8Array, hint: FormHint = {}): boolean {
  return readerOf(bytes, hint)?.isEnded === true;
}

function readerOf(bytes: Uint8Array, hint: FormHint): PageReader | undefined {
  return READERS.find((one) => one.recognises(bytes, hint));
}
