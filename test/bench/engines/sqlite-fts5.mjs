/** SQLite's FTS5 (better-sqlite3) over jieba's words parted by spaces: BM25, phrases of words, prefixes, filters by a join. */
import path from 'node:path';
import Database from 'better-sqlite3';
import { versionOf } from '../places.mjs';
import { createTokenizer, loadStopWords, textOf } from '../words.mjs';

export const title = 'SQLite FTS5';
export const version = `better-sqlite3 ${versionOf('better-sqlite3')}`;
export const kinds = new Set(['rare', 'common', 'and', 'or', 'question', 'phrase', 'prefix', 'not', 'filtered', 'faceted']);
const RANKED = 'SELECT rowid FROM article WHERE article MATCH ? ORDER BY rank LIMIT 10';
const FILTERED =
  'SELECT article.rowid FROM article JOIN place ON place.id = article.rowid WHERE article MATCH ? AND paper = ? AND year BETWEEN ' +
  '? AND ? ORDER BY rank LIMIT 10';
const count = (column) =>
  `SELECT ${column}, count(*) FROM article JOIN place ON place.id = article.rowid WHERE article MATCH ? GROUP BY ${column}`;

export async function create({ directory }) {
  const cut = createTokenizer();
  const stopWords = loadStopWords();
  const database = new Database(path.join(directory, 'index.db'));
  database.pragma('journal_mode = WAL');
  return {
    async build(batches) {
      database.exec(
        'CREATE VIRTUAL TABLE article USING fts5(text, content=\'\', tokenize="unicode61 remove_diacritics 0"); CREATE TABLE ' +
          'place(id INTEGER PRIMARY KEY, paper TEXT, year INTEGER, section TEXT)',
      );
      const insert = database.prepare('INSERT INTO article(rowid, text) VALUES (?, ?)');
      const place = database.prepare('INSERT INTO place VALUES (?, ?, ?, ?)');
      const insertAll = database.transaction((articles) => {
        for (const article of articles) {
          insert.run(rowOf(article), cut(textOf(article)).join(' '));
          place.run(rowOf(article), article.paper, Number(article.date?.slice(0, 4) ?? 0), article.section);
        }
      });
      for await (const batch of batches) insertAll(batch);
      database.exec("INSERT INTO article(article) VALUES ('optimize')");
      database.pragma('wal_checkpoint(TRUNCATE)');
    },
    async open() {},
    async prepareAll(queries) {
      const statements = {
        ranked: database.prepare(RANKED).pluck(),
        filtered: database.prepare(FILTERED).pluck(),
        facets: ['year', 'paper', 'section'].map((column) => database.prepare(count(column))),
      };
      return queries.map((query) => ({ query, match: toMatch(query, cut, stopWords), statements }));
    },
    async search({ query, match, statements: { ranked, filtered, facets } }) {
      const { filters } = query;
      const rows =
        query.kind === 'filtered' ? filtered.all(match, filters.paper[0], Number(filters.from), Number(filters.to)) : ranked.all(match);
      if (query.kind === 'faceted') for (const statement of facets) statement.all(match);
      return { ids: rows.map((row) => `a${row - 1}`) };
    },
    async close() {
      database.close();
    },
  };
}

/** Row 0 would do, but some tools count from 1. */
function rowOf(article) {
  return Number(article.id.slice(1)) + 1;
}

function toMatch({ kind, words, not, prefix, phrase, question }, cut, stopWords) {
  const quoted = (word) => `"${word.replaceAll('"', '')}"`;
  if (prefix !== undefined) return `${quoted(prefix)}*`;
  if (phrase !== undefined) return quoted(cut(phrase).join(' '));
  if (question !== undefined)
    return cut(question)
      .filter((word) => !stopWords.has(word))
      .map(quoted)
      .join(' OR ');
  const wanted = words.map(quoted).join(kind === 'or' ? ' OR ' : ' AND ');
  return not === undefined ? wanted : `${wanted} NOT ${not.map(quoted).join(' ')}`;
}
