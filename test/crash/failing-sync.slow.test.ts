/**
 * A service whose disk fails to sync, or takes writes only by halves. The fault is injected under Node's file handles; everything above
 * is what runs.
 */
import { jest } from '@jest/globals';
import { cpSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { systemError } from './simulated-disk.js';
import { openService, type OpenService } from '../support/open-service.js';
import { buildOnce, temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';

let room: TemporaryFolder;
let handles: FileHandle;
let service: OpenService;

jest.setTimeout(60_000);
beforeAll(async () => {
  buildOnce();
  const handle = await open(fileURLToPath(import.meta.url));
  handles = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
}, 120_000);
beforeEach(async () => {
  room = temporaryFolder();
  service = await serve('archive', 'index');
});
afterEach(async () => {
  jest.restoreAllMocks();
  await service.close();
  room.remove();
});

const serve = (archive: string, index: string): Promise<OpenService> =>
  openService({ XUNBAO_DATA: room.at(archive), XUNBAO_INDEX: room.at(index), XUNBAO_ENGINE: 'minisearch' });
/** A method as it is before it is mocked, to be called with a handle. */
const methodOf = (name: 'datasync' | 'write'): unknown => Reflect.get(handles, name);
const put = (id: string) =>
  fetch(`${service.url}/api/v1/articles/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: `渡口短讯编号${id}号`, paragraphs: ['库房清点如常。'.repeat(300)] }),
  });
const addPage = (n: number) =>
  fetch(`${service.url}/api/v1/pages?paper=${encodeURIComponent('望渡晚报')}&date=2031-05-04&pageNumber=${n}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: `东岸新桥通车第${n}日\n\n本报讯（记者 闻一渡）望渡城的新桥昨天通车。\n`,
  });

/** Ids of the articles a service finds, among those asked for. */
async function found(url: string, ids: readonly string[]): Promise<readonly string[]> {
  const totals = await Promise.all(
    ids.map(async (id) => {
      const q = encodeURIComponent(`"编号${id}号"`);
      return ((await (await fetch(`${url}/api/v1/search?q=${q}`)).json()) as { readonly total: number }).total;
    }),
  );
  return ids.filter((_, at) => totals[at] === 1);
}

/** What a crash would leave: the folder as its files stand, opened by another on a disk without a fault. */
async function foundAfterCrash(ids: readonly string[]): Promise<readonly string[]> {
  cpSync(room.at('archive'), room.at('copy'), { recursive: true, filter: (file) => !/\.lock\.\d+$/.test(file) });
  jest.restoreAllMocks();
  const other = await serve('copy', 'copied-index');
  try {
    expect(await (await fetch(`${other.url}/api/v1/maintenance/verify`, { method: 'POST' })).json()).toMatchObject({ ok: true });
    return await found(other.url, ids);
  } finally {
    await other.close();
  }
}

describe('a sync that fails', () => {
  it('refuses the writes that shared it with 503, answers on, and only what was acknowledged is there after a crash', async () => {
    const ids = Array.from({ length: 120 }, (_, n) => `a${n}`);
    let count = 0;
    const sync = methodOf('datasync') as () => Promise<void>;
    jest.spyOn(handles, 'datasync').mockImplementation(function failing(this: FileHandle) {
      count += 1;
      return count % 3 === 0 ? Promise.reject(systemError('EIO')) : sync.call(this);
    });
    const answers = await Promise.all(
      ids.map(async (id, at) => {
        // Not all at one moment: they would share a single sync.
        await new Promise((resolve) => setTimeout(resolve, at * 2));
        const response = await put(id);
        return { id, status: response.status, body: (await response.json()) as { readonly code?: string } };
      }),
    );
    const kept = answers.filter(({ status }) => status === 201).map(({ id }) => id);
    const refused = answers.filter(({ status }) => status !== 201);
    expect([kept.length > 5, refused.length > 5]).toEqual([true, true]);
    expect(new Set(refused.map(({ status, body }) => `${status} ${String(body.code)}`))).toEqual(new Set(['503 ARCHIVE_WRITE_FAILED']));
    expect(await found(service.url, ids)).toEqual(kept);
    expect(await foundAfterCrash(ids)).toEqual(kept);
    expect((await put(refused[0]!.id)).status).toBe(201);
    expect(await found(service.url, [refused[0]!.id])).toHaveLength(1);
  });

  it('of a page refuses the page whole', async () => {
    jest.spyOn(handles, 'datasync').mockRejectedValue(systemError('EIO'));
    const refused = await addPage(1);
    expect([refused.status, ((await refused.json()) as { readonly code: string }).code]).toEqual([503, 'ARCHIVE_WRITE_FAILED']);
    expect((await fetch(`${service.url}/api/v1/pages/${encodeURIComponent('望渡晚报')}/2031-05-04/1`)).status).toBe(404);
    jest.restoreAllMocks();
    expect((await addPage(1)).status).toBe(201);
  });
});

describe('writes that are short', () => {
  it('are gone on with until all is written', async () => {
    type Write = (bytes: Uint8Array, offset: number, length: number, position: number) => Promise<{ readonly bytesWritten: number }>;
    const write = methodOf('write') as Write;
    let shortened = 0;
    jest.spyOn(handles as unknown as { write: Write }, 'write').mockImplementation(function short(
      this: FileHandle,
      bytes: Uint8Array,
      offset: number,
      length: number,
      position: number,
    ) {
      shortened += 1;
      return write.call(this, bytes, offset, Math.ceil(length / 2), position);
    });
    const ids = Array.from({ length: 20 }, (_, n) => `a${n}`);
    expect(await Promise.all(ids.map(async (id) => (await put(id)).status))).toEqual(ids.map(() => 201));
    expect((await addPage(1)).status).toBe(201);
    expect((await fetch(`${service.url}/api/v1/maintenance/purge`, { method: 'POST' })).status).toBe(200);
    expect(shortened).toBeGreaterThan(20);
    expect(await foundAfterCrash(ids)).toEqual(ids);
  });
});
