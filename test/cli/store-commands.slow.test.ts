/** Export, import, verify, rebuild, withhold, restore, purge: as users run them, and what is left in the files. */
import { jest } from '@jest/globals';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runHere } from '../support/run-here.js';
import { buildOnce, projectDir, startXunbao, temporaryFolder, type Service, type TemporaryFolder } from '../support/run-xunbao.js';

const samples = path.join(projectDir, 'data', 'pages');
let room: TemporaryFolder;

jest.setTimeout(180_000);
beforeAll(() => {
  buildOnce();
}, 120_000);
beforeEach(() => {
  room = temporaryFolder();
});
afterEach(() => {
  room.remove();
});

const run = (...args: string[]) => runHere([...room.store, ...args]);
const inCopy = (...args: string[]) => runHere(['--data', room.at('copy'), '--index', room.at('copy-index'), ...args]);

async function ok(result: ReturnType<typeof run>): Promise<string> {
  const { code, stdout, stderr } = await result;
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return stdout;
}

async function put(...articles: readonly object[]): Promise<void> {
  writeFileSync(room.at('in.ndjson'), articles.map((article) => `${JSON.stringify(article)}\n`).join(''));
  await ok(run('index', room.at('in.ndjson')));
}

/** Every file below a folder. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
}

/** Names of the files that hold a text; looked through again when a running service renames one meanwhile. */
function filesWith(text: string, ...folders: readonly string[]): readonly string[] {
  for (let tries = 0; ; tries += 1) {
    try {
      return filesHolding(text, folders);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || tries === 20) throw error;
    }
  }
}

/** As it is, escaped as JSON does, in UTF-16, or packed. */
function filesHolding(text: string, folders: readonly string[]): readonly string[] {
  const needles = [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from([...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')),
  ];
  return folders.flatMap(filesIn).filter((file) => {
    const bytes = readFileSync(file);
    return needles.some((needle) => bytes.includes(needle) || unpacked(bytes).includes(needle));
  });
}

function unpacked(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes);
  } catch {
    return bytes;
  }
}

describe('xunbao export and import', () => {
  it('lose nothing: pages, hand-made articles, tombstones; exporting the copy gives the same bytes', async () => {
    await ok(run('index', samples));
    await put(
      { title: '无编号的一条', paragraphs: ['没有别的。'], extra: { b: 1, a: { z: [], y: null } } },
      {
        paragraphs: ['次序倒着写。'],
        id: '编号/三?',
        title: '倒序',
        kind: 'letter',
        byline: { authors: ['甲'], reporters: [] },
        rights: '某社',
      },
      { id: 'gone', title: '要停止公开的一条' },
    );
    await ok(run('withhold', 'gone', '--reason', '当事人请求'));
    const first = await ok(run('export'));
    const lines = first
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const ids = lines.map(({ id }) => id as string);
    expect(ids).toEqual([...ids].sort());
    expect(lines.find(({ id }) => id === 'gone')).toMatchObject({
      title: '要停止公开的一条',
      archive: { status: 'withheld', reason: '当事人请求' },
    });
    expect(lines.find(({ archive }) => archive?.lines !== undefined)?.archive.pageId).toEqual(expect.any(String));
    writeFileSync(room.at('export.ndjson'), first);
    const summary = JSON.parse(await ok(inCopy('import', room.at('export.ndjson'), '--json')));
    expect(summary).toMatchObject({ added: lines.length, updated: 0, unchanged: 0, failed: [] });
    expect(await ok(inCopy('export'))).toBe(first);
    expect(JSON.parse(await ok(inCopy('import', room.at('export.ndjson'), '--json')))).toMatchObject({ added: 0, unchanged: lines.length });
    expect(JSON.parse(await ok(inCopy('search', '倒序', '--json'))).total).toBe(1);
    expect(JSON.parse(await ok(inCopy('search', '"要停止公开"', '--json'))).total).toBe(0);
  });

  it('import takes any NDJSON of articles, names bad lines, and brings nothing back that was taken out here', async () => {
    await put({ id: 'a', title: '甲的旧题' }, { id: 'b', title: '乙' });
    await ok(run('withhold', 'a', '--reason', '核实中'));
    writeFileSync(
      room.at('more.ndjson'),
      [
        '{"id":"a","title":"甲的新题"}',
        '{"id":"c","title":"丙","colour":"red"}',
        '{"id":"d"',
        '{"id":"e","archive":{}}',
        '{"id":"b","archive":{"status":"deleted"}}',
        '',
      ].join('\n'),
    );
    const { code, stdout } = await run('import', room.at('more.ndjson'), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      added: 1,
      updated: 2,
      failed: [
        { line: 3, code: 'JSON_INVALID' },
        { line: 4, code: 'ARTICLE_INVALID' },
      ],
    });
    const lines = (await ok(run('export')))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { id: 'a', title: '甲的新题', archive: { status: 'withheld', reason: '核实中' } },
      { id: 'b', archive: { status: 'deleted' } },
      { id: 'c', extra: { colour: 'red' } },
    ]);
  });
});

