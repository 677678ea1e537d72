/**
 * An index on a cluster that went away and came back: what the archive took meanwhile is replayed, and writing goes on, without a
 * start or a rebuild.
 */
import { SearchServiceError } from '../../search-service-error.js';
import type { FeedRetry, RetryParts } from '../../service/cluster-extra.js';

/** How often it is tried. */
const INTERVAL_MS = 1_000;

/** Tries once a second, from a failure of the cluster on until it has worked. */
export class CatchUpRetry implements FeedRetry {
  #timer: NodeJS.Timeout | undefined;
  #trying: Promise<void> | undefined;

  readonly #parts: RetryParts;

  constructor(parts: RetryParts) {
    this.#parts = parts;
  }

  /** Called when the index could not follow the archive. Does nothing where the cluster is not the cause. */
  failed(error: unknown): void {
    if (!(error instanceof SearchServiceError) || error.code !== 'CLUSTER_UNAVAILABLE') return;
    this.#timer ??= setInterval(() => {
      this.#trying ??= this.#try().finally(() => {
        this.#trying = undefined;
      });
    }, INTERVAL_MS).unref();
  }

  /** Ends it; a try under way is waited for. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#trying;
  }

  async #try(): Promise<void> {
    const { live, feed, logger, onState } = this.#parts;
    if (live.isRebuilding || live.current.engine.isAvailable === false) return;
    try {
      const replayedCount = await live.catchUp(feed());
      clearInterval(this.#timer);
      this.#timer = undefined;
      logger.info({ event: 'index-caught-up', replayedCount }, 'the cluster is back, and the index is up to the archive');
      onState();
    } catch (err) {
      logger.debug({ event: 'index-not-caught-up', err }, 'the index could not be brought up to the archive yet');
    }
  }
}
