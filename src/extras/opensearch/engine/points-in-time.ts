/**
 * Generations: after every write a point in time of the index, opened when somebody searches, from which everything about
 * that generation is answered. Some are kept for the next pages of searches; each holds files on the nodes, so few are.
 */
import { retried } from '../cluster/backoff.js';
import type { ClusterConnection } from '../cluster/cluster-connection.js';
import { firstGeneration } from '../../../search/first-generation.js';
import { cursorExpired } from '../../../search/order-key.js';

/** What nobody asks for so long is given back by the cluster itself. */
export const KEEP_ALIVE = '5m';
const MOST_KEPT = 24;
/** How long whatever is asked is tried again while the cluster has too much to do, in milliseconds. */
export const BUSY_MS = 2_000;

/** A generation that can be asked. */
export interface Point {
  readonly generation: number;
  readonly id: string;
  /** Whether some shard could not be opened. */
  readonly isPartial: boolean;
  /** What was counted over all of it, kept as long as it is. */
  readonly counted: Map<string, number>;
}

/** The points of one index; at most 24 are kept. */
export class PointsInTime {
  #generation = firstGeneration();
  readonly #kept = new Map<number, Promise<Point>>();

  readonly #connection: ClusterConnection;
  readonly #index: () => string;

  constructor(connection: ClusterConnection, index: () => string) {
    this.#connection = connection;
    this.#index = index;
  }

  get newestGeneration(): number {
    return this.#generation;
  }

  /** What is searchable has changed. */
  advance(): void {
    this.#generation += 1;
  }

  /** Of the newest generation. Throws CLUSTER_UNAVAILABLE. */
  async newest(): Promise<Point> {
    const generation = this.#generation;
    let opening = this.#kept.get(generation);
    if (opening === undefined) {
      opening = this.#open(generation);
      this.#kept.set(generation, opening);
      opening.catch(() => this.#kept.delete(generation));
      this.#giveBackOldest();
    }
    const point = await opening;
    // What a shard lacks may be there again at the next search.
    if (point.isPartial && this.#kept.get(generation) === opening) await this.forget(point);
    return point;
  }

  /** Of a generation that was answered from. Throws CURSOR_EXPIRED. */
  async of(generation: number): Promise<Point> {
    const point = await this.#kept.get(generation);
    if (point === undefined) throw cursorExpired();
    return point;
  }

  /** Gives one back that the cluster has lost, or that is not needed. Never throws. */
  async forget(point: Point): Promise<void> {
    this.#kept.delete(point.generation);
    // A partial one may still be asked by who opened it; the cluster gives it back by itself.
    if (!point.isPartial) await this.#giveBack([point.id]);
  }

  /** Gives all back. */
  async clear(): Promise<void> {
    const points = await Promise.allSettled(this.#kept.values());
    this.#kept.clear();
    await this.#giveBack(points.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : [])));
  }

  async #open(generation: number): Promise<Point> {
    const request = {
      method: 'POST',
      path: `/${this.#index()}/_search/point_in_time`,
      query: { keep_alive: KEEP_ALIVE, allow_partial_pit_creation: true },
    } as const;
    const answer = (await retried(() => this.#connection.request(request), BUSY_MS, ['busy'])) as {
      pit_id: string;
      _shards: { total: number; successful: number };
    };
    return { generation, id: answer.pit_id, isPartial: answer._shards.successful < answer._shards.total, counted: new Map() };
  }

  #giveBackOldest(): void {
    for (const [generation, opening] of this.#kept) {
      if (this.#kept.size <= MOST_KEPT) return;
      this.#kept.delete(generation);
      opening.then((point) => this.#giveBack([point.id])).catch(() => undefined);
    }
  }

  async #giveBack(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    // The cluster forgets it by itself in five minutes.
    await this.#connection
      .request({ method: 'DELETE', path: '/_search/point_in_time', body: { pit_id: ids }, retryCount: 0, timeoutMs: 2_000 })
      .catch(() => undefined);
  }
}
