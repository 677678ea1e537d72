/** Work in the background of a thread that answers: it goes on quickly where nobody waits, and waits where somebody does. */
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/** A turn of the event loop that took longer had something else to do. */
const OTHERS_MS = 1;
/** Where others come, work waits so many times as long as it took, at most so long. */
const GIVEN_WAY = 2;
const LONGEST_WAIT_MS = 500;

/** Lets what waits go first after `workedMs` of work. */
export async function giveWay(workedMs: number): Promise<void> {
  const startMs = performance.now();
  await nextTurn();
  if (performance.now() - startMs > OTHERS_MS) await sleep(Math.min(workedMs * GIVEN_WAY, LONGEST_WAIT_MS));
}
