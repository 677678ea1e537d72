/**
 * Analysis in several threads: articles in, search documents out, in the same order. Few articles are analysed where they are;
 * many by workers, each with an analyzer of its own (100 MB), which go away again when nothing comes for a while.
 */
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { Article } from '../article/article.js';
import type { Analyzer } from '../analysis/analyzer.js';
import { WordBits } from '../analysis/word-bits.js';
import { createSearchDocument, type SearchDocument } from './search-document.js';

/** A search document on its way between threads. */
export type PlainDocument = Omit<SearchDocument, 'words'> & { readonly wordBytes: Uint8Array };

export interface AnalysisPoolParts {
  /** For few articles, and where there are no workers; the workers make one of the same words, whatever the files say by then. */
  readonly analyzer: Analyzer;
  /** Threads beside the caller's; default one a core, four at most. 0 = none. */
  readonly threadCount?: number;
  /** The compiled worker; default the one beside this file, none where this file is not compiled. */
  readonly worker?: URL;
}

/** Articles of one task: 10 ms of work, so that the threads end together. */
const TASK_COUNT = 32;
/** Fewer articles are not worth waking a worker, which takes half a second. */
const LEAST_COUNT = 128;
/** Quiet time after which workers end. */
const IDLE_MS = 10_000;
const MOST_THREADS = 4;

export class AnalysisPool {
  private pool: Piscina<readonly Article[], PlainDocument[]> | null = null;
  private readonly threadCount: number;
  private readonly worker: URL | null;

  constructor(private readonly parts: AnalysisPoolParts) {
    const isCompiled = import.meta.url.endsWith('.js');
    this.threadCount = parts.threadCount ?? Math.min(MOST_THREADS, availableParallelism());
    this.worker = parts.worker ?? (isCompiled ? new URL('./analysis-worker.js', import.meta.url) : null);
  }

  /** Analyses articles. The caller waits, and so holds back what comes behind: what is under way is what it passed. */
  async documents(articles: readonly Article[]): Promise<SearchDocument[]> {
    if (this.worker === null || this.threadCount === 0 || articles.length < LEAST_COUNT) {
      return articles.map((article) => createSearchDocument(article, this.parts.analyzer));
    }
    this.pool ??= new Piscina({
      filename: this.worker.href,
      workerData: this.parts.analyzer.files,
      minThreads: 0,
      maxThreads: this.threadCount,
      idleTimeout: IDLE_MS,
      recordTiming: false,
    });
    const tasks: Promise<PlainDocument[]>[] = [];
    for (let from = 0; from < articles.length; from += TASK_COUNT) tasks.push(this.pool.run(articles.slice(from, from + TASK_COUNT), { name: 'analyse' }));
    const documents = await Promise.all(tasks);
    return documents.flat().map(({ wordBytes, ...document }) => ({ ...document, words: new WordBits(0, wordBytes) }));
  }

  /** Ends the workers. */
  async close(): Promise<void> {
    await this.pool?.close({ force: true });
    this.pool = null;
  }
}
