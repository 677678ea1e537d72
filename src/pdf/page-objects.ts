/** What a page of a PDF holds, as plain data in points from its upper left corner: characters, rules, pictures. */
import type { GrayPicture } from './gray-png.js';
import { tooComplex, type Pdfium } from './pdfium.js';
import { renderPage } from './render-page.js';

/** A character as it is placed on the page. */
export interface Glyph {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  /** Where its writing begins: on the base line, at its left. */
  readonly x: number;
  readonly y: number;
  /** Height of the type. */
  readonly size: number;
  /** Direction of its writing in quarters of a turn, clockwise: 0 = to the right. */
  readonly turn: 0 | 1 | 2 | 3;
  readonly bold: boolean;
  /** Set so that nothing shows: the text layer of a scan. */
  readonly hidden: boolean;
  /** Which piece of text of the file it belongs to. */
  readonly run: number;
}

/** Left, top, right, bottom. */
export type Bounds = readonly [number, number, number, number];

/** A page as it was set. */
export interface PageObjects {
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  /** Thin lines, and the sides of frames. */
  readonly rules: readonly Bounds[];
  readonly pictures: readonly Bounds[];
  /** Draws it, so many points wide, while the page is open; undefined where that would take too long. As `renderPage`. */
  readonly draw: (width: number) => GrayPicture | undefined;
}

/** Characters of one page beyond which it is refused. */
const MOST_CHARACTERS = 200_000;
/** Objects that are looked at; more tell nothing more. */
const MOST_OBJECTS = 60_000;
const MOST_DEPTH = 12;
/** Points of the pictures of a page beyond which it is not drawn: a broadsheet at 300 to the inch. */
const MOST_POINTS = 36_000_000;
/** So many times higher than wide a page may be to be drawn. */
const TALLEST = 4;
/** Thickest rule, in points. */
const RULE = 3;
const [PATH, IMAGE, SHADING, FORM] = [2, 3, 4, 5];
const INVISIBLE = 3;
const CLIPPED = 7;

type Matrix = readonly [number, number, number, number, number, number];

/** Reads one page of an open document; `isDrawn`: it may be drawn too. Throws PAGE_TOO_COMPLEX. */
export function readPageObjects(pdfium: Pdfium, page: number, isDrawn: boolean): PageObjects {
  const { calls } = pdfium;
  const scratch = pdfium.allocate(64);
  try {
    const width = positive(calls['_FPDF_GetPageWidthF']!(page));
    const height = positive(calls['_FPDF_GetPageHeightF']!(page));
    const toPage = placement(pdfium, page, { width, height }, scratch);
    const found = new ObjectWalk(pdfium, toPage, scratch);
    found.walk(page);
    const glyphs = readGlyphs(pdfium, page, toPage, scratch);
    const draw = (points: number): GrayPicture | undefined => {
      const rows = Math.ceil((points * height) / width);
      return isDrawn && found.points <= MOST_POINTS && rows <= points * TALLEST ? renderPage(pdfium, page, points, rows) : undefined;
    };
    return { width, height, glyphs, rules: found.rules, pictures: found.pictures, draw };
  } finally {
    pdfium.free(scratch);
  }
}

function positive(value: number): number {
  return Number.isFinite(value) && value > 0 ? value : 1;
}

/** How the space of the page's content lies on the page as it is shown: turned, cropped, its origin at the upper left. */
function placement(
  { calls, bytes }: Pdfium,
  page: number,
  size: { readonly width: number; readonly height: number },
  scratch: number,
): Matrix {
  const fine = 1000;
  const point = (x: number, y: number): readonly [number, number] => {
    calls['_FPDF_PageToDevice']!(page, 0, 0, Math.round(size.width * fine), Math.round(size.height * fine), 0, x, y, scratch, scratch + 4);
    const view = new DataView(bytes().buffer, scratch, 8);
    return [view.getInt32(0, true) / fine, view.getInt32(4, true) / fine];
  };
  const [e, f] = point(0, 0);
  const [ax, ay] = point(500, 0);
  const [cx, cy] = point(0, 500);
  return [(ax - e) / 500, (ay - f) / 500, (cx - e) / 500, (cy - f) / 500, e, f];
}

