/** `xunbao index`: what goes in, what is passed over, what is said. */
import { jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ImportSummary } from '../../src/cli/import-summary.js';
import { pageText, THREE } from '../intake/temporary-intake.js';
import { runHere } from '../support/run-here.js';
import { buildOnce, projectDir, temporaryFolder, xunbao, type TemporaryFolder } from '../support/run-xunbao.js';

const samples = path.join(projectDir, 'data', 'pages');
let room: TemporaryFolder;

// Each run of the command loads the dictionary; several in one test take their time on a busy machine.
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

async function index(...args: string[]): Promise<{ code: number | null; stderr: string; summary: ImportSummary }> {
  const { code, stdout, stderr } = await runHere([...room.store, 'index', '--json', ...args]);
  return { code, stderr, summary: JSON.parse(stdout) as ImportSummary };
}

describe('xunbao index', () => {
  it('adds a folder of pages, and changes nothing the second time', async () => {
    const first = await index(samples);
    expect(first.code).toBe(0);
    expect(Object.keys(first.summary).filter((key) => key !== 'warnings')).toEqual([
      'added',
      'updated',
      'unchanged',
      'removed',
      'failed',
      'skipped',
      'seconds',
    ]);
    expect(first.summary.added).toBeGreaterThanOrEqual(20);
    const second = await index(samples);
    expect(second.summary).toMatchObject({ added: 0, updated: 0, unchanged: first.summary.added, removed: 0, failed: [] });
  });

  it('takes articles from .json, .ndjson and .gz, passes over bad lines, and says which', async () => {
    writeFileSync(room.at('one.json'), JSON.stringify({ id: 'one', title: '单篇', unknown: 1 }));
    writeFileSync(
      room.at('list.json'),
      JSON.stringify([
        { id: 'two', title: '第二篇' },
        { id: 'three', paragraphs: ['第三篇'] },
      ]),
    );
    const lines = [
      JSON.stringify({ id: 'four', title: '第四篇' }),
      '{"id": "broken',
      '',
      JSON.stringify({ id: 'none' }),
      '\ufffe',
      JSON.stringify({ id: 'five', title: '第五篇' }),
    ];
    writeFileSync(room.at('many.ndjson.gz'), gzipSync(`\ufeff${lines.join('\r\n')}`));
    writeFileSync(room.at('notes.doc'), 'x');
    const { code, summary, stderr } = await index(
      ...['one.json', 'list.json', 'many.ndjson.gz', 'notes.doc', 'absent.txt'].map((name) => room.at(name)),
    );
    expect(code).toBe(1);
    expect(summary).toMatchObject({ added: 5, updated: 0, unchanged: 0 });
    const failed = summary.failed.map(({ file, line, code: fault }) => [path.basename(file), line, fault]);
    expect(failed).toEqual(
      expect.arrayContaining([
        ['notes.doc', undefined, 'FILE_TYPE_UNKNOWN'],
        ['absent.txt', undefined, 'FILE_NOT_FOUND'],
        ['many.ndjson.gz', 2, 'JSON_INVALID'],
        ['many.ndjson.gz', 4, 'ARTICLE_INVALID'],
        ['many.ndjson.gz', 5, 'JSON_INVALID'],
      ]),
    );
    expect(failed).toHaveLength(5);
    expect(stderr).toContain('many.ndjson.gz:2');
  });

  it('passes over a gzip file that is cut off, after what could be read', async () => {
    const whole = gzipSync(
      Array.from({ length: 3000 }, (_, at) => `${JSON.stringify({ id: `a${at}`, title: `标题${Math.sin(at)}` })}\n`).join(''),
    );
    writeFileSync(room.at('cut.ndjson.gz'), whole.subarray(0, whole.length - 2000));
    writeFileSync(room.at('good.json'), JSON.stringify({ id: 'good', title: '好' }));
    const { code, summary } = await index(room.at('cut.ndjson.gz'), room.at('good.json'));
    expect(code).toBe(1);
    expect(summary.failed).toMatchObject([{ code: 'FILE_UNREADABLE' }]);
    expect(summary.added).toBeGreaterThan(1000);
  });

  it('replaces the articles of a changed page, takes the place from the path, and says so', async () => {
    mkdirSync(room.at('甲报', '2023-12-01'), { recursive: true });
    const file = room.at('甲报', '2023-12-01', '03.txt');
    writeFileSync(file, pageText(THREE));
    const first = await index(room.at('甲报'));
    expect(first.summary).toMatchObject({ added: 3 });
    expect(first.stderr).toContain('paper: 甲报, from the path');
    writeFileSync(file, pageText([THREE[0], { ...THREE[1], paragraphs: [THREE[1].paragraphs[0]] }]));
    expect((await index(room.at('甲报'))).summary).toMatchObject({ added: 0, updated: 1, unchanged: 1, removed: 1 });
  });

  it('refuses a second file that says it is the same page', async () => {
    writeFileSync(room.at('a.txt'), pageText(THREE));
    writeFileSync(room.at('b.txt'), pageText(THREE.slice(1)));
    const { code, summary } = await index(room.at('a.txt'), room.at('b.txt'), '--paper', '甲报', '--date', '2023-12-01', '--page', '1');
    expect(code).toBe(1);
    expect(summary.added).toBe(3);
    expect(summary.failed).toMatchObject([{ file: room.at('b.txt'), code: 'PARAMETER_INVALID' }]);
  });

  it('removes with --prune the pages whose files are gone from the given folder, and only those', async () => {
    for (const name of ['inside', 'outside']) mkdirSync(room.at(name));
    for (const name of ['inside/1.txt', 'inside/2.txt', 'outside/3.txt'])
      writeFileSync(room.at(name), pageText([THREE[Number(name.at(-5)) - 1]!]));
    await index(room.at('inside'), room.at('outside'));
    rmSync(room.at('inside', '1.txt'));
    rmSync(room.at('outside', '3.txt'));
    expect((await index(room.at('inside'))).summary).toMatchObject({ removed: 0, unchanged: 1 });
    expect((await index(room.at('inside'), '--prune')).summary).toMatchObject({ removed: 1, unchanged: 1 });
    const { stdout } = await runHere([...room.store, 'search', '--json', '']);
    expect(JSON.parse(stdout).total).toBe(2);
  });

  it('says of every entry of a folder what became of it, stops at none, and fails only where something failed', async () => {
    const gbk = Buffer.concat([Buffer.from(`${room.at('in')}/`), Buffer.from([0xcd, 0xfb, 0xb6, 0xc9, 0xcd, 0xed, 0xb1, 0xa8])]);
    mkdirSync(room.at('in', 'closed'), { recursive: true });
    mkdirSync(Buffer.concat([gbk, Buffer.from('/2031-05-04')]), { recursive: true });
    writeFileSync(Buffer.concat([gbk, Buffer.from('/2031-05-04/03.txt')]), pageText([THREE[0]]));
    writeFileSync(room.at('in', 'z.txt'), pageText([THREE[1]]));
    writeFileSync(room.at('in', 'scan.gif'), 'GIF8');
    writeFileSync(room.at('in', 'closed', 'x.txt'), pageText([THREE[2]]));
    symlinkSync('..', room.at('in', 'up'));
    expect(spawnSync('mkfifo', [room.at('in', 'a.txt')]).status).toBe(0);
    chmodSync(room.at('in', 'closed'), 0);
    const through = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [];
    const refused = await xunbao([...room.store, 'index', '--json', room.at('in')], { through });
    chmodSync(room.at('in', 'closed'), 0o755);
    expect(JSON.parse(refused.stdout)).toMatchObject({ added: 2, failed: [{ file: room.at('in', 'closed'), code: 'FILE_UNREADABLE' }] });
    expect(refused.code).toBe(1);
    const { code, summary, stderr } = await index(room.at('in'));
    expect([code, summary.added, summary.unchanged, summary.failed]).toEqual([0, 1, 2, []]);
    expect(summary.skipped).toEqual([
      { file: room.at('in', 'a.txt'), code: 'FILE_SPECIAL' },
      { file: room.at('in', 'scan.gif'), code: 'FILE_TYPE_UNKNOWN' },
      { file: room.at('in', 'up'), code: 'LINK_NOT_FOLLOWED' },
    ]);
    expect(stderr).toContain('scan.gif: skipped 略过: FILE_TYPE_UNKNOWN');
    const { stdout } = await runHere([...room.store, 'search', '报:望渡晚报', '--json']);
    expect(JSON.parse(stdout).hits[0].article).toMatchObject({ paper: '望渡晚报', date: '2031-05-04', pageNumber: '3' });
  });

  it('refuses to prune what may only be out of sight, unless it is forced to', async () => {
    mkdirSync(room.at('in'));
    writeFileSync(room.at('in', '1.txt'), pageText(THREE));
    await index(room.at('in'));
    rmSync(room.at('in', '1.txt'));
    const guarded = await index(room.at('in'), '--prune');
    expect([guarded.code, guarded.summary.removed, guarded.summary.failed]).toEqual([
      1,
      0,
      [{ file: room.at('in'), code: 'PRUNE_REFUSED', reason: expect.stringContaining('--prune=force') }],
    ]);
    expect(await index(room.at('in'), '--prune=force')).toMatchObject({ code: 0, summary: { removed: 3, failed: [] } });
  });

  it('says how far it is where nothing shows a bar, and sums up for people', async () => {
    copyFileSync(path.join(samples, '云湾工人报', '2024-05-06', '03.txt'), room.at('p.txt'));
    const { stdout, stderr } = await runHere([...room.store, 'index', room.at('p.txt')]);
    expect(stdout).toMatch(/^added \d+ 新增, .* in [\d.]+ s \(\d+ articles\/s\)\n$/);
    expect(stderr).not.toContain('\u001b[');
  });
});

