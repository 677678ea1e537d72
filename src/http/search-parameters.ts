/** URL parameters of a search -> the `SearchRequest` the searcher is asked. */
import { z } from 'zod';

import { CITATION_STYLES, type CitationStyle } from '../article/citation/chinese.js';
import { FACETS, SORTS, type FacetName, type Filters, type SearchRequest } from '../search/search-request.js';
import { datePrefix, flag, isBackwards, parseParameters, single, urlValues, wholeNumber, type RawParameters } from './parameters.js';

/** Parameters whose values are alternatives when repeated. */
export const FILTER_PARAMETERS = ['paper', 'section', 'pageNumber', 'reporter', 'kind'] as const;
/** Name of one of them. */
export type FilterParameter = (typeof FILTER_PARAMETERS)[number];

const filterValues = z
  .array(z.string().min(1, 'must not be empty').max(200, 'has at most 200 characters'))
  .max(50, 'may be repeated at most 50 times');

const facetList = single
  .transform((list) => list.split(','))
  .pipe(z.array(z.enum(FACETS, `must be a comma list of ${FACETS.join(', ')}`)).transform((names): FacetName[] => [...new Set(names)]))
  .register(urlValues, { schema: { type: 'string' } });

/** What decides which articles there are, and in what order. */
const askedParameters = {
  q: single.default(''),
  sort: single.pipe(z.enum(SORTS, `must be one of ${SORTS.join(', ')}`)).default('relevance'),
  from: datePrefix.exactOptional(),
  to: datePrefix.exactOptional(),
  paper: filterValues.exactOptional(),
  section: filterValues.exactOptional(),
  pageNumber: filterValues.exactOptional(),
  reporter: filterValues.exactOptional(),
  kind: filterValues.exactOptional(),
};
const isInOrder = ({ from, to }: { readonly from?: string; readonly to?: string }): boolean => !isBackwards(from, to);
const NOT_IN_ORDER = { path: ['from'], message: 'must not be after "to"' };

/** Articles of a search that are taken away at most. */
export const MOST_EXPORTED = 10_000;

/** Forms in which a search is taken away. */
export const EXPORT_FORMATS = ['csv', 'ris', 'bibtex', 'csl'] as const;
/** One of them. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Parameters of a search that is taken away; how its references are written. Others are passed over, as by a search. */
export const exportParametersSchema = z
  .object({
    format: single.pipe(z.enum(EXPORT_FORMATS, `must be one of ${EXPORT_FORMATS.join(', ')}`)).default('csv'),
    style: single.pipe(z.enum(CITATION_STYLES, `must be one of ${CITATION_STYLES.join(', ')}`)).default('gbt2025'),
    ...askedParameters,
  })
  .refine(isInOrder, NOT_IN_ORDER);

/** A single one that is repeated is a fault. Unknown ones are passed over: programs that pass links on put theirs into them. */
export const searchParametersSchema = z
  .object({
    ...askedParameters,
    limit: wholeNumber(1, 100).default(10),
    offset: wholeNumber(0, 10_000).exactOptional(),
    cursor: single.pipe(z.string().min(1, 'must not be empty').max(4_000, 'is no cursor of ours')).exactOptional(),
    facets: facetList.default([]),
    explain: flag.default(false),
    more: flag.exactOptional(),
  })
  .refine(isInOrder, NOT_IN_ORDER)
  .refine(({ cursor, offset }) => cursor === undefined || offset === undefined, {
    path: ['cursor'],
    message: 'must not stand beside offset: a cursor already knows its place',
  });

/** Checks the parameters of a search. Throws PARAMETER_INVALID. */
export function parseSearchParameters(raw: RawParameters): SearchRequest {
  const { q, sort, limit, offset, cursor, facets, explain, more, ...filters } = parseParameters(searchParametersSchema, raw);
  return {
    text: q,
    filters: filters satisfies Filters,
    sort,
    limit,
    offset: offset ?? 0,
    ...(cursor !== undefined && { cursor }),
    facets,
    explain,
    more: more ?? (sort === 'relevance' && cursor === undefined && (offset ?? 0) === 0),
  };
}

/** What is taken away, and how. */
export interface ExportQuestion {
  readonly format: ExportFormat;
  readonly style: CitationStyle;
  readonly search: Pick<SearchRequest, 'text' | 'filters' | 'sort'>;
}

/** Checks the parameters of an export. Throws PARAMETER_INVALID. */
export function parseExportParameters(raw: RawParameters): ExportQuestion {
  const { format, style, q, sort, ...filters } = parseParameters(exportParametersSchema, raw);
  return { format, style, search: { text: q, filters: filters satisfies Filters, sort } };
}
