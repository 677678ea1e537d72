/** Trying again: after 0.1 s, then ever longer up to 5 s, each time by chance between half of that and all of it. */
import { ClusterFault, type ClusterFaultKind } from './cluster-fault.js';

const FIRST_MS = 100;
const LONGEST_MS = 5_000;

/** Milliseconds to wait before attempt `attempt` + 1; `attempt` counts from 1. `random`: 0–1. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return whole / 2 + (random() * whole) / 2;
}

/**
 * Runs `work` until it succeeds, again after faults that may go by (`kinds`: those meant). Throws the last fault after `forMs`, others at
 * once.
 */
export async function retried<T>(
  work: () => Promise<T>,
  forMs: number,
  kinds: readonly ClusterFaultKind[] = ['unreachable', 'busy'],
): Promise<T> {
  const untilMs = performance.now() + forMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const waitMs = backoffMs(attempt);
      if (!(error instanceof ClusterFault) || !kinds.includes(error.kind) || performance.now() + waitMs > untilMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}
