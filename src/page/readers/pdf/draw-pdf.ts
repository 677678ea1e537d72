/** A page of a PDF as a picture, with what nobody may see covered. */
import { pdfReader } from './pdf-reader.js';
import type { PdfDrawing } from '../../../pdf/draw-page.js';

/** Bytes of a PDF, and what of it is drawn. Plain data. */
export interface DrawTask extends PdfDrawing {
  readonly bytes: Uint8Array;
}

/** Draws, here or elsewhere. Rejects as `readPdfPages`. */
export type PageDrawer = (task: DrawTask) => Promise<Uint8Array | undefined>;

/** As `drawPdfPage`, in the caller's thread. The library is loaded when the first page is drawn. */
export async function drawPdf({ bytes, ...drawing }: DrawTask): Promise<Uint8Array | undefined> {
  const { drawPdfPage } = await import('../../../pdf/draw-page.js');
  return drawPdfPage(bytes, drawing);
}

/** True for bytes of a PDF. */
export function isPdf(bytes: Uint8Array): boolean {
  return pdfReader.recognises(bytes, {});
}
