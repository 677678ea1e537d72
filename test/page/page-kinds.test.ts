/** More kinds of fault that pages nobody here wrote showed, each by its number, in both scripts. Every paper is invented. */
import type { ParsedPage } from '../../src/article/article.js';
import { parsePage } from '../../src/page/parse-page.js';
import { traditionalTwin } from './traditional-twin.js';

const SCRIPTS: readonly (readonly [string, (text: string) => string])[] = [
  ['simplified', (text) => text],
  ['traditional', traditionalTwin],
];
const FERRY = '澄湖渡口十二条渡船昨天全部装上救生筐，每筐放六件浮衣，船工伸手就能取到。';
const FERRY_MORE = '渡口的老船工说，浮衣原先锁在舱底，风浪来时谁也顾不上去开那把锁，如今筐就挂在船舷上。';
const BEES = '桐岭村的养蜂人把蜂箱搬进果园，今年苹果坐果多了两成，蜂蜜也带上了花的香气。';
const BEES_MORE = '村里给每只蜂箱编了号，果农打药前要先打电话，问清蜂箱在不在附近。';

describe.each(SCRIPTS)('in %s characters', (_name, script) => {
  const parse = (...lines: readonly string[]): ParsedPage => parsePage(script(lines.join('\n')));
  const titlesOf = (page: ParsedPage): readonly string[] => page.articles.map((one) => one.title);

  it('kind 3: without blank lines a list and the headline below it are two things', () => {
    const page = parse(
      '澄湖工人报 2034年6月9日 第2版',
      '渡船装上救生筐',
      `本报讯（记者 阮小汀）${FERRY}`,
      FERRY_MORE,
      '昨日赛果',
      '龙舟赛 东队3：1西队',
      '龙舟赛 南队0：2北队',
      '拔河赛 渔业社先负船厂',
      '桐岭苹果园住进蜂群',
      BEES,
      BEES_MORE,
    );
    expect(titlesOf(page)).toEqual(['渡船装上救生筐', '昨日赛果', '桐岭苹果园住进蜂群'].map(script));
    expect(page.articles[1]!.paragraphs).toHaveLength(3);
  });

  it('kind 2: where a blank line stands after every line, rows and verse are lines of one piece', () => {
    const page = parse(
      '渡船装上救生筐',
      '',
      `本报讯（记者 阮小汀）${FERRY}`,
      '',
      FERRY_MORE,
      '',
      '昨日赛果',
      '',
      '龙舟赛 东队3：1西队',
      '',
      '龙舟赛 南队0：2北队',
      '',
      '拔河赛 渔业社先负船厂',
      '',
      '桐岭苹果园住进蜂群',
      '',
      `本报讯（记者 丁一）${BEES}`,
      '',
      BEES_MORE,
    );
    expect(titlesOf(page)).toEqual(['渡船装上救生筐', '昨日赛果', '桐岭苹果园住进蜂群'].map(script));
  });

  it('kind 8: of two head lines the headline is the one whose words the first sentence repeats', () => {
    for (const [upper, lower, field] of [
      ['澄湖渡口渡船全部装上救生筐', '夜航的船排在最前面', 'subtitle'],
      ['夜航的船排在最前面', '澄湖渡口渡船全部装上救生筐', 'kicker'],
    ] as const) {
      const [article] = parse(upper, '', lower, '', `本报讯（记者 阮小汀）${FERRY}`, '', FERRY_MORE).articles;
      expect(article!.title).toBe(script('澄湖渡口渡船全部装上救生筐'));
      expect(article![field]).toEqual([script('夜航的船排在最前面')]);
    }
  });

  it('kind 3: verse, rows under a headline and rows under another are three things without a blank line between them', () => {
    const page = parse(
      '澄湖工人报 2034年6月9日 第2版',
      '渡船装上救生筐',
      `本报讯（记者 阮小汀）${FERRY}`,
      '渡口',
      '丁一',
      '水把山放平',
      '船把水犁开',
      '一支橹摇过来',
      '又一支橹摇过去',
      '今日菜价',
      '白菜 每公斤2.4元',
      '土豆 每公斤3.0元',
      '鲫鱼 每公斤18元',
      '昨日赛果',
      '龙舟赛 东队3：1西队',
      '龙舟赛 南队0：2北队',
      '拔河赛 渔业社先负船厂',
      '桐岭苹果园住进蜂群',
      `本报讯（记者 丁一）${BEES}`,
    );
    expect(titlesOf(page)).toEqual(['渡船装上救生筐', '渡口', '今日菜价', '昨日赛果', '桐岭苹果园住进蜂群'].map(script));
  });

  it('kind 5: a brief without source or byline is an article', () => {
    const page = parse('渡船装上救生筐', '', `本报讯（记者 阮小汀）${FERRY}`, '', FERRY_MORE, '', '桐岭苹果园住进蜂群', '', BEES);
    expect(titlesOf(page)).toEqual(['渡船装上救生筐', '桐岭苹果园住进蜂群'].map(script));
  });

  it('kind 7, 8: of three head lines above a dispatch none makes an article, and the middle one is the headline', () => {
    const page = parse(
      '风浪来时伸手就够 筐里浮衣换了新样',
      '',
      '澄湖十二条渡船装上救生筐',
      '',
      '今年还要再装二十条 夜航渡船排在前面',
      '',
      `本报讯（记者 阮小汀）${FERRY}`,
    );
    expect(page.articles).toHaveLength(1);
    const [{ kicker, title, subtitle }] = page.articles as [ParsedPage['articles'][0]];
    expect([kicker, [title], subtitle]).toEqual(
      [['风浪来时伸手就够 筐里浮衣换了新样'], ['澄湖十二条渡船装上救生筐'], ['今年还要再装二十条 夜航渡船排在前面']].map((one) =>
        one.map(script),
      ),
    );
  });

  it('kind 10: parts that are numbered on lines of their own have sub-heads, and the lines at the foot name who wrote it', () => {
    const page = parse(
      '澄湖工会',
      '2034-06-09 08:00',
      '渡船上的救生筐，终于不用上锁了',
      '',
      `6月8日，${FERRY}`,
      '',
      '▲船舷上的救生筐。阮小汀 摄',
      '',
      '01',
      '',
      '“伸手就能取到”',
      '',
      FERRY_MORE,
      '',
      '02',
      '',
      '夜航的船排在前面',
      '',
      '按照计划，今年还要再装二十条渡船，船工先学怎样穿，再学怎样扔。',
      '',
      '来源：澄湖工人报',
      '记者：阮小汀',
      '审核：丁一',
    );
    expect(page.articles).toHaveLength(1);
    const [article] = page.articles;
    expect(article!.extra?.['subheads']).toEqual(['“伸手就能取到”', '夜航的船排在前面'].map(script));
    expect(article!.byline).toMatchObject({ reporters: ['阮小汀'], photographers: ['阮小汀'] });
    expect(page.furniture).toEqual(expect.arrayContaining(['01', '02', '记者：阮小汀'].map(script)));
    expect(article!.paragraphs).not.toContain(script('记者：阮小汀'));
  });

  it('kind 9: what a field says is a column is its banner, whatever its words', () => {
    const [article] = parse('第2版(综合)', '专栏:记者访谈', '', '渡船装上救生筐', FERRY, FERRY_MORE).articles;
    expect([article!.banner, article!.title]).toEqual(['记者访谈', '渡船装上救生筐'].map(script));
    expect(article!.byline.reporters).toEqual([]);
  });
});

