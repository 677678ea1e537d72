/** What Prometheus reads: figures only, never a query, an id, a title or an address. */
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { WrittenAnswer } from '../search/written-answer.js';
import { EventLoopLag, type LagFigures } from './event-loop-lag.js';
import { routeOf } from './request-log.js';
import type { ReadKind } from './queued-services.js';
import type { QueueOutcome, ReadQueue } from './read-queue.js';

/** Sizes and states at this moment. */
export interface ServiceFigures {
  /** Name of the engine of the index in use. */
  readonly engine: string;
  readonly documentCount: number;
  readonly archiveSequence: number;
  readonly logBytes: number;
  readonly keptBytes: number;
  /** Seconds since the saved index had everything: 0 when nothing waits to be saved. */
  readonly snapshotAgeSeconds: number;
  readonly unsavedCount: number;
  /** Of the thread the archive and the index live in, where that is one of its own. */
  readonly dataThread?: { readonly lag: LagFigures; readonly heapBytes: number };
}

/** What is measured beside requests. */
export interface MetricsOptions {
  /** Asked at every look; gives nothing while the archive is being opened. */
  readonly figures?: () => Promise<ServiceFigures | undefined>;
  /** What waits, by kind. */
  readonly queues?: Readonly<Partial<Record<ReadKind, Pick<ReadQueue, 'waitingCount'>>>>;
  /** Adds memory, processor time and event-loop lag of the process. Default false. */
  readonly processFigures?: boolean;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** The counters of one service; no label grows with what others send. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    name: 'xunbao_http_request_duration_seconds',
    help: 'Time to answer, by method, pattern of the route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.#registry],
  });
  readonly #underWay = new Gauge({
    name: 'xunbao_http_requests_under_way',
    help: 'Requests that are being answered',
    registers: [this.#registry],
  });
  readonly #searches = new Histogram({
    name: 'xunbao_search_duration_seconds',
    help: 'Time of a search, by how it ended: all (no query), found, relaxed, none',
    labelNames: ['kind'],
    buckets: SECONDS,
    registers: [this.#registry],
  });
  readonly #writes = new Counter({
    name: 'xunbao_bulk_lines_total',
    help: 'Lines of bulk writes, by what became of them',
    labelNames: ['status'],
    registers: [this.#registry],
  });

  readonly #waits = new Histogram({
    name: 'xunbao_search_wait_seconds',
    help: 'Time a search waited for its turn',
    buckets: SECONDS,
    registers: [this.#registry],
  });
  readonly #notBegun = new Counter({
    name: 'xunbao_searches_not_begun_total',
    help: 'Searches that never had their turn: refused (too many waited), late (their time was over), left (their reader had gone)',
    labelNames: ['reason'],
    registers: [this.#registry],
  });
  readonly #readWaits = new Histogram({
    name: 'xunbao_read_wait_seconds',
    help: 'Time another read waited for its turn, by kind',
    labelNames: ['kind'],
    buckets: SECONDS,
    registers: [this.#registry],
  });
  readonly #readsNotBegun = new Counter({
    name: 'xunbao_reads_not_begun_total',
    help: 'Other reads that never had their turn, by kind; reasons as of searches',
    labelNames: ['kind', 'reason'],
    registers: [this.#registry],
  });
  readonly #figures: FigureGauges | undefined;
  #text: Promise<string> | undefined;

  constructor({ figures, queues = {}, processFigures = false }: MetricsOptions = {}) {
    this.#figures = figures === undefined ? undefined : new FigureGauges(this.#registry, figures);
    const { searches, ...others } = queues;
    if (searches !== undefined) {
      new Gauge({
        name: 'xunbao_search_queue_length',
        help: 'Searches that wait for their turn',
        registers: [this.#registry],
        collect() {
          this.set(searches.waitingCount);
        },
      });
      new Gauge({
        name: 'xunbao_read_queue_length',
        help: 'Other reads that wait for their turn, by kind',
        labelNames: ['kind'],
        registers: [this.#registry],
        collect() {
          for (const [kind, { waitingCount }] of Object.entries(others)) this.set({ kind }, waitingCount);
        },
      });
    }
    if (processFigures) collectDefaultMetrics({ register: this.#registry });
  }

  /** Times every request. */
  readonly observe: RequestHandler = (request, response, next) => {
    const startMs = performance.now();
    this.#underWay.inc();
    response.once('close', () => {
      this.#underWay.dec();
      this.#requests.observe(
        { method: methodOf(request.method), route: routeOf(request), status: String(response.statusCode) },
        (performance.now() - startMs) / 1000,
      );
    });
    next();
  };

  /** A search was answered. */
  searched({ outcome, tookMs }: Pick<WrittenAnswer, 'outcome' | 'tookMs'>): void {
    this.#searches.observe({ kind: outcome }, tookMs / 1000);
  }

  /** A read left its queue. */
  queued(kind: ReadKind, outcome: QueueOutcome, waitedMs: number): void {
    if (kind !== 'searches') {
      if (outcome === 'begun') this.#readWaits.observe({ kind }, waitedMs / 1000);
      else this.#readsNotBegun.inc({ kind, reason: outcome });
    } else if (outcome === 'begun') this.#waits.observe(waitedMs / 1000);
    else this.#notBegun.inc({ reason: outcome });
  }

  /** A line of a bulk write was answered. */
  bulkLine(status: string): void {
    this.#writes.inc({ status });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** The text Prometheus reads. Who asks while it is being made gets the same: it costs some milliseconds. */
  text(): Promise<string> {
    this.#text ??= this.#write().finally(() => {
      this.#text = undefined;
    });
    return this.#text;
  }

  async #write(): Promise<string> {
    await this.#figures?.look();
    return this.#registry.metrics();
  }
}

