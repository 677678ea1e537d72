/**
 * The index on a cluster built anew behind its alias, while four writers and readers go on: nothing is missing, no answer is of half an
 * index.
 */
import { jest } from '@jest/globals';
import { rmSync } from 'node:fs';
import { pino } from 'pino';
import { openApp, type App } from '../../src/service/app.js';
import { IndexAdmin } from '../../src/extras/opensearch/cluster/index-admin.js';
import { loadConfig } from '../../src/config.js';
import type { SearchRequest } from '../../src/search/search-request.js';
import { describeWithCluster, TestCluster, testUrls } from '../support/cluster.js';
import { temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
const REBUILDS = LONG ? 8 : 2;
const STANDING = LONG ? 2_000 : 120;
const WRITERS = 4;

jest.setTimeout(LONG ? 900_000 : 120_000);

describeWithCluster('a rebuild on a cluster', () => {
  const logger = pino({ level: 'silent' });
  let room: TemporaryFolder;
  let cluster: TestCluster;
  let app: App;

  beforeEach(() => {
    room = temporaryFolder();
    cluster = new TestCluster();
  });
  afterEach(async () => {
    await app.close();
    await cluster.close();
    room.remove();
  });

  const open = (): Promise<App> =>
    openApp(
      loadConfig({
        environment: {
          XUNBAO_DATA: room.at('archive'),
          XUNBAO_INDEX: room.at('index'),
          XUNBAO_ENGINE: 'opensearch',
          OPENSEARCH_URL: testUrls.join(','),
          OPENSEARCH_PREFIX: cluster.prefix,
          OPENSEARCH_REPLICAS: '0',
        },
        file: room.at('none.json'),
      }),
      logger,
    );
  const ask = (text: string, more: Partial<SearchRequest> = {}): SearchRequest => ({
    text,
    filters: {},
    sort: 'relevance',
    limit: 10,
    offset: 0,
    facets: [],
    explain: false,
    ...more,
  });
  const search = (text: string) => app.searcher.search(ask(text), {});
  const article = (id: string, title: string) => ({
    id,
    title,
    kicker: [],
    subtitle: [],
    byline: { reporters: [], correspondents: [], photographers: [] },
    paragraphs: ['库房清点，一切如常。'],
    kind: 'news' as const,
  });
  const admin = (): IndexAdmin => new IndexAdmin(cluster.connection);

  it(`takes over ${REBUILDS} times under ${WRITERS} writers, and loses nothing`, async () => {
    app = await open();
    const standing = Array.from({ length: STANDING }, (_, i) => ({ input: article(`a${i}`, `渡口夜班第${i}条`), source: 'api' }));
    await app.intake.putArticles(standing);
    const over = new AbortController();
    const totals = new Set<number>();
    const reader = async (): Promise<void> => {
      while (!over.signal.aborted) {
        const { total, partial } = await search('"渡口夜班"');
        totals.add(total);
        expect(partial).toBe(false);
      }
    };
    const live = new Set<string>();
    const writer = async (number: number): Promise<void> => {
      for (let i = 0; !over.signal.aborted; i += 1) {
        const id = `w${number}-${i}`;
        await app.intake.putArticle(article(id, `水车新闻${number}之${i}号`), 'api');
        live.add(id);
        // What was answered is found at once, whichever index answers.
        if (i % 4 === 3) expect((await search(`"水车新闻${number}之${i}号"`)).total).toBe(1);
        if (i % 5 !== 4) continue;
        await app.intake.deleteArticle(id);
        live.delete(id);
      }
    };
    const working = [reader(), ...Array.from({ length: WRITERS }, (_, number) => writer(number))];
    const stopOnFault = Promise.all(working);
    stopOnFault.catch(() => {
      over.abort();
    });
    const used = new Set<string>();
    for (let i = 0; i < REBUILDS; i += 1) {
      await app.maintenance.rebuild();
      used.add((await admin().aliased(`${cluster.prefix}-search`)).join());
      const untilMs = performance.now() + 500;
      while (performance.now() < untilMs) await new Promise((resolve) => setTimeout(resolve, 50));
    }
    over.abort();
    await stopOnFault;
    expect([...totals]).toEqual([STANDING]);
    expect(used.size).toBe(Math.min(REBUILDS, 2));
    expect(live.size).toBeGreaterThan(WRITERS);
    expect((await search('"水车新闻"')).total).toBe(live.size);
    expect((await search('')).total).toBe(STANDING + live.size);
    expect(app.figures().documentCount).toBe(STANDING + live.size);
    expect(app.readiness()).toEqual({ ready: true, state: 'ready' });
    expect(await app.maintenance.verify()).toMatchObject({ ok: true, index: { problems: [] } });
    await app.close();
    // The indices that were replaced are gone; what is left is one, with the alias.
    const indices = (await admin().list(`${cluster.prefix}-*`)).filter((name) => name.includes('opensearch'));
    expect(indices).toEqual(await admin().aliased(`${cluster.prefix}-search`));
    // Whoever has lost the folder of the index finds the one in use by its alias.
    rmSync(room.at('index'), { recursive: true });
    app = await open();
    expect(app.figures()).toMatchObject({ documentCount: STANDING + live.size, unsavedCount: 0 });
    expect((await admin().list(`${cluster.prefix}-*`)).filter((name) => name.includes('opensearch'))).toEqual(indices);
  });
});
