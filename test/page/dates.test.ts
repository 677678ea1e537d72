import { findDays, isDayOnly, readDate } from '../../src/page/dates.js';

describe('readDate', () => {
  it.each([
    ['2031年4月2日', '2031-04-02'],
    ['２０３１年４月１２日', '2031-04-12'],
    ['2031-04-12', '2031-04-12'],
    ['2031.4.12', '2031-04-12'],
    ['2031/4/12', '2031-04-12'],
    ['二〇三一年九月二十七日', '2031-09-27'],
    ['二零三一年十月十日', '2031-10-10'],
    ['民國三十六年五月四日', '1947-05-04'],
    ['2031 年 4 月 2 日', '2031-04-02'],
    ['2031年04月02日 星期三', '2031-04-02'],
    ['2031-4-2', '2031-04-02'],
    ['2031．4．2', '2031-04-02'],
    ['2031年4月2號', '2031-04-02'],
    ['二○三一年四月廿二日', '2031-04-22'],
    ['一九五二年九月十四日', '1952-09-14'],
    ['民国卅七年五月四日', '1948-05-04'],
    ['中華民國120年3月8日', '2031-03-08'],
    ['公元2031年4月2日', '2031-04-02'],
    ['西元二〇三一年四月二日', '2031-04-02'],
  ] as const)('reads %s', (text, date) => {
    expect(readDate(text)).toBe(date);
  });

  it.each(['2031年13月1日', '2031年2月30日', '4月2日', '第2031期', ''])('refuses %s', (text) => {
    expect(readDate(text)).toBeUndefined();
  });
});

describe('isDayOnly', () => {
  it('tells a day that stands alone', () => {
    expect(['5月11日', '2031年10月2日', '九月二十五日', '5月11日止'].map(isDayOnly)).toEqual([true, true, true, false]);
  });
});

describe('findDays', () => {
  it('finds days with and without their year', () => {
    expect(findDays('去年5月4日至 2023年 1 月 2 日')).toEqual([
      { month: 5, day: 4, isWhole: false },
      { year: 2023, month: 1, day: 2, isWhole: false },
    ]);
    expect(findDays('二〇三一年九月二十七日')).toEqual([{ year: 2031, month: 9, day: 27, isWhole: true }]);
    expect(findDays('13月5日，2月30日')).toEqual([]);
  });
});
