/** What scoring needs of the whole index, counted by the cluster at the point in time and kept with it. */
import type { CollectionStatistics, RankTerm } from '../../../search/engine.js';
import { SCORE_FIELDS } from '../../../search/ranking/score-fields.js';
import type { Found, PointSearch, SearchBody } from './point-search.js';
import { EVERY, type QueryJson } from './query-json.js';
import { hasPair } from './translate-text.js';
import { pairName } from './unit-tokens.js';

const COUNT_KEY = '#';

/** Number of documents, mean lengths, and how many documents hold each term. At most one request, none when all is known. */
export async function statisticsAt(search: PointSearch, terms: readonly RankTerm[]): Promise<CollectionStatistics> {
  const { counted } = search.point;
  const missing = [...new Map(terms.map((term) => [termKey(term), term])).values()].filter((term) => !counted.has(termKey(term)));
  const isCounted = counted.has(COUNT_KEY);
  if (!isCounted || missing.length > 0) {
    const found = await search.ask([...(isCounted ? [] : [WHOLE]), ...missing.map((term): SearchBody => counting(termQuery(term)))]);
    if (!isCounted) keepWhole(counted, found[0]!);
    missing.forEach((term, i) => counted.set(termKey(term), totalOf(found[i + (isCounted ? 0 : 1)]!)));
  }
  return {
    documentCount: counted.get(COUNT_KEY)!,
    meanLengths: SCORE_FIELDS.map((field) => counted.get(`${COUNT_KEY}${field}`)!),
    frequencies: terms.map((term) => counted.get(termKey(term))!),
  };
}

/** A search that only counts what matches. */
export function counting(query: QueryJson): SearchBody {
  return { query: { constant_score: { filter: query } }, size: 0, track_total_hits: true };
}

/** Documents that match, exactly, for a search that tracks its total. */
export function totalOf({ hits }: Found): number {
  return hits.total?.value ?? 0;
}

const WHOLE: SearchBody = {
  ...counting(EVERY),
  aggs: Object.fromEntries(SCORE_FIELDS.map((field) => [field, { avg: { field: `${field}Length` } }])),
};

function keepWhole(counted: Map<string, number>, found: Found): void {
  counted.set(COUNT_KEY, totalOf(found));
  for (const field of SCORE_FIELDS) counted.set(`${COUNT_KEY}${field}`, found.aggregations?.[field]?.value ?? 0);
}

function termKey({ type, text }: RankTerm): string {
  return `${type} ${text}`;
}

function termQuery({ type, text }: RankTerm): QueryJson {
  return type === 'word' ? { term: { words: text } } : hasPair(pairName(text[0] ?? '', text[1]));
}
