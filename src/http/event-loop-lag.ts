/** How late a thread's event loop is: what everything that waits for its turn there has to wait on top. */
import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';

/** Seconds since the last look. */
export interface LagFigures {
  readonly meanSeconds: number;
  readonly p99Seconds: number;
  readonly maxSeconds: number;
}

const RESOLUTION_MS = 10;

/** Watches the event loop of the thread it is made in; the cost is a timer every 10 ms, which does not keep the thread alive. */
export class EventLoopLag {
  readonly #histogram: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor() {
    this.#histogram.enable();
  }

  /** The figures since the last call. */
  take(): LagFigures {
    const { mean, max } = this.#histogram;
    const p99 = this.#histogram.percentile(99);
    this.#histogram.reset();
    return { meanSeconds: lag(mean), p99Seconds: lag(p99), maxSeconds: lag(max) };
  }
}

/** The histogram counts nanoseconds between two ticks, the resolution included. */
function lag(nanoseconds: number): number {
  return Number.isFinite(nanoseconds) ? Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS) / 1000 : 0;
}
