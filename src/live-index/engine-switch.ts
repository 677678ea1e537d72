/**
 * Another engine while the archive is served: when it has grown out of the one in use (or shrunk far below), the index is built
 * anew with the other beside it, which answers and follows the archive until the new one takes its place.
 */
import type { Logger } from 'pino';
import type { IndexFeed } from './index-feed.js';
import type { LiveIndex } from './live-index.js';

/** Time after a failure until it is tried again. */
const RETRY_MS = 5 * 60_000;

/** What is looked at, and what is changed. */
export interface EngineSwitchParts {
  readonly live: LiveIndex;
  /** Feeds `live`; asked for late, since it calls `consider`. */
  readonly feed: () => IndexFeed;
  /** The engine for the archive as it stands, and why; `present` = the one in use. */
  readonly choose: (present: string) => { readonly name: string; readonly reason: string };
  readonly logger: Logger;
  /** True where nothing is changed: who brings articles in and ends has chosen for all of them. Default false. */
  readonly isOff?: boolean;
  /** Default 5 minutes. */
  readonly retryMs?: number;
}

/** Changes the engine of one index. */
export class EngineSwitch {
  #retry: NodeJS.Timeout | undefined;
  #isClosed: boolean;

  readonly #parts: EngineSwitchParts;

  constructor(parts: EngineSwitchParts) {
    this.#parts = parts;

    this.#isClosed = parts.isOff ?? false;
  }

  /**
   * Call when the archive has changed; begins a change where one is due, and nothing else where none is or the index is being built anew.
   * Costs nothing to speak of.
   */
  consider(): void {
    const { live, feed, choose, logger } = this.#parts;
    if (this.#isClosed || this.#retry !== undefined || live.isRebuilding) return;
    const present = live.current.engine.name;
    const { name, reason } = choose(present);
    if (name === present) return;
    logger.info(
      { event: 'engine-switch', from: present, to: name, reason },
      `the index is built anew as ${name} (${reason}) while the one of ${present} answers`,
    );
    live.rebuild(feed()).then(
      () => {
        logger.info(
          { event: 'engine-switched', engine: live.current.engine.name, reason },
          `the index is ${live.current.engine.name} from now on`,
        );
      },
      (err: unknown) => {
        this.#failed(err, present);
      },
    );
  }

  /** No change begins any more; one under way ends with the rebuild. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
  }

  #failed(err: unknown, present: string): void {
    const { logger, retryMs = RETRY_MS } = this.#parts;
    if (this.#isClosed) return;
    logger.warn(
      { event: 'engine-not-switched', err, retrySeconds: retryMs / 1000 },
      `the index could not be built with the other engine; the one of ${present} goes on, and it is tried again later`,
    );
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.consider();
    }, retryMs);
    this.#retry.unref();
  }
}
