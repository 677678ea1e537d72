/** What a face (HTTP, page, command line) asks of the searcher: parsed and bounded, the query still as the reader typed it. */

/** The orders of hits. */
export const SORTS = ['relevance', 'newest', 'oldest'] as const;
/** One of them. */
export type Sort = (typeof SORTS)[number];

/** What can be counted by. */
export const FACETS = ['year', 'month', 'day', 'paper', 'section', 'pageNumber', 'reporter', 'kind'] as const;
/** One of them. */
export type FacetName = (typeof FACETS)[number];

/** Filters: the values of one name are alternatives, the names together must all hold. Compared folded. */
export interface Filters {
  readonly paper?: readonly string[];
  readonly section?: readonly string[];
  readonly pageNumber?: readonly string[];
  /** Any person of the byline. */
  readonly reporter?: readonly string[];
  readonly kind?: readonly string[];
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, inclusive. An article without a date is outside. */
  readonly from?: string;
  readonly to?: string;
}

/** One search. */
export interface SearchRequest {
  /** The query as typed; empty = all articles, newest first. */
  readonly text: string;
  readonly filters: Filters;
  readonly sort: Sort;
  /** 1–100. */
  readonly limit: number;
  /** 0–10,000; not together with `cursor`. */
  readonly offset: number;
  /** What the answer before gave as `cursor`. */
  readonly cursor?: string;
  readonly facets: readonly FacetName[];
  /**
   * For a timeline: `year`, `month` and `day` count only dates that begin so (empty, `YYYY` or `YYYY-MM`), and give all
   * their values in the order of time instead of the 50 most frequent. The other facets are as ever.
   */
  readonly datesBeginning?: string;
  readonly explain: boolean;
  /** Whether articles that hold most of the query are told beside the few that hold all; only by relevance, on the first page. */
  readonly more?: boolean;
}
