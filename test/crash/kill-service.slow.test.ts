/** kill -9 of a running service under eight HTTP writers, a purge and a rebuild, and of one that is starting. */
import { jest } from '@jest/globals';
import { Random } from '../support/random.js';
import { buildOnce, startXunbao, temporaryFolder, type Service, type TemporaryFolder } from '../support/run-xunbao.js';
import { interrupted, type Work } from './interrupted.js';
import { killWhileStarting } from './kill-while-starting.js';
import { phraseOf, Promises, tidyOverHttp, writeOverHttp, type Promised, type PromisedPage } from './http-writer.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
const KILL_COUNT = LONG ? 200 : 3;
/** Kills before everything is looked at, and before the next archive begins. */
const [KILLS_BETWEEN, KILLS_AN_ARCHIVE] = [LONG ? 4 : 3, LONG ? 20 : 3];
const LOOKS_AT_ONCE = 8;

/** How often a kill met which work. */
const met = new Map<Work, number>();
const note = (...works: readonly Work[]): void => {
  for (const work of works) met.set(work, (met.get(work) ?? 0) + 1);
};
let room: TemporaryFolder;
let service: Service | undefined;

jest.setTimeout(LONG ? 3_600_000 : 180_000);
beforeAll(() => {
  buildOnce();
}, 120_000);
afterEach(async () => {
  await service?.kill();
  service = undefined;
  room.remove();
});

const serve = async (engine: string): Promise<Service> => {
  service = await startXunbao([...room.store, 'serve'], { XUNBAO_ENGINE: engine, LOG_LEVEL: 'warn' });
  return service;
};

async function writeAndKill(
  engine: string,
  { round, promises, random }: { readonly round: number; readonly promises: Promises; readonly random: Random },
): Promise<void> {
  const served = await serve(engine);
  const { url } = served;
  const over = new AbortController();
  const writers = Array.from({ length: 8 }, (_, writer) =>
    writeOverHttp(url, { name: `r${round}w${writer}`, promises, random, over: over.signal }),
  );
  const all = Promise.all([...writers, tidyOverHttp(url, promises, over.signal)]);
  await new Promise((resolve) => setTimeout(resolve, 30 + random.below(1_200)));
  await served.kill();
  over.abort();
  await all;
  note(...interrupted(room), ...(served.stderr().includes('"event":"purge-unfinished"') ? (['purge'] as const) : []));
}

interface Found {
  readonly standing: string | undefined;
  readonly isSearchable: boolean;
}

/** Asked again where a busy machine has refused it. */
async function get(address: string): Promise<Response> {
  for (;;) {
    const response = await fetch(address);
    if (response.status !== 503) return response;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function look(url: string, id: string): Promise<Found> {
  const response = await get(`${url}/api/v1/articles/${id}`);
  if (response.status === 404) return { standing: undefined, isSearchable: false };
  const body = (await response.json()) as { readonly article?: { readonly title: string }; readonly code?: string };
  if (response.status === 410) return { standing: body.code === 'ARTICLE_WITHHELD' ? 'withheld' : 'deleted', isSearchable: false };
  const version = Number(/之(\d+)号/.exec(body.article!.title)![1]);
  const q = encodeURIComponent(`"${phraseOf(id, version)}"`);
  const { hits } = (await (await get(`${url}/api/v1/search?q=${q}`)).json()) as { readonly hits: readonly { readonly id: string }[] };
  return { standing: `version ${version}`, isSearchable: hits.length === 1 && hits[0]!.id === id };
}

/** What breaks a promise. Afterwards what is found is what is promised. */
async function faultOf(url: string, id: string, promised: Promised): Promise<string | undefined> {
  const { standing, isSearchable } = await look(url, id);
  const isKept = standing === promised.acknowledged || (promised.asked !== undefined && standing === promised.asked);
  if (!isKept) return `${id}: ${String(standing)} instead of ${String(promised.acknowledged)}, asked ${String(promised.asked)}`;
  if (standing?.startsWith('version') === true && !isSearchable) return `${id}: ${standing} is not found`;
  promised.acknowledged = standing;
  promised.asked = undefined;
  return undefined;
}

async function faultOfPage(url: string, page: PromisedPage): Promise<string | undefined> {
  const response = await get(`${url}/api/v1${page.path}`);
  const { total = 0 } = response.status === 200 ? ((await response.json()) as { readonly total: number }) : {};
  const wanted = page.articleCount ?? 2;
  const isWhole = total === wanted || (total === 0 && page.articleCount === undefined);
  return isWhole ? undefined : `${page.path}: ${total} of ${wanted} articles, acknowledged ${String(page.articleCount)}`;
}

/** Looks at everything anybody was promised, and lets the service check itself. */
async function faults(url: string, promises: Promises): Promise<readonly string[]> {
  const found: string[] = [];
  const looks = [
    ...[...promises.articles].map(
      ([id, promised]) =>
        () =>
          faultOf(url, id, promised),
    ),
    ...promises.pages.map((page) => () => faultOfPage(url, page)),
  ];
  await Promise.all(
    Array.from({ length: LOOKS_AT_ONCE }, async () => {
      for (let next = looks.pop(); next !== undefined; next = looks.pop()) found.push(...[(await next()) ?? []].flat());
    }),
  );
  const report = (await (await fetch(`${url}/api/v1/maintenance/verify`, { method: 'POST' })).json()) as { readonly ok: boolean };
  return report.ok ? found : [...found, JSON.stringify(report)];
}

describe('kill -9', () => {
  it(`under writers, purge and rebuild loses nothing acknowledged, halves no page, all is searchable (${KILL_COUNT} times)`, async () => {
    const seed = Date.now() % 1e6;
    const random = new Random(seed);
    let [acknowledged, promises] = [0, new Promises()];
    room = temporaryFolder();
    for (let round = 0; round < KILL_COUNT; round += 1) {
      const engine = round % 4 < 2 ? 'packed' : 'minisearch';
      if (round > 0 && round % KILLS_AN_ARCHIVE === 0) {
        room.remove();
        [room, promises] = [temporaryFolder(), new Promises()];
      }
      await writeAndKill(engine, { round, promises, random });
      if (random.below(3) === 0) {
        await killWhileStarting([...room.store, 'serve'], { XUNBAO_ENGINE: engine }, 100 + random.below(1_500));
        note('start');
      }
      expect({ seed, round, statuses: [...promises.statuses.keys()].filter((status) => status >= 400) }).toEqual({
        seed,
        round,
        statuses: [],
      });
      if (round % KILLS_BETWEEN !== KILLS_BETWEEN - 1) continue;
      const served = await serve(engine);
      expect({ seed, round, faults: await faults(served.url, promises) }).toEqual({ seed, round, faults: [] });
      acknowledged += promises.articles.size;
      await served.kill();
    }
    expect(acknowledged).toBeGreaterThan(KILL_COUNT * 8);
    if (!LONG) return;
    process.stdout.write(`${JSON.stringify({ seed, kills: KILL_COUNT, acknowledged, met: Object.fromEntries(met) })}\n`);
    for (const work of ['compaction', 'page', 'snapshot', 'rebuild', 'purge', 'start'] as const)
      expect([work, (met.get(work) ?? 0) > 0]).toEqual([work, true]);
  });
});
