/** The terms of a query as engines estimate by them: pairs of units, each with a weight. */
import type { CollectionStatistics, RankTerm } from '../engine.js';
import { inverseFrequency } from './scorer.js';
import type { RankingWeights } from './weights.js';

/** First unit of a single unit's pair: what ends an entry, and begins no pair. */
export const SINGLE = 0x0a;

/** A pair (or, with SINGLE first, a single unit), and what its gain is multiplied by. */
export interface WeightedPair {
  readonly first: number;
  readonly second: number;
  readonly weight: number;
}

/** The pair a text of one unit or two is. */
export function pairOf(text: string): readonly [first: number, second: number] {
  return text.length === 1 ? [SINGLE, text.charCodeAt(0)] : [text.charCodeAt(0), text.charCodeAt(1)];
}

/** Pairs of one word that are looked at. */
const MOST_PAIRS = 8;

/**
 * Weighted pairs, heaviest first: what a word weighs is spread over its pairs, so that a word of two characters and its pair
 * are one list. The same wherever documents lie, ties in a fixed order, so that sums come out equal.
 */
export function weightedPairs(terms: readonly RankTerm[], statistics: CollectionStatistics, weights: RankingWeights): WeightedPair[] {
  const sums = new Map<number, number>();
  const raise = (first: number, second: number, weight: number): void => {
    const key = first * 0x10000 + second;
    sums.set(key, (sums.get(key) ?? 0) + weight);
  };
  terms.forEach(({ text, type }, i) => {
    const weight = (type === 'word' ? weights.word : weights.pair) * inverseFrequency(statistics.documentCount, statistics.frequencies[i]!);
    if (text.length === 1) raise(SINGLE, text.charCodeAt(0), weight);
    const pairs = Math.min(MOST_PAIRS, text.length - 1);
    for (let k = 0; k < pairs; k += 1) raise(text.charCodeAt(k), text.charCodeAt(k + 1), weight / pairs);
  });
  return [...sums]
    .map(([key, weight]) => ({ first: Math.floor(key / 0x10000), second: key % 0x10000, weight }))
    .sort((a, b) => b.weight - a.weight || a.first - b.first || a.second - b.second);
}
