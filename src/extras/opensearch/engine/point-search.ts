/** Searches at one point in time: several in one request, all of one state of the index, within the deadline. */
import { retried } from '../cluster/backoff.js';
import type { ClusterConnection } from '../cluster/cluster-connection.js';
import { ClusterFault, faultOfStatus } from '../cluster/cluster-fault.js';
import { type Deadline, NO_DEADLINE } from '../../../search/deadline.js';
import { BUSY_MS, KEEP_ALIVE, type Point } from './points-in-time.js';
import type { QueryJson } from './query-json.js';
import type { StoredDocument } from './document-source.js';

/** One search of OpenSearch's language, without where it looks. */
export interface SearchBody {
  readonly query: QueryJson;
  readonly size: number;
  readonly from?: number;
  readonly track_total_hits?: boolean;
  readonly track_scores?: boolean;
  readonly sort?: readonly QueryJson[];
  readonly search_after?: readonly unknown[];
  readonly _source?: boolean | readonly string[];
  readonly aggs?: Readonly<Record<string, unknown>>;
}

/** A hit as the cluster gives it. */
export interface FoundHit {
  readonly _score: number | null;
  readonly _source?: { readonly document: StoredDocument };
  readonly sort: readonly unknown[];
}

/** A value of an aggregation. */
export interface Bucket {
  readonly key: string;
  readonly doc_count: number;
  readonly first?: { readonly hits: { readonly hits: readonly FoundHit[] } };
}

/** Of an aggregation, whichever it was. */
export interface Aggregation {
  readonly value?: number | null;
  readonly buckets?: readonly Bucket[];
  readonly doc_count_error_upper_bound?: number;
  readonly after_key?: Readonly<Record<string, unknown>>;
  readonly values?: Aggregation;
}

/** What one search found. */
export interface Found {
  readonly hits: { readonly total?: { readonly value: number }; readonly hits: readonly FoundHit[] };
  readonly aggregations?: Readonly<Record<string, Aggregation>>;
}

interface Cause {
  readonly type?: string;
  readonly caused_by?: Cause;
}

interface Answer extends Found {
  readonly status?: number;
  readonly error?: Cause & { readonly root_cause?: readonly Cause[]; readonly failed_shards?: readonly { readonly reason?: Cause }[] };
  readonly timed_out?: boolean;
  readonly _shards?: { readonly failed: number };
}

const LONGEST_MS = 30_000;
/** Searches of one request. */
const MOST_AT_ONCE = 64;

/** The searches of one query. */
export class PointSearch {
  #failed = false;

  readonly #connection: ClusterConnection;

  constructor(
    connection: ClusterConnection,
    readonly point: Point,
    readonly deadline: Deadline = NO_DEADLINE,
  ) {
    this.#connection = connection;
  }

  /** True when a shard did not answer something that was asked here. */
  get isPartial(): boolean {
    return this.#failed || this.point.isPartial;
  }

  /** Asks them all. Throws ClusterFault, QUERY_TIMEOUT. */
  async ask(bodies: readonly SearchBody[]): Promise<readonly Found[]> {
    const found: Found[] = [];
    for (let at = 0; at < bodies.length; at += MOST_AT_ONCE) {
      const some = bodies.slice(at, at + MOST_AT_ONCE);
      // A node that is short of memory for a moment says so at once; one that does not answer is not waited for.
      found.push(...(await retried(() => this.#askSome(some), Math.min(BUSY_MS, this.deadline.leftMs), ['busy'])));
    }
    return found;
  }

  async askOne(body: SearchBody): Promise<Found> {
    return (await this.ask([body]))[0]!;
  }

  async #askSome(bodies: readonly SearchBody[]): Promise<readonly Found[]> {
    this.deadline.check();
    const leftMs = Math.ceil(Math.min(LONGEST_MS, this.deadline.leftMs));
    const pit = { id: this.point.id, keep_alive: KEEP_ALIVE };
    const lines = bodies.flatMap((body) => ['{}', JSON.stringify({ ...body, pit })]);
    const { responses } = (await this.#request(`${lines.join('\n')}\n`, leftMs)) as { responses: readonly Answer[] };
    for (const answer of responses) {
      if (answer.error !== undefined) this.#fail(answer);
      if (answer.timed_out === true || (answer._shards?.failed ?? 0) > 0) this.#failed = true;
    }
    return responses;
  }

  async #request(body: string, leftMs: number): Promise<unknown> {
    try {
      // A little longer than the cluster itself works on it, so that it is the one to say so.
      return await this.#connection.request({
        method: 'POST',
        path: '/_msearch',
        query: { cancel_after_time_interval: `${leftMs}ms` },
        body,
        timeoutMs: leftMs + 250,
      });
    } catch (error) {
      this.deadline.check();
      throw error;
    }
  }

  #fail({ status = 500, error }: Answer): never {
    this.deadline.check();
    const type = error?.root_cause?.[0]?.type ?? error?.type ?? '';
    throw isGone(error) ? new ClusterFault('missing', status, type, 'POST /_msearch') : faultOfStatus(status, type, 'POST /_msearch');
  }
}

/** What is said of a point whose index has been removed: before a query is read, and while it is (its analyzers are closed first). */
const GONE: readonly (string | undefined)[] = ['search_context_missing_exception', 'already_closed_exception'];

function isGone(error: Answer['error']): boolean {
  const causes = [...(error?.root_cause ?? []), ...(error?.failed_shards ?? []).map(({ reason }) => reason), error];
  return causes.some((cause) => GONE.includes(cause?.type) || GONE.includes(cause?.caused_by?.type));
}
