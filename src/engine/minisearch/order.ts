/** The orders of hits. Ties end with the id, so that every order is total. */
import type { DateKey } from '../../search/engine.js';
import type { SearchDocument } from '../../search/search-document.js';

/** A hit with what it is ordered by. */
export interface RankedSlot {
  readonly document: SearchDocument;
  readonly standing: number;
  readonly estimate: number;
}

type DateCompare = (a: DateKey, b: DateKey) => number;

/** Newest or oldest first; no date comes last in both. */
export function compareByDate(oldestFirst: boolean): (a: DateLike, b: DateLike) => number {
  const sign = oldestFirst ? 1 : -1;
  return (a, b) => {
    const [x, y] = [a.date ?? null, b.date ?? null];
    if (x !== y) {
      if (x === null) return 1;
      if (y === null) return -1;
      return x < y ? -sign : sign;
    }
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  };
}

type DateLike = Pick<SearchDocument, 'id'> & { readonly date?: string | null | undefined };

/** Whether a document comes after the place `key` in the order of `compare`. */
export function isBehind(document: SearchDocument, key: DateKey, compare: DateCompare): boolean {
  return compare({ id: document.id, date: document.date ?? null }, key) > 0;
}

const newestFirst = compareByDate(false);

/** Standing before estimate before date, newest first, before id. */
export function compareByStanding(a: RankedSlot, b: RankedSlot): number {
  return b.standing - a.standing || b.estimate - a.estimate || newestFirst(a.document, b.document);
}
