import { isDayOnly, readDate } from '../../src/page/dates.js';
import { furnitureScore, isJumpLine, readFolio } from '../../src/page/furniture.js';
import { mergePageInfo, readPageInfo } from '../../src/page/page-info.js';

describe('readDate', () => {
  it.each([
    ['2031年4月2日', '2031-04-02'], ['２０３１年４月１２日', '2031-04-12'], ['2031-04-12', '2031-04-12'], ['2031.4.12', '2031-04-12'],
    ['2031/4/12', '2031-04-12'], ['二〇三一年九月二十七日', '2031-09-27'], ['二零三一年十月十日', '2031-10-10'], ['民國三十六年五月四日', '1947-05-04'],
    ['2031 年 4 月 2 日', '2031-04-02'], ['2031年04月02日 星期三', '2031-04-02'], ['2031-4-2', '2031-04-02'], ['2031．4．2', '2031-04-02'], ['2031年4月2號', '2031-04-02'],
    ['二○三一年四月廿二日', '2031-04-22'], ['一九五二年九月十四日', '1952-09-14'], ['民国卅七年五月四日', '1948-05-04'], ['中華民國120年3月8日', '2031-03-08'], ['公元2031年4月2日', '2031-04-02'], ['西元二〇三一年四月二日', '2031-04-02'],
  ] as const)('reads %s', (text, date) => {
    expect(readDate(text)).toBe(date);
  });

  it.each(['2031年13月1日', '2031年2月30日', '4月2日', '第2031期', ''])('refuses %s', (text) => {
    expect(readDate(text)).toBeUndefined();
  });

  it('tells a day that stands alone', () => {
    expect(['5月11日', '2031年10月2日', '九月二十五日', '5月11日止'].map(isDayOnly)).toEqual([true, true, true, false]);
  });
});

describe('readFolio', () => {
  it.each([['07', '7'], ['第3版', '3'], ['第三版', '3'], ['第十二版', '12'], ['A06', 'A06'], ['B2版', 'B2'], ['·8·', '8'], ['０９', '9'],
    ['03', '3'], ['第03版', '3'], ['A-06', 'A-06'], ['A06版', 'A06'], ['第A06版', 'A06'], ['Ａ０６', 'A06'], ['三版', '3'], ['第３版', '3'], ['—8—', '8'], ['第3页', '3']] as const)('reads %s', (word, folio) => {
    expect(readFolio(word)).toBe(folio);
  });

  it('refuses what is no folio', () => {
    expect(['要闻', '2031', '1.5', ''].map((word) => readFolio(word))).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('readPageInfo', () => {
  const info = { paper: '青溪日报', date: '2031-03-08', pageNumber: '2', section: '社会' };

  it.each([
    ['a colon behind the folio', ['第02版：社会', '2031年03月08日 星期六', '青溪日报']],
    ['a sheet before the folio', ['青溪日报', '二〇三一年三月八日', '第二張第二版 社会']],
    ['one line each', ['青溪日报', '2031年3月8日 星期六 第2版 社会']],
    ['another order', ['02', '社会 青溪日报 2031.3.8 星期六']],
    ['bars and dots', ['青溪日报 · 社会 · 第二版', '二〇三一年三月八日']],
    ['ornaments and spread letters', ['■ 青 溪 日 报 ■', '２０３１年３月８日 星期六 第２版 社会']],
    ['the section beside the credits', ['青溪日报', '2031年3月8日', '第2版', '社会 责编 顾小舟 | 校对 方满']],
  ] as const)('reads %s', (_name, lines) => {
    expect(readPageInfo(lines)).toEqual(info);
  });

  it('takes an unknown short word beside the folio for the section', () => {
    expect(readPageInfo(['青溪日报 园圃 A06'])).toEqual({ paper: '青溪日报', pageNumber: 'A06', section: '园圃' });
  });

  it('takes no number from imprints and jump lines', () => {
    expect(readPageInfo(['（下转第4版）', '邮编 661203 电话 0700-12'])).toEqual({});
  });

  it('lets the caller overrule the print', () => {
    expect(mergePageInfo(info, { pageNumber: 'B1', paper: '' })).toEqual({ ...info, pageNumber: 'B1' });
  });
});

describe('furniture lines', () => {
  it.each([
    '青溪日报', '第2版', '07', '2031年3月8日 星期六', '责任编辑 顾小舟 版式设计 方满 校对 尤一', '责编/顾小舟 美编/方满 邮箱：desk@qingxi.example',
    '编辑：顾小舟 | 版式：方满', '本报地址：青溪市书院路1号 邮编：661200 零售价：1.00元', '～ · ．', '（下转第4版）', '本版編輯：顧小舟 版面設計：方滿',
  ])('knows %s', (line) => {
    expect(furnitureScore(line)).toBeGreaterThanOrEqual(0.75);
  });

  it.each(['操场边上种出菜园', '编辑同志：', '今年3月，三百名学生分到三十块菜地。', '小邮局里的信箱', '本报记者 顾小舟', '顾小舟 摄'])('leaves %s alone', (line) => {
    expect(furnitureScore(line)).toBeLessThan(0.5);
  });

  it.each([['（下转第4版）', true], ['上接A1版', true], ['下轉C4版', true], ['（紧接第三版）', true], ['转眼到了第三版修订', false], ['下转', false]] as const)('jump: %s', (line, jump) => {
    expect(isJumpLine(line)).toBe(jump);
  });
});
