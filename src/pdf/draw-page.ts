/** A page of a PDF as it looks. */
import { SearchServiceError } from '../search-service-error.js';
import { encodeGrayPng, type GrayPicture } from './gray-png.js';
import { withPage, withPdf } from './pdf-document.js';
import type { Pdfium } from './pdfium.js';
import { renderPage } from './render-page.js';

/** What is drawn. */
export interface PdfDrawing {
  /** Of the file, from 0. */
  readonly page: number;
  /** In points of the picture, at most 3,000; absent = those of 150 to the inch. */
  readonly width?: number;
  /** Left, top, width and height of what nobody may see, in points of print from the upper left corner of the page. */
  readonly covers: readonly (readonly [number, number, number, number])[];
}

/** What covers: a gray no paper has. */
export const COVER_SHADE = 0xdd;
/** Points of a picture: a page of 3,000 by 8,000. */
const MOST_POINTS = 24_000_000;
const MOST_WIDTH = 3_000;
/** Points of a picture for a point of print: 150 to the inch. */
const USUAL_SCALE = 150 / 72;
/** Share of visible characters without a font of their own beyond which a picture would have holes. */
const MOST_FONTLESS = 0.02;
/** Objects that are looked at for a photograph, and how deep they may stand in each other. */
const MOST_OBJECTS = 20_000;
const MOST_DEPTH = 6;
const [IMAGE, FORM, INVISIBLE] = [3, 5, 3];
/** From here on characters are of scripts for which no font comes with the library. */
const FIRST_CJK = 0x2e80;

/**
 * Draws a page as PNG in shades of gray: 256 where it has photographs, else 16. Undefined where fonts of its text are not in the file, so
 * that it cannot be drawn as it was printed. About a tenth of a second for a page 1,600 points wide. Throws as `readPdfPages`.
 */
export function drawPdfPage(bytes: Uint8Array, drawing: PdfDrawing): Promise<Buffer | undefined> {
  return withPdf(bytes, (pdfium, document, count) => {
    if (drawing.page >= count) throw new SearchServiceError('PAGE_NOT_FOUND', `The PDF has ${count} pages.`);
    pdfium.lend(false);
    try {
      return withPage(pdfium, document, drawing.page, (page) => {
        if (!hasItsFonts(pdfium, page)) return undefined;
        return encodeGrayPng(draw(pdfium, page, drawing), hasImages(pdfium, page) ? 256 : 16);
      });
    } finally {
      pdfium.lend(true);
    }
  });
}

function draw(pdfium: Pdfium, page: number, { width: wanted, covers }: PdfDrawing): GrayPicture {
  const { calls } = pdfium;
  const [wide, high] = [positive(calls['_FPDF_GetPageWidthF']!(page)), positive(calls['_FPDF_GetPageHeightF']!(page))];
  const ratio = high / wide;
  const width = Math.max(1, Math.floor(Math.min(wanted ?? wide * USUAL_SCALE, MOST_WIDTH, Math.sqrt(MOST_POINTS / ratio))));
  const height = Math.max(1, Math.min(Math.round(width * ratio), Math.floor(MOST_POINTS / width)));
  const picture = renderPage(pdfium, page, width, height);
  const scale = width / wide;
  for (const cover of covers) coverUp(picture, cover, scale);
  return picture;
}

function positive(length: number): number {
  return Number.isFinite(length) && length > 0 ? length : 1;
}

/** Every point that the box touches. */
function coverUp({ width, height, points }: GrayPicture, [left, top, wide, high]: PdfDrawing['covers'][number], scale: number): void {
  const [first, end] = [Math.max(0, Math.floor(left * scale)), Math.min(width, Math.ceil((left + wide) * scale))];
  const last = Math.min(height, Math.ceil((top + high) * scale));
  for (let row = Math.max(0, Math.floor(top * scale)); row < last && first < end; row += 1)
    points.fill(COVER_SHADE, row * width + first, row * width + end);
}

/** False where more than a few visible Chinese characters have no font in the file. */
function hasItsFonts({ calls }: Pdfium, page: number): boolean {
  const text = calls['_FPDFText_LoadPage']!(page);
  if (text === 0) return true;
  try {
    const count = calls['_FPDFText_CountChars']!(text);
    const known = new Map<number, boolean>();
    let [visible, without] = [0, 0];
    for (let at = 0; at < count; at += 1) {
      if (calls['_FPDFText_IsGenerated']!(text, at) === 1) continue;
      const object = calls['_FPDFText_GetTextObject']!(text, at);
      if (object === 0 || calls['_FPDFTextObj_GetTextRenderMode']!(object) === INVISIBLE) continue;
      visible += 1;
      if (calls['_FPDFText_GetUnicode']!(text, at) < FIRST_CJK) continue;
      const font = calls['_FPDFTextObj_GetFont']!(object);
      let embedded = known.get(font);
      if (embedded === undefined) known.set(font, (embedded = font !== 0 && calls['_FPDFFont_GetIsEmbedded']!(font) === 1));
      if (!embedded) without += 1;
    }
    return without <= visible * MOST_FONTLESS;
  } finally {
    calls['_FPDFText_ClosePage']!(text);
  }
}

function hasImages({ calls }: Pdfium, page: number): boolean {
  let left = MOST_OBJECTS;
  const among = (count: number, objectAt: (index: number) => number, depth: number): boolean => {
    for (let index = 0; index < count && left > 0; index += 1) {
      left -= 1;
      const object = objectAt(index);
      const type = object === 0 ? 0 : calls['_FPDFPageObj_GetType']!(object);
      if (type === IMAGE) return true;
      if (type !== FORM || depth === MOST_DEPTH) continue;
      if (among(calls['_FPDFFormObj_CountObjects']!(object), (inner) => calls['_FPDFFormObj_GetObject']!(object, inner), depth + 1))
        return true;
    }
    return false;
  };
  return among(calls['_FPDFPage_CountObjects']!(page), (index) => calls['_FPDFPage_GetObject']!(page, index), 0);
}
