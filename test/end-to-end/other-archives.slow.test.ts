/** Two archives, their services and one index folder: nothing meant for one is ever done in the other. */
import { jest } from '@jest/globals';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import type { SearchServiceError } from '../../src/search-service-error.js';
import { openService, type OpenService } from '../support/open-service.js';
import { buildOnce, temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';
import { runHere } from '../support/run-here.js';

jest.setTimeout(60_000);
let room: TemporaryFolder;
const services: OpenService[] = [];

beforeAll(() => {
  buildOnce();
}, 120_000);
beforeEach(() => {
  room = temporaryFolder();
});
afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
  room.remove();
});

const on = (archive: string, index: string): readonly string[] => ['--data', room.at(archive), '--index', room.at(index)];

async function serve(archive: string, index: string, environment: Readonly<Record<string, string>> = {}): Promise<OpenService> {
  const service = await openService({
    XUNBAO_DATA: room.at(archive),
    XUNBAO_INDEX: room.at(index),
    XUNBAO_ENGINE: 'minisearch',
    ...environment,
  });
  services.push(service);
  return service;
}

async function stop(service: OpenService): Promise<void> {
  services.splice(services.indexOf(service), 1);
  await service.close();
}

/** Puts one article in that no other archive has. */
async function fill(archive: string, index: string, title: string): Promise<void> {
  writeFileSync(room.at(`${archive}.json`), JSON.stringify({ id: 'a', title }));
  expect(await runHere([...on(archive, index), 'index', room.at(`${archive}.json`)])).toMatchObject({ code: 0 });
}

const totalAt = async ({ url }: OpenService, q: string): Promise<number> =>
  ((await (await fetch(`${url}/api/v1/search?q=${encodeURIComponent(q)}`)).json()) as { readonly total: number }).total;
const noteIn = (index: string): string => room.at(index, 'service.json');

describe('with the index folder of a service that has another archive', () => {
  it('a command is refused and touches neither', async () => {
    await fill('first', 'index', '望渡新桥通车');
    await fill('second', 'own', '雨台灯会开场');
    const service = await serve('first', 'index');
    for (const command of [
      ['index', room.at('second.json')],
      ['search', '灯会'],
      ['rebuild'],
      ['purge'],
      ['withhold', 'a', '--reason', '勘误'],
      ['restore', 'a'],
      ['verify', '--repair'],
    ]) {
      const { code, stderr } = await runHere([...on('second', 'index'), ...command]);
      expect({ command, code, stderr }).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/INDEX_TAKEN.*the archive in .*first and is in use: process \d+.*--index/),
      });
    }
    expect([await totalAt(service, '新桥'), await totalAt(service, '灯会')]).toEqual([1, 0]);
    expect(await runHere([...on('second', 'own'), 'search', '灯会', '--json'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('"total":1'),
    });
    expect(await runHere([...on('second', 'index'), 'verify'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/not checked: the index in .* belongs to the archive in .*first/),
    });
    expect(await runHere([...on('second', 'index'), 'export'])).toMatchObject({ code: 0, stdout: expect.stringContaining('雨台灯会开场') });
  });

  it('a second service is refused, and the first goes on; without it the index is built anew, and says so', async () => {
    await fill('first', 'index', '望渡新桥通车');
    await fill('second', 'own', '雨台灯会开场');
    const first = await serve('first', 'index');
    await expect(serve('second', 'index')).rejects.toMatchObject({ code: 'INDEX_TAKEN' } satisfies Partial<SearchServiceError>);
    expect(await totalAt(first, '新桥')).toBe(1);
    await stop(first);
    const second = await serve('second', 'index');
    expect(second.log.find(({ event }) => event === 'index-rebuild')).toMatchObject({ reason: 'it belongs to another archive' });
    expect([await totalAt(second, '新桥'), await totalAt(second, '灯会')]).toEqual([0, 1]);
  });

  it('checking the other archive throws no index away', async () => {
    await fill('first', 'index', '望渡新桥通车');
    await fill('second', 'own', '雨台灯会开场');
    expect(await runHere([...on('second', 'index'), 'verify'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('not checked: the index'),
    });
    expect(await runHere([...on('first', 'index'), 'verify'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 articles compared'),
    });
  });
});

