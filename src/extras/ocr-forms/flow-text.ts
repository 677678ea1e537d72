/** A stretch of text in the box it fills -> the lines it makes there, each with its place. */
import { squaresOf } from '../../page/geometry/recognised-line.js';
import type { PageBox } from '../../page/readers/page-reader.js';
import type { RunningType, SetText } from './running-type.js';

/** A line made. */
export interface MadeLine {
  readonly text: string;
  readonly box: PageBox;
  readonly size: number;
  readonly upright?: true;
}

/** How a text is set. */
export interface Setting {
  /** Undefined where a page has no running text. */
  readonly running: RunningType | undefined;
  /** Its first line is set in, where there are several. */
  readonly indented: boolean;
  /** Its text goes on elsewhere: its last line is no shorter. */
  readonly full: boolean;
  /** It stands in the middle of its box where it does not fill it. */
  readonly centred: boolean;
}

/** Height of a line by the width of its characters, of one line and no more. */
const [FLAT, TALL] = [0.6, 1.7];
/** From line to line in sizes, of what is no running type. */
const CLOSE = 1.3;
const INDENT = 2;
/** Lines of one block; a column has some hundred. */
const MOST_LINES = 300;
/** Marks that do not begin a line. */
const CANNOT_BEGIN = /^[，。、；：！？”’）」』》】〉…,.;:!?)]/u;

/** Makes the lines. Linear in the text but for a few tries of the width. */
export function flowText({ text, box }: SetText, { running, indented, centred, full }: Setting): readonly MadeLine[] {
  const squares = squaresOf(text);
  const [, , width, height] = box;
  const pitch = width / squares;
  if (height > width * 1.8 && squares >= 2 && width * squares > height * FLAT && width * squares < height * TALL)
    return [{ text, box, size: Math.min(width, height / squares), upright: true }];
  if (height < pitch * TALL) return [oneLine(text, box, squares, centred)];
  const fits = running !== undefined && fitsRunning(squares, box, running, indented);
  const step = running === undefined || centred ? CLOSE : running.step / running.em;
  const count = fits ? linesAt(height, running) : likelyLines(squares, box, step);
  const size = fits ? running.em : height / (1 + (count - 1) * step);
  const indent = indented && count > 1 ? INDENT : 0;
  const rows = divide(text, width / size, indent, count);
  const down = rows.length > 1 ? (height - size) / (rows.length - 1) : 0;
  return rows.map((row, at): MadeLine => {
    const from = at === 0 ? indent * size : 0;
    const whole = at < rows.length - 1 || full ? width - from : Math.min(width - from, squaresOf(row) * size);
    const left = centred ? (width - whole) / 2 : from;
    return { text: row, box: [box[0] + left, box[1] + at * down, whole, Math.min(size, height)], size };
  });
}

function oneLine(text: string, [x, y, width, height]: PageBox, squares: number, centred: boolean): MadeLine {
  // A box much wider than its text is its column's.
  const length = height < (width / squares) * FLAT ? squares * height : width;
  return { text, box: [centred ? x + (width - length) / 2 : x, y, length, height], size: Math.min(height, length / squares) };
}

/** Lines of running type a height holds. */
export function linesAt(height: number, { em, step }: RunningType): number {
  return Math.min(MOST_LINES, Math.max(1, Math.round((height - em) / step) + 1));
}

function fitsRunning(squares: number, [, , width, height]: PageBox, running: RunningType, indented: boolean): boolean {
  const count = linesAt(height, running);
  const needed = (squares + (indented ? INDENT : 0)) / Math.max(1, width / running.em);
  return needed < count + 0.3 && needed > count - 1.4;
}

/** Of all numbers of lines the one that gives characters as wide as high. */
function likelyLines(squares: number, [, , width, height]: PageBox, step: number): number {
  let [best, least] = [1, Infinity];
  for (let count = 1; count <= Math.min(MOST_LINES, squares); count += 1) {
    const [wide, high] = [width / (squares / count + (count > 1 ? 0.4 : 0)), height / (1 + (count - 1) * step)];
    const off = Math.abs(Math.log(wide / high));
    if (off < least) [best, least] = [count, off];
  }
  return best;
}

/** The text in so many rows, about as wide as they can be. */
function divide(text: string, measure: number, indent: number, count: number): readonly string[] {
  let rows = rowsOf(text, measure, indent);
  for (let tries = 1; rows.length > count && tries < 40; tries += 1) rows = rowsOf(text, measure * (1 + tries * 0.02), indent);
  for (let tries = 1; rows.length < count && tries < 20; tries += 1) {
    const narrower = rowsOf(text, measure * (1 - tries * 0.02), indent);
    if (narrower.length > count) break;
    rows = narrower;
  }
  return rows;
}

function rowsOf(text: string, measure: number, indent: number): readonly string[] {
  const rows: string[] = [];
  let [row, taken] = ['', indent];
  // Latin words stay whole; so do marks with what is before them.
  for (const piece of text.match(/[\w.'’-]+|[^\w.'’-]/gu) ?? []) {
    const squares = piece === ' ' ? 0.5 : squaresOfPiece(piece);
    if (row !== '' && taken + squares > measure + 0.05 && !CANNOT_BEGIN.test(piece) && piece !== ' ') {
      rows.push(row.trimEnd());
      [row, taken] = ['', 0];
    }
    row += piece;
    taken += squares;
  }
  if (row.trim() !== '') rows.push(row.trimEnd());
  return rows;
}

/** Ink is nothing here: a mark takes its square. */
function squaresOfPiece(piece: string): number {
  return squaresOf(`${piece}一`) - 1;
}
