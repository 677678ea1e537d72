import { squeeze } from '../../src/page/characters.js';
import { parsePages } from '../../src/page/parse-pages.js';
import { isDump } from '../../src/page/read-dump.js';
import { MORE, NEWS } from './rule-examples.js';
import { pageLines } from './text-lines.js';

describe('a text of tens of thousands of scraps', () => {
  it.each([
    ['one character', '灯\n'],
    ['one character and a blank line', '渡\n\n'],
    ['numbers', '12\r\n'],
    ['days', '2031年4月1日\n'],
  ])('is kept whole without labels: %s', (_name, line) => {
    const text = line.repeat(25_000);
    expect(isDump(pageLines(text))).toBe(true);
    const [page] = parsePages(text);
    expect(squeeze(page!.articles.flatMap(({ paragraphs }) => paragraphs).join(''))).toBe(squeeze(text));
    expect(page!.lines.map(({ paragraphs }) => paragraphs.length)).toEqual(page!.articles.map(({ paragraphs }) => paragraphs.length));
    expect(page!.lines.flatMap(({ paragraphs }) => paragraphs.flat())).toHaveLength(25_000);
    expect(page!.confidence).toBeLessThan(0.7);
  });

  it('is no page, however many stories a file of pages holds', () => {
    expect(isDump(pageLines(`${NEWS}\n\n${MORE}\n\n`.repeat(30_000)))).toBe(false);
    expect(isDump(pageLines('灯\n'.repeat(19_000)))).toBe(false);
    expect(isDump(pageLines('\n'.repeat(400_000)))).toBe(false);
  });
});
