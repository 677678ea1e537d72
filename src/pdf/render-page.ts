/** A page of a PDF as points, in shades of gray. */
import type { GrayPicture } from './gray-png.js';
import type { Pdfium } from './pdfium.js';

/** Four bytes a point, of which the last means nothing. */
const BGRX = 3;
const GRAYSCALE = 0x08;

/** Draws an open page so large. Some 50 ms for a scan of three million points; four bytes of memory a point. PAGE_TOO_COMPLEX. */
export function renderPage(pdfium: Pdfium, page: number, width: number, height: number): GrayPicture {
  const { calls, bytes } = pdfium;
  const size = width * height * 4;
  const memory = pdfium.allocate(size);
  let bitmap = 0;
  try {
    bytes().fill(0xff, memory, memory + size);
    bitmap = calls['_FPDFBitmap_CreateEx']!(width, height, BGRX, memory, width * 4);
    calls['_FPDF_RenderPageBitmap']!(bitmap, page, 0, 0, width, height, 0, GRAYSCALE);
    const drawn = bytes();
    const points = new Uint8Array(width * height);
    for (let at = 0; at < points.length; at += 1) points[at] = drawn[memory + at * 4]!;
    return { width, height, points };
  } finally {
    if (bitmap !== 0) calls['_FPDFBitmap_Destroy']!(bitmap);
    pdfium.free(memory);
  }
}
