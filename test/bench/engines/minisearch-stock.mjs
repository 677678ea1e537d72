/** MiniSearch as it comes: its own search and scoring, jieba as tokenizer, its index as JSON. No phrases, no facets. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import MiniSearch from 'minisearch';
import { versionOf } from '../places.mjs';
import { createTokenizer, loadStopWords, textOf } from '../words.mjs';

export const title = 'MiniSearch (stock)';
export const version = versionOf('minisearch');
export const kinds = new Set(['rare', 'common', 'and', 'or', 'question', 'prefix', 'not', 'filtered']);

export async function create({ directory }) {
  const tokenize = createTokenizer();
  const stopWords = loadStopWords();
  const options = { fields: ['text'], storeFields: ['paper', 'date'], tokenize, processTerm: (term) => term };
  const file = path.join(directory, 'index.json');
  let index = new MiniSearch(options);
  return {
    async build(batches) {
      for await (const batch of batches)
        index.addAll(batch.map((article) => ({ id: article.id, text: textOf(article), paper: article.paper, date: article.date })));
      await writeFile(file, JSON.stringify(index), { flush: true });
    },
    async open() {
      index = MiniSearch.loadJSON(await readFile(file, 'utf8'), options);
    },
    async prepareAll(queries) {
      return queries.map((query) => toMiniSearch(query, (text) => tokenize(text).filter((word) => !stopWords.has(word))));
    },
    async search([query, searchOptions]) {
      const found = index.search(query, searchOptions);
      return { total: found.length, ids: found.slice(0, 10).map(({ id }) => id) };
    },
    async close() {},
  };
}

function toMiniSearch({ kind, words, not, prefix, question, filters }, cut) {
  const plain = { tokenize: (text) => text.split(' ') };
  if (prefix !== undefined) return [prefix, { ...plain, prefix: true }];
  if (question !== undefined) return [cut(question).join(' '), { ...plain, combineWith: 'OR' }];
  if (not !== undefined) return [{ combineWith: 'AND_NOT', queries: [words.join(' '), not.join(' ')] }, plain];
  const filter = ({ paper, date }) => filters.paper.includes(paper) && date >= filters.from && date.slice(0, 4) <= filters.to;
  return [words.join(' '), { ...plain, combineWith: kind === 'or' ? 'OR' : 'AND', ...(kind === 'filtered' && { filter }) }];
}
