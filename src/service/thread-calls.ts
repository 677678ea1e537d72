/**
 * Calls from one thread to another over a port: the members of an object there, as an object here. Arguments and results
 * are plain data; bytes that own their buffer are handed over, not copied. Faults with a code cross as they are.
 */
import { randomUUID } from 'node:crypto';
import type { MessagePort } from 'node:worker_threads';
import type { Logger } from 'pino';
import { InvalidInputError, type InputFault } from '../article/invalid-input-error.js';
import { errorRecord, RecordedError, type ErrorRecord } from './error-record.js';
import { SearchServiceError, type ErrorCode } from '../search-service-error.js';

interface Call {
  readonly id: number;
  /** Names down to the function: `['searcher', 'written']`, `['close']`. */
  readonly path: readonly string[];
  readonly args: readonly unknown[];
}

/** A fault as plain data. */
export interface PlainFault {
  readonly code: ErrorCode;
  readonly message: string;
  readonly faults?: readonly InputFault[];
  /** What lay under it, for the log. */
  readonly cause?: ErrorRecord;
}

type Reply = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly fault: PlainFault };

/** What both ends need of a port: a `MessagePort`, a `Worker`, or `parentPort`. */
export interface CallPort extends Pick<MessagePort, 'postMessage'> {
  on(event: string, listener: (message: unknown) => void): unknown;
}

/** Bytes smaller than this are copied quicker than handed over. */
const LEAST_TRANSFER_BYTES = 4_096;

/** The near end: makes calls and keeps those that are not answered. */
export class ThreadCalls {
  readonly #open = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>();
  #nextId = 1;
  #ended: Error | undefined;

  readonly #port: CallPort;

  constructor(port: CallPort) {
    this.#port = port;

    port.on('message', (message) => {
      if ('id' in (message as object)) this.#take(message as Reply);
    });
  }

  /** Calls the function at `path` of the object over there. Rejects with its fault, or INTERNAL when the thread has ended. */
  async call(path: readonly string[], args: readonly unknown[]): Promise<unknown> {
    if (this.#ended !== undefined) throw this.#ended;
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const call: Call = { id, path, args };
      // Throws for what is not plain data, before anything is kept.
      this.#port.postMessage(call, ownedBuffers(args));
      this.#open.set(id, { resolve, reject });
    });
  }

  /** A member over there as if it were here; each of its functions gives a promise. */
  member(name: string): object {
    return new Proxy(
      {},
      {
        get: (_target, method) =>
          typeof method === 'string' && method !== 'then' ? (...args: unknown[]) => this.call([name, method], args) : undefined,
      },
    );
  }

  /** Lets every open and every later call fail. */
  end(reason: Error): void {
    this.#ended = reason;
    for (const { reject } of this.#open.values()) reject(reason);
    this.#open.clear();
  }

  #take(reply: Reply): void {
    const open = this.#open.get(reply.id);
    this.#open.delete(reply.id);
    if ('fault' in reply) open?.reject(errorOf(reply.fault));
    else open?.resolve(reply.value);
  }
}

/**
 * The far end: answers calls with what `target` does. Every call begins in a turn of the event loop of its own, so that a
 * stream of calls cannot keep what else the thread has to do from its turns. Faults without a code are logged here and
 * cross as INTERNAL.
 */
export function answerCalls(port: CallPort, target: object, logger: Logger): void {
  const answer = async ({ id, path, args }: Call): Promise<void> => {
    try {
      const value = await callAt(target, path, args);
      port.postMessage({ id, value } satisfies Reply, ownedBuffers(value));
    } catch (error) {
      port.postMessage({ id, fault: plainFault(error, logger) } satisfies Reply);
    }
  };
  port.on('message', (call) => {
    setImmediate(() => void answer(call as Call));
  });
}

/** `error` as plain data; one nobody raised on purpose is logged with a number, which crosses in its place. */
export function plainFault(error: unknown, logger: Logger): PlainFault {
  if (!(error instanceof SearchServiceError)) {
    const faultId = randomUUID();
    logger.error({ event: 'call-failed', faultId, err: error }, 'a call to the archive or the index failed');
    logger.debug({ event: 'call-failed', faultId, said: String(error) }, 'what the fault said; it may quote a query or an article');
    return { code: 'INTERNAL', message: `A call to the thread of the archive failed; its log line has the faultId ${faultId}.` };
  }
  const { code, message, cause } = error;
  return {
    code,
    message,
    ...(error instanceof InvalidInputError && { faults: error.faults }),
    ...(cause !== undefined && { cause: errorRecord(cause) }),
  };
}

/** The fault again, as faces expect it. */
export function errorOf({ code, message, faults, cause }: PlainFault): SearchServiceError {
  if (faults !== undefined) {
    // The message ends with the list of the faults, which is made again.
    const list = new InvalidInputError(code, '', faults).message;
    return new InvalidInputError(code, message.slice(0, message.length - list.length), faults);
  }
  return new SearchServiceError(code, message, cause === undefined ? {} : { cause: new RecordedError(cause) });
}

function callAt(target: object, path: readonly string[], args: readonly unknown[]): unknown {
  let holder: unknown = undefined;
  let found: unknown = target;
  for (const name of path) [holder, found] = [found, (found as Record<string, unknown>)[name]];
  if (typeof found !== 'function') throw new TypeError(`there is no function ${path.join('.')}`);
  return (found as (...given: unknown[]) => unknown).apply(holder, [...args]);
}

/** Buffers of bytes that stand in `value` or one level below and fill their buffer. */
function ownedBuffers(value: unknown): ArrayBuffer[] {
  if (typeof value !== 'object' || value === null) return [];
  const parts = partsOf(value).flatMap((part) => (isPlain(part) ? partsOf(part) : [part]));
  return [...new Set(parts.flatMap((part) => (part instanceof Uint8Array && owns(part) ? [part.buffer as ArrayBuffer] : [])))];
}

function partsOf(value: object): unknown[] {
  return Object.values(value) as unknown[];
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function owns({ buffer, byteLength }: Uint8Array): boolean {
  return buffer instanceof ArrayBuffer && byteLength >= LEAST_TRANSFER_BYTES && byteLength === buffer.byteLength;
}
