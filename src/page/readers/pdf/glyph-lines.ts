/** Characters at their places -> printed lines, whatever the order they come in. */
import { isWide } from '../../characters.js';
import type { LaidOutLine } from '../page-reader.js';
import type { Bounds, Glyph, PageObjects } from '../../../pdf/page-objects.js';
import { findUpright } from './upright-glyphs.js';

/** Share of the type's height that is above its base line. */
const ASCENT = 0.88;
/** Gap that parts two lines at one height, in the size of the type: gutters are wider, and blanks between words are characters. */
const GUTTER = 0.75;
/** Gap in which a blank is printed, where the file has none. */
const BLANK = 0.4;

/** A character as the rows are made of it: on a base line, from left to right. */
interface Cell {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly size: number;
  readonly bold: boolean;
  readonly run: number;
}

/** Lines of a page. */
export function readGlyphLines({ width, glyphs, rules }: Pick<PageObjects, 'width' | 'glyphs' | 'rules'>): readonly LaidOutLine[] {
  const level = glyphs.filter((glyph) => glyph.turn === 0 || glyph.turn === 2).map(fromHorizontalOrigin);
  const turned = glyphs.filter((glyph) => glyph.turn === 1 || glyph.turn === 3);
  const upright = findUpright(level);
  const rows = rowsOf(
    level.flatMap((glyph, at) => (upright.has(at) ? [] : [levelCell(glyph)])),
    verticals(rules),
  );
  const down = [
    ...level.flatMap((glyph, at) => (upright.has(at) ? [uprightCell(glyph, width)] : [])),
    ...turned.map((glyph) => turnedCell(glyph, width)),
  ];
  const columns = rowsOf(down, horizontals(rules, width));
  return [...rows.map((row) => lineOf(row)), ...columns.map((row) => turnedBack(lineOf(row), width))].filter(
    ({ text }) => text.trim() !== '',
  );
}

/** Fonts for vertical writing have their origin above the middle of the character. */
function fromHorizontalOrigin(glyph: Glyph): Glyph {
  const { x, x0, x1, y, y0, size } = glyph;
  if (x1 - x0 < size * 0.6 || Math.abs(x - (x0 + x1) / 2) > size * 0.1 || Math.abs(y - y0) > size * 0.25) return glyph;
  return { ...glyph, x: x0, y: y0 + size * ASCENT };
}

function levelCell({ text, x0, x1, x, y, size, bold, hidden, run }: Glyph): Cell {
  const right = isWide(text.charCodeAt(0)) && !hidden ? Math.max(x1, x + size * 0.5) : x1;
  return { text, x0: Math.min(x, x0), x1: right, y, size, bold, run };
}

/** The page turned a quarter to the left: what goes down goes to the right, what stands to the right lies above. */
function uprightCell({ text, x, y, size, bold, run }: Glyph, width: number): Cell {
  const top = y - size * ASCENT;
  return { text, x0: top, x1: top + size, y: width - x - size * (1 - ASCENT), size, bold, run };
}

function turnedCell({ text, y0, y1, x, size, bold, run }: Glyph, width: number): Cell {
  return { text, x0: y0, x1: y1, y: width - x, size, bold, run };
}

function turnedBack(line: LaidOutLine, width: number): LaidOutLine {
  const [x, y, w, h] = line.box!;
  return { ...line, box: [rounded(width - y - h), x, h, w], upright: true };
}

function verticals(rules: readonly Bounds[]): readonly Bounds[] {
  return rules.filter(([x0, y0, x1, y1]) => y1 - y0 > x1 - x0);
}

function horizontals(rules: readonly Bounds[], width: number): readonly Bounds[] {
  return rules.filter(([x0, y0, x1, y1]) => x1 - x0 > y1 - y0).map(([x0, y0, x1, y1]) => [y0, width - x1, y1, width - x0]);
}

/** Cells of one base line and size, parted at gutters and at the rules that stand across. */
function rowsOf(cells: readonly Cell[], across: readonly Bounds[]): readonly (readonly Cell[])[] {
  const rows: { y: number; size: number; cells: Cell[] }[] = [];
  let oldest = 0;
  for (const cell of [...cells].sort((a, b) => a.y - b.y || a.x0 - b.x0)) {
    while (oldest < rows.length && rows[oldest]!.y < cell.y - 200) oldest += 1;
    let row;
    for (let at = rows.length - 1; at >= oldest && row === undefined; at -= 1) {
      const one = rows[at]!;
      const near = Math.min(one.size, cell.size) * 0.22;
      if (Math.abs(one.y - cell.y) <= near && isLike(one.size, cell.size)) row = one;
    }
    if (row === undefined) rows.push({ y: cell.y, size: cell.size, cells: [cell] });
    else row.cells.push(cell);
  }
  return rows.flatMap((row) => joinSpaced(partedAtGaps(row.cells, across), across));
}

