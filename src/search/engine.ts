/**
 * The port every engine stands behind. An engine keeps search documents and answers which of them match a clause, exactly,
 * in an order of its own that the core refines; it knows nothing of HTTP, archives or snippets. The contract suite in
 * test/contract holds every engine to this page.
 */
import type { Clause, FieldName, LiteralNeedle, Needle, TextClause } from '../query/clause.js';
import type { Deadline } from './deadline.js';
import type { ReadingEstimate } from './reading-bound.js';
import type { FacetName, Sort } from './search-request.js';
import type { FacetValue } from './search-answer.js';
import type { SearchDocument } from './search-document.js';

/** A term that counts for the score: a word where it stands between word borders, a pair of characters anywhere. */
export interface RankTerm {
  readonly text: string;
  readonly type: 'word' | 'pair';
  /**
   * Its other writings: they count as this text, between word borders, in documents that do not hold it. For the core's score; engines
   * may pass them over.
   */
  readonly also?: readonly string[];
}

/** What documents must have beside the clause; values folded. The values of one name are alternatives. */
export interface DocumentFilter {
  readonly paper?: ReadonlySet<string>;
  readonly section?: ReadonlySet<string>;
  readonly pageNumber?: ReadonlySet<string>;
  readonly reporter?: ReadonlySet<string>;
  readonly kind?: ReadonlySet<string>;
  readonly from?: string;
  readonly to?: string;
}

/** What puts a document before others whatever its score: first `whole`, then the number of `runs` that stand in it. */
export interface Standing {
  /** The whole query, folded; null where it is no plain text. */
  readonly whole: LiteralNeedle | null;
  readonly runs: readonly Needle[];
}

/** Where a page by date begins: behind the document with this date and id. */
export interface DateKey {
  readonly date: string | null;
  readonly id: string;
}

/** What an engine is asked. */
export interface EngineQuery {
  readonly clause: Clause;
  readonly filter: DocumentFilter;
  readonly sort: Sort;
  readonly standing: Standing;
  readonly terms: readonly RankTerm[];
  /** The hits wanted: ranks `[first, first + count)` of the engine's order, from `after` where it is given. */
  readonly first: number;
  readonly count: number;
  /** Only with `newest` and `oldest`. */
  readonly after?: DateKey;
  /** Answer from this generation, or throw CURSOR_EXPIRED; without it from the newest. */
  readonly generation?: number;
  readonly facets: readonly FacetName[];
  /** As in `SearchRequest`: date facets count only dates that begin so, all of them, in the order of time. */
  readonly datesBeginning?: string;
  /** Looked at now and then; when it is over the engine throws QUERY_TIMEOUT. Absent = never. */
  readonly deadline?: Deadline;
}

/** A document that matches. */
export interface EngineHit {
  readonly document: SearchDocument;
  /** The number of standing runs, and one more than all of them on top where the whole query stands. Higher comes first. */
  readonly standing: number;
}

/** What scoring needs to know of the whole index, at the generation of the answer. */
export interface CollectionStatistics {
  readonly documentCount: number;
  /** Mean `fieldLength` of each of SCORE_FIELDS over the documents where it is not 0. */
  readonly meanLengths: readonly number[];
  /** Documents that hold each term of the query, in its order. */
  readonly frequencies: readonly number[];
}

/** What an engine answers, all of one generation. */
export interface EngineAnswer {
  /** Documents that match clause and filter, exactly. */
  readonly total: number;
  /**
   * By relevance: standing first, then the engine's own estimate, newer date, id. By date: date, then id, none last.
   * The same query at the same generation gives the same order.
   */
  readonly hits: readonly EngineHit[];
  readonly statistics: CollectionStatistics;
  readonly facets: Readonly<Partial<Record<FacetName, readonly FacetValue[]>>>;
  readonly generation: number;
  /** True when a part of a distributed index did not answer. */
  readonly partial: boolean;
}

/** One change of the index: a document to hold from now on, or an id to forget. */
export type DocumentChange = { readonly type: 'put'; readonly document: SearchDocument } | { readonly type: 'remove'; readonly id: string };

/** Why an index cannot be used: there is none, it is no whole one, another engine's or analyzer's, or of another format. */
export type UnusableReason = 'none' | 'damaged' | 'foreign' | 'older' | 'newer';

/** What an engine found when it opened. */
export interface OpenReport {
  /** Sequence of the archive up to which the index is good; 0 = it is empty, everything must be put again. */
  readonly sequence: number;
  /** Why it is what it is, for the log. */
  readonly reason: 'loaded' | UnusableReason;
}

/** One index. Calls may overlap; writes take effect in the order of their calls. */
export interface SearchEngine {
  readonly name: string;
  /** Documents that can be found. */
  readonly documentCount: number;
  /** Loads what was saved. `version` is the analyzer's: an index of another one is not used. Never throws for a damaged index. */
  open(version: string): Promise<OpenReport>;
  /** Puts changes in, all searchable when it resolves. `sequence` is the archive's behind the last of them. */
  apply(changes: readonly DocumentChange[], sequence: number): Promise<void>;
  /** Answers a query. Throws CURSOR_EXPIRED, QUERY_TIMEOUT, and CLUSTER_UNAVAILABLE where it stands on one. */
  search(query: EngineQuery): Promise<EngineAnswer>;
  /** False while what the engine stands on cannot be reached; absent = always there. */
  readonly isAvailable?: boolean;
  /** How many documents match each clause within the filter, exactly, and how many there are in all. */
  count(
    clauses: readonly Clause[],
    filter: DocumentFilter,
    deadline?: Deadline,
  ): Promise<{ readonly counts: readonly number[]; readonly documentCount: number }>;
  /** What deciding a text clause takes, by lengths of lists alone; an engine without it bounds its queries itself. */
  estimate?(clause: TextClause, field: FieldName | null): ReadingEstimate;
  /**
   * Brings what is held into the shape it takes by itself after a while without writes, for questions as quick as then; resolves
   * when that is done. It answers meanwhile. Absent = there is one shape only.
   */
  settle?(): Promise<void>;
  /** Forgets everything, to be filled anew. */
  clear(): Promise<void>;
  /** Makes what is held durable, so that the next `open` finds it. */
  save(): Promise<void>;
  /** Gives back what it holds; what was not saved is lost. */
  close(): Promise<void>;
}