describe('xunbao withhold, restore and purge', () => {
  const secret = '青石渡口的灯塔看守人';

  it('take an article out at once and for good, bring it back, and leave no byte of it', async () => {
    await put(
      { id: 'keep', title: '留下的一条', paragraphs: ['渡口照常开船。'] },
      { id: 'x', title: `${secret}换了班`, paragraphs: [`新来的${secret}姓鹿。`] },
    );
    writeFileSync(
      room.at('03.txt'),
      `市声晚报 2031年2月3日 第3版\n\n${secret}退休\n\n本报讯　守了三十年灯塔的老人昨天退休。\n\n新桥通车\n\n本报讯　新桥昨天通车，行人可以过河，车辆要等到月底。\n`,
    );
    await ok(run('index', room.at('03.txt')));
    const total = async () => JSON.parse(await ok(run('search', `"${secret}"`, '--json'))).total as number;
    expect(await total()).toBe(2);
    const pageArticle = JSON.parse(await ok(run('search', `"${secret}退休"`, '--json'))).hits[0].id as string;
    await ok(run('withhold', 'x', '--reason', '当事人请求'));
    expect(await total()).toBe(1);
    await ok(run('index', room.at('in.ndjson')));
    expect(await total()).toBe(1);
    await ok(run('restore', 'x'));
    expect(await total()).toBe(2);
    await ok(run('withhold', 'x', '--reason', '当事人请求'));
    await ok(run('withhold', pageArticle, '--reason', '当事人请求'));
    expect(filesWith(secret, room.at('archive'))).not.toEqual([]);
    expect(JSON.parse(await ok(run('purge', '--json')))).toMatchObject({ articleIds: expect.arrayContaining(['x', pageArticle]) });
    expect(filesWith(secret, room.at('archive'), room.at('index'))).toEqual([]);
    expect(filesWith('灯塔看守', room.at('archive'), room.at('index'))).toEqual([]);
    expect(filesWith('新桥昨天通车', room.at('archive'))).not.toEqual([]);
    const service = await startXunbao([...room.store, 'serve']);
    const answer = await fetch(`${service.url}/api/v1/articles/x`);
    expect(answer.status).toBe(410);
    expect(((await answer.json()) as { detail: string }).detail).toContain('当事人请求');
    expect((await fetch(`${service.url}/articles/x`)).status).toBe(410);
    await service.stop();
    await ok(run('index', room.at('in.ndjson'), room.at('03.txt')));
    expect(await total()).toBe(0);
    expect(filesWith(secret, room.at('archive'), room.at('index'))).toEqual([]);
  });

  it('an unknown id, a missing reason', async () => {
    await put({ id: 'a', title: '甲' });
    expect((await run('withhold', 'b', '--reason', 'x')).stderr).toContain('ARTICLE_NOT_FOUND');
    expect((await run('withhold', 'a')).code).toBe(2);
    expect((await run('withhold', 'a', '--reason', ' ')).code).toBe(2);
  });
});

