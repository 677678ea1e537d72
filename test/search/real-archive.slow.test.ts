import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Article } from '../../src/article/article.js';
import { createMiniSearchEngine } from '../../src/engine/minisearch/minisearch-engine.js';
import { Indexer } from '../../src/search/indexer.js';
import { QueryReader } from '../../src/search/read-query.js';
import { Searcher } from '../../src/search/searcher.js';
import type { Filters, SearchRequest, Sort } from '../../src/search/search-request.js';
import { PlainModel } from '../contract/plain-model.js';
import { analyzer } from '../support/analyzer.js';
import { readNdjson } from '../support/corpora.js';
import { Random } from '../support/random.js';
import { rankingWeights } from '../support/ranking-weights.js';
import { describeWith, seed, sharedDir } from '../support/shared.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
const FILE = path.join(sharedDir, 'corpora', 'scale-100k.ndjson.gz');

/** Articles of the corpus, every so many, with dates, papers and pages of their own so that filters have something to do. */
function realArticles(count: number): Article[] {
  return readNdjson(FILE, count, LONG ? 17 : 60).map((raw, i) => ({
    id: String(raw['id']),
    title: String(raw['title']),
    paragraphs: raw['paragraphs'] as string[],
    kicker: [],
    subtitle: [],
    byline: { reporters: [`记者${'甲乙丙丁'[i % 4]!}`], correspondents: [], photographers: [] },
    kind: 'news',
    paper: `报纸${'一二三'[i % 3]!}`,
    pageNumber: String((i % 8) + 1),
    ...(i % 5 > 0 && { date: `2023-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}` }),
  }));
}

async function engineOver(articles: readonly Article[]) {
  const engine = createMiniSearchEngine({ directory: 'never-opened' });
  await new Indexer({ engine, analyzer }).apply(articles.map((article, i) => ({ sequence: i + 1, id: article.id, article })));
  return engine;
}

function request(text: string, more: Partial<SearchRequest> = {}): SearchRequest {
  return { text, filters: {}, sort: 'relevance', limit: 100, offset: 0, facets: [], explain: false, ...more };
}

describeWith(existsSync(FILE), `no file ${FILE}; set XUNBAO_SHARED`, 'real articles', () => {
  const random = new Random(seed);
  const archive = realArticles(LONG ? 2000 : 250);

  it(`match queries of every form exactly as the plain model says (seed ${seed})`, async () => {
    const articles = archive.slice(0, LONG ? 2000 : 120);
    const engine = await engineOver(articles);
    const reader = new QueryReader(engine, analyzer);
    const model = new PlainModel(analyzer);
    for (const article of articles) model.put(article);
    for (let n = 0; n < (LONG ? 5000 : 250); n += 1) {
      const text = randomQuery(random, articles);
      const filters = randomFilters(random);
      const sort: Sort = random.pick(['relevance', 'newest', 'oldest'] as const);
      const strict = await reader.read(request(text, { filters }));
      const ask = async (reading: typeof strict) =>
        engine.search({ ...reading, sort, terms: [], first: 0, count: articles.length, facets: [] });
      let [reading, answer] = [strict, await ask(strict)];
      if (answer.total === 0) {
        const loose = await reader.loosen(strict);
        if (loose.relaxed) [reading, answer] = [loose, await ask(loose)];
      }
      const ids = answer.hits.map((hit) => hit.document.id);
      const label = `${text} ${JSON.stringify(filters)} ${sort}`;
      expect([label, answer.total, [...ids].sort()]).toEqual([label, ids.length, model.ids(reading.clause, filters)]);
      if (sort !== 'relevance') expect([label, ids]).toEqual([label, model.byDate(reading.clause, filters, sort)]);
    }
  }, 1_200_000);

  it(`are paged without gaps or doubles, by offset and by cursor (seed ${seed})`, async () => {
    const articles = archive.slice(0, 250);
    const engine = await engineOver(articles);
    const byId = new Map(articles.map((article) => [article.id, article]));
    const searcher = new Searcher({
      engine,
      analyzer,
      weights: rankingWeights,
      articles: { read: async (ids) => Promise.resolve(ids.map((id) => byId.get(id))) },
    });
    for (const sort of ['relevance', 'newest', 'oldest'] as const) {
      const all = [];
      let cursor: string | null = null;
      do {
        const page = await searcher.search(request('中国', { sort, limit: 7, ...(cursor !== null && { cursor }) }));
        all.push(...page.hits.map((hit) => hit.id));
        const same = await searcher.search(request('中国', { sort, limit: 7, offset: all.length - page.hits.length }));
        expect(same.hits.map((hit) => hit.id)).toEqual(page.hits.map((hit) => hit.id));
        cursor = page.cursor;
        if (cursor === null) expect(all).toHaveLength(page.total);
      } while (cursor !== null);
      expect(new Set(all).size).toBe(all.length);
    }
  });
});

function randomQuery(random: Random, articles: readonly Article[]): string {
  const slice = (most: number): string => {
    const text = random.pick(random.pick(articles).paragraphs);
    const start = random.below(text.length);
    return text.slice(start, start + 1 + random.below(most)).replace(/\s+/g, '');
  };
  const forms: (() => string)[] = [
    () => slice(12),
    () => `${slice(4)} ${slice(4)}`,
    () => `"${slice(8)}"`,
    () => `${slice(3)} -${slice(2)}`,
    () => `${slice(3)} OR ${slice(4)}`,
    () => `(${slice(3)} | ${slice(3)}) ${slice(2)}`,
    () => `"${slice(2)} ${slice(2)}"~${random.below(30)}`,
    () => `${slice(2)}?${slice(2)}`,
    () => `${slice(3)}*`,
    () => `标题:${slice(3)}`,
    () => `记者:${random.pick(['甲', '乙', '记者', slice(2)])}`,
    () => `版:${1 + random.below(10)} ${slice(2)}`,
    () => `报:报纸${random.pick(['一', '二'])} NOT ${slice(1)}`,
    () => `日期:2023-0${1 + random.below(9)}.. ${slice(2)}`,
    () => slice(40),
  ];
  return random.pick(forms)();
}

function randomFilters(random: Random): Filters {
  return {
    ...(random.below(4) === 0 && { paper: ['报纸一', '報紙二'] }),
    ...(random.below(5) === 0 && { pageNumber: ['01', '3'] }),
    ...(random.below(5) === 0 && { reporter: ['记者甲'] }),
    ...(random.below(5) === 0 && { from: '2023-03', to: '2023-10-15' }),
  };
}
