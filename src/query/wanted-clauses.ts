import type { Clause } from './clause.js';

/**
 * The clauses of one type that stand where a match is wanted: not under a NOT, inside a field, or among parts of which some may be
 * missing.
 */
export function wantedClauses<Type extends 'field' | 'run' | 'exact'>(
  clause: Clause,
  type: Type,
): Extract<Clause, { readonly type: Type }>[] {
  if (clause.type === type) return [clause as Extract<Clause, { readonly type: Type }>];
  return clause.type === 'and' || clause.type === 'or' ? clause.clauses.flatMap((one) => wantedClauses(one, type)) : [];
}
