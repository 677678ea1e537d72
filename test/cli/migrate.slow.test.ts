/** An archive moved to a real cluster and back, by the command: equal exports, kills in between, wrong targets. */
import { jest } from '@jest/globals';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { writeBulk } from '../../src/extras/opensearch/cluster/bulk-writer.js';
import { documentId } from '../../src/extras/opensearch/copy/copy-document.js';
import { describeWithCluster, TestCluster, testUrls } from '../support/cluster.js';
import { runHere } from '../support/run-here.js';
import { buildOnce, projectDir, startXunbao, temporaryFolder, type Finished, type TemporaryFolder } from '../support/run-xunbao.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
const ARTICLES = LONG ? 5_000 : 400;
const KILLS = LONG ? 8 : 1;
const main = path.join(projectDir, 'dist', 'cli', 'main.js');

jest.setTimeout(LONG ? 1_200_000 : 120_000);

function setEnvironment(name: string, value: string | undefined): void {
  // Assigning `undefined` would set it to that word.
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}

describeWithCluster('xunbao migrate', () => {
  let room: TemporaryFolder;
  let cluster: TestCluster;
  beforeAll(() => {
    buildOnce();
  }, 120_000);
  beforeEach(() => {
    room = temporaryFolder();
    cluster = new TestCluster();
  });
  afterEach(async () => {
    await cluster.close();
    room.remove();
  });

  const environment = (): Record<string, string> => ({
    OPENSEARCH_URL: testUrls.join(','),
    OPENSEARCH_PREFIX: cluster.prefix,
    OPENSEARCH_REPLICAS: '0',
  });
  const at = (data: string): readonly string[] => ['--data', room.at(data), '--index', room.at(`${data}-index`)];
  const run = (data: string, ...args: string[]) => runWith(environment(), [...at(data), ...args]);
  const onCluster = (data: string, ...args: string[]) => runWith({ ...environment(), XUNBAO_ENGINE: 'opensearch' }, [...at(data), ...args]);

  /** The settings of a command are read when it starts. */
  async function runWith(settings: Readonly<Record<string, string>>, args: readonly string[]): Promise<Finished> {
    const names = ['OPENSEARCH_URL', 'OPENSEARCH_PREFIX', 'OPENSEARCH_REPLICAS', 'XUNBAO_ENGINE'];
    const before = names.map((name) => [name, process.env[name]] as const);
    for (const name of names) setEnvironment(name, settings[name]);
    try {
      return await runHere(args);
    } finally {
      for (const [name, value] of before) setEnvironment(name, value);
    }
  }

  async function ok(finished: Promise<Finished>): Promise<string> {
    const { code, stdout, stderr } = await finished;
    expect({ code, stderr }).toMatchObject({ code: 0 });
    return stdout;
  }

  const line = (i: number, more: object = {}): string =>
    `${JSON.stringify({
      id: `号${i}`,
      title: `灯塔第${i}次亮灯`,
      paragraphs: [`值守人记下第${i}次。`, '风平浪静，往来船只如常。'.repeat(i % 7)],
      date: `2031-0${1 + (i % 9)}-11`,
      paper: '望渡晚报',
      ...more,
    })}\n`;
  const withheld = (i: number): string =>
    line(i, {
      byline: { reporters: [], correspondents: [], photographers: [] },
      kind: 'news',
      archive: { status: 'withheld', reason: '当事人请求' },
    });

  /** Many articles, two of them withheld and one of these purged. */
  async function fill(data: string, count = ARTICLES): Promise<void> {
    writeFileSync(room.at('many.ndjson'), withheld(0) + Array.from({ length: count }, (_, i) => line(i + 1)).join(''));
    await ok(run(data, 'import', room.at('many.ndjson')));
    await ok(run(data, 'purge'));
    await ok(run(data, 'withhold', '号1', '--reason', '更正'));
  }

  /** Runs migrate and kills it after some milliseconds; true when it had ended by itself. */
  function killAfter(data: string, to: string, afterMs: number): Promise<boolean> {
    const child = spawn(process.execPath, [main, ...at(data), 'migrate', '--to', to], {
      env: { PATH: process.env['PATH'] ?? '', ...environment() },
      stdio: 'ignore',
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
    return new Promise((resolve) => {
      child.once('close', (code) => {
        clearTimeout(timer);
        resolve(code === 0);
      });
    });
  }

  it('there and back gives the same export, byte for byte, through kills; and the way says what it has checked', async () => {
    await ok(run('first', 'index', path.join(projectDir, 'data', 'pages')));
    await fill('first');
    const before = await ok(run('first', 'export'));
    for (let i = 1; i <= KILLS; i += 1) await killAfter('first', 'opensearch', 400 + 700 * i);
    const there = JSON.parse(await ok(run('first', 'migrate', '--to', 'opensearch', '--json')));
    expect(there.content).toMatchObject({ withheldCount: 2, checksum: expect.stringMatching(/^[\da-f]{64}$/) });
    expect(there.content.pageCount).toBeGreaterThan(0);
    // Without an archive on the disk the export comes from the cluster.
    expect(await ok(onCluster('second', 'export'))).toBe(before);
    expect(existsSync(room.at('second'))).toBe(false);
    for (let i = 1; i <= KILLS; i += 1) await killAfter('second', 'disk', 300 + 200 * i);
    const finished = existsSync(room.at('second', 'xunbao-archive.json')) ? undefined : await run('second', 'migrate', '--to', 'disk');
    if (finished !== undefined) {
      expect(finished).toMatchObject({ code: 0, stdout: expect.stringContaining(there.content.checksum) });
      expect(finished.stderr).toContain('取回库');
    }
    expect(await ok(run('second', 'export'))).toBe(before);
    expect(JSON.parse(await ok(run('second', 'verify', '--json')))).toMatchObject({ ok: true });
    expect(JSON.parse(await ok(run('second', 'search', '"值守人记下"', '--json'))).total).toBe(ARTICLES - 1);
    // The same once more changes nothing, and finds nothing wrong.
    const again = JSON.parse(await ok(run('first', 'migrate', '--to', 'opensearch', '--json')));
    expect(again).toMatchObject({ content: there.content, documentCount: there.documentCount, sequence: there.sequence });
  });

  it('a service over an empty folder brings the archive back first, and follows it from then on', async () => {
    await fill('first', 50);
    await ok(run('first', 'migrate', '--to', 'opensearch'));
    const service = await startXunbao([...at('served'), 'serve'], { ...environment(), XUNBAO_ENGINE: 'opensearch' });
    try {
      expect(service.stderr()).toContain('"event":"archive-restored"');
      const put = await fetch(`${service.url}/api/v1/articles/new`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ title: '灯塔换灯', paragraphs: ['新灯昨晚点亮。'] }),
      });
      expect(put.status).toBeLessThan(300);
      const found = (await (await fetch(`${service.url}/api/v1/search?q=${encodeURIComponent('灯塔换灯')}`)).json()) as { total: number };
      expect(found.total).toBe(1);
      // What was answered is on the cluster, whatever becomes of this machine.
      await service.kill();
      const lines = (await ok(onCluster('nowhere', 'export'))).trimEnd().split('\n');
      expect(lines.map((one) => (JSON.parse(one) as { id: string }).id)).toContain('new');
      rmSync(room.at('served'), { recursive: true });
      await ok(run('served', 'migrate', '--to', 'disk'));
      expect(await ok(run('served', 'export'))).toBe(`${lines.join('\n')}\n`);
    } finally {
      await service.kill();
    }
  });

  it('refuses what is wrong, and says what to do', async () => {
    const refused = async (data: string, to: string, code: string, env = environment()): Promise<void> => {
      const finished = await runWith(env, [...at(data), 'migrate', '--to', to]);
      expect(finished).toMatchObject({ code: 1, stderr: expect.stringContaining(`xunbao: ${code}: `) });
    };
    await refused('none', 'opensearch', 'FOLDER_NOT_OURS');
    await refused('none', 'disk', 'COPY_NOT_FOUND');
    await refused('none', 'disk', 'CONFIG_INVALID', {});
    expect(existsSync(room.at('none', 'xunbao-archive.json'))).toBe(false);
    writeFileSync(room.at('few.ndjson'), line(1) + line(2));
    await ok(run('first', 'index', room.at('few.ndjson')));
    cpSync(room.at('first'), room.at('older'), { recursive: true });
    await ok(run('first', 'withhold', '号1', '--reason', '核实中'));
    await ok(run('first', 'migrate', '--to', 'opensearch'));
    await refused('first', 'disk', 'FOLDER_NOT_EMPTY');
    await refused('older', 'opensearch', 'COPY_MISMATCH');
    await ok(run('other', 'index', room.at('few.ndjson')));
    await refused('other', 'opensearch', 'COPY_MISMATCH');
    mkdirSync(room.at('letters'));
    writeFileSync(room.at('letters', 'letter.txt'), '别的东西');
    await refused('letters', 'disk', 'FOLDER_NOT_EMPTY');
    expect(await runWith({}, ['migrate', '--to', 'moon'])).toMatchObject({ code: 2 });
  });

  it('finds a damaged copy and writes it anew from the disk', async () => {
    await fill('first', 40);
    const first = JSON.parse(await ok(run('first', 'migrate', '--to', 'opensearch', '--json')));
    const lost = ['号5', '号6'].map((id) => ({
      index: `${cluster.prefix}-archive`,
      id: documentId({ kind: 'article', id }),
      version: 10_000,
      document: null,
    }));
    await writeBulk(cluster.connection, lost);
    expect(await run('back', 'migrate', '--to', 'disk')).toMatchObject({ code: 1, stderr: expect.stringContaining('COPY_MISMATCH') });
    expect(existsSync(room.at('back', 'xunbao-archive.json'))).toBe(false);
    const mended = JSON.parse(await ok(run('first', 'migrate', '--to', 'opensearch', '--json')));
    expect(mended.content).toEqual(first.content);
    await ok(run('back', 'migrate', '--to', 'disk'));
    expect(await ok(run('back', 'export'))).toBe(await ok(run('first', 'export')));
  });
});