describe('xunbao verify and rebuild', () => {
  it('say that all is well, and what is not; a repair mends it', async () => {
    await ok(run('index', samples));
    const report = JSON.parse(await ok(run('verify', '--json')));
    expect(report).toMatchObject({ ok: true, archive: { problems: [] }, index: { found: 'loaded', problems: [] } });
    expect(report.index.documentCount).toBeGreaterThan(20);
    expect(report.index.questionCount).toBeGreaterThan(3);
    const engineFolder = readdirSync(room.at('index'), { withFileTypes: true }).find((entry) => entry.isDirectory())!.name;
    const file = filesIn(room.at('index', engineFolder)).toSorted((a, b) => statSync(b).size - statSync(a).size)[0]!;
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1]! ^= 0x20;
    writeFileSync(file, bytes);
    const broken = await run('verify', '--json');
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.stdout).index.problems).not.toEqual([]);
    expect(JSON.parse((await run('verify', '--repair', '--json')).stdout)).toMatchObject({ indexRebuilt: true });
    await ok(run('verify'));
    expect(await ok(run('rebuild'))).toContain(`${report.index.documentCount} articles`);
    await ok(run('verify'));
  });

  it('a damaged archive: refused with its place, then repaired with a list of what is lost', async () => {
    await put({ id: 'a', title: '甲' }, { id: 'b', title: '乙' });
    await put({ id: 'c', title: '丙丁戊己庚辛' });
    await put({ id: 'd', title: '收尾' });
    const log = room.at('archive', 'articles.log');
    const bytes = readFileSync(log);
    bytes[bytes.indexOf(Buffer.from('丙丁戊')) + 1]! ^= 1;
    writeFileSync(log, bytes);
    const found = await run('verify', '--json');
    expect(found.code).toBe(1);
    expect(JSON.parse(found.stdout).archive.problems[0]).toMatchObject({
      file: 'articles.log',
      offset: expect.any(Number),
      lostIds: ['c'],
    });
    expect((await run('search', '甲')).stderr).toContain('ARCHIVE_CORRUPT');
    expect((await run('verify', '--repair')).stdout).toContain('lost: c');
    await ok(run('verify'));
    expect((await ok(run('export'))).match(/"id":"(\w)"/g)).toEqual(['"id":"a"', '"id":"b"', '"id":"d"']);
  });
});

describe('beside a running service', () => {
  const key = 'writer-key-1';
  let service: Service;

  beforeEach(async () => {
    service = await startXunbao([...room.store, 'serve', '--samples'], { XUNBAO_WRITE_KEYS: key, XUNBAO_READ_KEYS: 'reader-key-1' });
  });
  afterEach(async () => {
    delete process.env['XUNBAO_KEY'];
    await service.kill();
  });

  it('the commands work through it: export, import, index, withhold, restore, purge, rebuild, verify, search', async () => {
    process.env['XUNBAO_KEY'] = key;
    const secret = '青石渡口的灯塔看守人';
    writeFileSync(room.at('one.ndjson'), `{"id":"a","title":"${secret}换了班"}\n{"id":"b","archive":{"status":"deleted"}}\n`);
    writeFileSync(room.at('03.txt'), '市声晚报 2031年2月3日 第3版\n\n新桥通车\n\n本报讯　新桥昨天通车，行人可以过河，车辆要等到月底。\n');
    const total = async () => JSON.parse(await ok(run('search', `"${secret}"`, '--json'))).total as number;
    expect(JSON.parse(await ok(run('import', room.at('one.ndjson'), '--json')))).toMatchObject({ added: 2, failed: [] });
    expect(JSON.parse(await ok(run('index', room.at('03.txt'), '--json')))).toMatchObject({ added: 1, failed: [] });
    expect(JSON.parse(await ok(run('index', room.at('03.txt'), '--json')))).toMatchObject({ added: 0, unchanged: 1 });
    expect(await total()).toBe(1);
    await ok(run('withhold', 'a', '--reason', '当事人请求'));
    expect(await total()).toBe(0);
    await ok(run('restore', 'a'));
    expect(await total()).toBe(1);
    expect(await ok(run('rebuild'))).toContain('index built anew');
    expect(await total()).toBe(1);
    await ok(run('withhold', 'a', '--reason', '当事人请求'));
    expect(JSON.parse(await ok(run('purge', '--json')))).toMatchObject({ articleIds: ['a'] });
    expect(filesWith(secret, room.at('archive'), room.at('index'))).toEqual([]);
    expect(JSON.parse(await ok(run('verify', '--json')))).toMatchObject({ ok: true, index: { found: 'in use', problems: [] } });
    expect((await ok(run('export'))).split('\n').length).toBeGreaterThan(3);
    expect((await run('withhold', 'nowhere', '--reason', 'x')).stderr).toContain('ARTICLE_NOT_FOUND');
    expect(await service.stop()).toBe(0);
    await ok(run('verify'));
  });

  it('say what to do where it cannot be, and when the key is missing or may not write', async () => {
    const noKey = await run('withhold', 'a', '--reason', 'x');
    process.env['XUNBAO_KEY'] = 'reader-key-1';
    const refused = [noKey, await run('rebuild')];
    for (const { code, stderr } of refused) {
      expect(code).toBe(1);
      expect(stderr).toContain('XUNBAO_KEY');
      expect(stderr).toContain(service.url);
    }
    process.env['XUNBAO_KEY'] = key;
    for (const { code, stderr } of [await run('verify', '--repair'), await run('index', samples, '--prune')]) {
      expect(code).toBe(1);
      expect(stderr).toContain('ARCHIVE_LOCKED');
      expect(stderr).toContain(`kill -TERM ${service.pid}`);
    }
  });
});
