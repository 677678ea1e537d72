/**
 * Generations whose orders are kept for the next pages of queries by relevance: not the orders, which are worked out again,
 * but the numbers they were worked out with. Dead documents stay in their segments as long as a generation needs them.
 */
import { LRUCache } from 'lru-cache';
import type { CollectionStatistics } from '../../search/engine.js';

/** How long a query goes on in its order, whatever is written meanwhile. */
const LIFETIME_MS = 5 * 60_000;
/** Queries that are kept; a query of 160 terms takes about 4 kB. */
const MOST_QUERIES = 4_000;

interface Kept {
  readonly generation: number;
  readonly statistics: CollectionStatistics;
}

/** By `orderKey`; the queries asked last are kept. */
export class KeptOrders {
  readonly #orders = new LRUCache<string, Kept>({ max: MOST_QUERIES, ttl: LIFETIME_MS });

  get(key: string): CollectionStatistics | undefined {
    return this.#orders.get(key)?.statistics;
  }

  set(key: string, generation: number, statistics: CollectionStatistics): void {
    this.#orders.set(key, { generation, statistics });
  }

  /** The oldest generation of all queries kept; Infinity where there is none. */
  oldest(): number {
    this.#orders.purgeStale();
    let oldest = Infinity;
    for (const { generation } of this.#orders.values()) oldest = Math.min(oldest, generation);
    return oldest;
  }

  clear(): void {
    this.#orders.clear();
  }
}
