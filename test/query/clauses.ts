/** Clauses of tests, written short. */
import { type Clause, type FieldName, literal } from '../../src/query/clause.js';
import { parseQuery } from '../../src/query/parse-query.js';
import { readAs } from '../../src/query/read-as.js';
import { analyzer } from '../support/analyzer.js';

export function run(text: string, words: readonly string[] = []): Clause {
  return { type: 'run', needle: literal(text), words };
}

/** A run that is only asked as it stands, with other writings that are so too. */
export function alsoRun(text: string, ...variants: readonly string[]): Clause {
  return { type: 'run', needle: literal(text), words: [], variants: variants.map((variant) => ({ text: variant, words: [] })) };
}

/** A number with points, its other writings, and its digits with dots that were dropped before some of them. */
export function dotted(text: string, others: readonly string[], dropped: readonly number[]): Clause {
  const writing = text.replaceAll('.', '');
  const needs = [{ writing, offset: 0, dropped, isWord: false }];
  const variants = [...others.map((variant) => ({ text: variant, words: [] })), { text: writing, words: [], needs }];
  return { type: 'run', needle: literal(text), words: [], variants };
}

/** A phrase inside a run. */
export function quoted(text: string): Clause {
  return { type: 'exact', needle: literal(text), isInRun: true };
}

export function phrase(text: string): Clause {
  return { type: 'exact', needle: literal(text) };
}

export function near(distance: number, ...parts: string[]): Clause {
  return { type: 'exact', needle: { type: 'near', parts, distance } };
}

export function pattern(...pieces: string[]): Clause {
  return { type: 'exact', needle: { type: 'pattern', pieces, openEnd: false } };
}

export function prefix(...pieces: string[]): Clause {
  return { type: 'exact', needle: { type: 'pattern', pieces, openEnd: true } };
}

export function and(...clauses: Clause[]): Clause {
  return { type: 'and', clauses };
}

export function or(...clauses: Clause[]): Clause {
  return { type: 'or', clauses };
}

export function not(clause: Clause): Clause {
  return { type: 'not', clause };
}

/** A field clause whose label, read as a word, is `label`. */
export function field(name: FieldName, label: string, clause: Clause): Clause {
  return { type: 'field', field: name, clause, asWords: and(run(label), clause) };
}

export const NONE: Clause = { type: 'none' };

/** Reads `query`: the tree, how it reads, and the codes of its warnings. */
export function read(query: string): { clause: Clause; readAs: string; warnings: string[] } {
  const { clause, warnings } = parseQuery(query, analyzer);
  return { clause, readAs: readAs(clause), warnings: warnings.map(({ code, what }) => `${code} ${what}`) };
}
