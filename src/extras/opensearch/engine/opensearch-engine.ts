/**
 * The engine for what one machine does not hold: an OpenSearch cluster keeps the index, answers what matches, and orders roughly;
 * ranking and snippets stay the core's. docs/opensearch.md tells the whole.
 */
import pLimit from 'p-limit';
import { ClusterConnection } from '../cluster/cluster-connection.js';
import type { ClusterSettings } from '../../../config.js';
import { writeBulk } from '../cluster/bulk-writer.js';
import { ClusterFault } from '../cluster/cluster-fault.js';
import type { Clause } from '../../../query/clause.js';
import type { Deadline } from '../../../search/deadline.js';
import type { DocumentChange, DocumentFilter, EngineAnswer, EngineQuery, OpenReport, SearchEngine } from '../../../search/engine.js';
import { SCORE_FIELDS } from '../../../search/ranking/score-fields.js';
import type { RankingWeights } from '../../../search/ranking/weights.js';
import { cursorExpired } from '../../../search/order-key.js';
import { operationsOf } from './document-operations.js';
import { byDate, byRelevance, readHit, relevanceScore, UNSCORED } from './hit-order.js';
import { findHits } from './hit-search.js';
import { KeptIndex } from './kept-index.js';
import { PointSearch } from './point-search.js';
import { PointsInTime } from './points-in-time.js';
import { allOfQueries } from './query-json.js';
import { decide } from './read-clauses.js';
import { counting, statisticsAt, totalOf } from './statistics.js';
import { filterQuery, matchingQuery, partCount } from './translate.js';

/** What the engine is made of. */
export interface OpenSearchEngineParts {
  readonly settings: ClusterSettings;
  /** Name of the index, whole. */
  readonly index: string;
  /** What documents are written with, and the estimate weighs by. */
  readonly weights: RankingWeights;
  /** Called when the cluster does not answer any more, and when it does again; with it the cluster is asked now and then. */
  readonly onAvailability?: (isAvailable: boolean) => void;
}

/** Nothing is asked of the cluster before `open`. */
export function createOpenSearchEngine({ settings, index, weights, onAvailability }: OpenSearchEngineParts): SearchEngine {
  const connection = new ClusterConnection(settings, onAvailability);
  if (onAvailability !== undefined) connection.watch();
  return new OpenSearchEngine(connection, new KeptIndex(connection, index), weights);
}

/** How long a write waits for a cluster that does not answer, in milliseconds: a node that goes is missed for a second or two. */
const WRITE_PATIENCE_MS = 20_000;
/** And for one that is known not to. */
const GIVEN_UP_PATIENCE_MS = 1_000;
/** Parts of one query with its scores; OpenSearch takes 1,024. */
const MOST_PARTS = 1_000;

class OpenSearchEngine implements SearchEngine {
  readonly name = 'opensearch';
  documentCount = 0;
  readonly #points: PointsInTime;
  /** One write after the other, whatever became of the one before. */
  readonly #writes = pLimit(1);

  readonly #connection: ClusterConnection;
  readonly #kept: KeptIndex;
  readonly #weights: RankingWeights;

  constructor(connection: ClusterConnection, kept: KeptIndex, weights: RankingWeights) {
    this.#connection = connection;
    this.#kept = kept;
    this.#weights = weights;

    this.#points = new PointsInTime(connection, () => kept.index);
  }

  get isAvailable(): boolean {
    return this.#connection.isAvailable;
  }

  async open(version: string): Promise<OpenReport> {
    const report = await this.#kept.open(version);
    this.#points.advance();
    this.documentCount = await this.#kept.count();
    return report;
  }

  async apply(changes: readonly DocumentChange[], sequence: number): Promise<void> {
    await this.#writes(() => this.#write(changes, sequence));
  }

