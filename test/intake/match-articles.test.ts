import fc from 'fast-check';
import { matchArticles } from '../../src/intake/match-articles.js';
import type { PrintedArticle } from '../../src/intake/printed-article.js';
import { seed } from '../support/shared.js';

const text = (start: number, length: number): string =>
  Array.from({ length }, (_, at) => String.fromCodePoint(0x4e00 + start * 400 + at)).join('');
const printed = (...parts: string[]): PrintedArticle => ({ parts });

describe('matching two readings of a page', () => {
  it('finds each article again, in any order', async () => {
    const [a, b, c] = [printed(text(1, 80)), printed(text(2, 80)), printed(text(3, 80))];
    expect(await matchArticles([a, b, c], [c, a, b])).toEqual([2, 0, 1]);
  });

  it('finds an article with a corrected paragraph', async () => {
    expect(await matchArticles([printed(text(1, 60), text(2, 60))], [printed(text(1, 60), text(2, 57) + '更正了')])).toEqual([0]);
  });

  it('gives the id of an article that was cut in two to the larger part', async () => {
    expect(await matchArticles([printed(text(1, 90), text(2, 40))], [printed(text(2, 40)), printed(text(1, 90))])).toEqual([undefined, 0]);
  });

  it('gives two articles that became one the id of the larger', async () => {
    expect(await matchArticles([printed(text(1, 40)), printed(text(2, 90))], [printed(text(1, 40), text(2, 90))])).toEqual([1]);
  });

  it('does not take a stock phrase for a match', async () => {
    const stock = '本报讯记者昨日从有关部门获悉';
    expect(await matchArticles([printed(stock + text(1, 90))], [printed(stock + text(2, 90))])).toEqual([undefined]);
  });

  it('goes by lines where both readings have them', async () => {
    const before = [
      { parts: ['甲'], lines: [1, 2, 3] },
      { parts: ['乙'], lines: [4, 5, 6] },
    ];
    const after = [
      { parts: ['乙'], lines: [1, 2] },
      { parts: ['甲'], lines: [3, 4, 5, 6] },
    ];
    expect(await matchArticles(before, after)).toEqual([0, 1]);
  });

  it('is one to one for any two readings', async () => {
    const reading = fc.array(
      fc
        .array(
          fc.integer({ min: 1, max: 12 }).map((start) => text(start, 30)),
          { minLength: 1, maxLength: 4 },
        )
        .map((parts) => printed(...parts)),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(reading, reading, async (before, after) => {
        const matched = await matchArticles(before, after);
        const used = matched.filter((index) => index !== undefined);
        expect(matched).toHaveLength(after.length);
        expect(new Set(used).size).toBe(used.length);
        expect(used.every((index) => index >= 0 && index < before.length)).toBe(true);
      }),
      { seed },
    );
  });

  it('finds every article of an unchanged page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 10 }), async (starts) => {
        const page = starts.map((start) => printed(text(start, 50)));
        expect(await matchArticles(page, page)).toEqual(starts.map((_, index) => index));
      }),
      { seed },
    );
  });

  it('tells thousands of copies of one text by their places among each other, in little more than linear time', async () => {
    const page = (count: number): readonly PrintedArticle[] =>
      Array.from({ length: count }, (_, at) => printed('短讯一则', at === 5 ? text(9, 30) : '同一句话登了又登，登了又登。'));
    const changed = page(20_000).map((one, at) => (at === 0 ? printed(text(3, 40)) : one));
    const startMs = performance.now();
    const matched = await matchArticles(page(20_000), changed);
    expect(matched[5]).toBe(5);
    expect(new Set(matched.filter((index) => index !== undefined)).size).toBeGreaterThan(19_990);
    expect(performance.now() - startMs).toBeLessThan(20_000);
  }, 60_000);
});