function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** First `inner`, then `outer`. */
function after(outer: Matrix, [a, b, c, d, e, f]: Matrix): Matrix {
  const [A, B, C, D] = outer;
  const [x, y] = apply(outer, e, f);
  return [A * a + C * b, B * a + D * b, A * c + C * d, B * c + D * d, x, y];
}

function boundsOf(matrix: Matrix, left: number, bottom: number, right: number, top: number): Bounds {
  const [x0, y0] = apply(matrix, left, bottom);
  const [x1, y1] = apply(matrix, right, top);
  return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
}

function readGlyphs(pdfium: Pdfium, page: number, toPage: Matrix, scratch: number): readonly Glyph[] {
  const { calls } = pdfium;
  const text = calls['_FPDFText_LoadPage']!(page);
  if (text === 0) return [];
  try {
    const count = calls['_FPDFText_CountChars']!(text);
    if (count > MOST_CHARACTERS) throw tooComplex(`a page holds ${count} characters`);
    const glyphs: Glyph[] = [];
    const reading = readingOf(pdfium, text, toPage, scratch);
    const codeOf = calls['_FPDFText_GetUnicode']!;
    for (let at = 0; at < count; at += 1) {
      let code = codeOf(text, at);
      // Blanks and line ends alone are made up by the library.
      if (code < 0x20 || (code === 0x20 && calls['_FPDFText_IsGenerated']!(text, at) === 1)) continue;
      let last = at;
      if (code >= 0xd800 && code < 0xdc00) {
        const low = codeOf(text, at + 1);
        if (low >= 0xdc00 && low < 0xe000) {
          code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
          last = at + 1;
        }
      }
      const glyph = code >= 0xd800 && code <= 0xdfff ? undefined : readGlyph(reading, at, code);
      // The second half of a character may have an em of its own.
      const end = last > at ? readGlyph(reading, last, code) : undefined;
      if (glyph !== undefined) glyphs.push(end === undefined ? glyph : { ...glyph, x1: Math.max(glyph.x1, end.x1) });
      at = last;
    }
    return glyphs;
  } finally {
    calls['_FPDFText_ClosePage']!(text);
  }
}

/** The calls that are made for every character, looked up once. */
interface Reading {
  readonly text: number;
  readonly toPage: Matrix;
  readonly scratch: number;
  readonly styles: StyleTable;
  readonly floats: Pdfium['floats'];
  readonly doubles: Pdfium['doubles'];
  readonly objectAt: (text: number, at: number) => number;
  readonly originAt: (text: number, at: number, x: number, y: number) => number;
  readonly boxAt: (text: number, at: number, room: number) => number;
  readonly sizeAt: (text: number, at: number) => number;
}

function readingOf(pdfium: Pdfium, text: number, toPage: Matrix, scratch: number): Reading {
  const { calls, floats, doubles } = pdfium;
  return {
    text,
    toPage,
    scratch,
    styles: new StyleTable(pdfium, text, scratch),
    floats,
    doubles,
    objectAt: calls['_FPDFText_GetTextObject']!,
    originAt: calls['_FPDFText_GetCharOrigin']!,
    boxAt: calls['_FPDFText_GetLooseCharBox']!,
    sizeAt: calls['_FPDFText_GetFontSize']!,
  };
}

