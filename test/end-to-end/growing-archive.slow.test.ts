/** An archive that grows through the API past what its engine is for: the engine changes while the service answers and is written to. */
import { jest } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { openService, type OpenService } from '../support/open-service.js';
import { buildOnce, temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';

jest.setTimeout(120_000);
const BORDERS = { packedFrom: 120, packedDownTo: 60 };
const QUESTIONS = ['渡口夜班', '"第7条"', '水车', '渡口 -第7条', '标题:夜班', '夜班有什么变化'];
let room: TemporaryFolder;
let service: OpenService | undefined;

beforeAll(() => {
  buildOnce();
}, 120_000);
beforeEach(() => {
  room = temporaryFolder();
});
afterEach(async () => {
  await service?.close();
  service = undefined;
  room.remove();
});

const open = async (): Promise<OpenService> => {
  service = await openService({ XUNBAO_DATA: room.at('archive'), XUNBAO_INDEX: room.at('index') }, { engineBorders: BORDERS });
  return service;
};
const api = async (path: string, init?: RequestInit): Promise<Response> => fetch(`${service!.url}/api/v1${path}`, init);
const article = (n: number): object => ({
  id: `a${n}`,
  title: `渡口夜班第${n}条`,
  date: `2031-05-${String(1 + (n % 28)).padStart(2, '0')}`,
  paragraphs: [`${n % 3 === 0 ? '水车转了起来，' : ''}两岸都来了人，船工说明晚照常。`],
});
const put = async (...numbers: readonly number[]): Promise<void> => {
  const response = await api('/articles', {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: numbers.map((n) => JSON.stringify(article(n))).join('\n'),
  });
  expect(response.status).toBe(200);
  expect((await response.text()).trim().split('\n')).toHaveLength(numbers.length);
};
/** Total, and the hits by date, which every engine orders alike. */
const answers = async (): Promise<unknown[]> =>
  Promise.all(
    QUESTIONS.map(async (q) => {
      const { total, hits } = (await (await api(`/search?q=${encodeURIComponent(q)}&sort=newest&limit=50`)).json()) as {
        total: number;
        hits: { id: string }[];
      };
      return [q, total, hits.map(({ id }) => id)];
    }),
  );
const engineNow = async (): Promise<string | undefined> =>
  /xunbao_index_engine\{engine="(\w+)"\} 1/.exec(await (await fetch(`${service!.url}/metrics`)).text())?.[1];
const engineIs = async (name: string): Promise<void> => {
  for (let tries = 0; tries < 600 && (await engineNow()) !== name; tries += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await engineNow()).toBe(name);
};
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);

describe('an archive that grows through the API', () => {
  it('goes over to packed while it is asked and written to, and answers the same before, during and after', async () => {
    const { log } = await open();
    await put(...range(0, 100));
    expect(await engineNow()).toBe('minisearch');
    const before = await answers();
    const over = new AbortController();
    let asked = 0;
    const asking = (async () => {
      while (!over.signal.aborted) {
        const response = await api(`/search?q=${encodeURIComponent('"第7条"')}`);
        expect([response.status, ((await response.json()) as { total: number }).total]).toEqual([200, 1]);
        asked += 1;
      }
    })();
    // Taken out and put again: the archive grows, and what is asked stays as it was.
    let next = 1_000;
    const others = (n: number): object => ({ id: `b${n}`, title: `校园菜园丰收${n}`, paragraphs: ['孩子们种下的南瓜熟了。'] });
    while (!log.some(({ event }) => event === 'engine-switched')) {
      const response = await api(`/articles/b${next}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(others(next)),
      });
      expect(response.status).toBeLessThan(300);
      const found = (await (await api(`/search?q=${encodeURIComponent(`"丰收${next}"`)}`)).json()) as { total: number };
      expect(found.total).toBe(1);
      next += 1;
      expect(next).toBeLessThan(2_000);
    }
    over.abort();
    await asking;
    expect(asked).toBeGreaterThan(0);
    await engineIs('packed');
    expect(await answers()).toEqual(before);
    expect(log.filter(({ event }) => event?.startsWith('engine-switch')).map(({ event, from, to }) => [event, from, to])).toEqual([
      ['engine-switch', 'minisearch', 'packed'],
      ['engine-switched', undefined, undefined],
    ]);
    expect(log.find(({ event }) => event === 'engine-switch')!['reason']).toContain('packed from 120 on');
    const suggested = (await (await api(`/suggest?q=${encodeURIComponent('菜园')}`)).json()) as { suggestions: unknown[] };
    expect(suggested.suggestions.length).toBeGreaterThan(0);
    expect(readdirSync(room.at('index')).filter((name) => !name.endsWith('.json') && !name.includes('.lock.'))).toEqual(['packed']);
    // Near the border it stays, far below it goes back.
    for (let n = 1_000; n < next; n += 1) await api(`/articles/b${n}`, { method: 'DELETE' });
    expect(await engineNow()).toBe('packed');
    expect(await answers()).toEqual(before);
    await service!.close();
    await open();
    expect(await engineNow()).toBe('packed');
    expect(await answers()).toEqual(before);
    for (const n of range(0, 50)) await api(`/articles/a${n}`, { method: 'DELETE' });
    await engineIs('minisearch');
    expect((await answers())[0]).toEqual(['渡口夜班', 50, expect.anything()]);
  });
});
