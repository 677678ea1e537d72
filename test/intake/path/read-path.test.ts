import { readPath } from '../../../src/intake/path/read-path.js';
import type { PageInfo } from '../../../src/article/article.js';

const place = (paper: string | undefined, date: string | undefined, pageNumber?: string, section?: string): PageInfo => ({
  ...(paper !== undefined && { paper }),
  ...(date !== undefined && { date }),
  ...(pageNumber !== undefined && { pageNumber }),
  ...(section !== undefined && { section }),
});

describe('the place a path says', () => {
  it.each([
    ['/a/云湾工人报/2023-12-01/03.txt', place('云湾工人报', '2023-12-01', '3')],
    ['云湾工人报/2023-12-01/a06.txt.gz', place('云湾工人报', '2023-12-01', 'A06')],
    ['/tmp/room-AbCdEf/2023年12月1日/第3版.txt', place(undefined, '2023-12-01', '3')],
    ['20231201-03.txt', place(undefined, '2023-12-01', '3')],
    ['云湾日报20231201A05.txt', place('云湾日报', '2023-12-01', 'A05')],
    ['云湾日报2023120103.pdf', place('云湾日报', '2023-12-01', '3')],
    ['河口工人报_2023-12-01_第03版_综合.txt', place('河口工人报', '2023-12-01', '3', '综合')],
    ['职工周刊/2023/12/01/03版要闻.txt', place('职工周刊', '2023-12-01', '3', '要闻')],
    ['2023-11/30/node_3.htm', place(undefined, '2023-11-30')],
    ['/tmp/a/云湾日报２０２３１２０１Ａ０５.txt', place('云湾日报', '2023-12-01', 'A05')],
    ['/tmp/a/２０２３年１２月１日/第３版.txt', place(undefined, '2023-12-01', '3')],
    ['二〇二三年十二月一日/第三版.txt', place(undefined, '2023-12-01', '3')],
    ['河报/民国三十七年一月五日/四版.pdf', place('河报', '1948-01-05', '4')],
    ['云湾日报 2023.12.1 头版.txt', place('云湾日报', '2023-12-01', '1')],
    ['云湾日报_2023_12_01_P03.pdf', place('云湾日报', '2023-12-01', '3')],
    ['云湾日报-2023.12.1-A1版.txt', place('云湾日报', '2023-12-01', 'A1')],
    ['《云湾日报》2023年12月1日第A05版：要闻.txt', place('云湾日报', '2023-12-01', 'A05', '要闻')],
    ['【云湾日报】2023-12-01 B2.html', place('云湾日报', '2023-12-01', 'B2')],
    ['云湾日报/2023-12-01/page 3.xml', place('云湾日报', '2023-12-01', '3')],
    ['云湾日报/2023-12-01/p3.zip', place('云湾日报', '2023-12-01', '3')],
    ['云湾日报/2023-12-01/01-综合.txt', place('云湾日报', '2023-12-01', '1', '综合')],
    ['云湾日报/2023-12-01/03要闻.txt', place('云湾日报', '2023-12-01', '3', '要闻')],
    ['云湾日报/2023-12-01/A05/text.txt', place('云湾日报', '2023-12-01', 'A05')],
    ['云湾日报/2023年/2023年12月/2023年12月1日/四版.txt', place('云湾日报', '2023-12-01', '4')],
    ['云湾日报2023年合订本/12月1日/第5版.txt', place('云湾日报', '2023-12-01', '5')],
    ['03_云湾日报_20231201.txt', place('云湾日报', '2023-12-01', '3')],
    ['2023-12-01-03-职工新闻.txt', place(undefined, '2023-12-01', '3', '职工新闻')],
    ['a/云湾日报/2023-12-01/周末周刊/05版.txt', place('云湾日报', '2023-12-01', '5')],
    ['云湾日报/2023-12-01.pdf', place('云湾日报', '2023-12-01')],
    ['2023-12-01/云湾日报A05.txt', place('云湾日报', '2023-12-01', 'A05')],
    ['民国三十七年元月五日/第三版.txt', place(undefined, '1948-01-05', '3')],
    ['云湾日报/2023-12-01/特刊1.txt', place('云湾日报', '2023-12-01')],
    ['云湾日报/第3版.txt', place('云湾日报', undefined, '3')],
  ])('%s', (file, page) => {
    expect(readPath(file)).toEqual({ page, doubts: [] });
  });

  it.each([
    ['甲/2023-12-01/03.txt', '甲'],
    ['River Worker/2023-12-01/03.txt', 'River Worker'],
    ['午间读本_2023-12-01_03.txt', '午间读本'],
    ['data/2023-12-01/03.txt', undefined],
    ['Pages/2023-12-01/03.txt', undefined],
    ['room-AbCdEf/2023-12-01/03.txt', undefined],
    ['归档/2023-12-01/03.txt', undefined],
    ['扫描件/2023-12-01/03.txt', undefined],
    ['新建文件夹/2023-12-01/03.txt', undefined],
    ['剪报/2023-12-01/03.txt', undefined],
    ['../2023-12-01/03.txt', undefined],
  ])('takes a name beside the day for a paper where it looks like one: %s', (file, paper) => {
    expect(readPath(file).page).toEqual(place(paper, '2023-12-01', '3'));
  });

  it.each(['03.txt', 'scan0001.txt', 'page-17.txt', '云湾/page 3.txt', 'mmexport1701388800000.jpg', '第3期.txt', '2023年/综合.txt'])(
    'takes nothing of what says no place: %s',
    (file) => {
      expect(readPath(file)).toEqual({ page: {}, doubts: [] });
    },
  );

  it.each(['2023-12-01/node_3.htm', '扫描件/2023-12-01/scan_0001.txt', 'IMG_20231201.jpg', '2023-12-01/page-three.txt'])(
    'takes the number of a file for no page: %s',
    (file) => {
      expect(readPath(file).page).toEqual({ date: '2023-12-01' });
    },
  );

  it.each([
    ['云湾日报/2023-02-30/03.txt', place('云湾日报', undefined, '3'), 'date', '2023-02-30'],
    ['2023-02-29_01.txt', place(undefined, undefined, '1'), 'date', '2023-02-29'],
    ['二〇二三年十三月一日/第三版.txt', place(undefined, undefined, '3'), 'date', '十三月'],
    ['2023-12-01/20231202-03.txt', place(undefined, undefined, '3'), 'date', '2023-12-02'],
    ['云湾日报20231201第2-3版.txt', place('云湾日报', '2023-12-01'), 'pageNumber', '2 and 3'],
    ['云湾日报/河口晚报_20231201_03.txt', place(undefined, '2023-12-01', '3'), 'paper', '河口晚报'],
  ])('takes no day that is none and none of two readings, and says so: %s', (file, page, part, said) => {
    const reading = readPath(file);
    expect(reading.page).toEqual(page);
    expect(reading.doubts).toEqual([{ part, reason: expect.stringContaining(said) as string }]);
  });

  it('looks at the last four parts, a day over several folders being one', () => {
    expect(readPath('云湾日报/pc/2023-12-01/二/03.txt').page).toEqual({ date: '2023-12-01', pageNumber: '3' });
    expect(readPath('2023-12-01/一/二/三/03.txt').page).toEqual({});
    expect(readPath('云湾日报/一/2023/12/01/第3版.txt').page).toEqual(place('云湾日报', '2023-12-01', '3'));
  });

  it('takes a time that grows with the path and no more', () => {
    const long = ['2023'.repeat(60), '一'.repeat(250), '1-'.repeat(120), '云湾日报2023-12-01'.repeat(15)].join('/');
    const startMs = performance.now();
    for (let count = 0; count < 100; count += 1) readPath(long);
    readPath(`${long}/`.repeat(5_000));
    expect(performance.now() - startMs).toBeLessThan(2_000);
  });
});