/** Runs for every character: it makes nothing but the glyph. */
function readGlyph(reading: Reading, at: number, code: number): Glyph | undefined {
  const { text, toPage, scratch } = reading;
  const style = reading.styles.of(reading.objectAt(text, at), at);
  if (style.clipped) return undefined;
  reading.originAt(text, at, scratch, scratch + 8);
  reading.boxAt(text, at, scratch + 16);
  const origin = reading.doubles();
  const [x, y] = [origin[scratch >> 3]!, origin[(scratch >> 3) + 1]!];
  const memory = reading.floats();
  const from = (scratch + 16) >> 2;
  const [a, b, c, d, e, f] = toPage;
  const [m0, m1, m2, m3] = style.matrix;
  const [left, top, right, bottom] = [memory[from]!, memory[from + 1]!, memory[from + 2]!, memory[from + 3]!];
  const [down, along] = [a * m2 + c * m3, b * m2 + d * m3];
  const fontSize = style.size > 0 ? style.size : reading.sizeAt(text, at);
  const size = fontSize * Math.sqrt(down * down + along * along);
  const [xa, ya, xb, yb] = [a * left + c * bottom + e, b * left + d * bottom + f, a * right + c * top + e, b * right + d * top + f];
  if (!Number.isFinite(xa + ya + xb + yb) || !(size > 0.5)) return undefined;
  return {
    text: String.fromCodePoint(code),
    x0: Math.min(xa, xb),
    x1: Math.max(xa, xb),
    y0: Math.min(ya, yb),
    y1: Math.max(ya, yb),
    x: a * x + c * y + e,
    y: b * x + d * y + f,
    size,
    turn: turnOf(a * m0 + c * m1, b * m0 + d * m1),
    bold: style.bold,
    hidden: style.hidden,
    run: style.run,
  };
}

function turnOf(a: number, b: number): Glyph['turn'] {
  if (Math.abs(a) >= Math.abs(b)) return a < 0 ? 2 : 0;
  return b > 0 ? 1 : 3;
}

interface Style {
  readonly bold: boolean;
  readonly hidden: boolean;
  /** Only a clip path is made of it. */
  readonly clipped: boolean;
  readonly run: number;
  /** Of its font, before the matrix; 0 where it is not known. */
  readonly size: number;
  /** Without its place: the library tells the place of its first character for all of them. */
  readonly matrix: readonly [number, number, number, number];
}

/** What holds for all characters of a piece of text, asked once. */
class StyleTable {
  readonly #styles = new Map<number, Style>();
  readonly #fonts = new Map<number, boolean>();

  #last: number | undefined;
  #lastStyle: Style | undefined;

  readonly #pdfium: Pdfium;
  readonly #text: number;
  readonly #scratch: number;

  constructor(pdfium: Pdfium, text: number, scratch: number) {
    this.#pdfium = pdfium;
    this.#text = text;
    this.#scratch = scratch;
  }

  /** The style of a piece of text, of which one character is numbered. */
  of(object: number, at: number): Style {
    if (object === this.#last) return this.#lastStyle!;
    const style = this.#styles.get(object) ?? this.#read(object, at);
    this.#styles.set(object, style);
    [this.#last, this.#lastStyle] = [object, style];
    return style;
  }

  #read(object: number, character: number): Style {
    const run = this.#styles.size;
    const { calls, floats } = this.#pdfium;
    calls['_FPDFText_GetMatrix']!(this.#text, character, this.#scratch);
    const from = this.#scratch >> 2;
    const [a, b, c, d] = floats().subarray(from, from + 4) as unknown as [number, number, number, number];
    const matrix = [a, b, c, d] as const;
    if (object === 0) return { bold: false, hidden: false, clipped: false, run, size: 0, matrix };
    const mode = calls['_FPDFTextObj_GetTextRenderMode']!(object);
    const font = calls['_FPDFTextObj_GetFont']!(object);
    const at = this.#scratch + 40;
    const size = calls['_FPDFTextObj_GetFontSize']!(object, at) === 0 ? 0 : floats()[at >> 2]!;
    const hidden = mode === INVISIBLE || this.#isWhite(object);
    return { bold: this.#isBold(font) || mode === 2, hidden, clipped: mode === CLIPPED, run, size, matrix };
  }

  #isWhite(object: number): boolean {
    const { calls, bytes } = this.#pdfium;
    const at = this.#scratch + 40;
    if (calls['_FPDFPageObj_GetFillColor']!(object, at, at + 4, at + 8, at + 12) === 0) return false;
    return bytes()[at + 12] === 0;
  }

  #isBold(font: number): boolean {
    const known = this.#fonts.get(font);
    if (known !== undefined) return known;
    const { calls, bytes, allocate, free } = this.#pdfium;
    const room = allocate(256);
    const length = font === 0 ? 0 : calls['_FPDFFont_GetBaseFontName']!(font, room, 256);
    const name = new TextDecoder('gb18030').decode(bytes().slice(room, room + Math.max(0, Math.min(length, 256) - 1)));
    free(room);
    const weight = font === 0 ? 0 : calls['_FPDFFont_GetWeight']!(font);
    const bold = /bold|black|heavy|黑|simhei|[-,]b$/iu.test(name) || weight >= 600;
    this.#fonts.set(font, bold);
    return bold;
  }
}

/** Rules, frames and pictures of a page and of what is placed in it. */
class ObjectWalk {
  readonly rules: Bounds[] = [];
  readonly pictures: Bounds[] = [];
  /** Points of all pictures. */
  points = 0;
  #seen = 0;

