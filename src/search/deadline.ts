/** When a query is given up. Whoever works long for it looks at the clock now and then, so that no query holds up the others. */
import { SearchServiceError } from '../search-service-error.js';

/** Steps between two looks at the clock, less one. */
const CLOCK_MASK = 255;

/** The end of one query. */
export class Deadline {
  readonly #atMs: number;

  readonly #timeMs: number;

  /** `timeMs` from now on; Infinity = never. */
  constructor(timeMs: number) {
    this.#timeMs = timeMs;

    this.#atMs = performance.now() + timeMs;
  }

  /** Milliseconds that are left, perhaps Infinity; less than 0 when the time is over. */
  get leftMs(): number {
    return this.#atMs - performance.now();
  }

  /** Throws QUERY_TIMEOUT when the time is over. About 50 ns. */
  check(): void {
    if (performance.now() > this.#atMs) {
      throw new SearchServiceError(
        'QUERY_TIMEOUT',
        `The query was given up after ${Math.round(this.#timeMs)} ms. Ask for less: fewer words, no wildcards, fewer hits.`,
      );
    }
  }

  /** For loops of small steps: looks at the clock at every 256th. */
  checkAt(step: number): void {
    if ((step & CLOCK_MASK) === 0) this.check();
  }
}

/** For questions nobody waits for. */
export const NO_DEADLINE = new Deadline(Infinity);
