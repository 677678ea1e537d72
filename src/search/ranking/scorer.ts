/**
 * The score of a document for a query, the same whatever engine found it. BM25F (Robertson, Zaragoza and Taylor, "Simple BM25
 * extension to multiple weighted fields", CIKM 2004) over words and character pairs, then cover: how much of the query, by
 * weight, the document, its title and its best window of text hold.
 */
import type { CollectionStatistics, RankTerm } from '../engine.js';
import type { Explanation } from '../search-answer.js';
import type { SearchDocument } from '../search-document.js';
import { bestWindow } from './best-window.js';
import { fieldLength, SCORE_FIELDS, scoreFieldBounds, SHORTEST_SHARE } from './score-fields.js';
import { TermCounter } from './term-counter.js';
import type { RankingWeights } from './weights.js';

/** One part of a score. */
interface ScorePart {
  readonly value: number;
  readonly description: string;
}

/** idf of BM25 as Lucene writes it: ln(1 + (N − df + ½) / (df + ½)); never negative. */
export function inverseFrequency(documentCount: number, frequency: number): number {
  return Math.log(1 + (documentCount - frequency + 0.5) / (frequency + 0.5));
}

/** Scores documents for one query; what depends on the query alone is worked out once. */
export class Scorer {
  readonly #counter: TermCounter;
  /** idf times the weight of the term's type. */
  readonly #termWeights: Float64Array;
  readonly #totalWeight: number;
  readonly #fieldWeights: readonly number[];
  readonly #b: readonly number[];

  readonly #terms: readonly RankTerm[];
  readonly #statistics: CollectionStatistics;
  readonly #weights: RankingWeights;

  constructor(terms: readonly RankTerm[], statistics: CollectionStatistics, weights: RankingWeights) {
    this.#terms = terms;
    this.#statistics = statistics;
    this.#weights = weights;

    this.#counter = new TermCounter(terms);
    this.#termWeights = Float64Array.from(
      terms,
      ({ type }, i) =>
        (type === 'word' ? weights.word : weights.pair) * inverseFrequency(statistics.documentCount, statistics.frequencies[i]!),
    );
    this.#totalWeight = this.#termWeights.reduce((sum, weight) => sum + weight, 0);
    this.#fieldWeights = SCORE_FIELDS.map((field) => weights.field[field]);
    this.#b = SCORE_FIELDS.map((field) => weights.b[field]);
  }

  /** The score, 0 and above. Linear in the document's length: `TermCounter.count`. */
  score(document: SearchDocument): number {
    return this.#parts(document).reduce((sum, part) => sum + part.value, 0);
  }

  /** The parts of the score, and the terms that made the largest. */
  explain(document: SearchDocument): Explanation {
    const details = this.#parts(document).map((part) => ({ ...part, details: [] as Explanation[] }));
    details[0]!.details = this.#termDetails(document);
    return { value: details.reduce((sum, part) => sum + part.value, 0), description: '相关度 relevance', details };
  }

  #parts(document: SearchDocument): ScorePart[] {
    const { counts, ...places } = this.#counter.count(document);
    const weights = this.#weights;
    const termWeights = this.#termWeights;
    const norms = this.#norms(document);
    let [score, cover, titleCover] = [0, 0, 0];
    for (let term = 0; term < this.#terms.length; term += 1) {
      const gain = this.#termGain(counts, term, norms);
      if (gain === 0) continue;
      score += gain;
      cover += termWeights[term]!;
      if (counts[term * SCORE_FIELDS.length]! > 0) titleCover += termWeights[term]!;
    }
    const share = this.#totalWeight === 0 ? 0 : 1 / this.#totalWeight;
    const best = this.#totalWeight * (weights.k1 + 1);
    return [
      { value: score, description: '词与字对 words and pairs (BM25F)' },
      { value: weights.cover * best * (cover * share) ** 2, description: '查询覆盖 share of the query found' },
      { value: weights.titleCover * best * (titleCover * share) ** 2, description: '标题覆盖 share of the query in the title' },
      {
        value: weights.window * best * (bestWindow(places, termWeights) * share) ** 2,
        description: '集中程度 share of the query in one passage',
      },
      { value: document.pageNumber === '1' || document.pageNumber === 'A01' ? weights.frontPage : 0, description: '头版 front page' },
    ];
  }

  /** What one occurrence counts in each field of a document: its weight, less in a long field. */
  #norms(document: SearchDocument): number[] {
    const bounds = scoreFieldBounds(document);
    return this.#fieldWeights.map((weight, i) => {
      const relative = fieldLength(bounds, i) / (this.#statistics.meanLengths[i]! || 1);
      return weight / (1 - this.#b[i]! + this.#b[i]! * Math.max(SHORTEST_SHARE, relative));
    });
  }

  #termGain(counts: Float64Array, term: number, norms: readonly number[]): number {
    let frequency = 0;
    for (let i = 0; i < norms.length; i += 1) frequency += counts[term * norms.length + i]! * norms[i]!;
    return frequency === 0 ? 0 : (this.#termWeights[term]! * frequency * (this.#weights.k1 + 1)) / (frequency + this.#weights.k1);
  }

  #termDetails(document: SearchDocument): Explanation[] {
    const { counts } = this.#counter.count(document);
    const norms = this.#norms(document);
    return this.#terms
      .map(({ text, type, also = [] }, term) => {
        const where = SCORE_FIELDS.map((field, i) => ({ field, count: counts[term * SCORE_FIELDS.length + i]! })).filter(
          ({ count }) => count > 0,
        );
        return {
          value: this.#termGain(counts, term, norms),
          description:
            `${type === 'word' ? '词 word' : '字对 pair'} ${[text, ...also].join(' = ')}: ` +
            where.map(({ field, count }) => `${field} ×${count}`).join(', '),
          details: [],
        };
      })
      .filter(({ value }) => value > 0)
      .sort((a, b) => b.value - a.value);
  }
}
