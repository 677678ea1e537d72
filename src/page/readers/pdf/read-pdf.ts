/** PDF bytes -> laid-out pages: what is text on them, by a text layer or by what a scan hides under its picture. */
import { SearchServiceError } from '../../../search-service-error.js';
import { arrangePage } from '../../geometry/arrange-page.js';
import { arrangeRecognised } from '../../geometry/recognised-page.js';
import type { LaidOutPage, PageBox } from '../page-reader.js';
import { readGlyphLines } from './glyph-lines.js';
import { readScanLines } from './scan-lines.js';
import { findScanRules } from './scan-rules.js';
import type { Bounds, Glyph, PageObjects } from '../../../pdf/page-objects.js';
import { readPdfPages } from '../../../pdf/pdf-document.js';

/** Share of a page that a picture covers when the page is a scan. */
const COVERED = 0.6;
/** How wide a scan is drawn to find its rules: a rule is a point thick then, and a column a hundred wide. */
const DRAWN = 1_100;
/** Share of characters no newspaper prints beyond which a text layer is none. */
const UNREADABLE = 0.25;

/**
 * The pages of a PDF, arranged. One with pictures and no text is a picture. Throws PAGE_EMPTY where no page has either,
 * PAGE_TEXT_LAYER_UNREADABLE, and as `readPdfPages`.
 */
export async function readPdf(bytes: Uint8Array): Promise<readonly LaidOutPage[]> {
  const pages = await readPdfPages(bytes, readPdfPage);
  if (pages.every(({ lines, isPicture }) => lines.length === 0 && isPicture !== true)) throw nothing();
  return pages;
}

function nothing(): SearchServiceError {
  return new SearchServiceError('PAGE_EMPTY', 'The PDF holds neither text nor pictures.');
}

function readPdfPage(objects: PageObjects): LaidOutPage {
  const { width, height, pictures } = objects;
  const inside = objects.glyphs.filter((glyph) => isOnPage(glyph, objects));
  const hidden = inside.filter((glyph) => glyph.hidden);
  const isScan = pictures.some((picture) => covers(picture, objects)) && hidden.length * 2 > inside.length;
  const glyphs = isScan ? hidden : inside.filter((glyph) => !glyph.hidden);
  if (pictures.length > 0 && glyphs.every(({ text }) => text.trim() === ''))
    return { lines: [], width, height, unit: 'pt', isPicture: true };
  refuseUnreadable(glyphs);
  const shown = pictures.filter((picture) => !covers(picture, objects)).map(boxOf);
  if (isScan)
    return arrangeRecognised({
      lines: readScanLines(glyphs),
      rules: rulesOfScan(objects),
      width,
      height,
      unit: 'pt',
      pictures: shown,
      toldHeights: true,
    });
  const lines = readGlyphLines({ ...objects, glyphs });
  return arrangePage({ lines, width, height, unit: 'pt', rules: objects.rules.map(boxOf), pictures: shown });
}

/** Rules of the picture, in points of print. */
function rulesOfScan({ width, draw }: PageObjects): readonly PageBox[] {
  const picture = draw(DRAWN);
  const scale = width / DRAWN;
  return picture === undefined
    ? []
    : findScanRules(picture).map((rule) => boxOf(rule).map((length) => length * scale) as unknown as PageBox);
}

function boxOf([x0, y0, x1, y1]: Bounds): PageBox {
  return [x0, y0, x1 - x0, y1 - y0];
}

function isOnPage({ x0, y0, x1, y1 }: Glyph, { width, height }: PageObjects): boolean {
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return x >= 0 && x <= width && y >= 0 && y <= height;
}

function covers([x0, y0, x1, y1]: Bounds, { width, height }: PageObjects): boolean {
  const wide = Math.min(x1, width) - Math.max(x0, 0);
  const high = Math.min(y1, height) - Math.max(y0, 0);
  return wide > 0 && high > 0 && wide * high >= width * height * COVERED;
}

/** Fonts without Unicode give characters of chance: private ones, controls, Han that nobody writes. */
function refuseUnreadable(glyphs: readonly Glyph[]): void {
  const shown = glyphs.filter(({ text }) => text.trim() !== '');
  const odd = shown.filter(({ text }) => isOdd(text.codePointAt(0)!)).length;
  if (shown.length >= 20 && odd > shown.length * UNREADABLE)
    throw new SearchServiceError(
      'PAGE_TEXT_LAYER_UNREADABLE',
      'The PDF has text whose fonts do not say which characters they show. ' +
        'Print it with its fonts as Unicode, or give the page in another form.',
    );
}

function isOdd(code: number): boolean {
  return (
    code < 0x20 ||
    code === 0xfffd ||
    (code >= 0x7f && code < 0xa0) ||
    (code >= 0xe000 && code < 0xf900) ||
    (code >= 0x3400 && code < 0x4dc0) ||
    code >= 0x20000
  );
}
