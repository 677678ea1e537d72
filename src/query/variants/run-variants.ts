/** A bare run in its other writings: numbers and dates, synonyms, regional words (docs/query-language.md#variants). */
import type { Analyzer } from '../../analysis/analyzer.js';
import type { FoldedText } from '../../analysis/fold.js';
import type { Variant } from '../clause.js';
import { numberSpans } from './number-spans.js';
import type { VariantSpan } from './variant-span.js';
import { wordSpans } from './word-spans.js';

/** Parts of one run that are written otherwise, and writings of the whole run. */
const MOST_SPANS = 6;
const MOST_VARIANTS = 8;
/** Writings of a run in which one part alone is written otherwise: a date has many. */
const MOST_OF_ONE = 40;
/** Writings that count in some issues only. */
const MOST_DATED = 8;

/** The variants of `run`, to be spread into its clause; nothing where it has none. `words`: the words it is asked by. */
export function withVariants(run: FoldedText, words: readonly string[], analyzer: Analyzer): { readonly variants?: readonly Variant[] } {
  const spans = spansOf(run, analyzer);
  if (spans.length === 0) return {};
  const gaps = gapsOf(run.text, spans);
  const gapWords = words.length === 0 ? [] : gaps.map((gap) => wordsOf(gap, analyzer));
  const variants = new Map<string, Variant>();
  const written = (texts: readonly string[]): Variant => {
    const asked = [...new Set(gapWords.flatMap((some, i) => writtenWords(gaps[i]!, some, texts[i], analyzer)))];
    return {
      text: gaps.map((gap, i) => `${gap}${texts[i] ?? ''}`).join(''),
      words: asked.length > 1 ? asked : [],
      ...needsOf(spans, gaps, texts),
    };
  };
  const own = spans.map(({ start, end }) => run.text.slice(start, end));
  const most = spans.length === 1 ? MOST_OF_ONE : MOST_VARIANTS;
  for (const choice of choices(spans)) {
    const variant = written(spans.map(({ writings }, i) => (choice[i] === undefined ? own[i]! : writings[choice[i]]!)));
    if ((variant.text !== run.text || variant.needs !== undefined) && !variants.has(variant.text)) variants.set(variant.text, variant);
    if (variants.size === most) break;
  }
  return { variants: [...variants.values(), ...datedVariants(spans, own, written)] };
}

/** The run with one date in it as issues of some days print it, the rest as it stands. */
function datedVariants(spans: readonly VariantSpan[], own: readonly string[], written: (texts: readonly string[]) => Variant): Variant[] {
  const variants = spans.flatMap(({ dated = [] }, i) => dated.map(({ text, issued }) => ({ ...written(own.with(i, text)), issued })));
  return variants.slice(0, MOST_DATED);
}

/** What may be written otherwise, left to right, no two overlapping: the words of the files before numbers. */
function spansOf(run: FoldedText, analyzer: Analyzer): VariantSpan[] {
  const words = wordSpans(run, analyzer);
  const numbers = numberSpans(run).filter(({ start, end }) => words.every((word) => word.end <= start || word.start >= end));
  return [...words, ...numbers].sort((a, b) => a.start - b.start).slice(0, MOST_SPANS);
}

/**
 * Which writing each span takes, undefined = its own: all parts in their likeliest writing, then each part alone in it, then
 * the same with the next writing. A text mixes writings seldom.
 */
function* choices(spans: readonly VariantSpan[]): Generator<readonly (number | undefined)[]> {
  const most = Math.max(...spans.map(({ writings }) => writings.length));
  for (let rank = 0; rank < most; rank += 1) {
    yield spans.map(({ writings }) => Math.min(rank, writings.length - 1));
    for (const [alone, { writings }] of spans.entries()) {
      if (rank < writings.length) yield spans.map((_, i) => (i === alone ? rank : undefined));
    }
  }
}

/** What must hold at the parts of a writing of the whole run. */
function needsOf(spans: readonly VariantSpan[], gaps: readonly string[], texts: readonly string[]): Pick<Variant, 'needs'> {
  let offset = 0;
  const needs = texts.flatMap((writing, i) => {
    offset += gaps[i]!.length;
    const need = spans[i]!.needs?.get(writing);
    const here = need === undefined ? [] : [{ writing, offset, ...need }];
    offset += writing.length;
    return here;
  });
  return needs.length === 0 ? {} : { needs };
}

/** The words of a gap and what is written behind it; a dash joins that to the character before it. */
function writtenWords(gap: string, words: readonly string[], writing: string | undefined, analyzer: Analyzer): readonly string[] {
  if (writing === undefined) return words;
  return writing.startsWith('-') ? [...wordsOf(gap.slice(0, -1), analyzer), `${gap.slice(-1)}${writing}`] : [...words, writing];
}

/** The texts before, between and behind the spans; one more than there are spans. */
function gapsOf(text: string, spans: readonly VariantSpan[]): string[] {
  const ends = [0, ...spans.map(({ end }) => end)];
  return ends.map((end, i) => text.slice(end, spans[i]?.start));
}

function wordsOf(gap: string, analyzer: Analyzer): string[] {
  return gap === '' ? [] : analyzer.runWords({ text: gap, borders: [] }).filter((word) => !analyzer.isStopWord(word));
}
