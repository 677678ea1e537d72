/** Every pair of writings through either engine, from the query to the marked characters, and dates that the issue completes. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Article } from '../../src/article/article.js';
import { createMiniSearchEngine } from '../../src/engine/minisearch/minisearch-engine.js';
import { createPackedEngine } from '../../src/engine/packed/packed-engine.js';
import { Indexer } from '../../src/search/indexer.js';
import type { SearchAnswer } from '../../src/search/search-answer.js';
import { Searcher } from '../../src/search/searcher.js';
import { article } from '../contract/contract-kit.js';
import { NUMBER_GROUPS } from '../query/number-writings.js';
import { analyzer } from '../support/analyzer.js';
import { rankingWeights } from '../support/ranking-weights.js';
import { markedIn } from './search-kit.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'xunbao-pairs-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each([
  ['minisearch', () => createMiniSearchEngine({ directory: path.join(folder, 'minisearch') })],
  ['packed', () => createPackedEngine({ directory: path.join(folder, 'packed'), weights: rankingWeights })],
] as const)('with the engine %s', (_, createEngine) => {
  const engine = createEngine();
  const articles = new Map<string, Article>();
  const searcher = new Searcher({
    engine,
    analyzer,
    weights: rankingWeights,
    articles: { read: (ids) => Promise.resolve(ids.map((id) => articles.get(id))) },
  });
  afterAll(() => engine.close());

  async function fill(...some: readonly Article[]): Promise<void> {
    const gone = [...articles.keys()].map((id, i) => ({ sequence: i + 1, id, article: null }));
    articles.clear();
    for (const one of some) articles.set(one.id, one);
    const indexer = new Indexer({ engine, analyzer });
    await indexer.apply(gone);
    await indexer.apply(some.map((one, i) => ({ sequence: gone.length + i + 1, id: one.id, article: one })));
  }

  function ask(text: string): Promise<SearchAnswer> {
    return searcher.search({ text, filters: {}, sort: 'relevance', limit: 100, offset: 0, facets: [], explain: false });
  }

  it('every writing of a number finds the others, marked as they stand', async () => {
    const places = NUMBER_GROUPS.flatMap((group, g) => group.map((writing, w) => ({ id: `${g} ${w}`, writing })));
    await fill(...places.map(({ id, writing }) => article(id, { paragraphs: [`据报道，${writing}，记者获悉。`] })));
    const missed: unknown[] = [];
    for (const [g, group] of NUMBER_GROUPS.entries()) {
      for (const query of group) {
        const { hits } = await ask(query);
        for (const [w, writing] of group.entries()) {
          const hit = hits.find(({ id }) => id === `${g} ${w}`);
          const marked = hit === undefined ? [] : markedIn(hit);
          if (writing !== query && (hit?.match !== 'variant' || marked.length !== 1 || marked[0] !== writing))
            missed.push([query, writing, hit?.match, marked]);
        }
      }
    }
    expect(missed).toEqual([]);
  });

  it('a date with its year finds what an issue says without it', async () => {
    await fill(
      article('day', { title: '11月30日开馆', date: '2023-11-20' }),
      article('chinese', { title: '十一月三十日开馆', date: '2023-12-30' }),
      article('this', { title: '今年11月30日开馆', date: '2023-01-02' }),
      article('yesterday', { title: '昨日开馆', date: '2023-12-01' }),
      article('later', { title: '昨天开馆', date: '2023-12-02' }),
      article('other year', { title: '2020年11月30日开馆', date: '2023-12-02' }),
      article('last', { title: '去年11月30日开馆', date: '2023-12-02' }),
      article('next', { title: '11月30日开馆', date: '2024-11-30' }),
      article('undated', { title: '11月30日昨日开馆' }),
    );
    const answer = await ask('二〇二三年十一月三十日');
    expect(answer.hits.map((hit) => [hit.id, hit.match, ...markedIn(hit)]).sort()).toEqual([
      ['chinese', 'variant', '十一月三十日'],
      ['day', 'variant', '11月30日'],
      ['this', 'variant', '11月30日'],
      ['yesterday', 'variant', '昨日'],
    ]);
    expect(answer.total).toBe(4);
    expect(answer.query.readAs).toContain('、11月30日 日期:2023、十一月三十日 日期:2023、昨日 日期:2023-12-01、昨天 日期:2023-12-01)');
    expect((await ask('"2023年11月30日"')).total).toBe(0);
    expect((await ask('2023年11月30日开馆')).hits.map(({ id }) => id).sort()).toEqual(['chinese', 'day', 'this', 'yesterday']);
    expect((await ask('标题:2023-11-30')).total).toBe(4);
    expect((await ask('2023年11月')).hits.map(({ id }) => id).sort()).toEqual(['chinese', 'day', 'this']);
  });

  it('December in an issue of January is that of the year before', async () => {
    await fill(
      article('same', { title: '12月30日开馆', date: '2023-12-31' }),
      article('after', { title: '12月30日开馆', date: '2024-01-02' }),
      article('before', { title: '12月30日开馆', date: '2023-01-02' }),
      article('new year', { title: '1月2日开馆', date: '2023-12-30' }),
    );
    expect((await ask('2023年12月30日')).hits.map(({ id }) => id).sort()).toEqual(['after', 'same']);
    expect((await ask('2023年1月2日')).hits.filter((hit) => hit.match === 'variant')).toEqual([]);
  });
});
