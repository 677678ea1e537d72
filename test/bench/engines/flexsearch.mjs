/** FlexSearch over jieba's words. No BM25, no phrases, no NOT; prefixes need another, larger index. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Index } from 'flexsearch';
import { versionOf } from '../places.mjs';
import { createTokenizer, loadStopWords, textOf } from '../words.mjs';

export const title = 'FlexSearch';
export const version = versionOf('flexsearch');
export const kinds = new Set(['rare', 'common', 'and', 'or', 'question']);

export async function create({ directory }) {
  const tokenize = createTokenizer();
  const stopWords = loadStopWords();
  const index = new Index({
    tokenize: 'strict',
    encode: (text) => (text.includes('\u0001') ? text.split('\u0001').filter(Boolean) : tokenize(text)),
  });
  return {
    async build(batches) {
      for await (const batch of batches) for (const article of batch) index.add(Number(article.id.slice(1)), textOf(article));
      await mkdir(directory, { recursive: true });
      const parts = [];
      await index.export((key, data) => {
        parts.push([key, data]);
      });
      for (const [key, data] of parts) if (data !== undefined) await writeFile(path.join(directory, `${key}.json`), data, { flush: true });
    },
    async open() {
      for (const name of await readdir(directory))
        await index.import(name.slice(0, -'.json'.length), await readFile(path.join(directory, name), 'utf8'));
    },
    async prepareAll(queries) {
      // The words are made beforehand, as for the others; a leading separator tells the encoder so.
      const joined = (words) => `\u0001${words.join('\u0001')}`;
      return queries.map(({ question, words, mode }) => ({
        text: joined(question === undefined ? words : tokenize(question).filter((word) => !stopWords.has(word))),
        options: { limit: 10, suggest: mode === 'or' },
      }));
    },
    async search({ text, options }) {
      return { ids: index.search(text, options).map((id) => `a${id}`) };
    },
    async close() {},
  };
}
