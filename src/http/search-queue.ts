/**
 * Who is searched for next, and who is sent away. Few searches are under way at once, so that what waits can still be let
 * go: when its reader leaves, or when its time is over. What would wait too long is refused before anything is done for it.
 */
import { SearchServiceError } from '../search-service-error.js';

/** How many, and for how long. */
export interface QueueLimits {
  /** Searches under way at once: one computes while another one waits for the disk. */
  readonly underWayCount: number;
  readonly mostWaiting: number;
  /** So many may wait whatever it costs: a few readers beside a bulk write are answered late rather than sent away. */
  readonly alwaysWaiting: number;
  /** A search that would wait longer is refused. */
  readonly longestWaitMs: number;
  /** From the acceptance on; what is not answered by then is given up. */
  readonly deadlineMs: number;
}

/** Those of the service; docs/decisions/two-threads.md has how they were found. */
export const QUEUE_LIMITS: QueueLimits = { underWayCount: 2, mostWaiting: 500, alwaysWaiting: 8, longestWaitMs: 150, deadlineMs: 5_000 };

/** Who waits for an answer; a `Response` is one. */
export interface Caller {
  /** True when nobody listens any more. */
  readonly closed: boolean;
  once(event: 'close', listener: () => void): unknown;
}

/** How a search left the queue: its turn came, there was no room, its time was over, its reader had gone. */
export type QueueOutcome = 'begun' | 'refused' | 'late' | 'left';

/** The turn of a search. */
export interface Turn {
  readonly waitedMs: number;
  /** Until the deadline. */
  readonly leftMs: number;
}

interface Waiting {
  readonly begin: () => void;
  readonly fail: (error: SearchServiceError) => void;
}

/** Of the mean of service times: each new one counts a sixteenth. */
const MEAN_SHARE = 1 / 16;
const FIRST_MEAN_MS = 5;

/** First come, first served. It refuses by queue length times mean service time, which it learns. */
export class SearchQueue {
  readonly #waiting = new Set<Waiting>();
  #underWayCount = 0;
  #meanMs = FIRST_MEAN_MS;
  #lastEndMs = 0;

  /** `onOutcome` hears of every search once. */
  constructor(
    private readonly limits: QueueLimits = QUEUE_LIMITS,
    private readonly onOutcome: (outcome: QueueOutcome, waitedMs: number) => void = () => undefined,
  ) {}

  get waitingCount(): number {
    return this.#waiting.size;
  }

  /** True when a search that came now would be refused. */
  get isFull(): boolean {
    const { size } = this.#waiting;
    const { mostWaiting, alwaysWaiting, longestWaitMs } = this.limits;
    return size >= mostWaiting || (size >= alwaysWaiting && size * this.#meanMs > longestWaitMs);
  }

  /** Counts a search that was sent away by who looked at `isFull` first. */
  refuse(): SearchServiceError {
    this.onOutcome('refused', 0);
    return new SearchServiceError('OVERLOADED', 'More searches wait than can be answered soon.');
  }

  /** Runs `work` when its turn comes. Throws OVERLOADED at once, or QUERY_TIMEOUT, also when `caller` has gone meanwhile. */
  async run<T>(work: (turn: Turn) => Promise<T>, caller?: Caller): Promise<T> {
    if (this.isFull) throw this.refuse();
    const sinceMs = performance.now();
    if (this.#underWayCount >= this.limits.underWayCount) await this.#turn(sinceMs, caller);
    else this.#underWayCount += 1;
    const beganMs = performance.now();
    try {
      return await this.#work(work, beganMs - sinceMs);
    } finally {
      this.#ended(beganMs);
    }
  }

  #work<T>(work: (turn: Turn) => Promise<T>, waitedMs: number): Promise<T> {
    const leftMs = this.limits.deadlineMs - waitedMs;
    this.onOutcome(leftMs > 0 ? 'begun' : 'late', waitedMs);
    if (leftMs <= 0) throw new SearchServiceError('QUERY_TIMEOUT', 'The time of the search was over before its turn came.');
    return work({ waitedMs, leftMs });
  }

  /** Resolves when a search under way has handed on its place. */
  async #turn(sinceMs: number, caller: Caller | undefined): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting = { begin: resolve, fail: reject };
      const leave = (): void => {
        if (!this.#waiting.delete(waiting)) return;
        this.onOutcome('left', performance.now() - sinceMs);
        waiting.fail(new SearchServiceError('QUERY_TIMEOUT', 'Nobody waits for the answer any more.'));
      };
      this.#waiting.add(waiting);
      if (caller?.closed === true) leave();
      else caller?.once('close', leave);
    });
  }

  #ended(beganMs: number): void {
    const now = performance.now();
    // Two under way share one thread: what one took is what passed since the one before it ended.
    const tookMs = now - Math.max(beganMs, this.#lastEndMs);
    this.#lastEndMs = now;
    this.#meanMs += (tookMs - this.#meanMs) * MEAN_SHARE;
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#underWayCount -= 1;
      return;
    }
    this.#waiting.delete(next);
    next.begin();
  }
}
