/** Long work in the thread that searches, in slices between which everything else there has its turn. */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work after which others have their turn. */
const SLICE_MS = 8;

/** One piece of work; call `rest` wherever it can be interrupted. */
export class WorkSlices {
  #untilMs = performance.now() + SLICE_MS;

  /** Lets others have their turn where the slice is used up; costs a look at the clock else. */
  async rest(): Promise<void> {
    if (performance.now() < this.#untilMs) return;
    await nextTurn();
    this.#untilMs = performance.now() + SLICE_MS;
  }
}
