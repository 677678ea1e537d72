/** What engines share that keep the order of a query for its next pages. */
import { SearchServiceError } from '../search-service-error.js';
import type { EngineQuery } from './engine.js';

/** Names what decides the order of a query's hits by relevance at a generation. */
export function orderKey({ clause, standing, terms, filter }: EngineQuery, generation: number): string {
  const filters = Object.entries(filter).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : [...(value as ReadonlySet<string>)].sort(),
  ]);
  return JSON.stringify([generation, clause, standing, terms, filters]);
}

/** For a generation that is not kept (any more). */
export function cursorExpired(): SearchServiceError {
  return new SearchServiceError('CURSOR_EXPIRED', 'The pages of this search are no longer kept; search again without `cursor`.');
}
