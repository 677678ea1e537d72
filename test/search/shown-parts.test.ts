/** What a list shows of an article is bounded, whatever the archive holds; what is shown is as it stands. */
import { firstOf, shownHead, shownLines, shownMarked } from '../../src/search/shown-parts.js';
import type { ArticleHead } from '../../src/search/search-answer.js';

const head: ArticleHead = {
  title: '渡口重开',
  kicker: ['眉一', '眉二'],
  subtitle: ['副题'],
  reporters: ['贺知雨'],
  kind: 'news',
  paper: '望渡晚报',
};

describe('what a list shows', () => {
  it('is all of an article within the limits', () => {
    expect(shownHead(head)).toEqual(head);
    expect(shownMarked('渡口重开', [[0, 2]])).toEqual({ text: '渡口重开', ranges: [[0, 2]], html: '<mark>渡口</mark>重开' });
  });

  it('is bounded in length and in number, the first lines first', () => {
    const shown = shownHead({
      ...head,
      title: '题'.repeat(190_000),
      banner: '栏'.repeat(9_000),
      kicker: Array.from({ length: 200 }, () => '眉'.repeat(100)),
      subtitle: ['副'.repeat(9_000), '二'],
      reporters: Array.from({ length: 200 }, (_, at) => `记者${at}`),
    });
    expect([
      shown.title.length,
      shown.banner!.length,
      shown.kicker.length,
      shown.subtitle.map(({ length }) => length),
      shown.reporters.length,
    ]).toEqual([2_000, 2_000, 20, [2_000], 50]);
    expect(shownLines(['一', '二'])).toEqual(['一', '二']);
    expect(firstOf([1, 2, 3], (n) => '长'.repeat(n === 2 ? 2_000 : 1))).toEqual([1]);
  });

  it('cuts no character in two, and marks only what is shown', () => {
    const text = `${'题'.repeat(1_999)}𠮷𠮷`;
    const {
      text: shown,
      ranges,
      html,
    } = shownMarked(text, [
      [1_990, 2_001],
      [2_001, 2_003],
    ]);
    expect([shown.length, /\p{Surrogate}/u.test(shown), ranges]).toEqual([1_999, false, [[1_990, 1_999]]]);
    expect(html.endsWith('</mark>')).toBe(true);
    expect(
      shownMarked(
        '一'.repeat(2_000),
        Array.from({ length: 1_000 }, (_, at) => [2 * at, 2 * at + 1] as const),
      ).ranges,
    ).toHaveLength(200);
  });
});
