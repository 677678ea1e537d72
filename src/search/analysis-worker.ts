/** What runs in a worker of the analysis pool: its own analyzer, articles in, search documents out. */
import { workerData } from 'piscina';
import type { Article } from '../article/article.js';
import { Analyzer } from '../analysis/analyzer.js';
import type { WordFiles } from '../analysis/word-folders.js';
import { createSearchDocument } from './search-document.js';
import type { PlainDocument } from './analysis-pool.js';

const analyzer = Analyzer.of(workerData as WordFiles);

/** Analyses some articles. Word bits go as bytes: a class does not survive the way to another thread. */
export function analyse(articles: readonly Article[]): PlainDocument[] {
  return articles.map((article) => {
    const { words, ...document } = createSearchDocument(article, analyzer);
    return { ...document, wordBytes: words.bytes };
  });
}
