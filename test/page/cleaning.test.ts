/** Text in the forms people have it in comes out as the same text typed plainly. Every page is invented, and comes in both scripts. */
import type { ParsedPage } from '../../src/article/article.js';
import { parseSource } from '../../src/page/parse-pages.js';
import { readSource } from '../../src/page/readers/page-readers.js';

interface Script {
  readonly head: string;
  readonly titles: readonly [string, string];
  readonly texts: readonly [readonly string[], readonly string[]];
}

const SIMPLIFIED: Script = {
  head: '澄湖工人报 2034年6月9日 星期五 第2版 综合',
  titles: ['渡船上装了救生筐', '老纺织女工教孙辈打结'],
  texts: [
    [
      '本报讯（记者 阮小汀）澄湖渡口十二条渡船昨天全部装上救生筐，每筐放六件浮衣，船工伸手就能取到。',
      '船队队长说，往年浮衣锁在舱里，钥匙在岸上；今年起不再上锁，少了一件由当班的人补上。',
    ],
    [
      '本报讯（记者 闻一禾）七十三岁的谷阿巧在河边小学开了结绳课，学生要在一节课里学会四种结。',
      '她说，结打得好不好，用力拉一拉就知道，不必等老师打分。孩子们把打好的结挂满了走廊。',
    ],
  ],
};
const TRADITIONAL: Script = {
  head: '澄湖工人報 2034年6月9日 星期五 第2版 綜合',
  titles: ['渡船上裝了救生筐', '老紡織女工教孫輩打結'],
  texts: [
    [
      '本報訊（記者 阮小汀）澄湖渡口十二條渡船昨天全部裝上救生筐，每筐放六件浮衣，船工伸手就能取到。',
      '船隊隊長說，往年浮衣鎖在艙裡，鑰匙在岸上；今年起不再上鎖，少了一件由當班的人補上。',
    ],
    [
      '本報訊（記者 聞一禾）七十三歲的谷阿巧在河邊小學開了結繩課，學生要在一節課裡學會四種結。',
      '她說，結打得好不好，用力拉一拉就知道，不必等老師打分。孩子們把打好的結掛滿了走廊。',
    ],
  ],
};
const SCRIPTS = [
  ['simplified', SIMPLIFIED],
  ['traditional', TRADITIONAL],
] as const;

const blocksOf = ({ head, titles, texts }: Script): readonly string[] => [head, ...titles.flatMap((title, at) => [title, ...texts[at]!])];
const plain = (script: Script): string => blocksOf(script).join('\n\n');
const spaced = (text: string): string => Array.from(text.replace(/ /gu, '')).join(' ');
const wrapped = (text: string, size: number): readonly string[] => `　　${text}`.match(new RegExp(`.{1,${size}}`, 'gu')) ?? [];

async function parse(text: string | Uint8Array): Promise<ParsedPage> {
  return parseSource(await readSource(Buffer.from(text as string)), 'page')[0]!;
}

const squeezed = (text: string): string => text.replace(/\s/gu, '');
const storiesOf = ({ articles }: ParsedPage): readonly (readonly string[])[] =>
  articles.map(({ title, paragraphs }) => [title, ...paragraphs].map(squeezed));
const expected = ({ titles, texts }: Script): readonly (readonly string[])[] =>
  titles.map((title, at) => [title, ...texts[at]!].map(squeezed));

