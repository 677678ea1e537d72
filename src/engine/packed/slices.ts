/** Work that is done in slices, so that queries are answered in between. */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Time a slice takes before everything else has its turn. */
const SLICE_MS = 4;

/** How slices follow each other. */
export interface Slicing {
  /** Asked between two slices: true ends the work. Default never. */
  readonly stopped?: () => boolean;
  /** What comes between two slices, the first of which took so many milliseconds. Default one turn of the event loop. */
  readonly between?: (workedMs: number) => Promise<void>;
}

/** Runs a generator to its end, a slice a turn of the event loop; undefined as soon as `stopped` says so between two slices. */
export async function inSlices<Result>(
  steps: Generator<undefined, Result>,
  {
    stopped = () => false,
    between = async () => {
      await nextTurn();
    },
  }: Slicing = {},
): Promise<Result | undefined> {
  for (;;) {
    const startMs = performance.now();
    let step = steps.next();
    while (step.done !== true && performance.now() < startMs + SLICE_MS) step = steps.next();
    if (step.done === true) return step.value;
    await between(performance.now() - startMs);
    if (stopped()) return undefined;
  }
}
