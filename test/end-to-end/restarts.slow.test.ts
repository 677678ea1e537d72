/** What answers the same after a stop, and whatever became of the index. */
import { jest } from '@jest/globals';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SearchAnswer } from '../../src/search/search-answer.js';
import { buildOnce, projectDir, startXunbao, temporaryFolder, xunbao, type Service, type TemporaryFolder } from '../support/run-xunbao.js';

const samples = path.join(projectDir, 'data', 'pages');
let room: TemporaryFolder;
let service: Service | undefined;

// Each start loads the dictionary, which takes its time on a busy machine.
jest.setTimeout(120_000);
beforeAll(() => {
  buildOnce();
}, 120_000);
beforeEach(() => {
  room = temporaryFolder();
});
afterEach(async () => {
  await service?.kill();
  service = undefined;
  room.remove();
});

async function serve(): Promise<Service> {
  service = await startXunbao([...room.store, 'serve']);
  return service;
}

async function getJson(url: string): Promise<SearchAnswer> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return (await response.json()) as SearchAnswer;
}

/** Answers without what differs from run to run. */
async function answers(url: string): Promise<unknown> {
  const queries = ['职工', '遮光帘', '"趣味运动会" -成绩', '标题:职工', '日期:2024', 'zzz 不在其中的话', ''];
  return Promise.all(
    queries.map(async (q) => {
      const answer = await getJson(`${url}/api/v1/search?facets=paper,year&q=${encodeURIComponent(q)}`);
      return { ...answer, tookMs: 0, cursor: answer.cursor !== null };
    }),
  );
}

describe('the same answers', () => {
  it('after a restart, without the index, with a damaged one, and with one of another archive', async () => {
    await xunbao([...room.store, 'index', samples]);
    const first = await answers((await serve()).url);
    expect(await service!.stop()).toBe(0);
    expect(await answers((await serve()).url)).toEqual(first);
    await service!.stop();
    rmSync(room.at('index'), { recursive: true });
    expect(await answers((await serve()).url)).toEqual(first);
    await service!.stop();
    for (const name of readdirSync(room.at('index', 'minisearch'))) {
      const file = room.at('index', 'minisearch', name);
      const bytes = readFileSync(file);
      bytes[bytes.length >> 1]! ^= 0x20;
      writeFileSync(file, bytes);
    }
    expect(await answers((await serve()).url)).toEqual(first);
    expect(service!.stderr()).toContain('index-rebuild');
    await service!.stop();
    writeFileSync(room.at('other.json'), JSON.stringify({ id: 'other', title: '另一个库里的职工' }));
    await xunbao(['--data', room.at('other'), '--index', room.at('index'), 'index', room.at('other.json')]);
    expect(await answers((await serve()).url)).toEqual(first);
    expect(service!.stderr()).toContain('another archive');
  }, 120_000);
});
