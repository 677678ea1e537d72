/**
 * Folded text as tokens the cluster need not analyse: one position a character, so that phrases, gaps and distances there are
 * what the matcher counts here. What the matcher asks of a *document* beside its characters (may a word begin here? does a
 * numeral go on?) is decided when the document is written: a character stands in its position once for every answer a needle
 * may ask for, so that a border is one token more and a phrase with borders is a plain phrase.
 */
import { ALNUM, classAt } from '../../../analysis/char-class.js';
import type { FoldedText } from '../../../analysis/fold.js';
import { goesOnBefore, goesOnBehind, isNumeral, isNumeralPart } from '../../../analysis/numerals/numeral-edge.js';
import { isEnd, isStart, type Pieces, standsBehindYear } from '../../../query/match-text.js';

/** What stands between the tokens of one position; the index's filter `stacked` takes them apart. */
const STACK = '|';
/** A position of a needle where any character may stand. */
export const HOLE = '_';

/** Endings of a token where a match may begin (1), no numeral goes on before it (2), and no year stands before it (3). */
const STARTS = ['', 's', 't', 'u'];
/** Endings of a token where a match may end (1), and no numeral goes on behind it (2). */
const ENDS = ['', 'x', 'y'];

/** The tokens of `folded.text.slice(from, to)`, blank-separated, those of one position stacked. */
export function textTokens(folded: FoldedText, from: number, to: number): string {
  const positions: string[] = [];
  for (let at = from; at < to; at += 1) {
    const code = codePointAt(folded.text, at, to);
    const end = at + (code > 0xffff ? 2 : 1);
    positions.push(stackedTokens(folded, at, end, code));
    at = end - 1;
  }
  return positions.join(' ');
}

/** The tokens of pieces in the same form; holes where a character is free. */
export function pieceTokens({ pieces, openEnd, apart = false, yearless = false }: Pieces): string {
  const start = apart ? (yearless ? 3 : 2) : 1;
  const end = openEnd ? 0 : apart ? 2 : 1;
  const units = pieces.flatMap((piece, i) => [...(i === 0 ? [] : [null]), ...Array.from(piece)]);
  return units
    .map((unit, i) => {
      if (unit === null) return HOLE;
      const code = unit.codePointAt(0)!;
      const startLevel = i === 0 ? startLevelOf(unit, 0, start) : 0;
      return `${name(code)}${STARTS[startLevel]!}${ENDS[i === units.length - 1 ? endLevelOf(unit, unit.length, end) : 0]!}`;
    })
    .join(' ');
}

/** Whether a needle asks for nothing but its characters. */
export function isPlain(tokens: string): boolean {
  return !/[s-y_]/.test(tokens);
}

/** Two neighbouring units, or one alone, as the name of a feature; halves of characters are units too. */
export function pairName(first: string, second = ''): string {
  return second === '' ? hex(first.charCodeAt(0)) : `${hex(first.charCodeAt(0))}_${hex(second.charCodeAt(0))}`;
}

function stackedTokens(folded: FoldedText, at: number, end: number, code: number): string {
  const { text } = folded;
  const base = name(code);
  const isWord = (classAt(text, at) & ALNUM) !== 0;
  const mayNumber = isNumeralPart(text, at);
  if (!isWord && !mayNumber) return base;
  const starts = startLevels(folded, at, isWord, mayNumber);
  const ends = endLevels(folded, end, isWord, mayNumber);
  return starts.flatMap((start) => ends.map((ending) => `${base}${start}${ending}`)).join(STACK);
}

/** The endings that hold for a character that begins at `at`; a level that says nothing of it is none. */
function startLevels(folded: FoldedText, at: number, isWord: boolean, mayNumber: boolean): string[] {
  const levels = [STARTS[0]!];
  if (!isStart(folded, at)) return levels;
  if (isWord) levels.push(STARTS[1]!);
  if (!mayNumber || goesOnBefore(folded, at)) return levels;
  levels.push(STARTS[2]!);
  if (isNumeral(folded.text, at) && !standsBehindYear(folded.text, at)) levels.push(STARTS[3]!);
  return levels;
}

function endLevels(folded: FoldedText, end: number, isWord: boolean, mayNumber: boolean): string[] {
  const levels = [ENDS[0]!];
  if (!isEnd(folded, end)) return levels;
  if (isWord) levels.push(ENDS[1]!);
  if (mayNumber && !goesOnBehind(folded, end)) levels.push(ENDS[2]!);
  return levels;
}

/** The highest level up to `wanted` that says something of the character. */
function startLevelOf(text: string, at: number, wanted: number): number {
  if (wanted >= 3 && isNumeral(text, at)) return 3;
  if (wanted >= 2 && isNumeralPart(text, at)) return 2;
  return wanted >= 1 && classAt(text, at) & ALNUM ? 1 : 0;
}

function endLevelOf(text: string, end: number, wanted: number): number {
  if (wanted >= 2 && isNumeralPart(text, end - 1)) return 2;
  return wanted >= 1 && classAt(text, end - 1) & ALNUM ? 1 : 0;
}

/** Code point at `at`; the half of a character that `to` cuts off is not well-formed and becomes U+FFFD. */
function codePointAt(text: string, at: number, to: number): number {
  const code = text.codePointAt(at)!;
  if (code > 0xffff && at + 1 >= to) return 0xfffd;
  return code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
}

/** No letter of a hexadecimal number is an ending. */
function name(code: number): string {
  return code.toString(16);
}

function hex(unit: number): string {
  return unit.toString(16);
}
