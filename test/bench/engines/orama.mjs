/** Orama over jieba's words, its defaults elsewhere (prefixes match). Its saved form is one JSON text. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { create as createDatabase, insertMultiple, load, save, search } from '@orama/orama';
import { versionOf } from '../places.mjs';
import { createTokenizer, loadStopWords, textOf } from '../words.mjs';

export const title = 'Orama';
export const version = versionOf('@orama/orama');
export const kinds = new Set(['rare', 'common', 'and', 'or', 'question', 'prefix', 'filtered', 'faceted']);

export async function create({ directory }) {
  const cut = createTokenizer();
  const stopWords = loadStopWords();
  const tokenizer = {
    language: 'chinese',
    normalizationCache: new Map(),
    tokenize: (text) => (text.includes('\u0001') ? text.split('\u0001').filter(Boolean) : cut(text)),
  };
  const schema = { text: 'string', paper: 'enum', year: 'number', section: 'enum' };
  const database = createDatabase({ schema, components: { tokenizer } });
  const file = path.join(directory, 'index.json');
  return {
    async build(batches) {
      for await (const batch of batches) {
        await insertMultiple(
          database,
          batch.map((article) => ({
            id: article.id,
            text: textOf(article),
            paper: article.paper ?? '-',
            year: Number(article.date?.slice(0, 4) ?? 0),
            section: article.section ?? '-',
          })),
          batch.length,
        );
      }
      await writeFile(file, JSON.stringify(save(database)), { flush: true });
    },
    async open() {
      load(database, JSON.parse(await readFile(file, 'utf8')));
    },
    async prepareAll(queries) {
      return queries.map((query) => toOrama(query, (text) => cut(text).filter((word) => !stopWords.has(word))));
    },
    async search(query) {
      const found = await search(database, query);
      return { total: found.count, ids: found.hits.map(({ id }) => id) };
    },
    async close() {},
  };
}

function toOrama({ kind, words, prefix, question, mode, filters, facets }, cut) {
  const chosen = question === undefined ? (words ?? [prefix]) : cut(question);
  const term = `\u0001${chosen.join('\u0001')}`;
  const where =
    kind === 'filtered' ? { paper: { in: filters.paper }, year: { between: [Number(filters.from), Number(filters.to)] } } : undefined;
  const counted = facets.length > 0 ? { facets: { paper: {}, section: {}, year: { ranges: years() } } } : {};
  return { term, properties: ['text'], limit: 10, threshold: mode === 'or' ? 1 : 0, ...(where && { where }), ...counted };
}

function years() {
  return Array.from({ length: 20 }, (_, i) => ({ from: 2010 + i, to: 2010 + i }));
}
