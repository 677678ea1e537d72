import { gainTable, HEADS_CODE, impactCode, normClass, TITLE_CODE } from '../../../src/engine/packed/impact.js';
import { weightedPairs } from '../../../src/search/ranking/weighted-pairs.js';
import type { RankingWeights } from '../../../src/search/ranking/weights.js';
import { rankingWeights } from '../../support/ranking-weights.js';

const PLAIN: RankingWeights = {
  ...rankingWeights,
  k1: 1.2,
  b: { title: 0.5, heads: 0.5, lead: 0.5, body: 0.5 },
  field: { title: 4, heads: 2, lead: 1, body: 1 },
  word: 1,
  pair: 0.5,
};

describe('impact codes', () => {
  it('keep title, heads, lead and body apart', () => {
    expect(
      [
        [0, 0, 0, 1],
        [0, 0, 0, 9],
        [0, 0, 1, 0],
        [0, 0, 3, 9],
        [0, 1, 0, 0],
        [0, 1, 0, 5],
        [1, 0, 0, 0],
        [1, 0, 1, 1],
        [1, 9, 9, 9],
        [2, 0, 0, 0],
      ].map(([title, heads, lead, body]) => impactCode(title!, heads!, lead!, body!)),
    ).toEqual([0, 3, 4, 7, 8, 9, 10, 12, 14, 15]);
  });

  it('count on within their field, up to a last one', () => {
    const codes = (...counts: readonly (readonly [number, number, number, number])[]): number[] => counts.map((one) => impactCode(...one));
    expect(codes([1, 0, 0, 0], [1, 0, 0, 1], [1, 1, 0, 1], [1, 1, 1, 1], [1, 2, 1, 1], [1, 2, 2, 1])).toEqual([10, 11, 12, 13, 13, 14]);
    expect(codes([0, 1, 1, 0], [0, 1, 0, 1], [0, 2, 0, 0], [0, 1, 1, 1])).toEqual([8, 8, 8, 9]);
    expect(codes([0, 0, 1, 0], [0, 0, 1, 1], [0, 0, 2, 0], [0, 0, 1, 2], [0, 0, 2, 2], [0, 0, 1, 4], [0, 0, 5, 0])).toEqual([
      4, 5, 5, 6, 6, 7, 7,
    ]);
    expect(codes([0, 0, 0, 1], [0, 0, 0, 2], [0, 0, 0, 3], [0, 0, 0, 4], [0, 0, 0, 5])).toEqual([0, 1, 2, 3, 3]);
  });

  it('put a length at a limit into the longer class, and the longest into the last', () => {
    expect([9, 10, 17, 18, 30, 999].map((title) => normClass(title, 0, 0) >> 6)).toEqual([0, 1, 1, 2, 3, 3]);
    expect([39, 40, 99, 100, 220].map((lead) => (normClass(0, lead, 0) >> 4) & 3)).toEqual([0, 1, 1, 2, 3]);
    // Limits 64, 64 × 1.4 = 90, 125, …, 64 × 1.4¹⁴ = 7,112.
    expect([63, 64, 89, 90, 124, 125, 7_111, 7_112, 90_000].map((body) => normClass(0, 0, body))).toEqual([0, 1, 1, 2, 2, 3, 14, 15, 15]);
  });

  it('tell what stands in the title, and what may stand in heads and people', () => {
    for (let i = 1; i < 4 ** 4; i += 1) {
      const [title, heads, lead, body] = [i & 3, (i >> 2) & 3, (i >> 4) & 3, i >> 6];
      const code = impactCode(title, heads, lead, body);
      expect(code >= TITLE_CODE).toBe(title > 0);
      if (heads > 0) expect(code).toBeGreaterThanOrEqual(HEADS_CODE);
    }
  });

  it('have the gain of BM25F, worked by hand', () => {
    // Title 14, lead 70, body 64 × 1.4⁵ / 1.2 = 286.8… → 344 / 1.2; the means are the lengths of the class, so every norm is the weight.
    const norm = normClass(14, 70, 300);
    const gains = gainTable(PLAIN, [14, 10, 70, 344 / 1.2]);
    // Code 12: title 1, lead 1, body 1: 4 + 1 + 1 = 6; 6 × 2.2 / 7.2.
    expect(gains[(12 << 8) | norm]).toBeCloseTo(1.83333, 4);
    // Code 0: body 1: 2.2 / 2.2.
    expect(gains[norm]).toBeCloseTo(1, 4);
    // The same in a body twice the mean: 1 / (.5 + .5 × 2) = 2/3; 2/3 × 2.2 / (2/3 + 1.2).
    expect(gainTable(PLAIN, [14, 10, 70, 344 / 2.4])[norm]).toBeCloseTo(0.785714, 4);
  });

  it('gain more in a shorter field and with more occurrences', () => {
    const gains = gainTable(rankingWeights, [15, 10, 80, 450]);
    expect(gains[normClass(10, 80, 100)]!).toBeGreaterThan(gains[normClass(10, 80, 2_000)]!);
    for (const [less, more] of [
      [0, 1],
      [1, 2],
      [2, 3],
      [4, 5],
      [5, 6],
      [6, 7],
      [10, 11],
      [11, 12],
      [12, 13],
      [13, 14],
    ] as const) {
      expect(gains[(more << 8) | 0x55]!).toBeGreaterThan(gains[(less << 8) | 0x55]!);
    }
  });
});

describe('weighted pairs', () => {
  it('spread a word over its pairs and join what is the same pair', () => {
    const statistics = { documentCount: 10, meanLengths: [1, 1, 1, 1], frequencies: [1, 1, 1, 4] };
    const pairs = weightedPairs(
      [
        { text: '地铁', type: 'word' },
        { text: '地铁', type: 'pair' },
        { text: '共青团', type: 'word' },
        { text: '党', type: 'word' },
      ],
      statistics,
      PLAIN,
    );
    // ln(1 + 9.5 / 1.5) = 1.99243; ln(1 + 6.5 / 4.5) = .89382. A single character stands behind a line end.
    expect(pairs.map(({ first, second, weight }) => [String.fromCharCode(first, second), Number(weight.toFixed(4))])).toEqual([
      ['地铁', 2.9886],
      ['共青', 0.9962],
      ['青团', 0.9962],
      ['\n党', 0.8938],
    ]);
  });
});
