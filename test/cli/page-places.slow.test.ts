/** Where pages belong, as a table, a pattern, the page and its path say it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { jest } from '@jest/globals';
import iconv from 'iconv-lite';
import type { ImportSummary } from '../../src/cli/import-summary.js';
import { runHere } from '../support/run-here.js';
import { buildOnce, startXunbao, temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';

let room: TemporaryFolder;

jest.setTimeout(120_000);
beforeAll(() => {
  buildOnce();
}, 120_000);
beforeEach(() => {
  room = temporaryFolder();
});
afterEach(() => {
  room.remove();
});

/** A page of one invented article; no two have the same text. */
function story(number: number, head = ''): string {
  const what = `第${number}号渡船`;
  return `${head}${what}修好下水\n\n　　本报讯（记者 江舟）昨天，${what}在河口船厂修好下水，船工${number}人随船试航，往返两岸用时${number + 7}分钟。\n\n　　${what}将从下月起开夜班。\n`;
}

function write(name: string, content: string | Buffer): string {
  const file = room.at(name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

async function index(...args: string[]): Promise<{ code: number | null; stderr: string; summary: ImportSummary }> {
  const { code, stdout, stderr } = await runHere([...room.store, 'index', '--json', ...args]);
  return { code, stderr, summary: JSON.parse(stdout) as ImportSummary };
}

/** Paper, date, number and section of the articles, by their headlines. */
async function places(): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await runHere([...room.store, 'export']);
  const articles = stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Readonly<Record<string, string>>]));
  return new Map(
    articles.map(({ title, paper, date, pageNumber, section }) => [title!, [paper, date, pageNumber, section].join(' ').trimEnd()]),
  );
}

const title = (number: number): string => `第${number}号渡船修好下水`;

