/** What a thread of the analysis pool is asked, and how it answers. */
import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { Article } from '../article/article.js';
import { Analyzer } from '../analysis/analyzer.js';
import type { WordFiles } from '../analysis/word-folders.js';
import { type ArticleDigest, DigestReader, memoryOfDigest } from './article-digest.js';
import { createSearchDocument, type SearchDocument } from './search-document.js';

/** Articles, and what is to be made of them. */
export interface AnalysisTask {
  readonly articles: readonly Article[];
  readonly withDocuments: boolean;
  readonly withDigest: boolean;
}

/** What was wanted. */
export interface AnalysisAnswer {
  /** The documents as the engine's worker sends them. */
  readonly documents?: unknown;
  readonly digest?: ArticleDigest;
}

/** Something as it goes to another thread, and what of it is handed over instead of being copied. */
export interface Sent {
  readonly message: unknown;
  readonly memory: readonly ArrayBuffer[];
}

/** The `analyse` of a worker, with an analyzer of its own. `send`: how the engine's documents go to the thread that asked. */
export function analysisIn(files: WordFiles, send: (documents: readonly SearchDocument[]) => Sent): (task: AnalysisTask) => unknown {
  const analyzer = Analyzer.of(files, 'xunbao');
  let reader: DigestReader | undefined;
  return ({ articles, withDocuments, withDigest }) => {
    const documents = withDocuments ? articles.map((article) => createSearchDocument(article, analyzer)) : undefined;
    const digest = withDigest ? (reader ??= new DigestReader(analyzer)).read(articles, documents) : undefined;
    const sent = documents === undefined ? undefined : send(documents);
    const answer: AnalysisAnswer = { ...(sent !== undefined && { documents: sent.message }), ...(digest !== undefined && { digest }) };
    const memory = [...(sent?.memory ?? []), ...(digest === undefined ? [] : memoryOfDigest(digest))];
    return move({ [transferableSymbol]: memory, [valueSymbol]: answer });
  };
}
