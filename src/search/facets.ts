/** Facets: which there are by date, how they are counted over documents in memory, and which of their values are answered. */
import { cutText } from '../article/cut-text.js';
import type { FacetValue } from './search-answer.js';
import type { Label, SearchDocument } from './search-document.js';
import type { FacetName } from './search-request.js';

/** Most UTF-16 units of a value that are answered: names are shorter. */
const LONGEST_VALUE = 500;
/** Values of a facet that are answered. */
const MOST_VALUES = 50;

/** The facets that count dates. */
export function isDateFacet(facet: FacetName | undefined): boolean {
  return facet === 'year' || facet === 'month' || facet === 'day';
}

/** A value by what is compared, and how often it was counted. */
export type FacetTotal = readonly [key: string, { readonly shown: string; readonly count: number }];

/** The 50 most frequent values, ties by key; those of a timeline all, in the order of time. */
export function chooseValues(totals: Iterable<FacetTotal>, isTimeline: boolean): FacetValue[] {
  const values = [...totals];
  const chosen = isTimeline
    ? values.sort(([a], [b]) => (a < b ? -1 : 1))
    : values.sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1)).slice(0, MOST_VALUES);
  return chosen.map(([, { shown, count }]) => ({ value: cutText(shown, LONGEST_VALUE), count }));
}

/** Counts a facet's values; shown as the document of the lowest id prints them, so that the answer never wavers. */
export class FacetCounter {
  readonly #values = new Map<string, { shown: string; id: string; count: number }>();
  readonly #isTimeline: boolean;

  readonly #facet: FacetName;
  readonly #datesBeginning: string | undefined;

  /** With `datesBeginning` a date facet counts only the dates that begin so, and gives them all. */
  constructor(facet: FacetName, datesBeginning?: string) {
    this.#facet = facet;
    this.#datesBeginning = datesBeginning;

    this.#isTimeline = datesBeginning !== undefined && isDateFacet(facet);
  }

  add(document: SearchDocument): void {
    if (this.#isTimeline && document.date?.startsWith(this.#datesBeginning!) !== true) return;
    for (const { key, shown } of labelsOf(document, this.#facet)) {
      const value = this.#values.get(key);
      if (value === undefined) {
        this.#values.set(key, { shown, id: document.id, count: 1 });
      } else {
        value.count += 1;
        if (document.id < value.id) Object.assign(value, { shown, id: document.id });
      }
    }
  }

  /** What was counted, as `chooseValues` says. */
  top(): FacetValue[] {
    return chooseValues(this.#values, this.#isTimeline);
  }
}

/** The values a document counts for in a facet, each once. */
function labelsOf(document: SearchDocument, facet: FacetName): readonly Label[] {
  switch (facet) {
    case 'year':
      return plain(document.date?.slice(0, 4));
    case 'month':
      return plain(document.date?.slice(0, 7));
    case 'day':
      return plain(document.date);
    case 'paper':
      return document.paper === undefined ? [] : [document.paper];
    case 'section':
      return document.section === undefined ? [] : [document.section];
    case 'pageNumber':
      return plain(document.pageNumber);
    case 'reporter':
      return document.people.filter((person, i) => document.people.findIndex((other) => other.key === person.key) === i);
    case 'kind':
      return plain(document.kind);
  }
}

function plain(value: string | undefined): Label[] {
  return value === undefined ? [] : [{ key: value, shown: value }];
}
