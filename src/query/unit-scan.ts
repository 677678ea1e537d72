/**
 * Patterns and near words looked for unit by unit in the long strings that hold the texts: about a nanosecond a unit. A
 * search of one document's slice costs a hundred before it begins, and what is common ends a scan in the first lines.
 */
import { ALNUM, classOfUnit } from '../analysis/char-class.js';

const LINE_END = 0x0a;
/** Patterns of more units are looked for entry by entry. */
const LONG = 8;
const SURROGATE = /[\ud800-\udfff]/;

/** A range of a long string. */
export interface UnitRange {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** A pattern made ready for many texts: it may have hundreds of pieces. */
export interface UnitPattern {
  readonly pieces: readonly string[];
  /** Units it takes at least. */
  readonly least: number;
  /** The pieces that hold something, and how far behind the beginning each stands where every free character is one unit. */
  readonly places: readonly { readonly piece: string; readonly offset: number }[];
}

/** Makes a pattern ready; `pieces` as in a `PatternClause` without an open end. */
export function unitPattern(pieces: readonly string[]): UnitPattern {
  let offset = 0;
  const places = pieces.map((piece) => {
    const place = { piece, offset };
    offset += piece.length + 1;
    return place;
  });
  return { pieces, least: offset - 1, places: places.filter(({ piece }) => piece !== '') };
}

/** Whether pieces stand in the range with one character between each and the next, none of them an entry's end. */
export function holdsPattern(range: UnitRange, pattern: UnitPattern): boolean {
  const { text, from, to } = range;
  const { pieces, least } = pattern;
  if (least > LONG) return holdsLongPattern(range, pattern);
  const first = pieces[0]!.charCodeAt(0);
  for (let at = from; at + least <= to; at += 1) if (text.charCodeAt(at) === first && stands(text, at, to, pieces)) return true;
  return false;
}

/** Entry by entry: one that is too short is passed over, and in one without surrogates every piece has its place. */
function holdsLongPattern({ text, from, to }: UnitRange, { pieces, least, places }: UnitPattern): boolean {
  for (let start = from; start < to;) {
    const end = endOfLine(text, start, to);
    if (end - start >= least) {
      const line = text.slice(start, end);
      const isFlat = !SURROGATE.test(line);
      for (let at = line.indexOf(pieces[0]!); at >= 0 && at + least <= line.length; at = line.indexOf(pieces[0]!, at + 1)) {
        if (isFlat ? places.every(({ piece, offset }) => line.startsWith(piece, at + offset)) : stands(text, start + at, end, pieces))
          return true;
      }
    }
    start = end + 1;
  }
  return false;
}

function endOfLine(text: string, from: number, to: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 || end > to ? to : end;
}

function stands(text: string, start: number, to: number, pieces: readonly string[]): boolean {
  let at = start;
  for (let i = 0; i < pieces.length; i += 1) {
    if (i > 0) {
      const free = text.charCodeAt(at);
      if (at >= to || free === LINE_END) return false;
      at += isHigh(free) && isLow(text.charCodeAt(at + 1)) ? 2 : 1;
    }
    const piece = pieces[i]!;
    if (at + piece.length > to) return false;
    if (!standsAt(text, at, piece)) return false;
    at += piece.length;
  }
  return true;
}

/** Whether two different units stand in one entry with at most `distance` characters between them, in either order. */
export function holdsNearUnits({ text, from, to }: UnitRange, [one, other]: readonly [number, number], distance: number): boolean {
  let [lastOne, lastOther] = [-1, -1];
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === one) {
      if (lastOther >= 0 && isGap(text, lastOther + 1, at, distance)) return true;
      lastOne = at;
    } else if (unit === other) {
      if (lastOne >= 0 && isGap(text, lastOne + 1, at, distance)) return true;
      lastOther = at;
    } else if (unit === LINE_END) {
      lastOne = -1;
      lastOther = -1;
    }
  }
  return false;
}

/** Whether `[start, end)` has at most `distance` characters: a pair of surrogates is one, everything else a unit. */
export function isGap(text: string, start: number, end: number, distance: number): boolean {
  let owed = end - start - distance;
  for (let at = start; owed > 0 && end - at >= 2 * owed; at += 1) {
    if (!isHigh(text.charCodeAt(at)) || !isLow(text.charCodeAt(at + 1))) continue;
    owed -= 1;
    at += 1;
  }
  return owed <= 0;
}

function isHigh(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

function isLow(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}

/** Where a word of letters or digits stands: nowhere, surely, or perhaps, when only borders kept beside the text can tell. */
export type WordFound = 'nowhere' | 'stands' | 'perhaps';

/** Looks for a text that begins and ends with a letter or digit of the first plane. `hasBorders`: borders are kept beside this text. */
export function findWord({ text, from, to }: UnitRange, word: string, hasBorders: boolean): WordFound {
  const slice = text.slice(from, to);
  let found: WordFound = 'nowhere';
  for (let place = slice.indexOf(word); place >= 0; place = slice.indexOf(word, place + 1)) {
    const at = from + place;
    const before = at === from ? LINE_END : text.charCodeAt(at - 1);
    const behind = at + word.length === to ? LINE_END : text.charCodeAt(at + word.length);
    if (!goesOn(before) && !goesOn(behind)) return 'stands';
    if (hasBorders || !(classOfUnit(before) & ALNUM || classOfUnit(behind) & ALNUM)) found = 'perhaps';
  }
  return found;
}

/** Whether a word may go on with a unit: a letter, a digit, half a character, or a point that joins digits. */
function goesOn(unit: number): boolean {
  return (classOfUnit(unit) & ALNUM) !== 0 || (unit & 0xf800) === 0xd800 || unit === 0x2e || unit === 0x2c;
}

function standsAt(text: string, at: number, piece: string): boolean {
  for (let k = 0; k < piece.length; k += 1) if (text.charCodeAt(at + k) !== piece.charCodeAt(k)) return false;
  return true;
}
