/** A service killed in the middle of a stream of articles. */
import { jest } from '@jest/globals';
import type { SearchAnswer } from '../../src/search/search-answer.js';
import { buildOnce, startXunbao, temporaryFolder, type Service, type TemporaryFolder } from '../support/run-xunbao.js';

let room: TemporaryFolder;
let running: Service | undefined;

// Each start loads the dictionary, which takes its time on a busy machine.
jest.setTimeout(120_000);
beforeAll(() => {
  buildOnce();
}, 120_000);
beforeEach(() => {
  room = temporaryFolder();
});
afterEach(async () => {
  await running?.kill();
  running = undefined;
  room.remove();
});

async function serve(): Promise<Service> {
  running = await startXunbao([...room.store, 'serve']);
  return running;
}

async function getJson(url: string): Promise<SearchAnswer> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return (await response.json()) as SearchAnswer;
}

describe('kill -9 while indexing', () => {
  const runs = process.env['XUNBAO_TEST_LONG'] === '1' ? 20 : 1;

  it('loses nothing that was reported as stored, and the next start finds it all', async () => {
    const stored = new Set<string>();
    for (let run = 0; run < runs; run += 1) {
      for (const id of await writeUntilKilled(await serve(), run)) stored.add(id);
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
  async function writeUntilKilled(service: Service, run: number): Promise<readonly string[]> {
    const lines = Array.from(
      { length: 3000 },
      (_, at) => `${JSON.stringify({ id: `r${run}n${at}`, title: `编号r${run}n${at}号的短讯`, paragraphs: ['库房清点。'.repeat(20)] })}\n`,
    );
    const answered: string[] = [];
    const wanted = 100 + Math.floor(Math.random() * 800);
    try {
      const response = await fetch(`${service.url}/api/v1/articles`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson' },
        body: lines.join(''),
      });
      let rest = '';
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        const parts = (rest + chunk).split('\n');
        rest = parts.pop()!;
        for (const part of parts) {
          const { id, status } = JSON.parse(part);
          if (status === 'created') answered.push(id);
        }
        if (answered.length >= wanted) void service.kill();
      }
    } catch {
      // The connection broke with the process.
    }
    await service.kill();
    return answered;
  }
});