describe('a note that leads to another service', () => {
  /** The first archive is locked by a service whose note says it listens where the second one does. */
  async function misled(): Promise<{ readonly first: OpenService; readonly second: OpenService }> {
    await fill('first', 'index', '望渡新桥通车');
    await fill('second', 'own', '雨台灯会开场');
    const first = await serve('first', 'index');
    const second = await serve('second', 'own');
    writeFileSync(noteIn('index'), readFileSync(noteIn('index'), 'utf8').replace(first.url, second.url));
    return { first, second };
  }

  it('is not followed by one command', async () => {
    const { first, second } = await misled();
    for (const command of [
      ['index', room.at('first.json')],
      ['rebuild'],
      ['purge'],
      ['search', '新桥'],
      ['withhold', 'a', '--reason', '勘误'],
      ['restore', 'a'],
    ]) {
      const { code, stdout, stderr } = await runHere([...on('first', 'index'), ...command]);
      expect({ command, code, said: `${stdout}${stderr}` }).toMatchObject({ code: 1, said: expect.stringContaining('ARCHIVE_OTHER') });
    }
    expect(await runHere([...on('first', 'index'), 'verify'])).toMatchObject({ code: 0, stdout: expect.stringContaining('1 articles') });
    expect([await totalAt(first, '新桥'), await totalAt(second, '灯会'), await totalAt(second, '新桥')]).toEqual([1, 1, 0]);
  });

  it('is passed over where it names another archive, a copy of ours, or none', async () => {
    await fill('first', 'index', '望渡新桥通车');
    cpSync(room.at('first'), room.at('copy'), { recursive: true });
    const copy = await serve('copy', 'own');
    writeFileSync(noteIn('index'), readFileSync(noteIn('own')));
    expect(await runHere([...on('first', 'index'), 'withhold', 'a', '--reason', '勘误'])).toMatchObject({ code: 0 });
    expect(await totalAt(copy, '新桥')).toBe(1);
    writeFileSync(noteIn('index'), JSON.stringify({ pid: process.pid, url: copy.url }));
    expect(await runHere([...on('first', 'index'), 'restore', 'a'])).toMatchObject({ code: 0 });
    const first = await serve('first', 'third');
    expect(await runHere([...on('first', 'index'), 'withhold', 'a', '--reason', '勘误'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/ARCHIVE_LOCKED.*index folder it runs over/),
    });
    expect([await totalAt(copy, '新桥'), await totalAt(first, '新桥')]).toEqual([1, 1]);
  });

  it('a call with the stamp of another archive is refused, one without goes on', async () => {
    const { first } = await misled();
    const put = (headers: Readonly<Record<string, string>>) =>
      fetch(`${first.url}/api/v1/articles/b`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"title":"渡口短讯"}',
      });
    const refused = await put({ 'Xunbao-Archive': 'f'.repeat(32) });
    expect([refused.status, await refused.json()]).toEqual([409, expect.objectContaining({ code: 'ARCHIVE_OTHER' })]);
    expect((await put({})).status).toBe(201);
  });
});

describe('one archive under several names', () => {
  it('is served through a link, and found by its own path', async () => {
    await fill('first', 'index', '望渡新桥通车');
    symlinkSync(room.at('first'), room.at('link'));
    const service = await serve('link', 'index');
    expect(await runHere([...on('first', 'index'), 'withhold', 'a', '--reason', '勘误'])).toMatchObject({ code: 0 });
    expect(await totalAt(service, '新桥')).toBe(0);
  });

  it('keeps its index where it is moved; a copy beside it gets none of its articles', async () => {
    await fill('first', 'index', '望渡新桥通车');
    renameSync(room.at('first'), room.at('moved'));
    const moved = await serve('moved', 'index');
    expect(moved.log.find(({ event }) => event === 'index-open')).toMatchObject({ reason: 'loaded', replayedCount: 0 });
    await stop(moved);
    cpSync(room.at('moved'), room.at('copy'), { recursive: true });
    // Both are at the same transaction afterwards, with different articles.
    writeFileSync(room.at('b.json'), JSON.stringify({ id: 'b', title: '原库新文' }));
    writeFileSync(room.at('c.json'), JSON.stringify({ id: 'c', title: '副本新文' }));
    await runHere([...on('moved', 'index'), 'index', room.at('b.json')]);
    await runHere([...on('copy', 'own'), 'index', room.at('c.json')]);
    const copy = await serve('copy', 'index');
    expect([await totalAt(copy, '原库'), await totalAt(copy, '副本')]).toEqual([0, 1]);
  });

  it('opens with a marker and an index from before there were ids', async () => {
    await fill('first', 'index', '望渡新桥通车');
    const marker = room.at('first', 'xunbao-archive.json');
    const { id, ...old } = JSON.parse(readFileSync(marker, 'utf8')) as { readonly id: string };
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    writeFileSync(marker, `${JSON.stringify(old, undefined, 2)}\n`);
    await stop(await serve('first', 'index'));
    const again = await serve('first', 'index');
    expect(again.log.find(({ event }) => event === 'index-open')).toMatchObject({ reason: 'loaded', replayedCount: 0 });
    expect(await runHere([...on('first', 'index'), 'withhold', 'a', '--reason', '勘误'])).toMatchObject({ code: 0 });
    expect(await totalAt(again, '新桥')).toBe(0);
  });
});

it('a folder with something else in it gets no lock file', async () => {
  await fill('first', 'index', '望渡新桥通车');
  mkdirSync(room.at('papers'));
  writeFileSync(room.at('papers', 'list.txt'), '');
  expect(await runHere([...on('first', 'papers'), 'search', '新桥'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('FOLDER_NOT_OURS'),
  });
  expect([existsSync(room.at('papers', 'list.txt')), existsSync(room.at('papers', 'xunbao-archive.lock.1'))]).toEqual([true, false]);
});
