/** From a raw page to a marked hit, and what survives: a stop, a kill, a lost index, a second writer. */
import { jest } from '@jest/globals';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ArticleView } from '../../src/http/view-models.js';
import type { SearchAnswer } from '../../src/search/search-answer.js';
import { buildOnce, projectDir, startXunbao, temporaryFolder, xunbao, type Service, type TemporaryFolder } from '../support/run-xunbao.js';

const samples = path.join(projectDir, 'data', 'pages');
let room: TemporaryFolder;
let service: Service | undefined;

// Each run of the command loads the dictionary; several in one test take their time on a busy machine.
jest.setTimeout(120_000);
beforeAll(() => { buildOnce(); }, 120_000);
beforeEach(() => { room = temporaryFolder(); });
afterEach(async () => {
  await service?.kill();
  service = undefined;
  room.remove();
});

async function serve(...args: string[]): Promise<Service> {
  service = await startXunbao([...room.store, 'serve', ...args]);
  return service;
}

async function getJson<Answer = SearchAnswer>(url: string): Promise<Answer> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

/** Answers without what differs from run to run. */
async function answers(url: string): Promise<unknown> {
  const queries = ['职工', '遮光帘', '"趣味运动会" -成绩', '标题:职工', '日期:2024', 'zzz 不在其中的话', ''];
  return Promise.all(queries.map(async (q) => {
    const answer = await getJson(`${url}/api/v1/search?facets=paper,year&q=${encodeURIComponent(q)}`);
    return { ...answer, tookMs: 0, cursor: answer.cursor !== null };
  }));
}

describe('a first start', () => {
  it('serves the sample pages: a marked hit through the API and on the page without a script', async () => {
    const { url } = await serve('--samples');
    const answer = await getJson(`${url}/api/v1/search?q=${encodeURIComponent('遮光帘')}`);
    expect(answer.hits[0]?.title.html).toBe('请给夜班宿舍挂一幅<mark>遮光帘</mark>');
    const article = await getJson<ArticleView>(`${url}/api/v1/articles/${answer.hits[0]!.id}?q=${encodeURIComponent('遮光帘')}`);
    expect(article.article.paper).toBe('云湾工人报');
    expect(article.marks?.title).toEqual([[9, 12]]);
    const page = await (await fetch(`${url}/?q=${encodeURIComponent('遮光帘')}`)).text();
    expect(page).toContain('请给夜班宿舍挂一幅<mark>遮光帘</mark>');
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(await service!.stop()).toBe(0);
  });

  it('does not bring the samples into an archive that holds something', async () => {
    writeFileSync(room.at('a.json'), JSON.stringify({ id: 'a', title: '唯一的一篇' }));
    await xunbao([...room.store, 'index', room.at('a.json')]);
    const { url } = await serve('--samples');
    expect((await getJson(`${url}/api/v1/search`)).total).toBe(1);
  });
});

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

describe('one writer', () => {
  it('a second service is refused and told what to do; an index command and a search go through the service', async () => {
    const { pid } = await serve('--samples');
    const [second, index, search] = await Promise.all([
      xunbao([...room.store, 'serve', '--port', '0']),
      xunbao([...room.store, 'index', samples]),
      xunbao([...room.store, 'search', '遮光帘']),
    ]);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain('ARCHIVE_LOCKED');
    expect(second.stderr).toContain(String(pid));
    expect(index.code).toBe(0);
    expect(index.stdout).toContain('added 0');
    expect(search.code).toBe(0);
    expect(search.stdout).toContain('【遮光帘】');
  });

  it('a port in use is said, and the archive is free again', async () => {
    const { url } = await serve('--samples');
    const taken = await xunbao(['--data', room.at('d2'), '--index', room.at('i2'), 'serve', '--port', new URL(url).port]);
    expect(taken.code).toBe(1);
    expect(taken.stderr).toContain('PORT_IN_USE');
    expect((await xunbao(['--data', room.at('d2'), '--index', room.at('i2'), 'index', samples])).code).toBe(0);
  });
});

describe('kill -9 while indexing', () => {
  const runs = process.env['XUNBAO_TEST_LONG'] === '1' ? 20 : 1;

  it('loses nothing that was reported as stored, and the next start finds it all', async () => {
    const stored = new Set<string>();
    for (let run = 0; run < runs; run += 1) {
      const { url } = await serve();
      for (const id of await writeUntilKilled(url, run)) stored.add(id);
    }
    const { url } = await serve();
    expect(stored.size).toBeGreaterThan(0);
    expect((await getJson(`${url}/api/v1/search`)).total).toBeGreaterThanOrEqual(stored.size);
    for (const id of [...stored].filter((_, at) => at % Math.ceil(stored.size / 100) === 0)) {
      const { hits } = await getJson(`${url}/api/v1/search?q=${encodeURIComponent(`"编号${id}号"`)}`);
      expect(hits.map((hit) => hit.id)).toContain(id);
      await getJson(`${url}/api/v1/articles/${id}`);
    }
  }, 300_000);

  /** Sends articles as one stream and kills the service in the middle; gives the ids it had answered. */
  async function writeUntilKilled(url: string, run: number): Promise<readonly string[]> {
    const lines = Array.from({ length: 3000 }, (_, at) => `${JSON.stringify({ id: `r${run}n${at}`, title: `编号r${run}n${at}号的短讯`, paragraphs: ['库房清点。'.repeat(20)] })}\n`);
    const answered: string[] = [];
    const wanted = 100 + Math.floor(Math.random() * 800);
    try {
      const response = await fetch(`${url}/api/v1/articles`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: lines.join('') });
      let rest = '';
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        const parts = (rest + chunk).split('\n');
        rest = parts.pop()!;
        for (const part of parts) {
          const { id, status } = JSON.parse(part);
          if (status === 'created') answered.push(id);
        }
        if (answered.length >= wanted) void service!.kill();
      }
    } catch {
      // The connection broke with the process.
    }
    await service!.kill();
    return answered;
  }
});
