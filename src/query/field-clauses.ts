/** A tree whose fields are read as words: all of them, or some. */
import type { Clause, FieldClause } from './clause.js';

/** The same tree without field clauses: inside the value of a field their names are words. */
export function withoutFields(clause: Clause): Clause {
  return replaceFields(clause, (field) => field.asWords);
}

/** The same tree with every field clause as `replace` gives it. */
function replaceFields(clause: Clause, replace: (field: FieldClause) => Clause): Clause {
  switch (clause.type) {
    case 'field':
      return replace(clause);
    case 'and':
    case 'or':
      return { ...clause, clauses: clause.clauses.map((c) => replaceFields(c, replace)) };
    case 'not':
      return { ...clause, clause: replaceFields(clause.clause, replace) };
    default:
      return clause;
  }
}

/** The same tree with some field clauses read as words. */
export function fieldsAsWords(clause: Clause, which: ReadonlySet<FieldClause>): Clause {
  return replaceFields(clause, (field) => (which.has(field) ? field.asWords : field));
}
