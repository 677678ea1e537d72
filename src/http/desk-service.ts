/** Stored pages that want a person's look. */
import type { PageInfo } from '../article/article.js';
import type { Eventually } from './services.js';

/**
 * Why: `place` = paper, day or number is not known; `picture` = nobody has its text; `unsure` = it, or an article of it, was read with low
 * confidence and nobody has confirmed it; `readings`, `reading` = as in `PageWant`.
 */
export const DESK_WANTS = ['place', 'picture', 'unsure', 'readings', 'reading'] as const;
/** One of them. */
export type DeskWant = (typeof DESK_WANTS)[number];

/** In which order: the least sure first, or the newest first; without a date last. */
export const DESK_SORTS = ['sureness', 'newest'] as const;
/** One of them. */
export type DeskSort = (typeof DESK_SORTS)[number];

/** Which pages. */
export interface DeskQuestion {
  /** Absent: whatever they want. */
  readonly want?: DeskWant;
  /** Null: those that name none; absent: of all papers. */
  readonly paper?: string | null;
  readonly sort: DeskSort;
}

/** A page on the desk. */
export interface DeskRow extends PageInfo {
  readonly id: string;
  /** Name of its file; absent where it came through the API. */
  readonly file?: string;
  /** One at least. */
  readonly wants: readonly DeskWant[];
  /** How sure its reading is, 0 to 1. */
  readonly confidence?: number;
  /** Articles of it that were read with low confidence. */
  readonly unsureCount: number;
}

/** A part of the list. */
export interface DeskList {
  /** How many pages of the paper that is asked for want each; a page may want several. */
  readonly counts: Readonly<Record<DeskWant, number>>;
  /** All pages that are asked for. */
  readonly total: number;
  readonly rows: readonly DeskRow[];
  /** Papers with a page on the desk, by name, at most 200; null where pages name none. */
  readonly papers: readonly (string | null)[];
}

/** The pages before and after one in a list; absent at its ends. A page that has left the list has that which took its place after it. */
export interface DeskNeighbours {
  readonly earlier?: string;
  readonly later?: string;
}

/** What is on the desk. Kept up with the archive; an answer costs a look at what is on the desk, not at all pages. */
export interface DeskService {
  list(question: DeskQuestion, limit: number, offset: number): Eventually<DeskList>;
  neighbours(id: string, question: DeskQuestion): Eventually<DeskNeighbours>;
}
