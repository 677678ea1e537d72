import { parsePage } from '../../src/page/parse-page.js';
import { parsePages } from '../../src/page/parse-pages.js';
import { isDump } from '../../src/page/read-dump.js';
import { MORE, NEWS, OTHER } from './rule-examples.js';

const tight = (text: string): string => text.replace(/\s+/gu, '');

describe('a text of tens of thousands of scraps', () => {
  it.each([['one character', '灯\n'], ['one character and a blank line', '渡\n\n'], ['numbers', '12\r\n'], ['days', '2031年4月1日\n']])('is kept whole without labels: %s', (_name, line) => {
    const text = line.repeat(25_000);
    expect(isDump(text)).toBe(true);
    const [page] = parsePages(text);
    expect(tight(page!.articles.flatMap(({ paragraphs }) => paragraphs).join(''))).toBe(tight(text));
    expect(page!.lines.map(({ paragraphs }) => paragraphs.length)).toEqual(page!.articles.map(({ paragraphs }) => paragraphs.length));
    expect(page!.lines.flatMap(({ paragraphs }) => paragraphs.flat())).toHaveLength(25_000);
    expect(page!.confidence).toBeLessThan(0.7);
  });

  it('is no page, however many stories a file of pages holds', () => {
    expect(isDump(`${NEWS}\n\n${MORE}\n\n`.repeat(30_000))).toBe(false);
    expect(isDump('灯\n'.repeat(19_000))).toBe(false);
    expect(isDump('\n'.repeat(400_000))).toBe(false);
  });
});

describe('a line that says where a story comes from', () => {
  it.each([
    ['above its headline', ['（上接第1版）', '渡轮换了新灯', OTHER], '渡轮换了新灯'],
    ['below its headline', ['渡轮换了新灯', '（上接第1版）', OTHER], '渡轮换了新灯'],
    ['without a headline', ['（上接第1版）', OTHER], ''],
  ])('begins an article, %s', (_name, story, title) => {
    const { articles } = parsePage(['操场边上种出菜园', NEWS, MORE, ...story].join('\n\n'));
    expect(articles).toHaveLength(2);
    expect(articles[0]!.extra?.['jump']).toBeUndefined();
    expect(articles[1]).toMatchObject({ title, extra: { jump: '（上接第1版）' } });
  });
});
