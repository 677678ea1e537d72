/** The history of a record: decisions get their number and time, and the newest are kept. */
import { isDeepStrictEqual } from 'node:util';
import type { Decision } from '../archive/decision.js';
import { InvalidInputError } from '../article/invalid-input-error.js';
import { SearchServiceError } from '../search-service-error.js';

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
 * The decision of this number, to be taken back. Throws DECISION_NOT_FOUND, and PARAMETER_INVALID with `instead` for one that says whether
 * a record is shown.
 */
export function decisionIn(history: readonly Decision[], n: number, instead: string): Decision {
  const decision = history.find((one) => one.n === n);
  if (decision === undefined || decision.purged === true)
    throw new SearchServiceError(
      'DECISION_NOT_FOUND',
      decision === undefined ? `There is no decision ${n} in this history.` : `The values of decision ${n} were purged.`,
    );
  if (decision.what === 'status')
    throw new InvalidInputError('PARAMETER_INVALID', 'This decision is not taken back here', [{ path: 'n', message: instead }]);
  return decision;
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
