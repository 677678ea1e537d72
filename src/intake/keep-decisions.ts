/** The history of a record: decisions get their number and time, and the newest are kept. */
import { isDeepStrictEqual } from 'node:util';
import type { Decision } from '../archive/decision.js';

/** Most decisions that are kept of one record; older ones go. */
export const MOST_DECISIONS = 200;
/** Most characters of JSON they may take together; the newest is kept whatever it takes. */
const MOST_CHARACTERS = 1_000_000;

/** A decision as it is made, before it has its number. */
export type MadeDecision = Pick<Decision, 'what' | 'before' | 'after' | 'by' | 'takesBack'>;

/** The history with what was decided at `at`. */
export function withDecisions(earlier: readonly Decision[], made: readonly MadeDecision[], at: string): readonly Decision[] {
  const last = earlier.at(-1)?.n ?? 0;
  const added = made.map(({ by, takesBack, ...one }, index): Decision => ({
    n: last + index + 1,
    ...(by !== undefined && { by }),
    at,
    ...one,
    state: 'accepted',
    ...(takesBack !== undefined && { takesBack }),
  }));
  const kept: Decision[] = [];
  let characters = 0;
  for (const one of [...earlier, ...added].slice(-MOST_DECISIONS).reverse()) {
    characters += JSON.stringify(one).length;
    if (kept.length > 0 && characters > MOST_CHARACTERS) break;
    kept.push(one);
  }
  return kept.reverse();
}

/**
 * The value a decision's field has once it is taken back: the one before it, and where that came from decisions that were taken back too,
 * the one before them.
 */
export function valueWithout(history: readonly Decision[], { n, what, before }: Decision): unknown {
  const takenBack = takenBackIn(history.filter((one) => one.n !== n));
  let value = before;
  for (const one of [...history].reverse()) {
    if (one.n >= n || one.what !== what) continue;
    if (!takenBack.has(one.n) || !isDeepStrictEqual(one.after, value)) break;
    value = one.before;
  }
  return value;
}

/** Numbers of the decisions that were taken back, and whose taking back was not. */
export function takenBackIn(history: readonly Decision[]): ReadonlySet<number> {
  const takenBack = new Set<number>();
  for (const { n, takesBack } of [...history].reverse()) if (takesBack !== undefined && !takenBack.has(n)) takenBack.add(takesBack);
  return takenBack;
}
