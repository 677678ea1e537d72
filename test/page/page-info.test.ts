import { readPageInfo } from '../../src/page/page-info.js';

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

  it.each([
    ['a name in 报 alone', ['望渡报 2031年3月8日 星期六 第3版'], { paper: '望渡报', date: '2031-03-08', pageNumber: '3' }],
    [
      'a name in 報 alone, and a year of the republic',
      ['望渡報 中華民國112年11月30日 星期四 A4版'],
      { paper: '望渡報', date: '2023-11-30', pageNumber: 'A4' },
    ],
    ['an era before the year', ['青溪日报 公元2031年3月8日 第3版'], { paper: '青溪日报', date: '2031-03-08', pageNumber: '3' }],
    ['the weather', ['青溪日报 2031年3月8日 星期六 多云转晴 第3版'], { paper: '青溪日报', date: '2031-03-08', pageNumber: '3' }],
    [
      'a name without the usual endings, alone',
      ['城市之声', '2031年3月8日 第3版'],
      { paper: '城市之声', date: '2031-03-08', pageNumber: '3' },
    ],
  ] as const)('reads %s', (_name, lines, expected) => {
    expect(readPageInfo(lines)).toEqual(expected);
  });

  it.each([
    ['credits', ['要闻 3版', '责任编辑 顾小舟'], { pageNumber: '3', section: '要闻' }],
    ['a jump line', ['（下转第四版）'], {}],
    ['a weekday', ['2031年3月8日', '星期六', '第3版'], { date: '2031-03-08', pageNumber: '3' }],
  ] as const)('makes no paper of %s', (_name, lines, expected) => {
    expect(readPageInfo(lines)).toEqual(expected);
  });

  it('takes no number from imprints and jump lines', () => {
    expect(readPageInfo(['（下转第4版）', '邮编 661203 电话 0700-12'])).toEqual({});
  });
});
