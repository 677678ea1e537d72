/** Facets, counted by the cluster: the same counts and shown forms as `search/facets.ts` gives. */
import { chooseValues, isDateFacet } from '../../../search/facets.js';
import type { FacetValue } from '../../../search/search-answer.js';
import type { SearchDocument } from '../../../search/search-document.js';
import type { FacetName } from '../../../search/search-request.js';
import { readDocument } from './document-source.js';
import type { Aggregation, PointSearch, SearchBody } from './point-search.js';
import type { QueryJson } from './query-json.js';

/** Values a shard gives, and the cluster of all of theirs: where there are more the counts are added up in full, page by page. */
const SHARD_VALUES = 20_000;
const ASKED_VALUES = 1_000;
/** Values of such a page. */
const PAGE_VALUES = 10_000;
/** Days of a hundred years and more. */
const MOST_DAYS = 60_000;

const FIELDS: Readonly<Record<FacetName, string>> = {
  year: 'year',
  month: 'month',
  day: 'date',
  paper: 'paperKey',
  section: 'sectionKey',
  pageNumber: 'page',
  reporter: 'personKeys',
  kind: 'kind',
};

/** A facet of one search, and what it counts over. */
export interface FacetSearch {
  readonly facet: FacetName;
  /** The documents: clause and filter, without the facet's own. */
  readonly query: QueryJson;
  /** Date facets count only dates that begin so, all of them. */
  readonly datesBeginning?: string | undefined;
}

/** The aggregation that counts a facet. */
export function facetAggregation({ facet, datesBeginning }: FacetSearch): Readonly<Record<string, unknown>> {
  const field = FIELDS[facet];
  if (datesBeginning === undefined || !isDateFacet(facet)) return { terms: { field, size: ASKED_VALUES, shard_size: SHARD_VALUES } };
  return { filter: { prefix: { date: datesBeginning } }, aggs: { values: { terms: { field, size: MOST_DAYS, order: { _key: 'asc' } } } } };
}

/** What the aggregation found, as it is answered. One request more for names as they are printed. */
export async function facetValues(search: PointSearch, asked: FacetSearch, found: Aggregation | undefined): Promise<FacetValue[]> {
  const { facet, datesBeginning } = asked;
  if (datesBeginning !== undefined && isDateFacet(facet)) return countsOf(found?.values).map(([value, count]) => ({ value, count }));
  const isExact = (found?.doc_count_error_upper_bound ?? 0) === 0;
  const counts = isExact ? countsOf(found) : await allCounts(search, asked);
  const top = chooseValues(
    counts.map(([key, count]) => [key, { shown: key, count }]),
    false,
  );
  const shown = await shownForms(
    search,
    asked,
    top.map(({ value }) => value),
  );
  return top.map(({ value, count }) => ({ value: shown.get(value) ?? value, count }));
}

function countsOf(found: Aggregation | undefined): [string, number][] {
  return (found?.buckets ?? []).map(({ key, doc_count: count }) => [key, count]);
}

/** Every value with its count, page by page: for facets of more values than shards give at once. */
async function allCounts(search: PointSearch, { facet, query }: FacetSearch): Promise<[string, number][]> {
  const counts: [string, number][] = [];
  for (let after: Readonly<Record<string, unknown>> | undefined; ;) {
    const composite = {
      size: PAGE_VALUES,
      sources: [{ value: { terms: { field: FIELDS[facet] } } }],
      ...(after !== undefined && { after }),
    };
    const { aggregations } = await search.askOne({
      query: { constant_score: { filter: query } },
      size: 0,
      aggs: { values: { composite } },
    });
    const { buckets = [], after_key: next } = aggregations?.['values'] ?? {};
    counts.push(...buckets.map(({ key, doc_count: count }): [string, number] => [(key as unknown as { value: string }).value, count]));
    if (next === undefined || buckets.length < PAGE_VALUES) return counts;
    after = next;
  }
}

/** Names as the document of the lowest id prints them; keys of other facets are what is shown. */
async function shownForms(search: PointSearch, { facet, query }: FacetSearch, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0 || (facet !== 'paper' && facet !== 'section' && facet !== 'reporter')) return new Map();
  const first = { top_hits: { size: 1, sort: [{ id: 'asc' }], _source: ['document'] } };
  const aggs = { values: { terms: { field: FIELDS[facet], include: keys, size: keys.length }, aggs: { first } } };
  const { aggregations } = await search.askOne({ query: { constant_score: { filter: query } }, size: 0, aggs });
  return new Map(
    (aggregations?.['values']?.buckets ?? []).flatMap(({ key, first: top }) => {
      const source = top?.hits.hits[0]?._source;
      const shown = source === undefined ? undefined : shownIn(readDocument(source.document), facet, key);
      return shown === undefined ? [] : [[key, shown] as const];
    }),
  );
}

function shownIn({ paper, section, people }: SearchDocument, facet: 'paper' | 'section' | 'reporter', key: string): string | undefined {
  const labels = facet === 'paper' ? [paper] : facet === 'section' ? [section] : people;
  return labels.find((label) => label?.key === key)?.shown;
}

/** A search that only counts one facet. */
export function facetBody(asked: FacetSearch): SearchBody {
  return { query: { constant_score: { filter: asked.query } }, size: 0, aggs: { [asked.facet]: facetAggregation(asked) } };
}
