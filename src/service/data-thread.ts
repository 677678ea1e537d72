/** The near side of the thread in which archive and index live; the far side is `cli/data-worker.ts`, which the command names. */
import { once } from 'node:events';
import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Config } from '../config.js';
import type { Readiness } from '../http/services.js';
import { SearchServiceError } from '../search-service-error.js';
import type { ServedData } from './service.js';
import { errorOf, ThreadCalls, type PlainFault } from './thread-calls.js';

/** What the thread is started with. */
export interface DataThreadOptions {
  /** Without keys: the thread has no use for them. */
  readonly config: Config;
  /** Index the sample pages where the archive is empty. */
  readonly samples: boolean;
}

/** What the thread says of itself, unasked. */
export type DataNotice =
  | { readonly type: 'open'; readonly readiness: Readiness }
  | { readonly type: 'state'; readonly readiness: Readiness }
  | { readonly type: 'failed'; readonly fault: PlainFault };

const MIB = 1024 * 1024;
/** False where this runs from its source: there is no file a thread could run then. */
const IS_COMPILED = import.meta.url.endsWith('.js');

/** True where `openDataThread` can be used. */
export function hasDataThread(): boolean {
  return IS_COMPILED;
}

/** What runs over there, and who hears of its end. */
export interface DataThreadParts {
  /** The compiled module of the far side. */
  readonly module: URL;
  /** The thread ended without being told to; nothing can be answered any more. */
  readonly onCrash: (error: unknown) => void;
}

/** The members of `ServedData` that answer calls one level down. A new one is one word here. */
const MEMBERS = ['searcher', 'similar', 'suggester', 'intake', 'articles', 'issues', 'pictures', 'desk', 'maintenance'] as const;

/** Starts the thread and resolves when it can answer. Rejects with what `openApp` throws. Its heap may grow as this one's may. */
export async function openDataThread(options: DataThreadOptions, { module, onCrash }: DataThreadParts): Promise<ServedData> {
  const { config, samples } = options;
  const worker = new Worker(module, {
    workerData: { config: { ...config, readKeys: [], writeKeys: [] }, samples } satisfies DataThreadOptions,
    resourceLimits: { maxOldGenerationSizeMb: Math.ceil(getHeapStatistics().heap_size_limit / MIB) },
  });
  const calls = new ThreadCalls(worker);
  let readiness: Readiness = { ready: false, state: 'loading' };
  let isClosing = false;
  const crashed = (error: unknown): void => {
    calls.end(new SearchServiceError('INTERNAL', 'the thread of the archive has ended', { cause: error }));
    if (!isClosing) onCrash(error);
  };
  worker.on('error', crashed);
  const opened = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: object) => {
      if (!('type' in message)) return;
      const notice = message as DataNotice;
      if (notice.type === 'failed') {
        isClosing = true;
        reject(errorOf(notice.fault));
        return;
      }
      ({ readiness } = notice);
      if (notice.type === 'open') resolve();
    });
    worker.once('exit', (code) => {
      const error = new Error(`the thread of the archive ended with ${code}`);
      reject(error);
      crashed(error);
    });
  });
  await opened;
  return {
    ...(Object.fromEntries(MEMBERS.map((name) => [name, calls.member(name)])) as unknown as Pick<ServedData, (typeof MEMBERS)[number]>),
    parsePage: (bytes, given) => calls.call(['parsePage'], [bytes, given]) as ReturnType<ServedData['parsePage']>,
    figures: () => calls.call(['figures'], []) as ReturnType<ServedData['figures']>,
    readiness: () => readiness,
    close: async () => {
      isClosing = true;
      const exited = once(worker, 'exit');
      try {
        await calls.call(['close'], []);
      } finally {
        await worker.terminate();
        await exited;
      }
    },
  };
}
