/** Filters and facets over search documents, the same words for every engine that keeps them in memory. */
import { isWithin } from '../query/dates.js';
import type { DocumentFilter } from './engine.js';
import type { Label, SearchDocument } from './search-document.js';
import type { FacetName } from './search-request.js';

/** Whether a document passes every filter but, for a facet's own count, the one of that facet. */
export function passesFilter(document: SearchDocument, filter: DocumentFilter, without?: FacetName): boolean {
  const isDate = isDateFacet(without);
  return (
    has(filter.paper, document.paper?.key, without === 'paper') &&
    has(filter.section, document.section?.key, without === 'section') &&
    has(filter.pageNumber, document.pageNumber, without === 'pageNumber') &&
    has(filter.kind, document.kind, without === 'kind') &&
    (without === 'reporter' || filter.reporter === undefined || document.people.some((person) => filter.reporter!.has(person.key))) &&
    (isDate || isWithin(document.date, filter.from, filter.to))
  );
}

function has(wanted: ReadonlySet<string> | undefined, value: string | undefined, ignored: boolean): boolean {
  return ignored || wanted === undefined || (value !== undefined && wanted.has(value));
}

/** The facets that count dates. */
export function isDateFacet(facet: FacetName | undefined): boolean {
  return facet === 'year' || facet === 'month' || facet === 'day';
}

/** True when the filter lets everything through. */
export function isOpenFilter(filter: DocumentFilter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}

/** The values a document counts for in a facet, each once. */
export function facetLabels(document: SearchDocument, facet: FacetName): readonly Label[] {
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

/** Values of a facet that are answered. */
const MOST_VALUES = 50;

/** Counts a facet's values; shown as the first document of the lowest id prints them, so that the answer never wavers. */
export class FacetCounter {
  private readonly values = new Map<string, { shown: string; id: string; count: number }>();

  /** With `datesBeginning` a date facet counts only the dates that begin so, and gives them all. */
  constructor(
    private readonly facet: FacetName,
    private readonly datesBeginning?: string,
  ) {}

  add(document: SearchDocument): void {
    if (this.isTimeline && document.date?.startsWith(this.datesBeginning!) !== true) return;
    for (const { key, shown } of facetLabels(document, this.facet)) {
      const value = this.values.get(key);
      if (value === undefined) {
        this.values.set(key, { shown, id: document.id, count: 1 });
      } else {
        value.count += 1;
        if (document.id < value.id) Object.assign(value, { shown, id: document.id });
      }
    }
  }

  /** Up to 50 values, most frequent first, ties by value; those of a timeline all, in the order of time. */
  top(): { value: string; count: number }[] {
    const values = [...this.values.entries()];
    const chosen = this.isTimeline
      ? values.sort(([a], [b]) => (a < b ? -1 : 1))
      : values.sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1)).slice(0, MOST_VALUES);
    return chosen.map(([, { shown, count }]) => ({ value: shown, count }));
  }

  private get isTimeline(): boolean {
    return this.datesBeginning !== undefined && isDateFacet(this.facet);
  }
}
