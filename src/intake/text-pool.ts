/**
 * Reading pages beside the thread that searches: a small one is read where it is, a large one by a worker, so that its seconds hold
 * nothing up. Workers go away again when nothing comes for a while.
 */
import { MessageChannel, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import pLimit from 'p-limit';
import { Piscina } from 'piscina';
import type { ArticleContent, ArticleLines, ParsedPage } from '../article/article.js';
import { WorkSlices } from '../archive/work-slices.js';
import { SearchServiceError, type ErrorCode } from '../search-service-error.js';
import { drawPdf, type DrawTask } from '../page/readers/pdf/draw-pdf.js';
import { isReadApart } from '../page/readers/page-readers.js';
import { readText, type ReadTask, type ReadText } from './read-page.js';

/** For a worker: `port` takes the articles. */
export interface PooledTask extends ReadTask {
  readonly port: MessagePort;
}

/** Some articles of a page, in order: a page of 40,000 in one piece would hold the thread that takes it for half a second. */
export interface ArticleRun {
  /** Place of the page in the file, from 0. */
  readonly page: number;
  readonly articles: readonly ArticleContent[];
  readonly lines: readonly ArticleLines[];
}

/** What a worker answers. An error loses its class on the way. */
export type TextAnswer = { readonly read: ReadText } | { readonly fault: { readonly code: ErrorCode; readonly message: string } };

/** What a worker answers that draws; nothing where it cannot be drawn. */
export type DrawnAnswer = { readonly drawn?: Uint8Array } | Extract<TextAnswer, { readonly fault: object }>;

type WorkerPool = Piscina<PooledTask | DrawTask, TextAnswer | DrawnAnswer>;

/** Bytes from which a worker reads: under a tenth of a second of work is not worth waking one, and what it reads must be copied back. */
const LARGE_BYTES = 64 * 1024;
/** Pages that are read at once beside all else there is to do. */
const MOST_THREADS = 2;
/** Quiet time after which workers end. */
const IDLE_MS = 30_000;
/** Time after which the reading of a form that may never end is ended with its worker. */
const MOST_MS = 30_000;
/** Megabytes of a worker's own heap; the memory of libraries it runs is bounded by those who run them. */
const MOST_HEAP_MB = 512;

/** The compiled worker; from the sources, as tests run, everything is read in one thread. */
export const TEXT_WORKER = import.meta.url.endsWith('.js') ? new URL('./text-worker.js', import.meta.url) : undefined;

/** Reads for one store. */
export class TextPool {
  #pool: WorkerPool | undefined;

  readonly #module: URL | undefined;
  readonly #mostMs: number;
  /** No more wait for a worker than there are, so that the time of one is its own. */
  readonly #apart = pLimit(MOST_THREADS);

  /**
   * `module`: the compiled worker, which exports `read(task)`; undefined = everything is read in the caller's thread. `mostMs`: see
   * `MOST_MS`.
   */
  constructor(module: URL | undefined, mostMs = MOST_MS) {
    this.#module = module;
    this.#mostMs = mostMs;
  }

  /** As `readText`. Rejects with PAGE_TOO_COMPLEX where it takes too long, and with INTERNAL where the worker ends under it. */
  async read(task: ReadTask): Promise<ReadText> {
    const isApart = isReadApart(task.bytes, task);
    if (this.#module === undefined || (!isApart && task.bytes.length < LARGE_BYTES)) return readText(task);
    const pool = (this.#pool ??= this.#start(this.#module));
    return isApart ? this.#apart(() => this.#inTime((signal) => this.#run(pool, task, signal), 'read')) : this.#run(pool, task);
  }

  /** As `drawPdf`, in a worker where there are any. Rejects as `read`. */
  async draw(task: DrawTask): Promise<Uint8Array | undefined> {
    if (this.#module === undefined) return drawPdf(task);
    const pool = (this.#pool ??= this.#start(this.#module));
    return this.#apart(() => this.#inTime((signal) => this.#draw(pool, task, signal), 'drawn'));
  }

  async #draw(pool: WorkerPool, task: DrawTask, signal: AbortSignal): Promise<Uint8Array | undefined> {
    const answer = (await pool.run(task, { name: 'draw', signal })) as DrawnAnswer;
    if ('fault' in answer) throw new SearchServiceError(answer.fault.code, answer.fault.message);
    return answer.drawn;
  }

  async #run(pool: WorkerPool, task: ReadTask, signal?: AbortSignal): Promise<ReadText> {
    const { port1, port2 } = new MessageChannel();
    try {
      const ending = signal === undefined ? {} : { signal };
      const answer = (await pool.run({ ...task, port: port2 }, { name: 'read', transferList: [port2], ...ending })) as TextAnswer;
      if ('fault' in answer) throw new SearchServiceError(answer.fault.code, answer.fault.message);
      return { ...answer.read, parsed: await withArticles(answer.read.parsed, port1) };
    } finally {
      port1.close();
    }
  }

  /** What does not end is ended with its worker. */
  async #inTime<Found>(work: (signal: AbortSignal) => Promise<Found>, done: 'read' | 'drawn'): Promise<Found> {
    const ending = new AbortController();
    const timer = setTimeout(() => {
      ending.abort();
    }, this.#mostMs);
    try {
      return await work(ending.signal);
    } catch (error) {
      if (!ending.signal.aborted) throw error;
      const seconds = this.#mostMs / 1000;
      throw new SearchServiceError(
        'PAGE_TOO_COMPLEX',
        `The page was not ${done} within ${seconds} seconds. Print it to a new PDF, or give it in another form.`,
      );
    } finally {
      clearTimeout(timer);
    }
  }

  #start(module: URL): WorkerPool {
    const pool = new Piscina<PooledTask | DrawTask, TextAnswer | DrawnAnswer>({
      filename: module.href,
      minThreads: 0,
      maxThreads: MOST_THREADS,
      idleTimeout: IDLE_MS,
      recordTiming: false,
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
    });
    // A worker that cannot start would be started again and again, while its tasks wait for ever.
    pool.on('error', () => {
      if (this.#pool === pool) this.#pool = undefined;
      void pool.destroy();
    });
    return pool;
  }

  /** Ends the workers. */
  async close(): Promise<void> {
    await this.#pool?.close({ force: true });
    this.#pool = undefined;
  }
}

/** The pages with the runs that have come for them, taken in slices. */
async function withArticles(pages: readonly ParsedPage[], port: MessagePort): Promise<readonly ParsedPage[]> {
  const full = pages.map((page) => ({ ...page, articles: [] as ArticleContent[], lines: [] as ArticleLines[] }));
  const slices = new WorkSlices();
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
    const { page, articles, lines } = next.message as ArticleRun;
    full[page]!.articles.push(...articles);
    full[page]!.lines.push(...lines);
    await slices.rest();
  }
  return full;
}
