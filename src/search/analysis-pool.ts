/**
 * Analysis in several threads: articles in, search documents out, in the same order. Few articles are analysed where they are;
 * many by workers, each with an analyzer of its own (100 MB), which go away again when nothing comes for a while. An engine
 * can bring a worker of its own, which does there whatever of its work needs nothing but the documents.
 */
import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Piscina } from 'piscina';
import type { Article } from '../article/article.js';
import type { Analyzer } from '../analysis/analyzer.js';
import { WordBits } from '../analysis/word-bits.js';
import type { AnalysisAnswer, AnalysisTask } from './analysis-task.js';
import type { PlainDocument } from './analysis-worker.js';
import type { ArticleDigest } from './article-digest.js';
import type { AnalysedArticles } from './indexer.js';
import { createSearchDocument, type SearchDocument } from './search-document.js';

/** What runs in the threads. */
export interface AnalysisWorker {
  /** The compiled module; it exports `analyse`, as `analysisIn` makes it, and finds the `WordFiles` in `workerData`. */
  readonly module: URL;
  /** The documents of what it answered, one an article, in their order. */
  documents(answer: unknown): readonly SearchDocument[];
}

/** The worker of every engine that brings none: documents come back as they are. */
export const plainWorker: AnalysisWorker = {
  module: new URL('./analysis-worker.js', import.meta.url),
  documents: (answer) =>
    (answer as readonly PlainDocument[]).map(({ wordBytes, ...document }) => ({ ...document, words: new WordBits(0, wordBytes) })),
};

/** What a pool works with. */
export interface AnalysisPoolParts {
  /** For few articles, and where there are no workers; the workers make one of the same words, whatever the files say by then. */
  readonly analyzer: Analyzer;
  /** Undefined = everything is analysed in the caller's thread. */
  readonly worker: AnalysisWorker | undefined;
  /** Workers read articles for the companions too. Default false. */
  readonly withDigests?: boolean;
}

/** Articles and characters of one task at most: a second of work, and 100 MB in the worker. */
const TASK_COUNT = 4_096;
const TASK_CHARACTERS = 1 << 22;
/** Fewer articles are not worth waking a worker, which takes half a second. */
const LEAST_COUNT = 128;
/** Quiet time after which workers end. */
const IDLE_MS = 10_000;
/** Threads beside the caller's: one a core, and no more than these. */
const MOST_THREADS = 4;
/** Analysis in the caller's thread after which everything else there has its turn. */
const SLICE_MS = 8;

/** Analyses for one index. */
export class AnalysisPool {
  #pool: Piscina<AnalysisTask, AnalysisAnswer> | null = null;
  /** Rejects the calls that wait for workers. */
  readonly #waiting = new Set<(reason: unknown) => void>();

  readonly #parts: AnalysisPoolParts;

  constructor(parts: AnalysisPoolParts) {
    this.#parts = parts;
  }

  /**
   * Analyses articles. What is passed at once goes to one worker up to 4,096 articles, so that an engine gets large pieces;
   * calls that overlap keep several busy. The caller waits, and so holds back what comes behind: what is under way is what it
   * passed. Rejects with what the worker threw, or with why none could be started.
   */
  async analyse(articles: readonly Article[]): Promise<AnalysedArticles> {
    const { worker, analyzer, withDigests = false } = this.#parts;
    if (worker === undefined || articles.length < LEAST_COUNT) return { documents: await documentsHere(articles, analyzer) };
    const answers = await this.#run(worker, articles, { withDocuments: true, withDigest: withDigests });
    const documents = answers.map((answer) => worker.documents(answer.documents));
    return {
      documents: documents.length === 1 ? documents[0]! : documents.flat(),
      ...(withDigests && { digests: answers.map(({ digest }) => digest!) }),
    };
  }

  /** Reads articles for the companions alone; undefined where there are too few for a worker, or there is none. Rejects as `analyse`. */
  async digests(articles: readonly Article[]): Promise<readonly ArticleDigest[] | undefined> {
    const { worker } = this.#parts;
    if (worker === undefined || articles.length < LEAST_COUNT) return undefined;
    return (await this.#run(worker, articles, { withDocuments: false, withDigest: true })).map(({ digest }) => digest!);
  }

  async #run(
    worker: AnalysisWorker,
    articles: readonly Article[],
    wanted: Omit<AnalysisTask, 'articles'>,
  ): Promise<readonly AnalysisAnswer[]> {
    const pool = (this.#pool ??= this.#start(worker));
    return this.#orBroken(
      Promise.all(Array.from(tasksOf(articles), (task) => pool.run({ articles: task, ...wanted }, { name: 'analyse' }))),
    );
  }

  /** Ends the workers. */
  async close(): Promise<void> {
    await this.#pool?.close({ force: true });
    this.#pool = null;
  }

  /** A worker that cannot start is started again and again, and its tasks wait for ever. */
  async #orBroken<Answer>(answers: Promise<Answer>): Promise<Answer> {
    let give: (reason: unknown) => void = () => undefined;
    try {
      return await new Promise<Answer>((resolve, reject) => {
        give = reject;
        this.#waiting.add(give);
        answers.then(resolve, reject);
      });
    } finally {
      this.#waiting.delete(give);
    }
  }

  #start({ module }: AnalysisWorker): Piscina<AnalysisTask, AnalysisAnswer> {
    const pool = new Piscina<AnalysisTask, AnalysisAnswer>({
      filename: module.href,
      workerData: this.#parts.analyzer.files,
      minThreads: 0,
      maxThreads: Math.min(MOST_THREADS, availableParallelism()),
      idleTimeout: IDLE_MS,
      recordTiming: false,
    });
    pool.on('error', (reason) => {
      for (const reject of this.#waiting) reject(reason);
      if (this.#pool === pool) this.#pool = null;
      void pool.destroy();
    });
    return pool;
  }
}

/** In the caller's thread, which answers questions in between. */
async function documentsHere(articles: readonly Article[], analyzer: Analyzer): Promise<readonly SearchDocument[]> {
  const documents: SearchDocument[] = [];
  let untilMs = performance.now() + SLICE_MS;
  for (const article of articles) {
    documents.push(createSearchDocument(article, analyzer));
    if (performance.now() < untilMs) continue;
    await nextTurn();
    untilMs = performance.now() + SLICE_MS;
  }
  return documents;
}

function* tasksOf(articles: readonly Article[]): Generator<readonly Article[]> {
  let [from, characters] = [0, 0];
  for (const [at, { paragraphs }] of articles.entries()) {
    for (const { length } of paragraphs) characters += length;
    if (at + 1 < articles.length && at + 1 - from < TASK_COUNT && characters < TASK_CHARACTERS) continue;
    yield articles.slice(from, at + 1);
    [from, characters] = [at + 1, 0];
  }
}
