import { parsePage } from '../../src/page/parse-page.js';

const LEFT = [
  '操场边上种出菜园',
  '　　城东小学把操场边的空地改成',
  '了菜园，三百名学生分到三十块菜',
  '地，每块地都插着写有班名的木牌',
  '，浇水由值日生记着。',
];
const RIGHT = [
  '渡轮换了新灯',
  '　　渡轮公司的码头灯塔换了灯泡',
  '，夜航的水手远远望见绿色的光，',
  '汽笛便拉得格外长，岸上的人听见',
  '了，就知道末班船到了。',
];

function beside(left: readonly string[], right: readonly string[]): string {
  return left.map((text, at) => `${text}${' '.repeat(36 - text.length * 2)}${right[at]!}`).join('\n');
}

describe('columns side by side on the lines of a page (kind 6)', () => {
  it('are taken apart by their gutter, each its own article', () => {
    const { articles } = parsePage(beside(LEFT, RIGHT));
    expect(articles.map((one) => one.title)).toEqual(['操场边上种出菜园', '渡轮换了新灯']);
    expect(articles.map((one) => one.paragraphs)).toEqual([
      ['城东小学把操场边的空地改成了菜园，三百名学生分到三十块菜地，每块地都插着写有班名的木牌，浇水由值日生记着。'],
      ['渡轮公司的码头灯塔换了灯泡，夜航的水手远远望见绿色的光，汽笛便拉得格外长，岸上的人听见了，就知道末班船到了。'],
    ]);
  });

  it('leave the rows of a table as they are', () => {
    const rows = ['一班      黄瓜', '二班      豆角', '三班      番茄', '四班      茄子', '五班      辣椒'];
    const { articles, furniture } = parsePage(rows.join('\n'));
    const text = [...articles.flatMap((one) => [one.title, ...one.paragraphs]), ...furniture].join('');
    expect(text.replace(/\s+/gu, '')).toBe(rows.join('').replace(/\s+/gu, ''));
  });
});

describe('a page of about 1920 (kind 11)', () => {
  const PAGE = [
    '園丁之新車',
    '（半瓢）',
    '園丁某君、日乘驢車入市、人咸稱其',
    '儉、近忽購馬車一輛、黑漆金輪、招',
    '搖過市、見者譁然、園丁笑曰、此岳',
    '家所贈也、',
    '◎柳塘書場、下月初三起、聘',
    '定說書人開講、書金每位一角',
    '二分、',
    '渡口之怪客',
    '（青帆）',
    '渡口前日來一客、衣履甚敝、問價不',
    '還、卽出銀三百、盡購其下等花而去、行',
    '主大喜、次日、客又至、購如前、行主疑',
    '之、陰使學徒尾其後、見客以花盡傾於江、',
    '行主聞之、默然者久之、',
    '',
  ].join('\n');

  it('ends sentences in `、`, signs below the headline in brackets, and opens news in brief with a mark', () => {
    const { articles } = parsePage(PAGE);
    expect(articles.map((one) => one.title)).toEqual(['園丁之新車', '', '渡口之怪客']);
    expect(articles[0]!.byline.authors).toEqual(['半瓢']);
    expect(articles[0]!.paragraphs[1]).toBe(
      '園丁某君、日乘驢車入市、人咸稱其儉、近忽購馬車一輛、黑漆金輪、招搖過市、見者譁然、園丁笑曰、此岳家所贈也、',
    );
  });

  const TALE = [
    '園丁某君、日乘驢車入市、人咸稱其',
    '儉、近忽購馬車一輛、黑漆金輪、招',
    '搖過市、見者譁然、園丁笑曰、此岳',
    '家所贈也、鄰人有善相馬者、潛往視',
    '之、則驢也、特以漆塗其耳耳、（未完）',
  ];
  const tale = (...head: readonly string[]): readonly string[] => [...head, ...TALE];

  it('has one headline above each text; numbers, names and couplets below it are of the text', () => {
    const { articles } = parsePage(
      [
        ...tale('柳塘夜話', '（一）', '（二）', '半瓢著', '第六囘', '負心人夜渡寒塘', '癡情女朝登古寺'),
        ...tale('渡口聞見錄', '（馬二', '先生）'),
      ].join('\n'),
    );
    expect(articles.map((one) => one.title)).toEqual(['柳塘夜話', '渡口聞見錄']);
    expect(articles.map((one) => [one.kicker, one.subtitle])).toEqual([
      [[], []],
      [[], []],
    ]);
    expect(articles[0]!.paragraphs[0]).toBe('（一）（二）');
    expect(articles[0]!.paragraphs.at(-1)).toBe(TALE.join(''));
    expect(articles[1]!.byline.authors).toEqual(['馬二先生']);
  });

  it('a headline right below a full line that ends a sentence is none of it', () => {
    const full = [...TALE.slice(0, 4), '之、則驢也、特以漆塗其兩耳而已矣、'];
    const ferry = ['渡口前日來一客、衣履甚敝、問價不', '還、卽出銀三百、盡購其下等花而去、'];
    const { articles } = parsePage([...tale('柳塘夜話'), '園丁之新車', ...full, '渡口之怪客', ...ferry].join('\n'));
    expect(articles.map((one) => one.title)).toEqual(['柳塘夜話', '園丁之新車', '渡口之怪客']);
  });
});
