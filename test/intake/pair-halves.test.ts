import fc from 'fast-check';
import type { Article } from '../../src/article/article.js';
import { pairHalves } from '../../src/intake/pair-halves.js';
import { seed } from '../support/shared.js';
import { plainPairs } from './plain-stories.js';

function half(more: Partial<Article>): Article {
  return {
    id: 'a',
    title: '',
    kicker: [],
    subtitle: [],
    byline: { reporters: [], correspondents: [], photographers: [] },
    paragraphs: [],
    kind: 'news',
    ...more,
  };
}

const heading = fc
  .array(fc.constantFrom('渡', '口', '夜', '船', '，', ' ', '9', '𠮷'), { maxLength: 7 })
  .map((letters) => letters.join(''));
const anyHalf = fc
  .record({
    title: heading,
    kicker: fc.array(heading, { maxLength: 2 }),
    subtitle: fc.array(heading, { maxLength: 1 }),
    paragraphs: fc.array(
      fc.constantFrom(
        '船工们轮流在',
        '码头亮着灯。',
        '（上接第1版）下面吃夜宵。',
        '本报讯（记者 林小舟）展厅里挂满了字。',
        '好让（下转第2版）',
      ),
      { maxLength: 2 },
    ),
  })
  .map(half);

describe('pairHalves', () => {
  it('gives the pairs that comparing every two headings gives', () => {
    fc.assert(
      fc.property(fc.array(anyHalf, { maxLength: 9 }), fc.array(anyHalf, { maxLength: 9 }), (begun, resumed) => {
        expect(pairHalves(begun, resumed)).toEqual(plainPairs(begun, resumed));
      }),
      { seed, numRuns: 600 },
    );
  });

  it('pairs many halves with much the same headlines without comparing each with each at length', () => {
    const many = (title: (index: number) => string): readonly Article[] =>
      Array.from({ length: 1_000 }, (_, index) => half({ title: title(index) }));
    const startMs = process.cpuUsage();
    expect(
      pairHalves(
        many((index) => `渡口的故事之${index}`),
        many((index) => `渡口故事之${index}`),
      ),
    ).toHaveLength(1_000);
    const { user, system } = process.cpuUsage(startMs);
    // Two headings at a time it is half a minute.
    expect((user + system) / 1_000).toBeLessThan(5_000);
  });

  it('compares no headline where there are more than a page can print', () => {
    const many = Array.from({ length: 5_000 }, () => half({ title: '渡口夜班加开一趟船' }));
    expect(pairHalves(many, many)).toEqual([]);
  });
});
