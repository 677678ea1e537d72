/**
 * Reading pages beside the thread that searches: a small one is read where it is, a large one by a worker, so that its seconds hold
 * nothing up. Workers go away again when nothing comes for a while.
 */
import { Piscina } from 'piscina';
import { SearchServiceError, type ErrorCode } from '../search-service-error.js';
import { readText, type ReadTask, type ReadText } from './read-page.js';

/** What a worker answers. An error loses its class on the way. */
export type TextAnswer = { readonly read: ReadText } | { readonly fault: { readonly code: ErrorCode; readonly message: string } };

/** Bytes from which a worker reads: under a tenth of a second of work is not worth waking one, and what it reads must be copied back. */
const LARGE_BYTES = 64 * 1024;
/** Pages that are read at once beside all else there is to do. */
const MOST_THREADS = 2;
/** Quiet time after which workers end. */
const IDLE_MS = 30_000;

/** Reads for one store. */
export class TextPool {
  #pool: Piscina<ReadTask, TextAnswer> | undefined;

  readonly #module: URL | undefined;

  /** `module`: the compiled worker, which exports `read(task)`; undefined = everything is read in the caller's thread. */
  constructor(module: URL | undefined) {
    this.#module = module;
  }

  /** As `readText`. Rejects with INTERNAL where the worker ends under it. */
  async read(task: ReadTask): Promise<ReadText> {
    if (this.#module === undefined || task.bytes.length < LARGE_BYTES) return readText(task);
    const answer = await (this.#pool ??= this.#start(this.#module)).run(task, { name: 'read' });
    if ('fault' in answer) throw new SearchServiceError(answer.fault.code, answer.fault.message);
    return answer.read;
  }

  #start(module: URL): Piscina<ReadTask, TextAnswer> {
    const pool = new Piscina<ReadTask, TextAnswer>({
      filename: module.href,
      minThreads: 0,
      maxThreads: MOST_THREADS,
      idleTimeout: IDLE_MS,
      recordTiming: false,
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