  readonly #pdfium: Pdfium;
  readonly #toPage: Matrix;
  readonly #scratch: number;

  constructor(pdfium: Pdfium, toPage: Matrix, scratch: number) {
    this.#pdfium = pdfium;
    this.#toPage = toPage;
    this.#scratch = scratch;
  }

  walk(page: number): void {
    const { calls } = this.#pdfium;
    this.#each(calls['_FPDFPage_CountObjects']!(page), (index) => calls['_FPDFPage_GetObject']!(page, index), this.#toPage, 0);
  }

  #each(count: number, objectAt: (index: number) => number, matrix: Matrix, depth: number): void {
    const { calls } = this.#pdfium;
    for (let index = 0; index < count && this.#seen < MOST_OBJECTS; index += 1) {
      this.#seen += 1;
      const object = objectAt(index);
      const type = object === 0 ? 0 : calls['_FPDFPageObj_GetType']!(object);
      if (type === FORM && depth < MOST_DEPTH) this.#form(object, matrix, depth);
      else if (type === PATH || type === SHADING) this.#path(object, type, matrix);
      else if (type === IMAGE) this.#image(object, matrix);
    }
  }

  #form(form: number, matrix: Matrix, depth: number): void {
    const { calls, floats } = this.#pdfium;
    calls['_FPDFPageObj_GetMatrix']!(form, this.#scratch);
    const [a, b, c, d, e, f] = floats().slice(this.#scratch >> 2, (this.#scratch >> 2) + 6);
    const inner = after(matrix, [a!, b!, c!, d!, e!, f!]);
    this.#each(calls['_FPDFFormObj_CountObjects']!(form), (index) => calls['_FPDFFormObj_GetObject']!(form, index), inner, depth + 1);
  }

  #path(path: number, type: number, matrix: Matrix): void {
    if (type === SHADING) return;
    const { calls, bytes } = this.#pdfium;
    const bounds = this.#bounds(path, matrix);
    if (bounds === undefined) return;
    const [x0, y0, x1, y1] = bounds;
    if (x1 - x0 <= RULE || y1 - y0 <= RULE) {
      if (Math.max(x1 - x0, y1 - y0) >= 8) this.rules.push(bounds);
      return;
    }
    calls['_FPDFPath_GetDrawMode']!(path, this.#scratch, this.#scratch + 4);
    const stroked = new DataView(bytes().buffer, this.#scratch, 8).getInt32(4, true) !== 0;
    if (stroked) this.rules.push([x0, y0, x1, y0], [x0, y1, x1, y1], [x0, y0, x0, y1], [x1, y0, x1, y1]);
  }

  #image(object: number, matrix: Matrix): void {
    const { calls, bytes } = this.#pdfium;
    const bounds = this.#bounds(object, matrix);
    if (bounds !== undefined) this.pictures.push(bounds);
    if (calls['_FPDFImageObj_GetImagePixelSize']!(object, this.#scratch, this.#scratch + 4) === 0) return;
    const size = new DataView(bytes().buffer, this.#scratch, 8);
    this.points += size.getUint32(0, true) * size.getUint32(4, true);
  }

  #bounds(object: number, matrix: Matrix): Bounds | undefined {
    const { calls, floats } = this.#pdfium;
    const at = this.#scratch;
    if (calls['_FPDFPageObj_GetBounds']!(object, at, at + 4, at + 8, at + 12) === 0) return undefined;
    const [left, bottom, right, top] = floats().slice(at >> 2, (at >> 2) + 4);
    return boundsOf(matrix, left!, bottom!, right!, top!);
  }
}
