/**
 * The hidden text of a scan -> lines as recognition saw them. Programs stretch each word over its place in the picture, often with the
 * blank behind it: where a word begins and ends with its blank is believed, and the height of its line; widths of its characters are not.
 */
import { squaresOf, type RecognisedLine, type RecognisedWord } from '../../geometry/recognised-line.js';
import type { Glyph } from '../../../pdf/page-objects.js';

/** Share of the type's height that is above its base line. */
const ASCENT = 0.88;
/** Gap in sizes up to which pieces at one height are one line. */
const PIECES = 0.5;
/** Gap in sizes over which what follows in the file is another line. */
const ROW = 1.2;
/** Programs write sizes down that no type has, of headlines too; in what most characters have. */
const TOO_SMALL = 0.7;
/** Points from one band of base lines to the next, and pieces of a band that may go on: those that begin last. */
const [BAND, LATEST] = [8, 40];

/** A word along its line: `from` and `to` go with the writing, `base` across it. */
interface Mark {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly base: number;
  readonly size: number;
  readonly upright: boolean;
  readonly spaced: boolean;
  /** Its size was none. */
  readonly isSized: boolean;
}

/** Lines of the text layer of a scan, whatever the order of its words. */
export function readScanLines(glyphs: readonly Glyph[]): readonly RecognisedLine[] {
  const rows: Mark[][] = [];
  for (const mark of marksOf(glyphs)) {
    const row = rows.at(-1);
    if (row !== undefined && goesOn(row.at(-1)!, mark, ROW)) row.push(mark);
    else rows.push([mark]);
  }
  return joinPieces(rows).map(lineOf);
}

/** Characters of one piece of text up to a blank are a word. */
function marksOf(glyphs: readonly Glyph[]): readonly Mark[] {
  const words: { glyphs: Glyph[]; blank: Glyph | undefined; spaced: boolean }[] = [];
  let spaced = false;
  glyphs.forEach((glyph, at) => {
    const before = glyphs[at - 1];
    const word = words.at(-1);
    const goesOn = before !== undefined && before.run === glyph.run;
    if (glyph.text.trim() === '') {
      if (goesOn && word !== undefined) word.blank ??= glyph;
      spaced = true;
    } else if (word !== undefined && goesOn && !spaced) word.glyphs.push(glyph);
    else words.push({ glyphs: [glyph], blank: undefined, spaced });
    if (glyph.text.trim() !== '') spaced = false;
  });
  const sizes = glyphs.map(({ size }) => size).sort((a, b) => a - b);
  const usual = sizes[sizes.length >> 1] ?? 0;
  // The blank at the end of a line is left out, but its word was stretched for it.
  const stretched = words.filter(({ blank }) => blank !== undefined).length * 2 > words.length;
  return words.map(({ glyphs: own, blank, spaced: isSpaced }) => {
    const { size: told, turn, x0, y0, y } = own[0]!;
    const isSized = told >= usual * TOO_SMALL;
    const size = isSized ? told : usual;
    const upright = turn === 1 || turn === 3;
    const ends = (blank === undefined ? own : [...own, blank]).map((glyph) => (upright ? glyph.y1 : glyph.x1));
    const from = upright ? y0 : x0;
    const to = Math.max(...ends);
    const missing = blank === undefined && stretched ? (to - from) / own.length : 0;
    const text = own.map((glyph) => glyph.text).join('');
    // Where words are not stretched their blank is one.
    const most = from + own.length * size * 1.1;
    return { text, from, to: Math.min(to + missing, most), base: upright ? x0 : y, size, upright, spaced: isSpaced, isSized };
  });
}

function goesOn(last: Mark, mark: Mark, most: number): boolean {
  if (last.upright !== mark.upright) return false;
  const size = Math.max(last.size, mark.size);
  return Math.abs(last.base - mark.base) < size * 0.35 && mark.from - last.to < size * most && mark.from > last.from - size * 0.3;
}

/** Puts together what stands close behind each other in one row, though the file has it apart. */
function joinPieces(rows: readonly Mark[][]): readonly Mark[][] {
  const joined = new Map<number, Mark[][]>();
  for (const row of [...rows].sort(([a], [b]) => a!.from - b!.from)) {
    const first = row[0]!;
    const band = Math.floor(first.base / BAND);
    const near = [band - 1, band, band + 1].flatMap((one) => joined.get(one)?.slice(-LATEST) ?? []);
    const before = near.find((one) => goesOn(one.at(-1)!, first, PIECES) && one.at(-1)!.from < first.from);
    if (before !== undefined) before.push(...row);
    else if (joined.has(band)) joined.get(band)!.push([...row]);
    else joined.set(band, [[...row]]);
  }
  return [...joined.values()].flat();
}

function lineOf(marks: readonly Mark[]): RecognisedLine {
  const { upright, isSized, from: start } = marks[0]!;
  const squares = squaresOf(marks.map(({ text }) => text).join(''));
  const pitch = (Math.max(...marks.map(({ to }) => to)) - start) / squares;
  const words = marks.map(({ text, from, to, base, size: own, spaced }): RecognisedWord => {
    const size = isSized || squares < 2 ? own : Math.max(own, Math.min(pitch, own * 3));
    const box = upright ? ([base, from, size, to - from] as const) : ([from, base - size * ASCENT, to - from, size] as const);
    return { text, spaced, box };
  });
  return { words, upright };
}
