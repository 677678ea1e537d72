/**
 * How much of the archive's text one query may read. What lists answer costs next to nothing; wildcards, near words and
 * numbers are decided by reading texts, and a hundred of them would read the archive a hundred times. Texts are counted, not
 * time: the same query on the same index is always read the same way. docs/decisions/bounded-reading.md argues for it.
 */
import { allOf, anyOf, type Clause, type FieldName, type TextClause } from '../query/clause.js';

/** Of one text clause: the documents it can match, and the texts that deciding it would read; both at most. */
export interface ReadingEstimate {
  readonly matches: number;
  readonly reads: number;
}

/** `SearchEngine.estimate`. */
export type EstimateReading = (clause: TextClause, field: FieldName | null) => ReadingEstimate;

/** A clause, and what had to be left out of it, in the order of the query. */
export interface BoundedClause {
  readonly clause: Clause;
  readonly leftOut: readonly TextClause[];
}

/** Texts a query may read in any case; beyond them as many as the index has documents. */
const ALWAYS_TEXTS = 20_000;

/** Texts one query may read. */
export function mostTexts(documentCount: number): number {
  return Math.max(ALWAYS_TEXTS, documentCount);
}

/** `clause` without the text clauses whose reading goes beyond `most` texts; the first that reads any always stays. */
export function boundReading(clause: Clause, estimate: EstimateReading, most: number): BoundedClause {
  const bound = new Bound(estimate, most);
  return { clause: bound.keep(clause, null, Infinity) ?? clause, leftOut: bound.leftOut };
}

/** Texts that deciding each of some clauses alone would read. */
export function textsRead(clauses: readonly Clause[], estimate: EstimateReading): number {
  const bound = new Bound(estimate, Infinity);
  for (const clause of clauses) bound.keep(clause, null, Infinity);
  return bound.read;
}

class Bound {
  readonly leftOut: TextClause[] = [];
  read = 0;

  readonly #estimate: EstimateReading;
  readonly #most: number;

  constructor(estimate: EstimateReading, most: number) {
    this.#estimate = estimate;
    this.#most = most;
  }

  /** What may stay, to be decided among so many documents; null where nothing may. */
  keep(clause: Clause, field: FieldName | null, among: number): Clause | null {
    switch (clause.type) {
      case 'run':
      case 'exact':
        return this.#keepText(clause, field, among);
      case 'and':
      case 'or':
        return this.#keepSome(clause, field, clause.type === 'and' ? Math.min(among, this.#matches(clause, field)) : among);
      case 'not':
        return this.#keepInner(clause, field, among);
      // A field clause is counted by itself, among all documents, to see whether it finds anything.
      case 'field':
        return this.#keepInner(clause, clause.field, Infinity);
      case 'atLeast':
      case 'date':
      case 'all':
      case 'none':
        return clause;
    }
  }

  #keepSome(clause: Extract<Clause, { type: 'and' | 'or' }>, field: FieldName | null, among: number): Clause | null {
    const kept = clause.clauses.map((one) => this.keep(one, field, among));
    if (kept.every((one, i) => one === clause.clauses[i])) return clause;
    const clauses = kept.filter((one) => one !== null);
    return clauses.length === 0 ? null : clause.type === 'and' ? allOf(clauses) : anyOf(clauses);
  }

  #keepInner(clause: Extract<Clause, { type: 'not' | 'field' }>, field: FieldName | null, among: number): Clause | null {
    const inner = this.keep(clause.clause, field, among);
    return inner === clause.clause ? clause : inner === null ? null : { ...clause, clause: inner };
  }

  #keepText(clause: TextClause, field: FieldName | null, among: number): Clause | null {
    const reads = Math.min(among, this.#estimate(clause, field).reads);
    if (this.read > 0 && this.read + reads > this.#most) {
      this.leftOut.push(clause);
      return null;
    }
    this.read += reads;
    return clause;
  }

  /** Documents that can match, at most. */
  #matches(clause: Clause, field: FieldName | null): number {
    switch (clause.type) {
      case 'run':
      case 'exact':
        return this.#estimate(clause, field).matches;
      case 'and':
        return Math.min(...clause.clauses.map((one) => this.#matches(one, field)));
      case 'or':
        return clause.clauses.reduce((sum, one) => sum + this.#matches(one, field), 0);
      case 'field':
        return this.#matches(clause.clause, clause.field);
      case 'none':
        return 0;
      case 'not':
      case 'atLeast':
      case 'date':
      case 'all':
        return Infinity;
    }
  }
}
