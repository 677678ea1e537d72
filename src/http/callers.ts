/** Who waits for what is being done, known all the way down without being passed along: nothing is begun for one who has gone. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHandler } from 'express';

/** Who waits for an answer; a `Response` is one. */
export interface Caller {
  /** True when nobody listens any more. */
  readonly closed: boolean;
  once(event: 'close', listener: () => void): unknown;
}

const callers = new AsyncLocalStorage<Caller>();

/** Notes who waits for everything that comes behind it. */
export const noteCaller: RequestHandler = (_request, response, next) => {
  callers.run(response, next);
};

/** Who waits for what runs now; undefined outside requests. */
export function currentCaller(): Caller | undefined {
  return callers.getStore();
}
