/** What a reader's text means, as plain data: a small tree of clauses over folded text. Engines and matchers read it. */

/** What can stand in a text. An operator that looks for text is one more of these; engines and ranking need not know it. */
export type Needle = LiteralNeedle | PatternNeedle | NearNeedle;

/** Exactly this, punctuation included. */
export interface LiteralNeedle {
  readonly type: 'literal';
  /** Folded, not empty. */
  readonly text: string;
}

/**
 * Folded pieces, the first not empty, with exactly one character between each and the next; `openEnd`: a beginning, what follows is free.
 */
export interface PatternNeedle {
  readonly type: 'pattern';
  readonly pieces: readonly string[];
  readonly openEnd: boolean;
}

/** Each part, folded, at most `distance` folded characters from the nearer edge of the next one, either order, not overlapping. */
export interface NearNeedle {
  readonly type: 'near';
  readonly parts: readonly string[];
  readonly distance: number;
}

/** Holds where its needle stands: a phrase, a wildcard, near words. */
export interface ExactClause {
  readonly type: 'exact';
  readonly needle: Needle;
  /** Quoted inside a run, as headlines are pasted: loosening may let it go. Missing where it was typed as a clause of its own. */
  readonly isInRun?: true;
}

/** A bare run: as it stands, or (where `words` is not empty) all its words, each as it stands. */
export interface RunClause {
  readonly type: 'run';
  readonly needle: LiteralNeedle;
  /** Folded words; empty where the run is only searched as it stands. */
  readonly words: readonly string[];
  /** Other writings of the run, the likeliest first; missing where it has none. */
  readonly variants?: readonly Variant[];
}

/** A run in another writing: numbers and dates, synonyms, regional words. */
export interface Variant {
  /** Folded. Stands as a run does, and touches no numeral where it begins or ends with one; so do its words. */
  readonly text: string;
  /** What was written otherwise is one word of it; empty where the run is only searched as it stands. */
  readonly words: readonly string[];
  /**
   * Counts only in articles of these days (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`, both inclusive), as it does not say the year or the
   * day itself; then a text or word that begins with a number stands behind no year but 今年. Missing = in every article.
   */
  readonly issued?: { readonly from: string; readonly to: string };
  /** What must hold at parts of it beside their characters; missing = nothing. */
  readonly needs?: readonly VariantNeed[];
}

/** What must hold at a part of a variant. */
export interface VariantNeed {
  /** The part, and where it begins in the variant's text; as a word of the variant it is the whole word. */
  readonly writing: string;
  readonly offset: number;
  /** Offsets into it at which something was dropped from the article: the dot of 3·15. */
  readonly dropped: readonly number[];
  /** Whether it must stand between word borders: an abbreviation. */
  readonly isWord: boolean;
}

/** The fields a reader can name; dates have a clause of their own. */
export type FieldName = 'title' | 'reporter' | 'page' | 'section' | 'paper';

/** `clause` must hold inside one field (`page`: must equal it). `asWords` is the same text read without the field name. */
export interface FieldClause {
  readonly type: 'field';
  readonly field: FieldName;
  readonly clause: Clause;
  readonly asWords: Clause;
}

/** Issue date between two days, months or years, both inclusive; a missing end is open. */
export interface DateClause {
  readonly type: 'date';
  readonly from?: string;
  readonly to?: string;
}

/** Loosening: the units that hold must weigh at least `share` of all together, something at all, and be `least` or more. */
export interface AtLeastClause {
  readonly type: 'atLeast';
  readonly units: readonly { readonly clause: Clause; readonly weight: number }[];
  /** 0–1. */
  readonly share: number;
  /** Missing = 1. */
  readonly least?: number;
}

/** What a query means. `all` is every article, `none` no article. */
export type Clause =
  | RunClause
  | ExactClause
  | FieldClause
  | DateClause
  | AtLeastClause
  | { readonly type: 'and'; readonly clauses: readonly Clause[] }
  | { readonly type: 'or'; readonly clauses: readonly Clause[] }
  | { readonly type: 'not'; readonly clause: Clause }
  | { readonly type: 'all' }
  | { readonly type: 'none' };

/** A clause that looks for text. */
export type TextClause = RunClause | ExactClause;

/** Exactly this text. */
export function literal(text: string): LiteralNeedle {
  return { type: 'literal', text };
}

/** All of `clauses`; one alone stands for itself. */
export function allOf(clauses: readonly Clause[]): Clause {
  return clauses.length === 1 ? clauses[0]! : { type: 'and', clauses };
}

/** Any of `clauses`; one alone stands for itself. */
export function anyOf(clauses: readonly Clause[]): Clause {
  return clauses.length === 1 ? clauses[0]! : { type: 'or', clauses };
}
