import { readByPattern, readPattern } from '../../../src/intake/path/name-pattern.js';
import type { PageInfo } from '../../../src/article/article.js';

const read = (pattern: string, file: string): PageInfo | undefined => readByPattern(file, readPattern(pattern))?.page;

describe("a house's own names", () => {
  it.each([
    [
      '{paper}_{date}_{page}_{section}',
      '/in/河口_报_2031-05-06_03_综合.txt',
      { paper: '河口_报', date: '2031-05-06', pageNumber: '3', section: '综合' },
    ],
    [
      '{paper}_{date}_{page}_{section}',
      '/in/甲_２０３１０５０６_Ａ０５_要闻.txt.gz',
      { paper: '甲', date: '2031-05-06', pageNumber: 'A05', section: '要闻' },
    ],
    ['{date}{page}', '20310506B2.pdf', { date: '2031-05-06', pageNumber: 'B2' }],
    ['{paper}/{date}/{*}-{page}', '/in/hkb/2031年5月6日/scan-第12版.txt', { paper: 'hkb', date: '2031-05-06', pageNumber: '12' }],
    ['{paper}/{date}/{page}', '/in/hkb/2031/05/06/3.txt', undefined],
    ['{paper}/{date}/{*}', '/in/hkb/20310506/node_3.htm', { paper: 'hkb', date: '2031-05-06' }],
    ['{*}p{page}', 'hkb-20310506-p7.txt', { pageNumber: '7' }],
    ['{paper}-{date}', 'hkb-20310506-7.txt', undefined],
    ['{paper}（{page}）', '河口报(4).txt', { paper: '河口报', pageNumber: '4' }],
    ['{paper}.{date}', '河口报.2031.5.6.txt', { paper: '河口报', date: '2031-05-06' }],
    ['{page}', 'seven.txt', undefined],
  ])('%s reads %s', (pattern, file, page) => {
    expect(read(pattern, file)).toEqual(page);
  });

  it('says a day that is none', () => {
    expect(readByPattern('甲_20310230_3.txt', readPattern('{paper}_{date}_{page}'))).toEqual({
      page: { paper: '甲', pageNumber: '3' },
      doubts: [{ part: 'date', reason: expect.stringContaining('20310230') as string }],
    });
  });

  it.each(['', 'page', '{*}', '{paper', 'paper}', '{name}', '{paper}{section}', '{*}{paper}', '{page}-{page}', `{page}${'x'.repeat(200)}`])(
    'refuses %s',
    (pattern) => {
      expect(() => readPattern(pattern)).toThrow(expect.objectContaining({ code: 'PARAMETER_INVALID' }));
    },
  );

  it('takes no time that grows with every way to divide a name', () => {
    const startMs = performance.now();
    const pattern = `${'{*}-'.repeat(9)}{page}!`;
    expect(read(pattern, `${'-'.repeat(250)}.txt`)).toBeUndefined();
    expect(performance.now() - startMs).toBeLessThan(1_000);
  });
});
