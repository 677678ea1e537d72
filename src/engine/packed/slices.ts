/** Work that is done in slices, so that queries are answered in between. */

/** Time a slice takes before everything else has its turn. */
const SLICE_MS = 4;

/** Runs a generator to its end, a slice a turn of the event loop; undefined as soon as `stopped` says so between two slices. */
export async function inSlices<Result>(steps: Generator<undefined, Result>, stopped: () => boolean = () => false): Promise<Result | undefined> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    let step = steps.next();
    while (step.done !== true && performance.now() < until) step = steps.next();
    if (step.done === true) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
    if (stopped()) return undefined;
  }
}
