/** What could not be read as it was meant; the reading went on without it. */
export const QUERY_WARNING_CODES = [
  'QUERY_CUT',
  'CLAUSES_CUT',
  'TOO_DEEP',
  'NOTHING_READ',
  'OPERATOR_DROPPED',
  'BRACKET_UNBALANCED',
  'QUOTE_UNBALANCED',
  'DATE_READ_AS_WORDS',
  'FIELD_READ_AS_WORDS',
  'READING_CUT',
  'NOT_LOOSENED',
] as const;
/** One of them. */
export type QueryWarningCode = (typeof QUERY_WARNING_CODES)[number];

/** A warning about one query. `what` is the part of the reader's text it is about, at most 40 characters. */
export interface ParseWarning {
  readonly code: QueryWarningCode;
  readonly what: string;
}

const LONGEST_WHAT = 40;

/** Adds a warning, its `what` cut to 40 characters; one that is there already is not added again. */
export function addWarning(warnings: ParseWarning[], code: QueryWarningCode, what: string): void {
  // Twice the units is always enough for the characters, and no pair of units is cut in two.
  const cut = Array.from(what.slice(0, 2 * LONGEST_WHAT))
    .slice(0, LONGEST_WHAT)
    .join('');
  if (!warnings.some((warning) => warning.code === code && warning.what === cut)) warnings.push({ code, what: cut });
}
