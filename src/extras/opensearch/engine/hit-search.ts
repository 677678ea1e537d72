/** One query at one point in time: its total, the hits wanted, and its facets. */
import type { EngineQuery } from '../../../search/engine.js';
import { isDateFacet } from '../../../search/facets.js';
import type { FacetValue } from '../../../search/search-answer.js';
import type { FacetName } from '../../../search/search-request.js';
import { facetAggregation, facetBody, type FacetSearch, facetValues } from './facet-search.js';
import type { FoundHit, PointSearch, SearchBody } from './point-search.js';
import { allOfQueries, type QueryJson } from './query-json.js';
import { totalOf } from './statistics.js';
import { filterQuery } from './translate.js';

/** Hits one request may reach by number; OpenSearch's own limit. Deeper ones are walked to. */
const DEEPEST = 10_000;

/** What is looked for. */
export interface HitSearch {
  readonly query: EngineQuery;
  /** The documents that match the clause, whatever the filter. */
  readonly matching: QueryJson;
  /** Query and sort of the hits. */
  readonly order: Pick<SearchBody, 'query' | 'sort' | 'search_after'>;
}

/** What was found. */
export interface HitsFound {
  readonly total: number;
  readonly hits: readonly FoundHit[];
  readonly facets: Readonly<Partial<Record<FacetName, readonly FacetValue[]>>>;
}

/** One request, and one more for each facet that needs it. Throws ClusterFault, QUERY_TIMEOUT. */
export async function findHits(search: PointSearch, { query, matching, order }: HitSearch): Promise<HitsFound> {
  const facets = query.facets.map((facet): FacetSearch & { isOwn: boolean } => ({
    facet,
    query: allOfQueries([matching, filterQuery(query.filter, facet)]),
    datesBeginning: query.datesBeginning,
    isOwn: isOwnFilter(query, facet),
  }));
  const beside = facets.filter(({ isOwn }) => !isOwn);
  const { first, count, after } = query;
  const isDeep = first + count > DEEPEST && count > 0;
  const place = isDeep ? { size: 0 } : after === undefined ? { from: first, size: count } : { size: first + count };
  const main: SearchBody = {
    ...order,
    ...place,
    track_total_hits: true,
    ...(beside.length > 0 && { aggs: Object.fromEntries(beside.map((one) => [one.facet, facetAggregation(one)])) }),
  };
  const own = facets.filter(({ isOwn }) => isOwn);
  const answers = await search.ask([main, ...own.map(facetBody)]);
  const found = answers[0]!;
  const aggregations = Object.fromEntries(answers.flatMap((one) => Object.entries(one.aggregations ?? {})));
  const values = await Promise.all(
    facets.map(async (one) => [one.facet, await facetValues(search, one, aggregations[one.facet])] as const),
  );
  const hits = isDeep ? await deepHits(search, order, query) : found.hits.hits.slice(after === undefined ? 0 : first);
  return { total: totalOf(found), hits, facets: Object.fromEntries(values) };
}

/** Whether a facet's own filter is set, so that it counts over other documents than the hits. */
function isOwnFilter({ filter }: EngineQuery, facet: FacetName): boolean {
  const names: readonly string[] = isDateFacet(facet) ? ['from', 'to'] : [facet];
  return Object.entries(filter).some(([name, value]) => names.includes(name) && value !== undefined);
}

/** Hits beyond what a request reaches: the way there is walked, without their documents. */
async function deepHits(search: PointSearch, order: HitSearch['order'], { first, count }: EngineQuery): Promise<readonly FoundHit[]> {
  const hits: FoundHit[] = [];
  let place = order.search_after;
  for (let at = 0; at < first + count;) {
    const isWanted = at >= first;
    const size = Math.min(DEEPEST, (isWanted ? first + count : first) - at);
    const found = await search.askOne({
      ...order,
      size,
      ...(place !== undefined && { search_after: place }),
      ...(!isWanted && { _source: false }),
    });
    const page = found.hits.hits;
    if (isWanted) hits.push(...page);
    if (page.length < size) break;
    at += size;
    place = page.at(-1)!.sort;
  }
  return hits;
}