describe('numbers on lines of their own', () => {
  const TORN = [
    '渡船装上救生筐',
    '',
    '本报讯（记者 阮小汀）',
    '6',
    '月',
    '8',
    '日，澄湖渡口',
    '12',
    '条渡船全部装上救生筐，每筐放',
    '6',
    '件浮衣。',
  ];

  it('go back into their sentence', () => {
    const { articles, lines } = parsePage(TORN.join('\n'));
    expect(articles.map((one) => one.paragraphs)).toEqual([
      ['本报讯（记者 阮小汀）6月8日，澄湖渡口12条渡船全部装上救生筐，每筐放6件浮衣。'],
    ]);
    expect(articles[0]!.byline.reporters).toEqual(['阮小汀']);
    expect(lines[0]!.paragraphs).toEqual([[3, 4, 5, 6, 7, 8, 9, 10, 11]]);
  });

  it('stay apart in a table, and where one stands alone', () => {
    const table = ['各队积分', '东队', '12', '西队', '9', '南队', '7', '北队', '4'];
    expect(parsePage(table.join('\n')).articles[0]!.paragraphs).toEqual(expect.arrayContaining(['东队', '西队', '南队', '北队']));
    expect(parsePage(`渡船装上救生筐\n\n${FERRY}\n12\n条渡船`).articles[0]!.paragraphs).not.toContain(`${FERRY}12条渡船`);
  });
});

it('a double-spaced line whose full stop hangs over the edge goes on below', () => {
  const lines = [
    '渡船装上救生筐',
    '　　澄湖渡口的十二条渡船全部装上救生筐。',
    '每一筐里放着六件浮衣，船工站在船头伸手',
    '就能够取到，再也不必去舱底开那把旧的锁',
    '。渡口的老船工说，浮衣原先锁在舱底，风',
    '浪来时谁也顾不上去开锁，如今筐就挂在船',
    '舷上，今年还要再装二十条，夜航的渡船都',
    '排在前面。',
  ];
  const [article] = parsePage(lines.join('\n\n')).articles;
  expect(article!.paragraphs).toEqual([lines.slice(1).join('').trim()]);
});
