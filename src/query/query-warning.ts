/** What could not be read as it was meant; the reading went on without it. */
export type QueryWarningCode =
  | 'QUERY_CUT'
  | 'CLAUSES_CUT'
  | 'TOO_DEEP'
  | 'NOTHING_READ'
  | 'OPERATOR_DROPPED'
  | 'BRACKET_UNBALANCED'
  | 'QUOTE_UNBALANCED'
  | 'DATE_READ_AS_WORDS'
  | 'FIELD_READ_AS_WORDS'
  | 'READING_CUT'
  | 'NOT_LOOSENED';

/** A warning about one query. `what` is the part of the reader's text it is about, at most 40 characters. */
export interface ParseWarning {
  readonly code: QueryWarningCode;
  readonly what: string;
}
