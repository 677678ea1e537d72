/** The words of a run that the synonym file or the regional words know, each with what may stand instead. */
import type { Analyzer } from '../../analysis/analyzer.js';
import { ALNUM, classAt } from '../../analysis/char-class.js';
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
    if (end > 0) spans.push(spanOf(start, end, otherWords.get(text.slice(start, end))!));
    start = end > 0 ? end : start + 1;
  }
  return spans;

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

function isInsideWord(run: FoldedText, at: number): boolean {
  return (classAt(run.text, at) & classAt(run.text, at - 1) & ALNUM) !== 0 && !hasBorder(run, at);
}
