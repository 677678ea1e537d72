/** Clauses and filters as queries. What cannot be said exactly was decided before: `decided` gives the ids it matches. */
import type { Clause, FieldName, Needle } from '../../../query/clause.js';
import type { DocumentFilter } from '../../../search/engine.js';
import { isDateFacet } from '../../../search/facets.js';
import type { FacetName } from '../../../search/search-request.js';
import { SearchServiceError } from '../../../search-service-error.js';
import { allOfQueries, anyOfQueries, datedQuery, EVERY, NOTHING, noneOf, type QueryJson, valuesQuery } from './query-json.js';
import { isRead, MOST_PAIRS, textQuery } from './translate-text.js';

/** Ids of the documents in which a needle that is read stands, by `readKey`. */
export type Decided = ReadonlyMap<string, readonly string[]>;

/** A needle that must be read, and where it is looked for. */
export interface ReadNeedle {
  readonly needle: Needle;
  readonly field: FieldName | null;
}

/** Names a needle that is read in its scope. */
export function readKey({ needle, field }: ReadNeedle): string {
  return JSON.stringify([field, needle]);
}

/** The needles of a clause that must be read in the texts. */
export function readNeedles(clause: Clause, field: FieldName | null = null): ReadNeedle[] {
  switch (clause.type) {
    case 'exact':
      return field !== 'page' && isRead(clause.needle) ? [{ needle: clause.needle, field }] : [];
    case 'and':
    case 'or':
      return clause.clauses.flatMap((one) => readNeedles(one, field));
    case 'atLeast':
      return clause.units.flatMap((unit) => readNeedles(unit.clause, field));
    case 'not':
      return readNeedles(clause.clause, field);
    case 'field':
      return readNeedles(clause.clause, clause.field);
    case 'run':
    case 'date':
    case 'all':
    case 'none':
      return [];
  }
}

/** How clauses are said. */
interface Saying {
  readonly decided: Decided;
  readonly pairCount: number;
}

/** Parts of one clause; OpenSearch takes 1,024 in all, filters and scores too. */
const MOST_PARTS = 800;

/** The documents that match a clause. Throws QUERY_TIMEOUT for one of more parts than the cluster takes. */
export function matchingQuery(clause: Clause, decided: Decided): QueryJson {
  let count = 0;
  for (const pairCount of [MOST_PAIRS, 1, 0]) {
    const query = clauseQuery(clause, null, { decided, pairCount });
    count = partCount(query);
    if (count <= MOST_PARTS) return query;
  }
  throw new SearchServiceError(
    'QUERY_TIMEOUT',
    `The query has ${count} parts, more than the index takes at once (${MOST_PARTS}). Ask for less: fewer words, fewer alternatives.`,
  );
}

/** What OpenSearch counts in a query. */
export function partCount(query: QueryJson): number {
  return (JSON.stringify(query).match(/"(?:match_phrase|term|terms|range|rank_feature|intervals|match|match_all|match_none)":/g) ?? [])
    .length;
}

function clauseQuery(clause: Clause, field: FieldName | null, saying: Saying): QueryJson {
  switch (clause.type) {
    case 'all':
      return EVERY;
    case 'none':
      return NOTHING;
    case 'and':
      return allOfQueries(clause.clauses.map((one) => clauseQuery(one, field, saying)));
    case 'or':
      return anyOfQueries(clause.clauses.map((one) => clauseQuery(one, field, saying)));
    case 'not':
      return noneOf(clauseQuery(clause.clause, field, saying));
    case 'field':
      return clauseQuery(clause.clause, clause.field, saying);
    case 'date':
      return datedQuery(clause);
    case 'atLeast':
      return atLeastQuery(clause, field, saying);
    case 'exact': {
      const ids = saying.decided.get(readKey({ needle: clause.needle, field }));
      return ids === undefined ? textQuery(clause, { field, ...saying }) : valuesQuery('id', ids);
    }
    case 'run':
      return textQuery(clause, { field, ...saying });
  }
}

/** Scores are 32-bit floats: whole numbers up to here add up exactly. */
const WHOLE = 2 ** 23;

/** Weights as whole numbers, added up as a score. Sums within a millionth of the share count as enough. */
function atLeastQuery(
  { units, share, least: count = 1 }: Extract<Clause, { type: 'atLeast' }>,
  field: FieldName | null,
  saying: Saying,
): QueryJson {
  const total = units.reduce((sum, { weight }) => sum + weight, 0);
  if (total <= 0) return NOTHING;
  const should = units.map(({ clause, weight }) => ({
    constant_score: { filter: clauseQuery(clause, field, saying), boost: Math.max(1, Math.round((weight / total) * WHOLE)) },
  }));
  const least = Math.max(1, Math.ceil(share * WHOLE) - units.length);
  return { function_score: { query: { bool: { should, minimum_should_match: count } }, min_score: least, boost_mode: 'multiply' } };
}

const KEY_FIELDS = { paper: 'paperKey', section: 'sectionKey', pageNumber: 'page', reporter: 'personKeys', kind: 'kind' } as const;

/** The documents that pass the filter, for a facet's own count without its own. */
export function filterQuery(filter: DocumentFilter, without?: FacetName): QueryJson {
  const named = (Object.keys(KEY_FIELDS) as (keyof typeof KEY_FIELDS)[]).flatMap((name) => {
    const values = filter[name];
    return values === undefined || name === without ? [] : [valuesQuery(KEY_FIELDS[name], [...values])];
  });
  return allOfQueries([...named, isDateFacet(without) ? EVERY : datedQuery(filter)]);
}
