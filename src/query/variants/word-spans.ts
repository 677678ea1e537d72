/** The words of a run that the synonym file or the regional words know, each with what may stand instead. */
import type { Analyzer } from '../../analysis/analyzer.js';
import { ALNUM, classAt, HAN } from '../../analysis/char-class.js';
import { type FoldedText, hasBorder } from '../../analysis/fold.js';
import type { VariantSpan } from './variant-span.js';

/** Words between word borders, left to right, the longest first where two begin together. */
export function wordSpans(run: FoldedText, analyzer: Analyzer): VariantSpan[] {
  const { text } = run;
  const { otherWords, longestOtherWord: longest } = analyzer;
  if (otherWords.size === 0) return [];
  const whole = otherWords.get(text);
  if (whole !== undefined) return [spanOf(0, text.length, whole)];
  const bits = analyzer.wordBits(run);
  const spans: VariantSpan[] = [];
  for (let start = 0; start < text.length;) {
    const end = bits.has(start) ? endOfKnown(start) : -1;
    const span = end > 0 ? spanOf(start, end, otherWords.get(text.slice(start, end))!) : bits.has(start) ? compoundSpan(start) : null;
    if (span !== null) spans.push(span);
    start = span?.end ?? start + 1;
  }
  return spans;

  /** A word of the dictionary that begins or ends with one of the mainland: 网络安全 with 网络. */
  function compoundSpan(start: number): VariantSpan | null {
    let end = start + 1;
    while (!bits.has(end)) end += 1;
    const writings = compoundWritings(text.slice(start, end), analyzer.regionalWords);
    return writings.length === 0 ? null : { start, end, writings };
  }

  function spanOf(start: number, end: number, writings: readonly string[]): VariantSpan {
    const short = writings.filter((word) => analyzer.isAbbreviation(word));
    const needs = new Map(short.map((word) => [word, { dropped: [], isWord: true }] as const));
    return { start, end, writings, ...(needs.size > 0 && { needs }) };
  }

  function endOfKnown(start: number): number {
    for (let end = Math.min(text.length, start + longest); end > start; end -= 1) {
      if (bits.has(end) && !isInsideWord(run, end) && otherWords.has(text.slice(start, end))) return end;
    }
    return -1;
  }
}

/** Characters of a word that may begin or end a longer one. */
const LEAST_PART = 2;

/** A compound with the longest regional words at both ends, and at either. */
function compoundWritings(compound: string, regionalWords: ReadonlyMap<string, readonly string[]>): string[] {
  if (compound.length <= LEAST_PART || !(classAt(compound, 0) & HAN)) return [];
  const lengths = Array.from({ length: compound.length - LEAST_PART }, (_, i) => compound.length - 1 - i);
  const begins = lengths.find((length) => regionalWords.has(compound.slice(0, length))) ?? 0;
  const ends = lengths.find((length) => regionalWords.has(compound.slice(-length))) ?? 0;
  const first = regionalWords.get(compound.slice(0, begins)) ?? [];
  const last = ends === 0 ? [] : regionalWords.get(compound.slice(-ends))!;
  const middle = compound.slice(begins, compound.length - ends);
  return [
    ...(begins + ends > compound.length ? [] : first.flatMap((head) => last.map((tail) => `${head}${middle}${tail}`))),
    ...first.map((head) => `${head}${compound.slice(begins)}`),
    ...last.map((tail) => `${compound.slice(0, -ends)}${tail}`),
  ];
}

function isInsideWord(run: FoldedText, at: number): boolean {
  return (classAt(run.text, at) & classAt(run.text, at - 1) & ALNUM) !== 0 && !hasBorder(run, at);
}
