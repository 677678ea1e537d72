/**
 * Any requests to the whole service, two threads and files: answered in time, never with a fault of ours, and nothing of them stays in
 * memory.
 */
import { jest } from '@jest/globals';
import { Agent } from 'node:http';
import fc from 'fast-check';
import { anyRequest, sendAny, type AnyRequest } from '../http/any-request.js';
import { heapProbe, type HeapBytes } from '../support/heap-probe.js';
import { buildOnce, startXunbao, temporaryFolder, type Service, type TemporaryFolder } from '../support/run-xunbao.js';
import { seed } from '../support/shared.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
const RUNS = LONG ? 100_000 : 3_000;
/** Code is compiled and tables are filled by then. */
const WARM_UP = LONG ? 20_000 : 1_000;
const LANES = 4;
/** Requests made at once. */
const BATCH = 1_000;
const MOST_MS = 1_000;
const MOST_GROWTH = 1.1;

let room: TemporaryFolder;
let service: Service;
const agent = new Agent({ keepAlive: true });

jest.setTimeout(LONG ? 3_600_000 : 120_000);
beforeAll(() => {
  buildOnce();
  room = temporaryFolder();
}, 120_000);
afterAll(async () => {
  agent.destroy();
  await service.kill();
  room.remove();
});

/** What was answered how often, and what must not be: a fault of ours, or an answer that took too long. */
interface Tally {
  readonly statuses: Map<number, number>;
  readonly faults: unknown[];
  slowestMs: number;
}

async function ask(port: number, given: AnyRequest, tally: Tally): Promise<void> {
  const startMs = performance.now();
  const status = await sendAny(port, agent, given).catch((error: unknown) => String(error));
  const ms = performance.now() - startMs;
  tally.slowestMs = Math.max(tally.slowestMs, ms);
  if (typeof status === 'number') tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
  const isAnswer = typeof status === 'number' && status >= 200 && (status < 500 || status === 503);
  if (!isAnswer || ms > MOST_MS) tally.faults.push({ status, ms, given });
}

async function askMany(port: number, count: number, batchSeed: number, tally: Tally): Promise<void> {
  for (let done = 0; done < count; done += BATCH) {
    const left = fc.sample(anyRequest, { seed: batchSeed + done, numRuns: BATCH });
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        for (let next = left.pop(); next !== undefined; next = left.pop()) await ask(port, next, tally);
      }),
    );
  }
}

/** Takes out everything that was stored: what then grows is kept by nobody's wish. */
async function empty(url: string): Promise<void> {
  const api = `${url}/api/v1`;
  for (;;) {
    const { total, hits } = (await (await fetch(`${api}/search?limit=100`)).json()) as {
      readonly total: number;
      readonly hits: readonly { readonly id: string }[];
    };
    if (total === 0) break;
    await Promise.all(hits.map(({ id }) => fetch(`${api}/articles/${encodeURIComponent(id)}`, { method: 'DELETE' })));
  }
  expect((await fetch(`${api}/maintenance/purge`, { method: 'POST' })).status).toBe(200);
}

it(`answers ${RUNS} fuzzed requests, each in ${MOST_MS} ms, none with a fault of ours, and holds no more memory after`, async () => {
  const probe = heapProbe(room.at('heap'));
  service = await startXunbao([...room.store, 'serve', '--samples'], { LOG_LEVEL: 'warn', NODE_OPTIONS: probe.nodeOptions });
  const port = Number(new URL(service.url).port);
  const tally: Tally = { statuses: new Map(), faults: [], slowestMs: 0 };
  await askMany(port, WARM_UP, seed, tally);
  await empty(service.url);
  const before = await probe.measure();
  await askMany(port, RUNS - WARM_UP, seed + WARM_UP, tally);
  await empty(service.url);
  const after = await probe.measure();
  if (LONG)
    process.stdout.write(
      `${JSON.stringify({ seed, before, after, slowestMs: Math.round(tally.slowestMs), statuses: Object.fromEntries(tally.statuses) })}\n`,
    );
  expect({ seed, faults: tally.faults.slice(0, 5) }).toEqual({ seed, faults: [] });
  for (const thread of ['main', 'data'] as const)
    expect({ thread, before, after, grown: grew(before, after, thread) }).toMatchObject({ thread, grown: false });
  expect(service.stderr()).not.toMatch(/"level":(?:50|60)/);
  // What is gone is met by chance: seldom enough that five thousand requests may miss it.
  for (const status of [200, 201, 204, 400, 404, 405, 415, ...(LONG ? [410] : [])])
    expect([status, (tally.statuses.get(status) ?? 0) > 0]).toEqual([status, true]);
  expect(await service.stop()).toBe(0);
});

function grew(before: HeapBytes, after: HeapBytes, thread: keyof HeapBytes): boolean {
  return after[thread] > before[thread] * MOST_GROWTH;
}
