/** What the searcher answers: the JSON of `GET /api/v1/search` (docs/json.md#search-answer), ready for every face. */
import type { ArticleKind } from '../article/article.js';
import type { FacetName } from './search-request.js';

/** Half-open UTF-16 offsets `[start, end)` into the text they stand beside. */
export type Range = readonly [start: number, end: number];

/** The worst a hit needed, best first: as it stands, by its words, by another writing, with parts missing. */
export const MATCH_TIERS = ['exact', 'words', 'variant', 'loosened'] as const;
/** How a hit can match: by a tier, or with a character of a recognised page that is taken for a wrong one. */
export const HIT_MATCHES = [...MATCH_TIERS, 'near'] as const;
/** One of them. */
export type MatchTier = (typeof HIT_MATCHES)[number];

/** Original characters, where they are marked, and the same as HTML: escaped, then marked with `<mark>`, nothing added. */
export interface MarkedText {
  readonly text: string;
  readonly ranges: readonly Range[];
  readonly html: string;
}

/** A kicker, sub-headline, banner or person that holds a mark. */
export interface MarkedField extends MarkedText {
  readonly field: 'kicker' | 'subtitle' | 'banner' | 'reporters' | 'correspondents' | 'photographers' | 'authors';
  readonly index: number;
}

/** A part of a paragraph. */
export interface Snippet extends MarkedText {
  /** Index of the paragraph, and where in it `text` begins (UTF-16). */
  readonly paragraph: number;
  readonly start: number;
}

/** What a list shows of an article. */
export interface ArticleHead {
  readonly title: string;
  readonly kicker: readonly string[];
  readonly subtitle: readonly string[];
  readonly banner?: string;
  readonly paper?: string;
  readonly date?: string;
  readonly pageNumber?: string;
  readonly section?: string;
  readonly reporters: readonly string[];
  readonly kind: ArticleKind;
}

/** How a score came about, for an editor's eye. */
export interface Explanation {
  readonly value: number;
  readonly description: string;
  readonly details: readonly Explanation[];
}

/** An article that was found. */
export interface SearchHit {
  readonly id: string;
  readonly score: number;
  readonly match: MatchTier;
  readonly article: ArticleHead;
  readonly title: MarkedText;
  /** Kickers, sub-headlines, banner and people that hold a mark. */
  readonly fields: readonly MarkedField[];
  readonly snippets: readonly Snippet[];
  /** Ids of up to 20 articles that print the same dispatch, ascending; absent when none is known. */
  readonly sameAs?: readonly string[];
  /** Of a loosened hit: the words of the query it lacks, folded. */
  readonly missing?: readonly string[];
  readonly explanation?: Explanation;
}

/** Articles beside those that have all of a query. */
export interface MoreHits {
  /** How many there are. */
  readonly total: number;
  /** What all of them satisfy. */
  readonly readAs: string;
  /** The best `limit` of them. */
  readonly hits: readonly SearchHit[];
}

/** Something about the query a reader should know; `message` is for people, in Chinese and English. */
export interface QueryWarning {
  readonly code: string;
  readonly message: string;
}

/** A name of the archive (a person, a paper, a place of headlines) that is read as what was typed, or is one character off. */
export interface Offer {
  /** Original characters. */
  readonly text: string;
  readonly why: 'sound' | 'character';
  /** Articles that contain it. */
  readonly count: number;
}

/** A value of a facet as it is printed, and how many articles have it. */
export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

/** The whole answer. */
export interface SearchAnswer {
  readonly query: {
    readonly text: string;
    /** How the query was read, in the query language itself as far as it goes. */
    readonly readAs: string;
    /** True when no article had all of it and parts were let go. */
    readonly relaxed: boolean;
    readonly warnings: readonly QueryWarning[];
    /** Names of the archive the reader may mean, at most three; empty where more than nine articles have all of the query. */
    readonly offers: readonly Offer[];
  };
  /** Articles that match `readAs`, exactly. */
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
  readonly cursor: string | null;
  readonly tookMs: number;
  /** True when a part of a distributed index did not answer. */
  readonly partial: boolean;
  readonly hits: readonly SearchHit[];
  readonly facets?: Readonly<Partial<Record<FacetName, readonly FacetValue[]>>>;
  /** Articles that hold most of the query where few hold all; null where there are none, absent where it was not asked. */
  readonly more?: MoreHits | null;
}

/** Marks of one whole article for a query: ranges in each part, for `GET /articles/{id}?q=`. */
export interface ArticleMarks {
  readonly title: readonly Range[];
  readonly banner: readonly Range[];
  readonly kicker: readonly (readonly Range[])[];
  readonly subtitle: readonly (readonly Range[])[];
  readonly paragraphs: readonly (readonly Range[])[];
  readonly people: Readonly<Record<'reporters' | 'correspondents' | 'photographers' | 'authors', readonly (readonly Range[])[]>>;
}
