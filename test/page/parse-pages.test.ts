import { parsePages } from '../../src/page/parse-pages.js';
import { MORE, NEWS, OTHER } from './rule-examples.js';

const page = (...blocks: readonly string[]): string => blocks.join('\n\n');

describe('parsePages', () => {
  const one = page('青溪日报\n2031年3月8日 星期六 第2版', '操场边上种出菜园', NEWS);
  const two = page('青溪日报\n2031年3月8日 星期六 第3版', '渡轮换了新灯', `本报讯（记者 方满）${OTHER}`);

  it.each([
    ['repeated mastheads', `${one}\n\n${two}`],
    ['a form feed', `${one}\n\f${two}`],
  ] as const)('parts pages at %s', (_name, text) => {
    const pages = parsePages(text);
    expect(pages.map((each) => [each.page.pageNumber, each.articles.map((article) => article.title)])).toEqual([
      ['2', ['操场边上种出菜园']],
      ['3', ['渡轮换了新灯']],
    ]);
    expect(text.split('\n')[pages[1]!.lines[0]!.title[0]! - 1]).toBe('渡轮换了新灯');
  });

  it('gives one page for one page, its foot and running head included', () => {
    expect(parsePages(page(one, '第2版', MORE, '本报地址：青溪市书院路1号 邮编：661200'))).toHaveLength(1);
  });
});
