/** What Prometheus reads: figures only, never a query, an id, a title or an address. */
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { SearchAnswer } from '../search/search-answer.js';
import { routeOf } from './request-log.js';

/** Sizes and states at this moment. */
export interface ServiceFigures {
  readonly documentCount: number;
  readonly archiveSequence: number;
  readonly logBytes: number;
  readonly keptBytes: number;
  /** Seconds since the saved index had everything: 0 when nothing waits to be saved. */
  readonly snapshotAgeSeconds: number;
  readonly unsavedCount: number;
}

/** How a search ended: everything was listed, found, found after letting go, nothing found. */
type SearchKind = 'all' | 'found' | 'relaxed' | 'none';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    name: 'xunbao_http_request_duration_seconds',
    help: 'Time to answer, by method, pattern of the route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.#registry],
  });
  readonly #underWay = new Gauge({ name: 'xunbao_http_requests_under_way', help: 'Requests that are being answered', registers: [this.#registry] });
  readonly #searches = new Histogram({
    name: 'xunbao_search_duration_seconds',
    help: 'Time of a search, by how it ended: all (no query), found, relaxed, none',
    labelNames: ['kind'],
    buckets: SECONDS,
    registers: [this.#registry],
  });
  readonly #writes = new Counter({ name: 'xunbao_bulk_lines_total', help: 'Lines of bulk writes, by what became of them', labelNames: ['status'], registers: [this.#registry] });

  /** `figures` is asked at every look; it gives nothing while the archive is being opened. `processFigures` adds memory, processor time and event-loop lag of the process. */
  constructor(figures?: () => ServiceFigures | undefined, { processFigures = false } = {}) {
    if (figures !== undefined) this.#watch(figures);
    if (processFigures) collectDefaultMetrics({ register: this.#registry });
  }

  /** Times every request. */
  readonly observe: RequestHandler = (request, response, next) => {
    const startMs = performance.now();
    this.#underWay.inc();
    response.once('close', () => {
      this.#underWay.dec();
      this.#requests.observe({ method: methodOf(request.method), route: routeOf(request), status: String(response.statusCode) }, (performance.now() - startMs) / 1000);
    });
    next();
  };

  searched({ query, total, tookMs }: Pick<SearchAnswer, 'query' | 'total' | 'tookMs'>): void {
    const kind: SearchKind = query.text === '' ? 'all' : total === 0 ? 'none' : query.relaxed ? 'relaxed' : 'found';
    this.#searches.observe({ kind }, tookMs / 1000);
  }

  bulkLine(status: string): void {
    this.#writes.inc({ status });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** The text Prometheus reads. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #watch(figures: () => ServiceFigures | undefined): void {
    const gauge = (name: string, help: string, value: (now: ServiceFigures) => number): void => {
      new Gauge({ name, help, registers: [this.#registry], collect() { const now = figures(); if (now !== undefined) this.set(value(now)); } });
    };
    gauge('xunbao_index_documents', 'Documents in the index', (now) => now.documentCount);
    gauge('xunbao_archive_sequence', 'Last transaction of the archive', (now) => now.archiveSequence);
    gauge('xunbao_archive_log_bytes', 'Size of the log', (now) => now.logBytes);
    gauge('xunbao_archive_kept_bytes', 'Bytes of the log that still count', (now) => now.keptBytes);
    gauge('xunbao_index_unsaved_changes', 'Changes the saved index lacks', (now) => now.unsavedCount);
    gauge('xunbao_index_snapshot_age_seconds', 'Time since the saved index had everything; 0 when it has', (now) => now.snapshotAgeSeconds);
  }
}

/** Anyone can invent methods; a label must not grow with them. */
function methodOf(method: string): string {
  return ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'].includes(method) ? method : 'other';
}
