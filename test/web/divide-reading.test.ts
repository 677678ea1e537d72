import fc from 'fast-check';

import type { CorrectedArticle } from '../../src/article/article.js';
import { divideReading, readSteps } from '../../src/web/divide-reading.js';
import { seed } from '../support/shared.js';

const byline = { reporters: ['陶砚'], correspondents: [], photographers: [] };
const article = (title: string, paragraphs: readonly string[], first: number): CorrectedArticle => ({
  content: { title, kicker: [], subtitle: [], byline, paragraphs, kind: 'news' },
  lines: {
    banner: [],
    kicker: [],
    title: title === '' ? [] : [first],
    subtitle: [],
    paragraphs: paragraphs.map((_, index) => [first + index + 1]),
  },
});
const ARTICLES = [article('水车又转', ['第一段。', '渡口加船', '第二段。'], 1), article('', ['没有标题。'], 10)] as const;
const linesOf = (all: readonly CorrectedArticle[]): readonly number[] =>
  all.flatMap(({ lines }) => [...lines.title, ...lines.paragraphs.flat()]).sort((a, b) => a - b);

describe('a reading that is divided otherwise', () => {
  it('reads steps, and nothing else', () => {
    expect(readSteps('m1 d2.3 look d2 m m1x store')).toEqual(['m1', 'd2.3']);
    expect(readSteps(Array.from({ length: 600 }, () => 'm1').join(' '))).toHaveLength(500);
  });

  it('begins an article at a paragraph, under it where it looks like a headline', () => {
    const [before, behind, rest] = divideReading(ARTICLES, ['d1.2']);
    expect([before!.content.title, before!.content.paragraphs, before!.lines.paragraphs]).toEqual(['水车又转', ['第一段。'], [[2]]]);
    expect([
      behind!.content.title,
      behind!.content.paragraphs,
      behind!.lines.title,
      behind!.lines.paragraphs,
      behind!.content.byline.reporters,
    ]).toEqual(['渡口加船', ['第二段。'], [3], [[4]], []]);
    expect(rest).toBe(ARTICLES[1]);
    expect(divideReading(ARTICLES, ['d1.3'])[1]!.content).toMatchObject({ title: '', paragraphs: ['第二段。'] });
  });

  it('makes one of two, the headline of the second a paragraph', () => {
    const [merged, ...none] = divideReading(ARTICLES, ['d1.2', 'm1', 'm1']);
    expect(none).toEqual([]);
    expect(merged!.content.paragraphs).toEqual(['第一段。', '渡口加船', '第二段。', '没有标题。']);
    expect(merged!.lines.paragraphs).toEqual([[2], [3], [4], [11]]);
  });

  it.each(['m2', 'm0', 'd2.1', 'd1.0', 'd1.9', 'd9.1'])('stays as it is at %s', (step) => {
    expect(divideReading(ARTICLES, [step])).toBe(ARTICLES);
  });

  it('loses no line, whatever the steps', () => {
    const step = fc.oneof(
      fc.nat(4).map((one) => `m${one}`),
      fc.tuple(fc.nat(4), fc.nat(5)).map(([one, at]) => `d${one}.${at}`),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
        expect(linesOf(divideReading(ARTICLES, steps))).toEqual(linesOf(ARTICLES));
      }),
      { seed },
    );
  });
});
