import fc from 'fast-check';

import { divideAt, draftsOf, isAsRead, isGone, mergeWithNext, type ArticleDraft } from '../../src/web/client/article-drafts.js';
import { contentOf, linesOf, type DraftContent, type DraftLines } from '../../src/web/client/page-draft.js';
import { seed } from '../support/shared.js';

const one = {
  banner: '乡镇',
  kicker: ['老物件'],
  title: '水车又转',
  subtitle: [],
  paragraphs: ['第一段。', '第二段。'],
  byline: { reporters: ['陶砚'], correspondents: [], photographers: [] },
  kind: 'news',
  extra: { subheads: ['甲'], note: 1 },
} as DraftContent;
const two = {
  banner: '乡镇',
  kicker: [],
  title: '渡口加船',
  subtitle: ['末班二十三时'],
  paragraphs: ['第三段。'],
  byline: { reporters: ['祁山月', '陶砚'], correspondents: ['柏舟'], photographers: [] },
  kind: 'letter',
  extra: { subheads: ['乙'] },
} as DraftContent;
const three = { kicker: [], title: '', subtitle: [], paragraphs: ['没有标题。'], kind: 'news' } as DraftContent;
const LINES: readonly DraftLines[] = [
  { banner: [1], kicker: [[2]], title: [3], subtitle: [], paragraphs: [[4], [5, 6]] },
  { banner: [1], kicker: [], title: [7], subtitle: [[8]], paragraphs: [[9]] },
  { banner: [], kicker: [], title: [], subtitle: [], paragraphs: [[10]] },
];
const drafts = draftsOf([one, two, three], LINES, [0.9, 0.5, 1]);
const stored = ({ content, parts }: ArticleDraft) => ({ ...contentOf(content, parts), lines: linesOf(parts) });
const wholeText = (all: readonly ArticleDraft[]): string =>
  all.flatMap(({ parts }) => parts.filter(({ role }) => role !== 'banner').map(({ text }) => text)).join('');

describe('articles of a page', () => {
  it('are what was read, with the lines of their parts', () => {
    expect(drafts.every(isAsRead)).toBe(true);
    expect(drafts.map(stored)).toEqual([one, two, three].map((content, index) => ({ ...content, lines: LINES[index] })));
  });

  it('become one: headlines of the second are paragraphs, the shared banner stands once, names come together', () => {
    const [merged, rest] = mergeWithNext(drafts, 0);
    expect(stored(merged!)).toEqual({
      ...one,
      paragraphs: ['第一段。', '第二段。', '渡口加船', '末班二十三时', '第三段。'],
      byline: { reporters: ['陶砚', '祁山月'], correspondents: ['柏舟'], photographers: [] },
      extra: { subheads: ['甲', '乙'], note: 1 },
      lines: { banner: [1], kicker: [[2]], title: [3], subtitle: [], paragraphs: [[4], [5, 6], [7], [8], [9]] },
    });
    expect([rest, merged!.original]).toEqual([drafts[2], undefined]);
    expect(mergeWithNext(drafts, 2)).toBe(drafts);
  });

  it('become one under the headline of the second where the first has none', () => {
    const [merged] = mergeWithNext([drafts[2]!, drafts[1]!], 0);
    expect(stored(merged!)).toMatchObject({
      title: '渡口加船',
      subtitle: ['末班二十三时'],
      paragraphs: ['没有标题。', '第三段。'],
      lines: { title: [7], paragraphs: [[10], [9]] },
    });
  });

  it('are divided before a paragraph; the names stay with the beginning, and a headline can be written', () => {
    const [before, behind] = divideAt(drafts, 0, 4);
    expect(stored(before!)).toEqual({ ...one, paragraphs: ['第一段。'], lines: { ...LINES[0], paragraphs: [[4]] } });
    expect(stored(behind!)).toMatchObject({
      title: '',
      paragraphs: ['第二段。'],
      byline: { reporters: [] },
      lines: { title: [], paragraphs: [[5, 6]] },
    });
    expect(behind!.parts[0]).toEqual({ role: 'title', text: '', lines: [] });
  });

  it.each([
    ['at a headline', 0, 2],
    ['where nothing would stand before', 2, 1],
    ['beyond the end', 0, 99],
  ])('are not divided %s', (_, index, at) => {
    expect(divideAt(drafts, index, at)).toBe(drafts);
  });

  it('lose no character and no line, however they are merged and divided', () => {
    const step = fc.record({ merge: fc.boolean(), index: fc.nat(3), at: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const after = steps.reduce<readonly ArticleDraft[]>(
          (all, { merge, index, at }) => (merge ? mergeWithNext(all, index) : divideAt(all, index, at)),
          drafts,
        );
        expect([...wholeText(after)].sort()).toEqual([...wholeText(drafts)].sort());
        const lines = (all: readonly ArticleDraft[]) =>
          [...new Set(all.flatMap(({ parts }) => parts.flatMap((part) => part.lines)))].sort((a, b) => a - b);
        expect(lines(after)).toEqual(lines(drafts));
        expect(after.some(isGone)).toBe(false);
      }),
      { seed },
    );
  });
});
