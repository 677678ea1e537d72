/** Filters over search documents, for engines that keep them in memory. */
import { isWithin } from '../query/dates.js';
import type { DocumentFilter } from './engine.js';
import { isDateFacet } from './facets.js';
import type { SearchDocument } from './search-document.js';
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

/** True when the filter lets everything through. */
export function isOpenFilter(filter: DocumentFilter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}