function isLike(left: number, right: number): boolean {
  return Math.max(left, right) <= Math.min(left, right) * 1.3;
}

function partedAtGaps(cells: readonly Cell[], across: readonly Bounds[]): readonly (readonly Cell[])[] {
  const sorted = [...cells].sort((a, b) => a.x0 - b.x0);
  const pieces: Cell[][] = [];
  let right = -Infinity;
  for (const cell of sorted) {
    const last = pieces.at(-1);
    const gap = cell.x0 - right;
    const parted = gap > cell.size * GUTTER || (gap > 0 && isCrossed(across, right, cell));
    if (last === undefined || parted) pieces.push([cell]);
    else last.push(cell);
    right = Math.max(last === undefined || parted ? -Infinity : right, cell.x1);
  }
  return pieces.filter((piece) => piece.some(({ text }) => text.trim() !== ''));
}

function isCrossed(across: readonly Bounds[], from: number, { x0, y, size }: Cell): boolean {
  return across.some(
    ([left, top, right, bottom]) => left >= from - 1 && right <= x0 + 1 && top < y - size * 0.3 && bottom > y - size * 0.5,
  );
}

/** A headline set wide is one line: three pieces or more of one or two characters, with gaps all alike. */
function joinSpaced(pieces: readonly (readonly Cell[])[], across: readonly Bounds[]): readonly (readonly Cell[])[] {
  const joined: (readonly Cell[])[] = [];
  let at = 0;
  while (at < pieces.length) {
    const end = endOfSpaced(pieces, at, across);
    joined.push(end - at >= 3 ? pieces.slice(at, end).flat() : pieces[at]!);
    at = end - at >= 3 ? end : at + 1;
  }
  return joined;
}

function endOfSpaced(pieces: readonly (readonly Cell[])[], from: number, across: readonly Bounds[]): number {
  let end = from + 1;
  let pitch: number | undefined;
  while (end < pieces.length) {
    const [left, right] = [pieces[end - 1]!, pieces[end]!];
    if (left.length > 1 || right.length > 1) break;
    const step = right[0]!.x0 - left[0]!.x0;
    const { size } = right[0]!;
    if (step > size * 6 || isCrossed(across, left.at(-1)!.x1, right[0]!) || Math.abs(step - (pitch ?? step)) > size * 0.2) break;
    pitch = step;
    end += 1;
  }
  return end;
}

function lineOf(cells: readonly Cell[]): LaidOutLine {
  const shown = trimmed(cells);
  const size = median(shown.map((cell) => cell.size));
  const y = median(shown.map((cell) => cell.y));
  const x0 = shown[0]!.x0;
  const x1 = shown.reduce((right, cell) => Math.max(right, cell.x1), x0);
  const bold = shown.filter((cell) => cell.bold).length * 2 > shown.length;
  const box = [rounded(x0), rounded(y - size * ASCENT), rounded(x1 - x0), rounded(size)] as const;
  return { text: textOf(shown), box, size: rounded(size), ...(bold && { bold }) };
}

function trimmed(cells: readonly Cell[]): readonly Cell[] {
  const first = cells.findIndex(({ text }) => text.trim() !== '');
  const last = cells.findLastIndex(({ text }) => text.trim() !== '');
  return cells.slice(first, last + 1);
}

/** The text of a line: blanks that letter-spacing made are none, gaps without one are. */
function textOf(cells: readonly Cell[]): string {
  const blanks = cells.filter(({ text }) => text.trim() === '').length;
  const loose = blanks >= 3 && blanks * 2 >= cells.length - blanks - 2;
  const pitch = loose ? Infinity : median(cells.slice(1).map((cell, at) => cell.x0 - cells[at]!.x1));
  let text = '';
  let last: Cell | undefined;
  let blank = false;
  for (const cell of cells) {
    if (cell.text.trim() === '') {
      blank = true;
      continue;
    }
    if (last !== undefined) {
      const gap = cell.x0 - last.x1;
      const narrow = !isWide(last.text.charCodeAt(0)) && !isWide(cell.text.charCodeAt(0));
      const isBlank = loose ? blank && narrow : blank || (gap > cell.size * BLANK && gap > pitch + cell.size * BLANK);
      if (isBlank) text += ' ';
    }
    text += cell.text;
    last = cell;
    blank = false;
  }
  return text;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