describe('the places of pages', () => {
  it('are right for 300 pages named in seven ways, half of them without a masthead', async () => {
    const rows = ['file,paper,date,page,section'];
    const expected = new Map<string, string>();
    for (let number = 1; number <= 300; number += 1) {
      const [scheme, turn] = [number % 7, Math.floor(number / 7)];
      const day = 1 + (turn % 28);
      const dd = String(day).padStart(2, '0');
      const page = 1 + Math.floor(turn / 28);
      const pp = String(page).padStart(2, '0');
      const paper = ['河口日报', '河口工人报', '渡口晚报', '江岸周报', '船工周刊', '两岸时报', '江心早报'][scheme]!;
      const names = [
        `${paper}/2031-05-${dd}/${pp}.txt`,
        `2031年5月${day}日/第${page}版.txt`,
        `单页/203105${dd}-${pp}.txt`,
        `${paper}203105${dd}A${pp}.txt`,
        `${paper}_2031-05-${dd}_第${pp}版_综合.txt`,
        `${paper}/2031/05/${dd}/${pp}版要闻.txt`,
        `2031-05/${dd}/node_${page}.htm.txt`,
      ];
      const isPrinted = number % 2 === 0;
      const pageNumber = scheme === 3 ? `A${pp}` : String(page);
      const named = scheme === 1 || scheme === 2 || scheme === 6;
      const head = isPrinted ? `${paper}　2031年5月${day}日　第${pageNumber}版\n\n` : '';
      write(`in/${names[scheme]!}`, story(number, head));
      if (named && !isPrinted) rows.push(`${names[scheme]!},${paper},,${scheme === 6 ? page : ''},`);
      expected.set(title(number), [paper, `2031-05-${dd}`, pageNumber, ['', '', '', '', '综合', '要闻'][scheme]].join(' ').trimEnd());
    }
    const { code, summary } = await index('--places', write('in/places.csv', rows.join('\r\n')), room.at('in'));
    expect([code, summary.added, summary.failed]).toEqual([0, 300, []]);
    const found = await places();
    expect([...expected].filter(([name, place]) => found.get(name) !== place)).toEqual([]);
  });

  it('of a table hold through later indexing, and say what cannot be used', async () => {
    const names = ['a/one.txt', 'b/two.txt', 'b/three.txt', 'c/four.txt', 'c/same.txt', 'd/same.txt'];
    for (const [at, name] of names.entries()) write(`in/${name}`, story(at + 1));
    const table = [
      'section,文件,date,paper,colour,page',
      ',a/one.txt,2031/5/6,"河口,报",red,第03版',
      '"综""合",two.txt,二〇三一年五月六日,河口报,,A05',
      ',b/three.txt,2031-02-30,河口报,,1',
      ',four.txt,2031-05-06,河口报,,4',
      ',c/four.txt,2031-05-06,河口报,,5',
      ',same.txt,2031-05-06,河口报,,6',
      ',absent.txt,2031-05-06,河口报,,7',
    ].join('\r\n');
    const csv = write('tables/places.csv', iconv.encode(table, 'gb18030'));
    const { code, summary } = await index('--places', csv, room.at('in'));
    expect([code, summary.added]).toEqual([1, 6]);
    expect(summary.failed.map(({ file, line, code: fault }) => [path.basename(file), line, fault])).toEqual([
      ['places.csv', 1, 'PARAMETER_INVALID'],
      ['places.csv', 4, 'PARAMETER_INVALID'],
      ['places.csv', 6, 'PARAMETER_INVALID'],
      ['places.csv', 7, 'FILE_NOT_FOUND'],
      ['places.csv', 8, 'FILE_NOT_FOUND'],
    ]);
    const said = [
      [title(1), '河口,报 2031-05-06 3'],
      [title(2), '河口报 2031-05-06 A05 综"合'],
      ...[3, 4, 5, 6].map((number) => [title(number), '']),
    ];
    expect([...(await places())].sort()).toEqual(said.sort());
    expect((await index(room.at('in'))).summary).toMatchObject({ unchanged: 6, updated: 0, failed: [] });
    expect([...(await places())].sort()).toEqual(said.sort());
  });

  it('of a pattern go behind what the page prints; what is not named so is said and read as usual', async () => {
    write('in/hkb_20310506_07_职工.txt', story(1));
    write('in/hkb_20310506_08_职工.txt', story(2, '河口日报　2031年5月6日　第9版\n\n'));
    write('in/河口日报20310507A05.txt', story(3));
    const { code, stderr } = await index('--names', '{paper}_{date}_{page}_{section}', room.at('in'));
    expect(code).toBe(0);
    expect(stderr.match(/not named as --names says/gu)).toHaveLength(1);
    expect(stderr).toContain('河口日报20310507A05.txt: not named');
    expect(Object.fromEntries(await places())).toEqual({
      [title(1)]: 'hkb 2031-05-06 7 职工',
      [title(2)]: '河口日报 2031-05-06 9 职工',
      [title(3)]: '河口日报 2031-05-07 A05',
    });
    const bad = await runHere([...room.store, 'index', '--names', '{paper}_{day}', room.at('in')]);
    expect(bad.code).toBe(2);
    expect(bad.stderr).toContain('{day}');
  });

  it('are told by parse too', async () => {
    const file = write('in/hkb-7.txt', story(1));
    const csv = write('in/places.csv', 'file,paper\nhkb-7.txt,河口报\nother.txt,x');
    const { code, stdout } = await runHere(['parse', '--names', 'hkb-{page}', '--places', csv, '--date', '2031-05-06', file]);
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as { page: unknown }).page).toEqual({ paper: '河口报', date: '2031-05-06', pageNumber: '7' });
  });

  it('need a table with a column of files', async () => {
    write('in/a.txt', story(1));
    const { code, stderr } = await runHere([...room.store, 'index', '--places', write('p.csv', 'paper,date\nx,y'), room.at('in')]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('"file"')]);
    expect((await runHere([...room.store, 'index', '--places', room.at('absent.csv'), room.at('in')])).code).toBe(1);
  });

  it('that a service stores are the same', async () => {
    const service = await startXunbao([...room.store, 'serve']);
    try {
      write('in/hkb-7.txt', story(1));
      write('in/notes.odt', 'x');
      const csv = write('places.csv', 'file,date,section\nhkb-7.txt,2031-05-06,综合');
      const { code, stderr } = await runHere([...room.store, 'index', '--names', '{paper}-{page}', '--places', csv, room.at('in')]);
      expect(code).toBe(0);
      expect(stderr).toMatch(/^ {2}FILE_TYPE_UNKNOWN {2}1 skipped 略过 {2}.*notes\.odt$/mu);
    } finally {
      await service.stop();
    }
    expect(Object.fromEntries(await places())).toEqual({ [title(1)]: 'hkb 2031-05-06 7 综合' });
  });
});
