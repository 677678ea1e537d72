/** Kinds of fault that pages nobody here wrote showed, each by its number, in both scripts. Every paper is invented. */
import { parsePage } from '../../src/page/parse-page.js';
import { parsePages } from '../../src/page/parse-pages.js';

const SCRIPTS = [
  [
    'simplified',
    {
      paper: '澄湖工人报',
      title: '渡船装上救生筐',
      body: '本报讯（记者 阮小汀）澄湖渡口十二条渡船昨天全部装上救生筐，每筐放六件浮衣，船工伸手就能取到。',
      feet: ['责任编辑 阮小汀', '第2版'],
      section: '综合',
    },
  ],
  [
    'traditional',
    {
      paper: '澄湖工人報',
      title: '渡船裝上救生筐',
      body: '本報訊（記者 阮小汀）澄湖渡口十二條渡船昨天全部裝上救生筐，每筐放六件浮衣，船工伸手就能取到。',
      feet: ['責任編輯 阮小汀', '第2版'],
      section: '綜合',
    },
  ],
] as const;

describe.each(SCRIPTS)('in %s characters', (_name, { paper, title, body, feet, section }) => {
  const page = (number: number): string => `${paper} 2034年6月9日 星期五 第${number}版 ${section}\n\n${title}\n\n${body}\n`;

  it.each([...feet, `${feet[0]}\n${feet[1]}`])('kind 15: a foot between form feeds makes no page: %s', (foot) => {
    for (const end of ['\f', '\n\f', '\f\n']) {
      const pages = parsePages(`${page(2)}${end}${foot}${end}${page(3)}${end}${foot.replace('2', '3')}${end}`);
      expect(pages.map((one) => [one.page.pageNumber, one.articles.length])).toEqual([
        ['2', 1],
        ['3', 1],
      ]);
      expect(pages[0]!.furniture).toEqual(expect.arrayContaining(foot.split('\n')));
    }
  });

  it('kind 15: a page that is nothing but another masthead is one', () => {
    const pages = parsePages(`${page(2)}\f${paper} 2034年6月9日 第3版\n\f${page(4)}`);
    expect(pages.map((one) => one.page.pageNumber)).toEqual(['2', '3', '4']);
  });

  it('kind 16: a word cut at the line end is one word in the article, and two lines on paper', () => {
    const lines = `　　${body.replace('十二条', '十二條')}船上印着Navigation字样，船名AI-8000。`.match(/.{1,20}/gu)!;
    const cut = lines.join('\n').replace('Navigation', 'Naviga-\ntion').replace('AI-8000', 'AI-\n8000');
    const [article] = parsePage(`${title}\n\n${cut}`).articles;
    expect(article!.paragraphs.join('')).toContain('AI-8000');
  });

  it.each([9, 12, 20])('kind 17: in columns of %d characters the folio is not glued to the headline', (width) => {
    const lines = `　　${body}`.match(new RegExp(`.{1,${width}}`, 'gu'))!;
    for (const folio of [`第2版 ${section}`, '第二版', `2 ${section}`])
      for (const gap of ['', '\n']) {
        const parsed = parsePage(`${paper} 2034年6月9日\n${folio}\n${gap}${title}\n${lines.join('\n')}`);
        expect(parsed.articles.map((one) => one.title)).toEqual([title]);
        expect(parsed.page.pageNumber).toBe('2');
      }
  });
});

it('kind 16: printed lines keep the hyphen that the text of the article has lost', () => {
  const lines = [
    '　　湖边新立的牌子上写着英文',
    '单词Navigation和Execu-',
    'tion，前者是航行，后者是执行',
    '，来往的船工都认得这两个词了',
    '。',
  ];
  const { articles, lines: numbers } = parsePage(`湖边立了新牌子\n\n${lines.join('\n')}`);
  expect(articles[0]!.paragraphs.join('')).toContain('Navigation和Execution，');
  expect(numbers[0]!.paragraphs.flat()).toEqual([3, 4, 5, 6, 7]);
});
