/** Kind 14: a masthead over several lines, a part a line, is no article. Every paper is invented. */
import { parsePage } from '../../src/page/parse-page.js';

const STORY = [
  '渡船上装了救生筐',
  '本报讯（记者 阮小汀）澄湖渡口十二条渡船昨天全部装上救生筐，每筐放六件浮衣，船工伸手就能取到。',
  '船队队长说，往年浮衣锁在舱里，钥匙在岸上；今年起不再上锁，少了一件由当班的人补上。',
];

const HEADS: readonly (readonly [name: string, lines: readonly string[]])[] = [
  ['nameplate, date, weekday, moon, issue and pages', ['澄湖工人报', '2034年6月9日', '星期五', '四月廿三', '第12345期', '今日8版']],
  ['the same the other way round', ['今日8版', '第12345号', '农历四月廿三', '星期五', '2034年6月9日', '澄湖工人报']],
  ['a large figure of the day', ['澄湖工人报', '9', '2034年6月', '星期五']],
  ['month and day above the year', ['6月9日', '2034年', '澄湖工人报']],
  ['an English weekday, the moon in brackets, a double page', ['澄湖工人报', '2034年6月9日', 'Friday', '（農曆四月廿三）', '第三·四版']],
  ['letter-spaced', ['澄 湖 工 人 报', '2 0 3 4 年 6 月 9 日', '星 期 五']],
  ['names of calendars', ['澄湖', '公曆2034年6月9日', '夏曆四月廿三', '星期五']],
  ['traditional, years of the Republic', ['澄湖工人報', '民國一二三年六月九日', '禮拜五', '總第12345期', '今日出版八張']],
  ['the weekday first', ['FRIDAY', '澄湖工人报', '2034-06-09', '第三版', '综合']],
  [
    'a name in English, a year by its animals, a term of the sun',
    ['澄湖工人报', 'CHENGHU DAILY', '2034年6月9日', '甲寅年四月廿三', '今日芒种'],
  ],
];

describe.each([
  ['without blank lines', '\n'],
  ['with blank lines', '\n\n'],
])('kind 14, a masthead over several lines %s', (_name, between) => {
  it.each(HEADS)('%s', (_form, lines) => {
    const { page, articles, furniture } = parsePage(`${lines.join(between)}\n\n${STORY.join('\n\n')}`);
    expect(articles.map(({ title, paragraphs }) => [title, ...paragraphs])).toEqual([STORY]);
    expect(furniture).toEqual(lines);
    expect(page.date).toBe('2034-06-09');
    expect(page.section ?? '综合').toBe('综合');
  });
});

it('the first of two pages of a double page is its number, and the figure of a day is none', () => {
  expect(parsePage('澄湖工人报\n2034年6月9日\n第三·四版').page.pageNumber).toBe('3');
  expect(parsePage('澄湖工人报\n9\n2034年6月\n星期五').page.pageNumber).toBeUndefined();
});

it('a page that begins with a story has no masthead', () => {
  const { articles } = parsePage(`星期五\n\n${STORY.slice(1).join('\n\n')}`);
  expect(articles[0]!.paragraphs.length + Number(articles[0]!.title !== '')).toBeGreaterThanOrEqual(2);
});
