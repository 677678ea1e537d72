/**
 * Our engines behind the adapter of the bench. `engine` asks for the ten best ids of a reading made beforehand; `searcher`
 * is the whole way from the reader's text to marked snippets.
 */
import { openReader } from '../corpus.mjs';
import { KINDS } from '../queries.mjs';
import { program, PROJECT } from '../places.mjs';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const OUR_KINDS = new Set(KINDS);

/** `createEngine(directory, weights)` makes the engine. */
export async function createOurs(createEngine, { directory, articlesFile }) {
  const { Analyzer } = await program('analysis/analyzer');
  const { Searcher } = await program('search/searcher');
  const { Indexer } = await program('search/indexer');
  const { QueryReader } = await program('search/read-query');
  const analyzer = Analyzer.load({ dataDirectory: path.join(PROJECT, 'data') });
  const weights = JSON.parse(readFileSync(path.join(PROJECT, 'data', 'ranking.json'), 'utf8'));
  let engine = createEngine(directory, weights);
  let articles;
  let sequence = 0;
  const ours = {
    analyzer,
    async build(batches) {
      ({ sequence } = await engine.open(analyzer.version));
      const indexer = new Indexer({ engine, analyzer });
      for await (const batch of batches)
        await indexer.apply(batch.map((article) => ({ sequence: ++sequence, id: article.id, article: whole(article) })));
      // Settled by hand, as `xunbao index` ends.
      await engine.settle?.();
      await engine.save();
    },
    async open() {
      ({ sequence } = await engine.open(analyzer.version));
      articles = await openReader(articlesFile);
      ours.searcher = new Searcher({ engine, analyzer, weights, articles: { read: async (ids) => (await articles.read(ids)).map(whole) } });
    },
    /** The readings the searcher would ask, loosened where it would loosen; asked of an engine that is then thrown away. */
    async prepareAll(queries) {
      const reader = new QueryReader(engine, analyzer);
      const readings = [];
      for (const query of queries) {
        const strict = await reader.read(requestOf(query));
        const { counts } = await engine.count([strict.clause], strict.filter);
        readings.push(engineQuery(counts[0] > 0 ? strict : await reader.loosen(strict), query));
      }
      await ours.close();
      engine = createEngine(directory, weights);
      await ours.open();
      return readings;
    },
    async search(reading) {
      const { total, hits } = await engine.search(reading);
      return { total, ids: hits.slice(0, 10).map((hit) => hit.document.id) };
    },
    async searchWhole(query) {
      const { total, hits } = await ours.searcher.search(requestOf(query));
      return { total, ids: hits.map((hit) => hit.id) };
    },
    async put(article) {
      await new Indexer({ engine, analyzer }).apply([{ sequence: ++sequence, id: article.id, article: whole(article) }]);
    },
    async countOf(text) {
      return (await ours.searcher.search(requestOf({ text, filters: {}, facets: [] }))).total;
    },
    async close() {
      await articles?.close();
      await engine.close();
    },
  };
  return ours;
}

export function requestOf({ text, filters, facets }) {
  return { text, filters, sort: 'relevance', limit: 10, offset: 0, facets, explain: false };
}

function engineQuery({ clause, filter, standing, terms }, { facets }) {
  return { clause, filter, standing, terms, sort: 'relevance', first: 0, count: 10, facets };
}

/** The corpus leaves empty lists out, an article of the archive has them. */
function whole(article) {
  const { byline, ...rest } = article;
  return {
    title: '',
    kicker: [],
    subtitle: [],
    kind: 'news',
    ...rest,
    byline: { reporters: [], correspondents: [], photographers: [], ...byline },
  };
}
