/** A circuit breaker: after some failures in a row nothing is asked for a while, so that nobody waits for what does not answer. */

/** When it opens, and for how long. */
export interface BreakerOptions {
  /** Failures in a row that open it. Default 2. */
  readonly failureCount?: number;
  /** How long it stays open before one request may try, in milliseconds. Default 2,000. */
  readonly openMs?: number;
  readonly now?: () => number;
  /** Called when it opens and when it closes. */
  readonly onChange?: (isOpen: boolean) => void;
}

/** Counts what succeeded and what failed, and says whether to try (Nygard, Release It!, 2007). */
export class CircuitBreaker {
  #failureCount = 0;
  #openedAtMs: number | null = null;
  readonly #options: Required<BreakerOptions>;

  constructor(options: BreakerOptions = {}) {
    this.#options = { failureCount: 2, openMs: 2_000, now: () => performance.now(), onChange: () => undefined, ...options };
  }

  /** True while nothing gets through, and while one tries. */
  get isOpen(): boolean {
    return this.#openedAtMs !== null;
  }

  /** Whether a request may be sent now. Half-open it is one in `openMs`. */
  mayTry(): boolean {
    if (this.#openedAtMs === null) return true;
    if (this.#options.now() - this.#openedAtMs < this.#options.openMs) return false;
    this.#openedAtMs = this.#options.now();
    return true;
  }

  /** A request was answered. */
  succeeded(): void {
    this.#failureCount = 0;
    if (this.#openedAtMs === null) return;
    this.#openedAtMs = null;
    this.#options.onChange(false);
  }

  /** A request was not. */
  failed(): void {
    this.#failureCount += 1;
    if (this.#openedAtMs !== null || this.#failureCount < this.#options.failureCount) return;
    this.#openedAtMs = this.#options.now();
    this.#options.onChange(true);
  }
}