/** The same page in other forms; each must come out as the plain one. */
const FORMS: readonly (readonly [name: string, of: (script: Script) => string])[] = [
  ['plain', plain],
  ['line separators (U+2028)', (script) => plain(script).replaceAll('\n', '\u2028')],
  ['paragraph separators (U+2029)', (script) => blocksOf(script).join('\u2029\u2029')],
  ['vertical tabs', (script) => plain(script).replaceAll('\n', '\v')],
  ['next-line controls (U+0085)', (script) => plain(script).replaceAll('\n', '\u0085')],
  [
    'zero-width spaces in the text and on blank lines',
    (script) =>
      blocksOf(script)
        .map((text) => Array.from(text).join('\u200b'))
        .join('\n\u200b\n'),
  ],
  [
    'soft hyphens and marks of direction',
    (script) =>
      blocksOf(script)
        .map((text) => `\u202a${Array.from(text).join('\u00ad')}\u202c`)
        .join('\n\n'),
  ],
  [
    'private-use spaces as indents',
    (script) =>
      blocksOf(script)
        .map((text) => `\ue5e5\ue5e5${text}`)
        .join('\n\n'),
  ],
  [
    'a house’s own private-use spaces',
    (script) =>
      blocksOf(script)
        .map((text) => `\ue4c6\ue4c6${text}`)
        .join('\n\n'),
  ],
  [
    'no-break spaces',
    (script) =>
      blocksOf(script)
        .map((text) => `\u00a0\u00a0${text.replaceAll(' ', '\u00a0')}`)
        .join('\n\u00a0\n'),
  ],
  ['letter-spaced', (script) => blocksOf(script).map(spaced).join('\n\n')],
  [
    'double-spaced',
    (script) =>
      blocksOf(script)
        .flatMap((text) => (text.length > 40 ? wrapped(text, 19) : [text]))
        .join('\n\n'),
  ],
  ['quoted by angles', (script) => plain(script).replace(/^/gmu, '> ')],
  ['quoted twice', (script) => plain(script).replace(/^/gmu, '> > ')],
  ['quoted by bars', (script) => plain(script).replace(/^/gmu, '| ')],
  ['vertical marks', (script) => plain(script).replaceAll('，', '︐').replaceAll('。', '︒').replaceAll('（', '︵').replaceAll('）', '︶')],
  [
    'radicals',
    (script) =>
      plain(script).replaceAll('工', '⼯').replaceAll('人', '⼈').replaceAll('一', '⼀').replaceAll('小', '⼩').replaceAll('长', '⻓'),
  ],
  [
    'Markdown',
    ({ head, titles, texts }) =>
      [
        head,
        ...titles.flatMap((title, at) => [`## ${title}`, ...texts[at]!.map((text) => `**${text.slice(0, 4)}**${text.slice(4)}`)]),
      ].join('\n\n'),
  ],
  [
    'Markdown with underlined headings',
    ({ head, titles, texts }) =>
      [
        head,
        ...titles.flatMap((title, at) => [
          `${title}\n-----`,
          `**${texts[at]![0]!.slice(0, 4)}**${texts[at]![0]!.slice(4)}`,
          texts[at]![1]!,
        ]),
      ].join('\n\n'),
  ],
  [
    'HTML',
    ({ head, titles, texts }) =>
      [
        `<div>${head}</div>`,
        ...titles.flatMap((title, at) => [`<h2>${title}</h2>`, ...texts[at]!.map((text) => `<p>&nbsp;&nbsp;${text}</p>`)]),
      ].join('\n'),
  ],
  [
    'HTML with breaks',
    ({ head, titles, texts }) =>
      [
        '<html><head><title>x</title><style>p{}</style></head><body>',
        [head, ...titles.flatMap((title, at) => [`<b>${title}</b>`, ...texts[at]!])].join('<br><br>'),
        '<script>var a = 1;</script></body></html>',
      ].join(''),
  ],
];

describe.each(SCRIPTS)('kind 2, input is cleaned at the door: %s', (_name, script) => {
  it.each(FORMS)('%s', async (_form, of) => {
    const page = await parse(of(script));
    expect(storiesOf(page)).toEqual(expected(script));
    expect(page.page).toMatchObject({ date: '2034-06-09', pageNumber: '2' });
  });
});

