import { columns } from './characters.js';
import type { Line, LineGroup } from './lines.js';

/** Columns beside each other are at least so wide, in half-width columns, and the gutter between them. */
const NARROWEST = 14;
const GUTTER = 3;
/** Rows that must show the gutter. */
const LEAST_ROWS = 4;
/** Most columns beside each other on a page. */
const MOST_COLUMNS = 8;

const BLANKS = /[ \t\u3000]{3,}/gu;

/** A stretch of a line, with where it stands: columns from the left edge, in half-width columns. */
interface Cell {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** A printed line in the stretches that wide blanks part. */
interface Row {
  readonly line: Line;
  readonly cells: readonly Cell[];
  readonly blankBefore: number;
}

/**
 * Takes columns that stand side by side on the lines apart, where a gutter of blanks runs down through four lines or more with text on
 * both sides: first all of the left column, then the right. Lines without such a gutter stay as they are. Linear in the text.
 */
export function partColumns(groups: readonly LineGroup[], depth = 0): readonly LineGroup[] {
  const rows = groups.flatMap(({ lines, blankBefore }) =>
    lines.map((line, at): Row => ({ line, cells: cellsOf(line), blankBefore: at === 0 ? blankBefore : 0 })),
  );
  const found = depth < MOST_COLUMNS && rows.filter(isParted).length >= LEAST_ROWS ? findGutter(rows) : undefined;
  if (found === undefined) return groups;
  const { from, to, edge } = found;
  const inside = rows.slice(from, to);
  const left = inside.map((row) => cellsToLine(row, (cell) => cell.from < edge, 0));
  const right = inside.map((row) => cellsToLine(row, (cell) => cell.from >= edge, edge));
  const blanks = inside.map((row) => row.blankBefore);
  return [
    ...toGroups(
      rows.slice(0, from).map((row) => row.line),
      rows.map((row) => row.blankBefore),
    ),
    ...partColumns(toGroups(left, blanks), depth + 1),
    ...partColumns(toGroups(right, blanks), depth + 1),
    ...partColumns(
      toGroups(
        rows.slice(to).map((row) => row.line),
        rows.slice(to).map((row) => row.blankBefore),
      ),
      depth + 1,
    ),
  ];
}

function isParted({ line, cells }: Row): boolean {
  return cells.length > 1 || line.indent >= NARROWEST;
}

function cellsOf(line: Line): readonly Cell[] {
  const cells: Cell[] = [];
  let at = 0;
  let column = line.indent;
  const take = (text: string): void => {
    const from = column;
    column += columns(text);
    if (text !== '') cells.push({ text, from, to: column });
  };
  if (line.text.length <= 400) {
    for (const gap of line.text.matchAll(BLANKS)) {
      // Blanks of full width before the text are the indent of a paragraph.
      const indent = /\u3000*$/u.exec(gap[0])![0];
      const blank = indent.length < gap[0].length ? gap[0].slice(0, gap[0].length - indent.length) : gap[0];
      take(line.text.slice(at, gap.index));
      column += columns(blank);
      at = gap.index + blank.length;
    }
  }
  take(line.text.slice(at));
  return cells;
}

/** The column where most right-hand stretches begin, and the rows around that keep clear of the gutter before it. */
function findGutter(rows: readonly Row[]): { readonly from: number; readonly to: number; readonly edge: number } | undefined {
  const votes = new Map<number, number[]>();
  rows.forEach((row, at) => {
    for (const cell of row.cells.slice(1)) votes.set(cell.from, [...(votes.get(cell.from) ?? []), at]);
  });
  for (const [edge, places] of [...votes].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]).slice(0, 3)) {
    if (places.length < LEAST_ROWS) return undefined;
    let from = places[0]!;
    // Headlines may be centred above their columns.
    while (from > 0 && isOnBothSides(rows[from - 1]!, edge)) from -= 1;
    let to = from;
    while (to < rows.length && isClear(rows[to]!, edge)) to += 1;
    const inside = rows.slice(from, to);
    const shown = places.filter((place) => place < to).length;
    if (shown >= LEAST_ROWS && holdsText(inside, edge)) return { from, to, edge };
  }
  return undefined;
}

function isClear({ cells }: Row, edge: number): boolean {
  return cells.every((cell) => cell.to <= edge - GUTTER || cell.from >= edge);
}

function isOnBothSides(row: Row, edge: number): boolean {
  return isClear(row, edge) && row.cells.some((cell) => cell.from < edge) && row.cells.some((cell) => cell.from >= edge);
}

/** Both sides are columns of text and no table: wide, and with marks in many lines. */
function holdsText(rows: readonly Row[], edge: number): boolean {
  return [(cell: Cell): boolean => cell.from < edge, (cell: Cell): boolean => cell.from >= edge].every((side) => {
    const cells = rows.flatMap((row) => row.cells.filter(side));
    const wide = cells.filter((cell) => cell.to - cell.from >= NARROWEST).length;
    const marked = cells.filter((cell) => /[，。；、：“]/u.test(cell.text)).length;
    return wide >= cells.length * 0.5 && marked >= cells.length * 0.35;
  });
}

function cellsToLine({ line, cells }: Row, belongs: (cell: Cell) => boolean, edge: number): Line | undefined {
  const own = cells.filter(belongs);
  if (own.length === 0) return undefined;
  const [first, last] = [own[0]!, own.at(-1)!];
  const raw = own.reduce((text, cell, at) => text + ' '.repeat(at === 0 ? 0 : Math.max(1, cell.from - own[at - 1]!.to)) + cell.text, '');
  const text = raw.trim();
  const indent = first.from - edge + columns(raw.slice(0, raw.length - raw.trimStart().length));
  return { number: line.number, text, indent, width: last.to - edge, printed: text, heading: line.heading, ofPage: line.ofPage };
}

/** Lines as groups again; `undefined` is a row that is blank here. */
function toGroups(lines: readonly (Line | undefined)[], blanks: readonly number[]): readonly LineGroup[] {
  const groups: { lines: Line[]; blankBefore: number }[] = [];
  let blank = 0;
  lines.forEach((line, at) => {
    blank += blanks[at]!;
    if (line === undefined) {
      blank += 1;
      return;
    }
    const open = groups.at(-1);
    if (open === undefined || blank > 0) groups.push({ lines: [line], blankBefore: blank });
    else open.lines.push(line);
    blank = 0;
  });
  return groups;
}
