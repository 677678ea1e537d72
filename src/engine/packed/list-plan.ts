/**
 * Clauses that posting lists alone answer: texts of one or two plain characters, joined by AND, OR or NOT. Nothing is read for
 * them and no set is made: their lists are walked once (`list-scan.ts`).
 */
import type { Clause } from '../../query/clause.js';
import type { Standing } from '../../search/engine.js';
import { isAnsweredByList } from './posting-lookup.js';

/** What a document holds that matches; each text once. */
export interface ListPlan {
  /** All of these; empty where `any` says what is wanted. */
  readonly all: readonly string[];
  /** One of these. */
  readonly any: readonly string[];
  /** None of these. */
  readonly none: readonly string[];
}

/** Alternatives that are counted together; more are rare, and left to the sets. */
const MOST_ANY = 16;

/** The plan of a clause; null where something must be read, or sets are needed. */
export function listPlan(clause: Clause): ListPlan | null {
  if (clause.type === 'or') {
    const any = clause.clauses.map(textOf);
    return any.length <= MOST_ANY && any.every((text) => text !== null) ? { all: [], any: [...new Set(any)], none: [] } : null;
  }
  const all = new Set<string>();
  const none = new Set<string>();
  for (const part of clause.type === 'and' ? clause.clauses : [clause]) {
    if (part.type === 'not') {
      const text = textOf(part.clause);
      if (text === null) return null;
      none.add(text);
    } else {
      const texts = textsOf(part);
      if (texts === null) return null;
      for (const text of texts) all.add(text);
    }
  }
  return all.size === 0 ? null : { all: [...all], any: [], none: [...none] };
}

/** The one text a clause is. */
function textOf(clause: Clause): string | null {
  const texts = textsOf(clause);
  return texts?.length === 1 ? texts[0]! : null;
}

/** The texts all of which stand where a clause holds; null where they do not say it all. */
function textsOf(clause: Clause): readonly string[] | null {
  if (clause.type !== 'run' && clause.type !== 'exact') return null;
  if (clause.needle.type !== 'literal' || (clause.type === 'run' && clause.variants !== undefined)) return null;
  // Where a run stands its words do: they begin and end plainly.
  const texts = clause.type === 'run' && clause.words.length > 0 ? clause.words : [clause.needle.text];
  return texts.every(isAnsweredByList) ? texts : null;
}

/** What the lists say of the standing of matching documents. */
export interface ListedStanding {
  /** Of every one. */
  readonly common: number;
  /** What each text of `any` that a document holds adds. */
  readonly each: 0 | 1;
}

/** The standing of a plan's documents; null where texts must be read for it. `whole` is not looked at. */
export function listedStanding({ all, any }: ListPlan, { runs }: Standing): ListedStanding | null {
  const texts = runs.map((needle) => (needle.type === 'literal' ? needle.text : null));
  if (any.length === 0) return texts.every((text) => text !== null && all.includes(text)) ? { common: runs.length, each: 0 } : null;
  if (texts.length === 0) return { common: 0, each: 0 };
  return texts.length === any.length && any.every((text) => texts.includes(text)) ? { common: 0, each: 1 } : null;
}
