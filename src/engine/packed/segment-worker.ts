/** What runs in a worker of the analysis pool for this engine: its own analyzer, articles in, their segment out. */
import { move, transferableSymbol, valueSymbol, workerData } from 'piscina';
import { Analyzer } from '../../analysis/analyzer.js';
import type { WordFiles } from '../../analysis/word-folders.js';
import type { Article } from '../../article/article.js';
import { createSearchDocument } from '../../search/search-document.js';
import { buildSegment } from './segment-builder.js';
import { toMessage } from './segment-message.js';

const analyzer = Analyzer.of(workerData as WordFiles);

/** Analyses articles, at most MOST_DOCUMENTS of different ids, and builds the segment that holds them in their order. */
export function analyse(articles: readonly Article[]): unknown {
  const { data } = buildSegment(articles.map((article) => createSearchDocument(article, analyzer)));
  const { message, memory } = toMessage(data);
  return move({ [transferableSymbol]: memory, [valueSymbol]: message });
}
