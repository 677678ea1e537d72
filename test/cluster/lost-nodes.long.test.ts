/** Nodes of a cluster of its own are killed: while it is loaded and searched, and all of them under a running service. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createOpenSearchEngine } from '../../src/extras/opensearch/engine/opensearch-engine.js';
import type { SearchEngine } from '../../src/search/engine.js';
import { article, ask, clauseOf, put, VERSION } from '../contract/contract-kit.js';
import { clusterUrls, killNode, start, startNode, stop, waitForNodes } from '../opensearch/cluster.mjs';
import { openService } from '../support/open-service.js';
import { rankingWeights } from '../support/ranking-weights.js';
import { describeWith } from '../support/shared.js';

const jars = process.env['XUNBAO_OPENSEARCH_CACHE'] ?? path.join(os.homedir(), '.cache', 'xunbao-opensearch');

describeWith(existsSync(jars), 'no jars of OpenSearch; npm run opensearch:start', 'nodes that are lost', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'xunbao-lost-nodes-'));
    process.env['XUNBAO_OPENSEARCH_RUN'] = path.join(folder, 'cluster');
    await start(3);
  }, 180_000);
  afterAll(async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  it('one of three, killed while articles are loaded and searched: nothing acknowledged is lost, searches go on, it heals', async () => {
    const engine = createOpenSearchEngine({
      settings: { urls: clusterUrls(), prefix: 'lost', shardCount: 3, replicaCount: 1 },
      index: 'lost-one',
      weights: rankingWeights,
    });
    await engine.open(VERSION);
    const acknowledged: string[] = [];
    const searched = { answers: 0, partial: 0, faults: [] as string[] };
    let isLoading = true;
    const searching = searchUntil(engine, searched, () => !isLoading);
    for (let batch = 0; batch < 60; batch += 1) {
      const ids = Array.from({ length: 40 }, (_, i) => `b${batch}-${i}`);
      if (batch === 15) killNode(2);
      await engine.apply(put(...ids.map((id) => article(id, { title: `渡口${id}`, paragraphs: ['两岸的居民清晨过桥买菜。'] }))), batch + 1);
      acknowledged.push(...ids);
    }
    isLoading = false;
    await searching;
    const found = await ask(engine, '渡口', { count: 5_000, sort: 'oldest' });
    expect(found.hits.map(({ document }) => document.id).sort()).toEqual([...acknowledged].sort());
    expect(found.partial).toBe(false);
    expect(searched.answers).toBeGreaterThan(5);
    // A search that was on its way to the node may be refused; those after it go to the others.
    expect(searched.faults.filter((code) => code !== 'CLUSTER_UNAVAILABLE')).toEqual([]);
    expect(searched.faults.length).toBeLessThan(searched.answers / 2);
    startNode(2);
    await waitForNodes(3);
    await waitForGreen();
    expect((await engine.count([clauseOf('渡口')], {})).counts).toEqual([acknowledged.length]);
    await engine.clear();
    await engine.close();
  }, 300_000);

  it('a shard without a copy: what the others have is answered, and said to be a part', async () => {
    const engine = createOpenSearchEngine({
      settings: { urls: clusterUrls(), prefix: 'lost', shardCount: 3, replicaCount: 0 },
      index: 'lost-part',
      weights: rankingWeights,
    });
    await engine.open(VERSION);
    const ids = Array.from({ length: 60 }, (_, i) => `p${i}`);
    await engine.apply(put(...ids.map((id) => article(id, { title: '渡口' }))), 1);
    expect(await ask(engine, '渡口')).toMatchObject({ total: 60, partial: false });
    killNode(3);
    const answer = await until(
      () => ask(engine, '渡口'),
      ({ partial }) => partial,
    );
    expect(answer.total).toBeGreaterThan(0);
    expect(answer.total).toBeLessThan(60);
    startNode(3);
    await waitForNodes(3);
    expect(
      await until(
        () => ask(engine, '渡口'),
        ({ partial }) => !partial,
      ),
    ).toMatchObject({ total: 60 });
    await engine.clear();
    await engine.close();
  }, 300_000);

  it('all of them, under a service: 503 and not ready, and back by itself with what was written meanwhile', async () => {
    const service = await openService({
      XUNBAO_DATA: path.join(folder, 'archive'),
      XUNBAO_INDEX: path.join(folder, 'index'),
      XUNBAO_ENGINE: 'opensearch',
      OPENSEARCH_URL: clusterUrls().join(','),
      OPENSEARCH_PREFIX: 'lost-service',
      OPENSEARCH_REPLICAS: '2',
    });
    const get = (where: string) => fetch(`${service.url}${where}`);
    const total = async (text: string): Promise<number> =>
      ((await (await get(`/api/v1/search?q=${encodeURIComponent(text)}`)).json()) as { total: number }).total;
    const store = (id: string, title: string) =>
      fetch(`${service.url}/api/v1/articles/${id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ title, paragraphs: ['正文。'] }),
      });
    expect((await store('before', '渡口')).status).toBeLessThan(300);
    expect(await total('渡口')).toBe(1);
    for (const node of [1, 2, 3]) killNode(node);
    expect(
      (
        await until(
          () => get('/readyz'),
          ({ status }) => status === 503,
        )
      ).status,
    ).toBe(503);
    const refused = await get(`/api/v1/search?q=${encodeURIComponent('渡口')}`);
    expect(refused.headers.get('retry-after')).not.toBeNull();
    expect(await refused.json()).toMatchObject({ status: 503, code: 'CLUSTER_UNAVAILABLE' });
    expect((await store('meanwhile', '麦田')).status).toBe(503);
    for (const node of [1, 2, 3]) startNode(node);
    await waitForNodes(3);
    await until(
      () => get('/readyz'),
      ({ status }) => status === 200,
    );
    expect([await total('渡口'), await total('麦田')]).toEqual([1, 1]);
    expect((await store('after', '灯塔')).status).toBeLessThan(300);
    expect(await total('灯塔')).toBe(1);
    await service.close();
  }, 300_000);
});

/** Asks again and again until an answer is as wanted, a minute at most; gives the last one. */
async function until<T>(work: () => Promise<T>, isWanted: (value: T) => boolean): Promise<T> {
  const untilMs = performance.now() + 60_000;
  for (;;) {
    const value = await work().catch((error: unknown) => error as Error);
    if (!(value instanceof Error) && isWanted(value)) return value;
    if (performance.now() > untilMs) {
      if (value instanceof Error) throw value;
      return value;
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function searchUntil(
  engine: SearchEngine,
  searched: { answers: number; partial: number; faults: string[] },
  isDone: () => boolean,
): Promise<void> {
  while (!isDone()) {
    try {
      const { partial } = await ask(engine, '渡口', { count: 10 });
      searched.answers += 1;
      if (partial) searched.partial += 1;
    } catch (error) {
      searched.faults.push((error as { code?: string }).code ?? String(error));
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function waitForGreen(): Promise<void> {
  await until(
    async () => ((await (await fetch(`${clusterUrls()[0]!}/_cluster/health`)).json()) as { status: string }).status,
    (status) => status === 'green',
  );
}
