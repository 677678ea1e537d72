/** A disk that is full: writes are refused with a code, reading goes on, nothing acknowledged is lost, and with room again all is well. */
import { jest } from '@jest/globals';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describeWith } from '../support/shared.js';
import { openService, type OpenService } from '../support/open-service.js';
import { buildOnce, temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';
import { canMount, mountSmallDisk, type SmallDisk } from './small-disk.js';

const json = { 'content-type': 'application/json' };
let service: OpenService | undefined;
let disk: SmallDisk;
let room: TemporaryFolder;

jest.setTimeout(120_000);

const bodyOf = (n: number): string =>
  JSON.stringify({ title: `渡口短讯第${n}条`, paragraphs: [`库房清点第${n}次。`.repeat(40)], paper: '望渡晚报', date: '2031-05-04' });
const put = (n: number) => fetch(`${service!.url}/api/v1/articles/a${n}`, { method: 'PUT', headers: json, body: bodyOf(n) });
const post = (path: string, body?: string, type = 'application/json') =>
  fetch(`${service!.url}/api/v1${path}`, { method: 'POST', ...(body !== undefined && { headers: { 'content-type': type }, body }) });

async function problem(answer: Promise<Response>): Promise<readonly unknown[]> {
  const response = await answer;
  const { code } = response.status === 204 ? {} : ((await response.json()) as { readonly code?: string });
  return [response.status, code];
}

async function total(q: string): Promise<number> {
  const response = await fetch(`${service!.url}/api/v1/search?q=${encodeURIComponent(q)}`);
  expect(response.status).toBe(200);
  return ((await response.json()) as { readonly total: number }).total;
}

const events = (): readonly unknown[] => service!.log.map(({ event }) => event);
const bytesUnder = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
/** Until an index is loaded and nothing had to be replayed. */
const opening = () => service!.log.find(({ event }) => event === 'index-open');

describeWith(canMount(), 'no tmpfs can be mounted; it takes root on Linux', 'a full disk', () => {
  beforeAll(() => {
    buildOnce();
  }, 120_000);
  beforeEach(() => {
    disk = mountSmallDisk(8)!;
    room = temporaryFolder();
  });
  afterEach(async () => {
    await service?.close();
    service = undefined;
    disk.remove();
    room.remove();
  });

  describe.each(['minisearch', 'packed'])('with %s', (engine) => {
    const open = async (data: string, index: string) => {
      service = await openService({ XUNBAO_DATA: data, XUNBAO_INDEX: index, XUNBAO_ENGINE: engine });
    };
    const close = async () => {
      await service!.close();
      service = undefined;
    };

    it('of the archive refuses every write with 507, answers every question, and takes writes again when there is room', async () => {
      await open(disk.at('archive'), disk.at('index'));
      for (let n = 0; n < 20; n += 1) expect((await put(n)).status).toBe(201);
      disk.fill();
      // What is left of the last block of a file may still take a small write.
      let stored = 20;
      while (stored < 60 && (await put(stored)).status === 201) stored += 1;
      expect(stored).toBeLessThan(60);
      const full = [507, 'STORAGE_FULL'];
      expect(await problem(put(1_000))).toEqual(full);
      expect(await problem(post('/maintenance/withhold', JSON.stringify({ id: 'a1', reason: '长'.repeat(900) })))).toEqual(full);
      expect(
        await problem(
          post(
            '/pages?paper=望渡晚报&date=2031-05-04&pageNumber=2',
            '东岸新桥通车\n\n本报讯（记者 闻一渡）望渡城的新桥昨天通车。\n',
            'text/plain',
          ),
        ),
      ).toEqual(full);
      const bulk = (await (await post('/articles', `{"id":"b1",${bodyOf(1).slice(1)}\n`, 'application/x-ndjson')).text()).trim();
      expect(JSON.parse(bulk)).toMatchObject({ line: 1, status: 'failed', error: { code: 'STORAGE_FULL' } });
      expect(await problem(post('/maintenance/rebuild'))).toEqual(full);
      expect(await problem(post('/maintenance/purge'))).toEqual(full);
      expect([await total('渡口短讯'), await total('"渡口短讯第7条"'), await total('新桥通车')]).toEqual([stored, 1, 0]);
      expect((await fetch(`${service!.url}/api/v1/articles/a1`)).status).toBe(200);
      expect((await fetch(`${service!.url}/readyz`)).status).toBe(200);
      expect(events()).not.toContain('index-failed');
      disk.free();
      expect((await put(500)).status).toBe(201);
      expect(await total('渡口短讯')).toBe(stored + 1);
      expect((await post('/maintenance/rebuild')).status).toBe(200);
      expect(await (await post('/maintenance/verify')).json()).toMatchObject({ ok: true });
      await close();
      await open(disk.at('archive'), disk.at('index'));
      expect(opening()).toMatchObject({ reason: 'loaded', replayedCount: 0 });
      expect(await total('渡口短讯')).toBe(stored + 1);
    });

    it('of the index alone refuses no write; a start without room answers, and later all is saved', async () => {
      await open(room.at('archive'), disk.at('index'));
      for (let n = 0; n < 20; n += 1) await put(n);
      await close();
      disk.fill();
      await open(room.at('archive'), disk.at('index'));
      const before = bytesUnder(disk.at('index'));
      for (let n = 20; n < 40; n += 1) expect((await put(n)).status).toBe(201);
      expect(await total('渡口短讯')).toBe(40);
      expect(await problem(post('/maintenance/rebuild'))).toEqual([507, 'STORAGE_FULL']);
      expect(await total('渡口短讯')).toBe(40);
      const { log } = service!;
      await close();
      expect(log.map(({ event }) => event)).toContain('index-not-saved');
      // What could not be written whole is not left behind, where it would take the room that comes.
      expect(bytesUnder(disk.at('index'))).toBeLessThanOrEqual(before);
      await open(room.at('archive'), disk.at('index'));
      expect(opening()).toMatchObject({ reason: 'loaded', documentCount: 40 });
      expect(await total('"渡口短讯第33条"')).toBe(1);
      disk.free();
      await close();
      await open(room.at('archive'), disk.at('index'));
      expect(opening()).toMatchObject({ reason: 'loaded', replayedCount: 0, documentCount: 40 });
    });
  });
});