describe('kind 2, what is told of each line', () => {
  it('numbers stay those of the printed lines, blank lines that are left out included', async () => {
    const text = FORMS.find(([name]) => name === 'double-spaced')![1](SIMPLIFIED);
    const { lines } = await parse(text);
    const printed = text.split('\n');
    expect(lines.map(({ title }) => printed[title[0]! - 1])).toEqual(SIMPLIFIED.titles);
  });

  it('furniture is as it was printed, article text is plain', async () => {
    const { furniture, articles } = await parse(plain(SIMPLIFIED).replaceAll('工', '⼯'));
    expect(furniture).toEqual([SIMPLIFIED.head.replace('工', '⼯')]);
    expect(articles[1]!.title).toBe(SIMPLIFIED.titles[1]);
  });

  it('half-width marks, list numbers, stars of footnotes and comparisons stay as they are typed', async () => {
    const text = '今年5*3=15, 一成<两成, 见a_b_c';
    const { articles } = await parse(`渡船上装了救生筐\n\n${SIMPLIFIED.texts[0][0]}${text}。`);
    expect(articles[0]!.paragraphs[0]).toContain(text);
  });

  it('a vertical ellipsis is one, and so is that of mathematics', async () => {
    const { articles } = await parse(plain(SIMPLIFIED).replace('说，往年', '说，︙︙往年').replace('；今年', '⋯⋯今年'));
    expect(articles[0]!.paragraphs[1]).toContain('……往年');
    expect(articles[0]!.paragraphs[1]).toContain('……今年');
  });

  it('a spaced list of numbers is no letter-spaced text', async () => {
    const page = await parse(`渡船上装了救生筐\n\n${SIMPLIFIED.texts[0][0]}\n\n甲队 3 1 0 4\n乙队 2 2 1 3\n丙队 0 1 4 4`);
    expect(JSON.stringify(page)).toContain('甲队 3 1 0 4');
  });
});

describe('kind 9, marks of editions and sites are furniture by their form', () => {
  const page = (...marks: readonly string[]): string =>
    [SIMPLIFIED.head, ...marks, SIMPLIFIED.titles[0], ...SIMPLIFIED.texts[0], '', ...marks].join('\n\n');

  it.each([
    ['第2版()'],
    ['第二版(綜合)'],
    ['A05版（专题）'],
    ['专栏:'],
    ['專欄：'],
    ['放大 缩小 默认'],
    ['放大　縮小　默認'],
    ['上一篇 下一篇'],
    ['首页 > 数字报 > 目录'],
    ['分享到 微信 微博 QQ空间'],
    ['出版日期：2034年06月09日'],
    ['发布时间:2034-06-09'],
    ['澄湖工人报官方网站 | 澄湖网首页 今天是'],
    ['版权所有 澄湖工人报社 湖ICP备12345678号'],
    ['版權所有 不得轉載'],
    ['未经本报书面授权 不得转载使用'],
    ['点击上方蓝字关注我们'],
    ['點個「在看」'],
    ['阅读 3.4万'],
  ])('%s', async (mark) => {
    const read = await parse(page(mark));
    expect(storiesOf(read)).toEqual([[SIMPLIFIED.titles[0], ...SIMPLIFIED.texts[0]].map(squeezed)]);
    expect(read.furniture.filter((line) => line === mark)).toHaveLength(2);
  });

  it('a field with a name behind it gives the banner', async () => {
    const { articles } = await parse([SIMPLIFIED.head, '专栏:渡口故事', SIMPLIFIED.titles[0], ...SIMPLIFIED.texts[0]].join('\n\n'));
    expect(articles).toHaveLength(1);
    expect(JSON.stringify(articles[0])).not.toContain('专栏:');
  });
});

describe('kind 10, exports of chats', () => {
  it.each([
    ['name and time', '阮小汀 2034-06-09 08:15:02'],
    ['name, number and time', '闻一禾(10086) 2034/6/9 8:15'],
    ['time and name', '2034-06-09 08:15:02 阮小汀'],
    ['time in brackets', '[2034/6/9 08:15] 聞一禾:'],
    ['name and seconds', '阮小汀 08:15:02'],
  ])('%s', async (_name, line) => {
    const read = await parse(
      SIMPLIFIED.titles.map((title, at) => `${line}\n${[title, ...SIMPLIFIED.texts[at]!].join('\n\n')}`).join('\n\n'),
    );
    expect(read.furniture.filter((one) => one === line)).toHaveLength(2);
    expect(storiesOf(read)).toEqual(expected(SIMPLIFIED));
  });
});
