/** The formula of docs/ranking.md against numbers worked by hand. */
import type { Article } from '../../src/article/article.js';
import type { RankTerm } from '../../src/search/engine.js';
import { inverseFrequency, Scorer } from '../../src/search/ranking/scorer.js';
import type { RankingWeights } from '../../src/search/ranking/weights.js';
import { createSearchDocument } from '../../src/search/search-document.js';
import { analyzer } from '../support/analyzer.js';

const article: Article = {
  id: 'ferry',
  title: '渡口夜班',
  kicker: [],
  subtitle: [],
  byline: { reporters: [], correspondents: [], photographers: [] },
  paragraphs: ['渡口的夜里多开了一趟船，末班到十一点半，工人们都说好。'],
  kind: 'news',
  pageNumber: '1',
};
const document = createSearchDocument(article, analyzer);
const term: RankTerm = { text: '渡口', type: 'word' };
const absent: RankTerm = { text: '轮渡', type: 'word' };
/** BM25F alone, lengths not counted. */
const plain: RankingWeights = {
  k1: 1.2,
  b: { title: 0, heads: 0, lead: 0, body: 0 },
  field: { title: 3, heads: 1, lead: 1, body: 1 },
  word: 1,
  pair: 0,
  titleCover: 0,
  cover: 0,
  window: 0,
  frontPage: 0,
};
const statistics = { documentCount: 10, meanLengths: [8, 0, 30, 0], frequencies: [2, 2] };
const score = (weights: Partial<RankingWeights>, terms: readonly RankTerm[] = [term]): number =>
  new Scorer(terms, statistics, { ...plain, ...weights }).score(document);

it('idf is ln(1 + (N − df + ½)/(df + ½))', () => {
  // ln(1 + 8.5/2.5) = ln 4.4
  expect(inverseFrequency(10, 2)).toBeCloseTo(1.48160454, 8);
  expect(inverseFrequency(10, 10)).toBeGreaterThan(0);
});

it('BM25F adds the weighted frequencies of the fields before it saturates', () => {
  // Once in the title (3), once in the lead (1): 1.48160454 × 4 × 2.2 / (4 + 1.2)
  expect(score({})).toBeCloseTo(2.50733076, 7);
});

it('a field shorter than the mean counts for more', () => {
  // The title has 4 of 8 characters, b = ½: 3 / (½ + ½ × ½) = 4; with the lead 5: 1.48160454 × 5 × 2.2 / 6.2
  expect(score({ b: { ...plain.b, title: 0.5 } })).toBeCloseTo(2.62865322, 7);
});

it('cover is the share of the query that is found, squared, of the best possible score', () => {
  // One of two terms of equal weight: ¼ of 0.5 × (2 × 1.48160454) × 2.2, on top of what the found term gains
  expect(score({ cover: 0.5 }, [term, absent]) - score({}, [term, absent])).toBeCloseTo(0.8148825, 7);
});

it('a front page is an addend', () => {
  expect(score({ frontPage: 0.05 }) - score({})).toBeCloseTo(0.05, 9);
});
