/**
 * The judged queries of the shared corpora, asked of one index over all their articles: for each query the pool of hits the
 * engine offers, so that weights can be compared without asking again. Reads the built program in dist/.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { Analyzer } from '../../dist/analysis/analyzer.js';
import { createMiniSearchEngine } from '../../dist/engine/minisearch/minisearch-engine.js';
import { createOpenSearchEngine } from '../../dist/extras/opensearch/engine/opensearch-engine.js';
import { createPackedEngine } from '../../dist/engine/packed/packed-engine.js';
import { Indexer } from '../../dist/search/indexer.js';
import { RANK_POOL } from '../../dist/search/ranking/rank-page.js';
import { Scorer } from '../../dist/search/ranking/scorer.js';
import { parseWeights } from '../../dist/search/ranking/weights.js';
import { QueryReader } from '../../dist/search/read-query.js';
import { clusterUrls } from '../opensearch/cluster.mjs';

export const SETS = ['drcd-dev', 'drcd-test', 'crud-title', 'known-xinhua'];
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const corpora = path.join(process.env.XUNBAO_SHARED ?? path.resolve(root, '../shared'), 'corpora');

const lines = (file) =>
  gunzipSync(readFileSync(path.join(corpora, file)))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

if (!existsSync(corpora)) {
  console.error(
    `${corpora} is not there: the judged queries are not part of the repository (XUNBAO_SHARED names their folder). With queries ` +
      'of your own: node test/relevance/own-queries.mjs; see docs/how-to.md.',
  );
  process.exit(1);
}

const shippedWeights = parseWeights(JSON.parse(readFileSync(path.join(root, 'data/ranking.json'), 'utf8')));
const directory = path.join(root, 'index', 'relevance-is-never-saved');
const ENGINES = {
  minisearch: () => createMiniSearchEngine({ directory }),
  packed: () => createPackedEngine({ directory, weights: shippedWeights }),
  opensearch: () => {
    const urls = process.env.OPENSEARCH_URL?.split(',') ?? clusterUrls();
    return createOpenSearchEngine({
      settings: { urls, prefix: 'relevance', shardCount: 3, replicaCount: 0 },
      index: `relevance-${process.pid}`,
      weights: shippedWeights,
    });
  },
};

/** Indexes every set's articles with an engine and asks up to `perSet` queries of each, chosen by a hash of their ids. */
export async function judgedPools(perSet, engineName = 'minisearch') {
  const analyzer = Analyzer.load({ dataDirectory: path.join(root, 'data') });
  const engine = ENGINES[engineName]();
  await engine.open(analyzer.version);
  const indexer = new Indexer({ engine, analyzer });
  let sequence = 0;
  for (const set of SETS) {
    const articles = lines(`${set}.articles.ndjson.gz`).map((article) => ({
      kicker: [],
      subtitle: [],
      kind: 'news',
      byline: { reporters: [], correspondents: [], photographers: [] },
      ...article,
    }));
    for (let i = 0; i < articles.length; i += 500) {
      await indexer.apply(articles.slice(i, i + 500).map((article) => ({ sequence: (sequence += 1), id: article.id, article })));
    }
    console.error(`${set}: ${engine.documentCount} articles indexed`);
  }
  const reader = new QueryReader(engine, analyzer);
  const pools = [];
  for (const set of SETS) {
    const grades = qrels(set);
    const queries = lines(`${set}.queries.ndjson.gz`)
      .map((query) => ({ ...query, hash: hashOf(query.id) }))
      .sort((a, b) => a.hash - b.hash);
    for (const query of queries.slice(0, perSet)) {
      const reading = await reader.read({ text: query.text, filters: {} });
      let asked = { reading, answer: await ask(engine, reading) };
      const loose = asked.answer.total === 0 ? await reader.loosen(reading) : null;
      if (loose?.relaxed === true) {
        const answer = await ask(engine, loose);
        if (answer.total > 0) asked = { reading: loose, answer };
      }
      pools.push({
        set,
        half: query.hash % 2,
        grades: grades.get(query.id),
        relaxed: asked.reading.relaxed,
        terms: asked.reading.terms,
        ...asked.answer,
      });
    }
    console.error(`${set}: ${pools.filter((pool) => pool.set === set).length} queries asked`);
  }
  await engine.clear();
  await engine.close();
  return pools;
}

function ask(engine, { clause, filter, standing, terms }) {
  return engine.search({ clause, filter, standing, terms, sort: 'relevance', first: 0, count: RANK_POOL, facets: [] });
}

function hashOf(id) {
  return createHash('sha256').update(id).digest().readUInt32BE(0);
}

function qrels(set) {
  const grades = new Map();
  for (const line of readFileSync(path.join(corpora, `${set}.qrels.tsv`), 'utf8')
    .trim()
    .split('\n')) {
    const [query, article, grade] = line.split('\t');
    if (!grades.has(query)) grades.set(query, new Map());
    grades.get(query).set(article, Number(grade));
  }
  return grades;
}

/** nDCG@10 (Järvelin and Kekäläinen, 2002), gain = grade, of an order of ids. */
export function ndcg(ids, grades) {
  const gain = (values) => values.slice(0, 10).reduce((sum, grade, i) => sum + grade / Math.log2(i + 2), 0);
  return gain(ids.map((id) => grades.get(id) ?? 0)) / gain([...grades.values()].sort((a, b) => b - a));
}

/** The order of a pool under `weights`, as the service orders it. */
export function orderOf(pool, weights, { byStanding = true } = {}) {
  const scorer = new Scorer(pool.terms, pool.statistics, weights);
  return pool.hits
    .map(({ document, standing }) => ({
      id: document.id,
      date: document.date ?? '',
      standing: byStanding ? standing : 0,
      score: scorer.score(document),
    }))
    .sort((a, b) => b.standing - a.standing || b.score - a.score || (a.date < b.date ? 1 : a.date > b.date ? -1 : a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

/** Mean nDCG@10 of each set, and of the sets; `half` 0 or 1, or both without it. */
export function evaluate(pools, order, half) {
  const wanted = pools.filter((pool) => half === undefined || pool.half === half);
  const means = SETS.map((set) => {
    const values = wanted.filter((pool) => pool.set === set).map((pool) => ndcg(order(pool), pool.grades));
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
  return [...means, means.reduce((sum, value) => sum + value, 0) / means.length];
}
