/**
 * Where pieces stand in a folded text: the one place that knows its borders (docs/query-language.md#borders). The text
 * is an article's folded fields, each entry ended by `\n`, which no piece holds, so that nothing matches across.
 */
import { ALNUM, classAt, DIGIT } from '../analysis/char-class.js';
import { type FoldedText, hasBorder } from '../analysis/fold.js';
import type { WordBits } from '../analysis/word-bits.js';
import { isNumeral, touchesNumeral } from '../analysis/numerals/numeral-edge.js';

/** A half-open range of folded units. */
export type Span = readonly [start: number, end: number];

/** What can stand somewhere, one free character between each piece and the next; `openEnd`: a beginning. */
export interface Pieces {
  readonly pieces: readonly string[];
  readonly openEnd: boolean;
  /** No numeral may touch a numeral at its ends: 十八 is not in 二十八. */
  readonly apart?: boolean;
  /** A numeral at its beginning stands behind no 年 but that of 今年: the year is told by the issue. */
  readonly yearless?: boolean;
  /** Offsets at which something must have been dropped. */
  readonly dropped?: readonly number[];
  /** Offsets at which a word must begin or end. */
  readonly wordEdges?: readonly number[];
}

/** A folded text, with its word borders where they are known. */
export interface SearchedText extends FoldedText {
  readonly words?: Pick<WordBits, 'has'>;
}

/** The first place at or behind `from` and wholly before `to` where `needle` stands; null when there is none. */
export function findFirst(text: SearchedText, needle: Pieces, from: number, to: number): Span | null {
  const first = needle.pieces[0]!;
  for (let start = text.text.indexOf(first, from); start >= 0; start = text.text.indexOf(first, start + 1)) {
    if (start + first.length > to) return null;
    const end = needle.pieces.length === 1 ? start + first.length : patternEnd(text.text, needle.pieces, start + first.length);
    if (end < 0 || end > to || !isBorder(text, start, end, needle.openEnd)) continue;
    if (needle.apart === true && touchesNumeral(text, start, end)) continue;
    if (needle.dropped?.some((at) => !hasBorder(text, start + at)) === true) continue;
    if (needle.wordEdges?.some((at) => text.words?.has(start + at) === false) === true) continue;
    if (needle.yearless !== true || !standsBehindYear(text.text, start)) return [start, end];
  }
  return null;
}

/** Every place where `needle` stands, left to right, overlapping ones too; at most `most`. */
export function findAll(text: SearchedText, needle: Pieces, from: number, to: number, most = Infinity): Span[] {
  const found: Span[] = [];
  for (
    let span = findFirst(text, needle, from, to);
    span !== null && found.length < most;
    span = findFirst(text, needle, span[0] + 1, to)
  ) {
    found.push(span);
  }
  return found;
}

/** Whether a numeral at `start` stands behind a 年 other than that of 今年. */
export function standsBehindYear(text: string, start: number): boolean {
  return isNumeral(text, start) && text[start - 1] === '年' && text[start - 2] !== '今';
}

/** End of the pattern whose first piece ends at `at`; -1 where the rest does not follow. */
function patternEnd(text: string, pieces: readonly string[], at: number): number {
  let end = at;
  for (let i = 1; i < pieces.length; i += 1) {
    const free = text.codePointAt(end);
    if (free === undefined || free === 0x0a) return -1;
    end += free > 0xffff ? 2 : 1;
    if (!text.startsWith(pieces[i]!, end)) return -1;
    end += pieces[i]!.length;
  }
  return end;
}

/** Whether what stands at `[start, end)` may begin and end there; `openEnd`: only begin. */
export function isBorder(text: FoldedText, start: number, end: number, openEnd: boolean): boolean {
  return isStart(text, start) && (openEnd || isEnd(text, end));
}

/** May a match begin here: not inside a stretch of letters and digits, nor behind `3.` or `3,`. */
export function isStart(folded: FoldedText, at: number): boolean {
  const { text } = folded;
  if (at === 0 || !(classAt(text, at) & ALNUM)) return true;
  const before = text.charCodeAt(at - 1);
  if (classAt(text, at - 1) & ALNUM) return hasBorder(folded, at);
  const joined = isPoint(before) && (classAt(text, at - 2) & DIGIT) !== 0;
  return !joined || hasBorder(folded, at) || hasBorder(folded, at - 1);
}

/** May a match end here, in the same way. */
export function isEnd(folded: FoldedText, at: number): boolean {
  const { text } = folded;
  if (at === text.length || !(classAt(text, at - 1) & ALNUM)) return true;
  if (classAt(text, at) & ALNUM) return hasBorder(folded, at);
  const joined = isPoint(text.charCodeAt(at)) && (classAt(text, at + 1) & DIGIT) !== 0;
  return !joined || hasBorder(folded, at) || hasBorder(folded, at + 1);
}

function isPoint(unit: number): boolean {
  return unit === 0x2e || unit === 0x2c;
}
