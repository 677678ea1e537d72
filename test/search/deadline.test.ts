/** A query that takes too long is given up, wherever it is: in the engine, in ranking, while hits are shown. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createMiniSearchEngine } from '../../src/engine/minisearch/minisearch-engine.js';
import { createPackedEngine } from '../../src/engine/packed/packed-engine.js';
import { Deadline } from '../../src/search/deadline.js';
import { Indexer } from '../../src/search/indexer.js';
import { Searcher } from '../../src/search/searcher.js';
import type { SearchRequest } from '../../src/search/search-request.js';
import { makeArticle } from '../http/fake-services.js';
import { analyzer } from '../support/analyzer.js';
import { rankingWeights } from '../support/ranking-weights.js';

const directory = mkdtempSync(path.join(os.tmpdir(), 'xunbao-deadline-'));
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

const ARTICLES = Array.from({ length: 600 }, (_, i) =>
  makeArticle({ id: `a${i}`, title: `渡口夜班第${i}条`, paragraphs: ['水车和渡口的旧闻，写得很长很长。'.repeat(40)] }),
);
const ask = (text: string): SearchRequest => ({ text, filters: {}, sort: 'relevance', limit: 100, offset: 0, facets: [], explain: false });

describe.each([
  ['minisearch', createMiniSearchEngine],
  ['packed', createPackedEngine],
] as const)('with %s', (name, create) => {
  const engine = create({ directory: path.join(directory, name), weights: rankingWeights });
  const searcher = new Searcher({
    engine,
    analyzer,
    weights: rankingWeights,
    articles: { read: (ids) => Promise.resolve(ids.map((id) => ARTICLES[Number(id.slice(1))])) },
  });

  beforeAll(async () => {
    await new Indexer({ engine, analyzer }).apply(ARTICLES.map((article, sequence) => ({ sequence, id: article.id, article })));
  });
  afterAll(() => engine.close());

  it.each(['渡口的旧闻', '水车 渡口 -门票', '渡?的旧*', '标题:渡口', '没有的门票 OR 渡口的旧闻', ''])(
    'gives up %j at once when no time is left',
    async (text) => {
      await expect(searcher.search(ask(text), { timeMs: -1 })).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
      expect((await searcher.search(ask(text), { timeMs: 60_000 })).hits.length).toBeGreaterThan(0);
    },
  );

  it('gives a long one up within a little more than its time', async () => {
    const text = Array.from({ length: 60 }, (_, i) => `渡?夜班第${i}* OR 水?和渡口的旧${i}*`).join(' OR ');
    const startMs = performance.now();
    const answer = await searcher.search(ask(text), { timeMs: 5 }).then(
      () => 'answered',
      (error: unknown) => (error as { code: string }).code,
    );
    const tookMs = performance.now() - startMs;
    expect(answer === 'answered' ? tookMs < 10 : answer === 'QUERY_TIMEOUT').toBe(true);
    expect(tookMs).toBeLessThan(500);
  });

  it('answers the same in parts that are measured', async () => {
    const { json, parts, outcome, tag } = await searcher.written(ask('渡口的旧闻'));
    const answer = JSON.parse(Buffer.from(json).toString());
    expect({ ...answer, tookMs: 0 }).toEqual({ ...(await searcher.search(ask('渡口的旧闻'))), tookMs: 0 });
    expect(Object.keys(parts).sort()).toEqual(['engine', 'json', 'parse', 'rank', 'snippets']);
    expect(outcome).toBe('found');
    expect((await searcher.written(ask('渡口的旧闻'))).tag).toBe(tag);
    const forged = await searcher.written(ask('"tookMs":0'));
    expect(JSON.parse(Buffer.from(forged.json).toString()).query.text).toBe('"tookMs":0');
  });
});

describe('Deadline', () => {
  it('looks at the clock at every 256th step only', () => {
    const over = new Deadline(-1);
    expect(() => {
      over.checkAt(1);
    }).not.toThrow();
    expect(() => {
      over.checkAt(256);
    }).toThrow('given up');
    expect(() => {
      over.check();
    }).toThrow('given up');
    expect(() => {
      new Deadline(Infinity).check();
    }).not.toThrow();
  });
});
