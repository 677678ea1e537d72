/**
 * Whose turn is next, and who is sent away. Few reads of a kind are under way at once, so that what waits can still be let
 * go: when its reader leaves, or when its time is over. What would wait too long is refused before anything is done for it.
 */
import { SearchServiceError } from '../search-service-error.js';
import type { Caller } from './callers.js';

/** How many, and for how long. */
export interface QueueLimits {
  /** Turns under way at once; of two, one computes while the other waits for the disk. */
  readonly underWayCount: number;
  readonly mostWaiting: number;
  /** So many may wait whatever it costs: a few readers beside a bulk write are answered late rather than sent away. */
  readonly alwaysWaiting: number;
  /** What would wait longer is refused. */
  readonly longestWaitMs: number;
  /** From the acceptance on; what is not answered by then is given up. */
  readonly deadlineMs: number;
}

/** Those of searches; docs/decisions/two-threads.md has how they were found. */
export const QUEUE_LIMITS: QueueLimits = { underWayCount: 2, mostWaiting: 500, alwaysWaiting: 8, longestWaitMs: 150, deadlineMs: 5_000 };

/** How a call left the queue: its turn came, there was no room, its time was over, its reader had gone. */
export type QueueOutcome = 'begun' | 'refused' | 'late' | 'left';

/** The turn of a call. */
export interface Turn {
  readonly waitedMs: number;
  /** Until the deadline. */
  readonly leftMs: number;
}

/** A place in the queue, waiting or under way. All calls that one caller makes meanwhile share it. */
interface Place {
  readonly caller: Caller | undefined;
  readonly sinceMs: number;
  begun: Promise<void>;
  /** Undefined while it waits. */
  beganMs: number | undefined;
  userCount: number;
}

interface Waiting {
  readonly begin: () => void;
  readonly fail: (error: SearchServiceError) => void;
}

/** Of the mean of service times: each new one counts a sixteenth. */
const MEAN_SHARE = 1 / 16;
const FIRST_MEAN_MS = 5;

/** First come, first served. It refuses by queue length times mean service time, which it learns. */
export class ReadQueue {
  readonly #waiting = new Set<Waiting>();
  readonly #places = new Map<Caller, Place>();
  #underWayCount = 0;
  #meanMs = FIRST_MEAN_MS;
  #lastEndMs = 0;

  readonly #limits: QueueLimits;
  readonly #onOutcome: (outcome: QueueOutcome, waitedMs: number) => void;
  readonly #admitted: WeakSet<Caller>;

  /**
   * `onOutcome` hears of every place once. Callers that had a turn are noted in `admitted`, which queues may share: they are
   * refused no more, so that what was done for them is not lost half-way.
   */
  constructor(
    limits: QueueLimits = QUEUE_LIMITS,
    onOutcome: (outcome: QueueOutcome, waitedMs: number) => void = () => undefined,
    admitted: WeakSet<Caller> = new WeakSet<Caller>(),
  ) {
    this.#limits = limits;
    this.#onOutcome = onOutcome;
    this.#admitted = admitted;
  }

  get waitingCount(): number {
    return this.#waiting.size;
  }

  /** True when a call that came now would be refused. */
  get isFull(): boolean {
    const { size } = this.#waiting;
    const { mostWaiting, alwaysWaiting, longestWaitMs } = this.#limits;
    return size >= mostWaiting || (size >= alwaysWaiting && size * this.#meanMs > longestWaitMs);
  }

  /** Counts a call that was sent away by who looked at `isFull` first. */
  refuse(): SearchServiceError {
    this.#onOutcome('refused', 0);
    return new SearchServiceError('OVERLOADED', 'More waits than can be answered soon.');
  }

  /** Runs `work` when its turn comes. Throws OVERLOADED at once, or QUERY_TIMEOUT, also when `caller` has gone meanwhile. */
  async run<T>(work: (turn: Turn) => Promise<T>, caller?: Caller): Promise<T> {
    const askedMs = performance.now();
    const place = (caller === undefined ? undefined : this.#places.get(caller)) ?? this.#take(caller);
    place.userCount += 1;
    try {
      await place.begun;
      const { sinceMs, beganMs = sinceMs } = place;
      // One that shares a turn may have come after it began.
      return await work({ waitedMs: beganMs - sinceMs, leftMs: this.#limits.deadlineMs - (Math.max(beganMs, askedMs) - sinceMs) });
    } finally {
      place.userCount -= 1;
      if (place.userCount === 0) this.#leave(place);
    }
  }

  #take(caller: Caller | undefined): Place {
    const isKnown = caller !== undefined && this.#admitted.has(caller);
    if (this.isFull && !isKnown) throw this.refuse();
    const hasRoom = this.#underWayCount < this.#limits.underWayCount && caller?.closed !== true;
    const place: Place = { caller, sinceMs: performance.now(), begun: Promise.resolve(), beganMs: undefined, userCount: 0 };
    if (caller !== undefined) this.#places.set(caller, place);
    if (hasRoom) {
      this.#underWayCount += 1;
      this.#begin(place);
    } else
      place.begun = this.#turn(place).then(() => {
        this.#begin(place);
      });
    return place;
  }

  #begin(place: Place): void {
    place.beganMs = performance.now();
    const waitedMs = place.beganMs - place.sinceMs;
    const isLate = waitedMs >= this.#limits.deadlineMs;
    this.#onOutcome(isLate ? 'late' : 'begun', waitedMs);
    if (isLate) throw new SearchServiceError('QUERY_TIMEOUT', 'The time was over before its turn came.');
    if (place.caller !== undefined) this.#admitted.add(place.caller);
  }

  /** Resolves when a turn under way has handed on its own. */
  #turn({ sinceMs, caller }: Place): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const waiting: Waiting = { begin: resolve, fail: reject };
      const leave = (): void => {
        if (!this.#waiting.delete(waiting)) return;
        this.#onOutcome('left', performance.now() - sinceMs);
        waiting.fail(new SearchServiceError('QUERY_TIMEOUT', 'Nobody waits for the answer any more.'));
      };
      this.#waiting.add(waiting);
      if (caller?.closed === true) leave();
      else caller?.once('close', leave);
    });
  }

  #leave({ caller, beganMs }: Place): void {
    if (caller !== undefined) this.#places.delete(caller);
    if (beganMs === undefined) return;
    const now = performance.now();
    // Those under way share one thread: what one took is what passed since the one before it ended.
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
