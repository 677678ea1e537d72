/** Headlines beyond their limit go on in the text: nothing is lost, and no character is cut in two. */
import fc from 'fast-check';
import type { ArticleContent, ArticleLines } from '../../src/article/article.js';
import { boundHeadlines, MAX_HEADLINE_CHARACTERS as MOST } from '../../src/article/headline-limits.js';

const NO_BYLINE = { reporters: [], correspondents: [], photographers: [] };
const content = (title: string, kicker: readonly string[], subtitle: readonly string[], banner?: string): ArticleContent => ({
  title,
  kicker,
  subtitle,
  byline: NO_BYLINE,
  paragraphs: ['正文'],
  kind: 'news',
  ...(banner !== undefined && { banner }),
});
const long = fc.tuple(fc.constantFrom('渡', '𠮷', 'a'), fc.integer({ min: 0, max: 2 * MOST })).map(([unit, count]) => unit.repeat(count));

describe('boundHeadlines', () => {
  it('leaves an article as it is whose headlines are short enough', () => {
    const article = content('题'.repeat(MOST), ['眉'.repeat(MOST)], []);
    expect(boundHeadlines(article)).toEqual({ content: article, warnings: [] });
    expect(boundHeadlines(article).content).toBe(article);
  });

  it('keeps every character in printed order, with the lines it came from', () => {
    fc.assert(
      fc.property(
        long,
        fc.array(long, { maxLength: 3 }),
        fc.array(long, { maxLength: 3 }),
        fc.option(long, { nil: undefined }),
        (title, kicker, subtitle, banner) => {
          const lines: ArticleLines = {
            banner: [1],
            kicker: kicker.map((_, at) => [10 + at]),
            title: [20],
            subtitle: subtitle.map((_, at) => [30 + at]),
            paragraphs: [[40]],
          };
          const bounded = boundHeadlines(content(title, kicker, subtitle, banner), lines);
          const {
            content: { paragraphs, ...head },
            warnings,
          } = bounded;
          const heads = [head.banner ?? '', ...head.kicker, head.title, ...head.subtitle];
          const given = [banner ?? '', ...kicker, title, ...subtitle];
          const numbers = [lines.banner, ...lines.kicker, lines.title, ...lines.subtitle];
          const rests = given.map((text, at) => text.slice(heads[at]!.length));
          expect(heads.every((text, at) => text.length <= MOST && given[at]!.startsWith(text) && !/\p{Surrogate}/u.test(text))).toBe(true);
          expect(rests.every((rest, at) => rest === '' || heads[at]!.length >= MOST - 1)).toBe(true);
          expect(paragraphs).toEqual([...rests.filter((rest) => rest !== ''), '正文']);
          expect(bounded.lines!.paragraphs).toEqual([...numbers.filter((_, at) => rests[at] !== ''), [40]]);
          expect(warnings.length > 0).toBe(paragraphs.length > 1);
        },
      ),
      { numRuns: 60 },
    );
  });
});