/** What is known where the archive and the index are, as gauges. */
class FigureGauges {
  readonly #gauges: readonly { readonly gauge: Gauge; readonly value: (now: ServiceFigures) => number | undefined }[];
  readonly #engine: Gauge;
  readonly #lags: Gauge;
  readonly #ownLag = new EventLoopLag();

  readonly #figures: () => Promise<ServiceFigures | undefined>;

  constructor(registry: Registry, figures: () => Promise<ServiceFigures | undefined>) {
    this.#figures = figures;

    const gauge = (name: string, help: string, value: (now: ServiceFigures) => number | undefined) => ({
      gauge: new Gauge({ name, help, registers: [registry] }),
      value,
    });
    this.#gauges = [
      gauge('xunbao_index_documents', 'Documents in the index', (now) => now.documentCount),
      gauge('xunbao_archive_sequence', 'Last transaction of the archive', (now) => now.archiveSequence),
      gauge('xunbao_archive_log_bytes', 'Size of the log', (now) => now.logBytes),
      gauge('xunbao_archive_kept_bytes', 'Bytes of the log that still count', (now) => now.keptBytes),
      gauge('xunbao_index_unsaved_changes', 'Changes the saved index lacks', (now) => now.unsavedCount),
      gauge(
        'xunbao_index_snapshot_age_seconds',
        'Time since the saved index had everything; 0 when it has',
        (now) => now.snapshotAgeSeconds,
      ),
      gauge('xunbao_data_thread_heap_bytes', 'JavaScript heap of the thread of archive and index', (now) => now.dataThread?.heapBytes),
    ];
    this.#engine = new Gauge({
      name: 'xunbao_index_engine',
      help: '1 for the engine of the index in use',
      labelNames: ['engine'],
      registers: [registry],
    });
    this.#lags = new Gauge({
      name: 'xunbao_eventloop_lag_seconds',
      help: 'How late the event loop was since the last look: main speaks HTTP, data has archive and index',
      labelNames: ['thread', 'figure'],
      registers: [registry],
    });
  }

  /** Sets every gauge to what holds now. */
  async look(): Promise<void> {
    this.#setLag('main', this.#ownLag.take());
    const now = await this.#figures();
    if (now === undefined) return;
    for (const { gauge, value } of this.#gauges) {
      const figure = value(now);
      if (figure !== undefined) gauge.set(figure);
    }
    this.#engine.reset();
    this.#engine.set({ engine: now.engine }, 1);
    if (now.dataThread !== undefined) this.#setLag('data', now.dataThread.lag);
  }

  #setLag(thread: string, { meanSeconds, p99Seconds, maxSeconds }: LagFigures): void {
    for (const [figure, value] of [
      ['mean', meanSeconds],
      ['p99', p99Seconds],
      ['max', maxSeconds],
    ] as const)
      this.#lags.set({ thread, figure }, value);
  }
}

/** Anyone can invent methods; a label must not grow with them. */
function methodOf(method: string): string {
  return ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'].includes(method) ? method : 'other';
}