describe('xunbao search', () => {
  it('marks what it finds, takes the filters of the API, and cites', async () => {
    await index(samples);
    const plain = await runHere([...room.store, 'search', '遮光帘', '--paper', '云湾工人报', '--page-number', '03']);
    expect(plain.code).toBe(0);
    expect(plain.stdout).toMatch(/^1 found/);
    expect(plain.stdout).toContain('请给夜班宿舍挂一幅【遮光帘】');
    const either = await runHere([...room.store, 'search', '--paper', '云湾工人报', '--paper', '杏桥晚报', '遮光帘', '--json']);
    expect(JSON.parse(either.stdout)).toMatchObject({ total: 1, query: { text: '遮光帘' } });
    const csv = await runHere([...room.store, 'search', '遮光帘', '--csv', '--limit', '1']);
    expect(csv.stdout).toContain('请给夜班宿舍挂一幅遮光帘[N]. 云湾工人报，2024-05-06（3）.');
    expect(csv.stderr).toBe('');
    const cut = await runHere([...room.store, 'search', '--csv', '--limit', '1', '--style', 'gbt2015', '遮光帘 OR 工会']);
    expect(cut.stdout).toMatch(/\[N\]\. 云湾工人报, 2024-\d\d-\d\d\(\d\d\)\./);
    expect(cut.stderr).toMatch(/The table holds 1–1 of \d+ articles/);
    const other = await runHere([...room.store, 'search', '遮光帘', '--from', '2025', '--json']);
    expect(JSON.parse(other.stdout)).toMatchObject({ total: 0, hits: [] });
  });
});
