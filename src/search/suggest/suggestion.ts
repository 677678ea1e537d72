/** What a suggestion is. */
import type { Range } from '../search-answer.js';

/** What is suggested, the more telling first: of one text that is several of these the first is named. */
export const SUGGESTION_KINDS = ['reporter', 'section', 'headline', 'term'] as const;
/** `reporter` is anyone of a byline, `term` a word of headlines or of how articles begin. */
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number];

/** What is kept beside what is suggested, for offers alone: names of papers, places of headlines. */
export const ENTRY_KINDS = [...SUGGESTION_KINDS, 'paper', 'place'] as const;
/** One of them. */
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** A text of this archive that the reader may mean. */
export interface Suggestion {
  /** Original characters. */
  readonly text: string;
  readonly kind: SuggestionKind;
  /** What of `text` the reader's letters stand for, ascending, apart. */
  readonly ranges: readonly Range[];
}

/** How many suggestions are given at most, and where nothing is said. */
export const MOST_SUGGESTIONS = 20;
/** How many are given where nothing is said. */
export const DEFAULT_SUGGESTIONS = 8;
/** UTF-16 units of what a reader typed that are read; the rest is cut off. */
export const LONGEST_QUERY = 64;
