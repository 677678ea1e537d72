/**
 * Readings and foreign names printed in brackets behind a Han character, stepped over: 甪（lù）直 is found as 甪直 too. What stands around
 * them is indexed once more without them, in a line of its own behind the entry, so that every engine finds it as it finds all else.
 */
import { ALNUM, classAt, HAN } from '../analysis/char-class.js';
import { isNumeralPart } from '../analysis/numerals/numeral-edge.js';
import type { Span } from '../query/match-text.js';

/** Folded text around brackets, without them. */
export interface SteppedText {
  readonly text: string;
  /** Where in the entry's folded text it begins. */
  readonly from: number;
  /** What is left out, ascending ranges of the entry's folded text. */
  readonly skips: readonly Span[];
}

/** First character of a line that holds such a text: folding drops it, so that no other line begins with it. */
export const STEP_MARK = '\uE5E5';

/** Folded units on either side: a longer run is found by its words. */
const AROUND = 24;
/** Texts of one entry. */
const MOST_TEXTS = 64;
const BRACKETED = /\(\p{Script=Latin}+(?: \p{Script=Latin}+)*\)|\[\p{Script=Latin}+(?: \p{Script=Latin}+)*\]/gu;

/** The texts around the bracketed readings of an entry's folded text. Linear. */
export function steppedTexts(folded: string): readonly SteppedText[] {
  if (!folded.includes('(') && !folded.includes('[')) return [];
  const clusters: Span[][] = [];
  for (const { 0: bracketed, index } of folded.matchAll(BRACKETED)) {
    const end = index + bracketed.length;
    if (!(classAt(folded, index - 1) & HAN) || !(classAt(folded, end) & (HAN | ALNUM))) continue;
    const last = clusters.at(-1);
    if (last !== undefined && index - last.at(-1)![1] <= AROUND) last.push([index, end]);
    else clusters.push([[index, end]]);
  }
  return clusters.slice(0, MOST_TEXTS).flatMap((skips) => around(folded, skips));
}

/** Folded range of the entry that the range `[start, end)` of a stepped text stands for: with the brackets inside it. */
export function steppedOver({ from, skips }: SteppedText, [start, end]: Span): Span {
  let [first, last] = [from + start, from + end];
  for (const [skipStart, skipEnd] of skips) {
    if (first >= skipStart) first += skipEnd - skipStart;
    if (last > skipStart) last += skipEnd - skipStart;
  }
  return [first, last];
}

/** Offsets of the entry's folded text as offsets of a stepped text; those outside it and inside brackets are left out. */
export function steppedBorders({ text, from, skips }: SteppedText, borders: readonly number[]): number[] {
  return borders.flatMap((border) => {
    if (skips.some(([start, end]) => border > start && border < end)) return [];
    const skipped = skips.reduce((sum, [start, end]) => (border >= end ? sum + end - start : sum), 0);
    const at = border - from - skipped;
    return at >= 0 && at <= text.length ? [at] : [];
  });
}

function around(folded: string, skips: readonly Span[]): SteppedText[] {
  const [first, last] = [skips[0]![0], skips.at(-1)![1]];
  let from = Math.max(0, first - AROUND);
  while (from < first && !isPlainBorder(folded, from)) from += 1;
  let to = Math.min(folded.length, last + AROUND);
  while (to > last && !isPlainBorder(folded, to)) to -= 1;
  if (from === first || to === last) return [];
  const ends = [...skips.map(([start]) => start), to];
  return [{ text: ends.map((end, i) => folded.slice(i === 0 ? from : skips[i - 1]![1], end)).join(''), from, skips }];
}

/** Whether a text may be cut here without making borders that were none: between two Han characters that are no numerals. */
function isPlainBorder(folded: string, at: number): boolean {
  if (at === 0 || at === folded.length) return true;
  if ((folded.charCodeAt(at) & 0xfc00) === 0xdc00 || !(classAt(folded, at - 1) & classAt(folded, at) & HAN)) return false;
  return !isNumeralPart(folded, at - 1) && !isNumeralPart(folded, at);
}
