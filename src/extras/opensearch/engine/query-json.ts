/** The parts of OpenSearch's query language this engine speaks. Everything that matches is a filter; only `hit-order.ts` scores. */

/** A query as OpenSearch reads it. */
export type QueryJson = Readonly<Record<string, unknown>>;

/** Every document; this very object, so that it can be told from others. */
export const EVERY: QueryJson = { match_all: {} };
/** No document; as `EVERY`. */
export const NOTHING: QueryJson = { match_none: {} };

/** What matches all of them; every document where there are none. */
export function allOfQueries(queries: readonly QueryJson[]): QueryJson {
  const asked = distinct(queries.filter((query) => query !== EVERY));
  if (asked.includes(NOTHING)) return NOTHING;
  return asked.length === 0 ? EVERY : asked.length === 1 ? asked[0]! : { bool: { filter: asked } };
}

/** What matches any of them; no document where there are none. */
export function anyOfQueries(queries: readonly QueryJson[]): QueryJson {
  const asked = distinct(queries.filter((query) => query !== NOTHING));
  if (asked.includes(EVERY)) return EVERY;
  return asked.length === 0 ? NOTHING : asked.length === 1 ? asked[0]! : { bool: { should: asked, minimum_should_match: 1 } };
}

/** The cluster counts what is said twice twice. */
function distinct(queries: readonly QueryJson[]): QueryJson[] {
  return queries.length < 2 ? [...queries] : [...new Map(queries.map((query) => [JSON.stringify(query), query])).values()];
}

/** What does not match. */
export function noneOf(query: QueryJson): QueryJson {
  return query === EVERY ? NOTHING : query === NOTHING ? EVERY : { bool: { must_not: [query] } };
}

/** Documents whose date lies between two days, months or years, both inclusive; a missing end is open. */
export function datedQuery({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): QueryJson {
  if (from === undefined && to === undefined) return EVERY;
  // `~` sorts behind digits and `-`: everything that begins with `to` is within.
  return { range: { date: { ...(from !== undefined && { gte: from }), ...(to !== undefined && { lte: `${to}~` }) } } };
}

/** Most values of one `terms` query; OpenSearch's own limit is 65,536. */
const MOST_VALUES = 60_000;

/** Documents that hold one of the values in a keyword field, however many there are. */
export function valuesQuery(field: string, values: readonly string[]): QueryJson {
  if (values.length === 0) return NOTHING;
  const parts: QueryJson[] = [];
  for (let at = 0; at < values.length; at += MOST_VALUES) parts.push({ terms: { [field]: values.slice(at, at + MOST_VALUES) } });
  return anyOfQueries(parts);
}