  async search(query: EngineQuery): Promise<EngineAnswer> {
    if (!this.#kept.isThere) return emptyAnswer(query, this.#points.newestGeneration);
    return this.#at(query.generation, query.deadline, (search) => this.#searchAt(search, query));
  }

  async count(
    clauses: readonly Clause[],
    filter: DocumentFilter,
    deadline?: Deadline,
  ): Promise<{ counts: number[]; documentCount: number }> {
    if (!this.#kept.isThere) return { counts: clauses.map(() => 0), documentCount: 0 };
    return this.#at(undefined, deadline, async (search) => {
      const decided = await decide(clauses, search);
      const filtered = filterQuery(filter);
      const queries = clauses.map((clause) => allOfQueries([matchingQuery(clause, decided), filtered]));
      const { documentCount } = await statisticsAt(search, []);
      return { counts: (await search.ask(queries.map(counting))).map(totalOf), documentCount };
    });
  }

  async clear(): Promise<void> {
    await this.#writes(() => undefined);
    await this.#points.clear();
    await this.#kept.clear();
    this.#points.advance();
    this.documentCount = 0;
  }

  /** What was applied is kept already. */
  async save(): Promise<void> {
    await this.#writes(() => undefined);
  }

  async close(): Promise<void> {
    await this.#writes(() => undefined);
    await this.#points.clear();
    await this.#connection.close();
  }

  async #write(changes: readonly DocumentChange[], sequence: number): Promise<void> {
    await this.#kept.prepare();
    await writeBulk(this.#connection, operationsOf(changes, { index: this.#kept.index, version: sequence, weights: this.#weights }), {
      patienceMs: this.isAvailable ? WRITE_PATIENCE_MS : GIVEN_UP_PATIENCE_MS,
    });
    await this.#kept.applied(sequence);
    this.#points.advance();
    this.documentCount = await this.#kept.count();
  }

  /** Asks at a generation, or at the newest. What a node took with it is asked again, once, at a point that is opened anew. */
  async #at<T>(generation: number | undefined, deadline: Deadline | undefined, work: (search: PointSearch) => Promise<T>): Promise<T> {
    const point = generation === undefined ? await this.#points.newest() : await this.#points.of(generation);
    const search = new PointSearch(this.#connection, point, deadline);
    const answer = await work(search).then(
      (value) => ({ value }),
      (error: unknown) => {
        if (!isLost(error)) throw error;
        return null;
      },
    );
    if (answer !== null && (!search.isPartial || point.isPartial || generation !== undefined)) return answer.value;
    await this.#points.forget(point);
    if (generation !== undefined) throw cursorExpired();
    return work(new PointSearch(this.#connection, await this.#points.newest(), deadline));
  }

  async #searchAt(search: PointSearch, query: EngineQuery): Promise<EngineAnswer> {
    const decided = await decide([query.clause], search);
    const statistics = await statisticsAt(search, query.terms);
    const matching = matchingQuery(query.clause, decided);
    const filter = allOfQueries([matching, filterQuery(query.filter)]);
    const score =
      query.sort === 'relevance'
        ? relevanceScore(query, { statistics, weights: this.#weights, room: MOST_PARTS - partCount(filter) })
        : UNSCORED;
    const order = query.sort === 'relevance' ? byRelevance(filter, score) : byDate(filter, query);
    const { total, hits, facets } = await findHits(search, { query, matching, order });
    return {
      total,
      statistics,
      facets,
      hits: hits.map((hit) => readHit(hit, score)),
      generation: search.point.generation,
      partial: search.isPartial,
    };
  }
}

/** The point in time is not there any more, or no node has its shards. */
function isLost(error: unknown): boolean {
  return error instanceof ClusterFault && (error.kind === 'missing' || error.status === 503);
}

/** Of an index that holds nothing. */
function emptyAnswer({ terms, facets, generation }: EngineQuery, newest: number): EngineAnswer {
  if (generation !== undefined && generation !== newest) throw cursorExpired();
  return {
    total: 0,
    hits: [],
    generation: newest,
    partial: false,
    statistics: { documentCount: 0, meanLengths: SCORE_FIELDS.map(() => 0), frequencies: terms.map(() => 0) },
    facets: Object.fromEntries(facets.map((facet) => [facet, []])),
  };
}
