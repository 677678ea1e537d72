#!/usr/bin/env node
// How many of the shared Chinese cases does each engine find: all articles that are wanted, and (where the case says no more) no other.
//   node test/bench/chinese-cases.mjs [--write]     needs the shared cases (XUNBAO_SHARED), and npm ci --prefix test/bench for the peers
// A case is a handful of articles and a query. Peers get the words of both from jieba, as in the benchmark, and are asked for articles that
// have every word. With --write docs/benchmarks.json has the counts, and the READMEs' tables their column.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import MiniSearch from 'minisearch';
import { PROJECT, program } from './places.mjs';
import { withTable } from './report/readme-table.mjs';
import { createTokenizer, loadStopWords, textOf } from './words.mjs';

const shared = process.env.XUNBAO_SHARED ?? path.join(PROJECT, '..', 'shared');
const cases = JSON.parse(readFileSync(path.join(shared, 'cases', 'chinese-search.json'), 'utf8'));
const cut = createTokenizer();
const stopWords = loadStopWords();
const textsOf = ({ articles }) => articles.map((article) => ({ id: article.id, text: textOf({ title: '', paragraphs: [], ...article }) }));
const wordsOf = (query) => {
  const words = cut(query);
  const kept = words.filter((word) => !stopWords.has(word));
  return kept.length === 0 ? words : kept;
};

const ENGINES = {
  'minisearch-stock': () => (one) => {
    const index = new MiniSearch({ fields: ['text'], tokenize: cut, processTerm: (term) => term });
    index.addAll(textsOf(one));
    return index.search(wordsOf(one.query).join(' '), { tokenize: (text) => text.split(' '), combineWith: 'AND' }).map(({ id }) => id);
  },
  flexsearch: async () => {
    const { Index } = await import('flexsearch');
    return (one) => {
      const index = new Index({ tokenize: 'strict', encode: (text) => text.split('\u0001') });
      for (const { id, text } of textsOf(one)) index.add(id, cut(text).join('\u0001'));
      return index.search(wordsOf(one.query).join('\u0001'), { limit: 50 });
    };
  },
  orama: async () => {
    const { create, insert, search } = await import('@orama/orama');
    return async (one) => {
      const tokenizer = { language: 'chinese', normalizationCache: new Map(), tokenize: (text) => text.split('\u0001') };
      const index = create({ schema: { text: 'string' }, components: { tokenizer } });
      for (const { id, text } of textsOf(one)) await insert(index, { id, text: cut(text).join('\u0001') });
      const found = await search(index, { term: wordsOf(one.query).join('\u0001'), threshold: 0, limit: 50, exact: false });
      return found.hits.map(({ id }) => id);
    };
  },
  'sqlite-fts5': async () => {
    const { default: Database } = await import('better-sqlite3');
    return (one) => {
      const database = new Database(':memory:');
      database.exec('CREATE VIRTUAL TABLE article USING fts5(id UNINDEXED, text, tokenize="unicode61 remove_diacritics 0")');
      const insert = database.prepare('INSERT INTO article VALUES (?, ?)');
      for (const { id, text } of textsOf(one)) insert.run(id, cut(text).join(' '));
      const match = wordsOf(one.query).map((word) => `"${word.replaceAll('"', '')}"`);
      const rows =
        match.length === 0
          ? []
          : database.prepare('SELECT id FROM article WHERE article MATCH ? ORDER BY rank').pluck().all(match.join(' AND '));
      database.close();
      return rows;
    };
  },
};

/** Ours, through the library: all cases in one archive, each asked in its own paper. */
async function ours(engine, folder) {
  process.env.XUNBAO_ENGINE = engine;
  const { openArchive } = await program('library/xunbao');
  const archive = await openArchive({ data: path.join(folder, `${engine}-data`), index: path.join(folder, `${engine}-index`) });
  const file = path.join(folder, 'cases.ndjson');
  writeFileSync(file, cases.flatMap(({ articles }) => articles.map((article) => `${JSON.stringify(article)}\n`)).join(''));
  await archive.addFiles([file]);
  const ask = async ({ query, paper }) => (await archive.search(query, { paper, limit: 50 })).hits.map(({ id }) => id);
  const count = await countFound(ask);
  await archive.close();
  return count;
}

async function countFound(ask) {
  let count = 0;
  for (const one of cases) {
    const ids = await ask(one);
    const isWhole = one.want.every((id) => ids.includes(id));
    if (isWhole && (one.superset === true || ids.length === one.want.length) && (one.first === undefined || ids[0] === one.first))
      count += 1;
  }
  return count;
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'xunbao-cases-'));
const found = {};
try {
  for (const [name, create] of Object.entries(ENGINES)) {
    try {
      found[name] = await countFound(await create());
    } catch (error) {
      process.stderr.write(`${name}: ${error.message}\n`);
    }
  }
  for (const engine of ['minisearch', 'packed']) found[engine] = await ours(engine, folder);
} finally {
  rmSync(folder, { recursive: true });
}
const result = { of: cases.length, date: new Date().toISOString().slice(0, 10), found };
process.stdout.write(`${JSON.stringify(result)}\n`);
if (process.argv.includes('--write')) {
  const file = path.join(PROJECT, 'docs', 'benchmarks.json');
  const results = { ...JSON.parse(readFileSync(file, 'utf8')), chineseCases: result };
  writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
  for (const [name, language] of [
    ['README.md', 'en'],
    ['README.zh-CN.md', 'zh'],
  ])
    writeFileSync(path.join(PROJECT, name), withTable(readFileSync(path.join(PROJECT, name), 'utf8'), results, language));
}
