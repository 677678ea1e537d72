/**
 * Writes of many documents: requests of bounded size, one after the other, so that a cluster that is slow slows the writer
 * down. Every write carries a version that only grows; one the cluster has newer is done. What failed for a while is sent
 * again, alone: a 429 of the whole request too, which the client's own helper gives up.
 */
import { backoffMs } from './backoff.js';
import type { ClusterConnection } from './cluster-connection.js';
import { ClusterFault, faultOfStatus } from './cluster-fault.js';

/** The write of one document. */
export interface BulkOperation {
  readonly index: string;
  readonly id: string;
  /** Of the archive's sequence: a document is only ever replaced by the same or a newer one. */
  readonly version: number;
  /** The document as JSON in one line; null = it is to be deleted. */
  readonly document: string | null;
}

/** What became of the writes. */
export interface BulkReport {
  readonly writtenCount: number;
  /** Writes the cluster knew something newer than. */
  readonly staleCount: number;
}

/** How much at once, and for how long. */
export interface BulkOptions {
  /** Bytes of one request; a single document may be larger. Default 4 MB. */
  readonly requestBytes?: number;
  /** How long the cluster may not take a request before it is given up, in milliseconds. Default 60,000. */
  readonly patienceMs?: number;
}

const REQUEST_BYTES = 4_000_000;
const PATIENCE_MS = 60_000;
const TIMEOUT_MS = 60_000;

interface Line {
  readonly operation: BulkOperation;
  readonly text: string;
}

/** Resolves when all are written durably (not yet searchable). Of several of one id the last must come last. Throws ClusterFault. */
export async function writeBulk(
  connection: ClusterConnection,
  operations: Iterable<BulkOperation>,
  options: BulkOptions = {},
): Promise<BulkReport> {
  const { requestBytes = REQUEST_BYTES, patienceMs = PATIENCE_MS } = options;
  let report: BulkReport = { writtenCount: 0, staleCount: 0 };
  let [lines, bytes]: [Line[], number] = [[], 0];
  const send = async (): Promise<void> => {
    const sent = await sendAll(connection, lines, patienceMs);
    report = { writtenCount: report.writtenCount + sent.writtenCount, staleCount: report.staleCount + sent.staleCount };
    [lines, bytes] = [[], 0];
  };
  for (const operation of operations) {
    const text = lineOf(operation);
    const length = Buffer.byteLength(text);
    if (lines.length > 0 && bytes + length > requestBytes) await send();
    lines.push({ operation, text });
    bytes += length;
  }
  if (lines.length > 0) await send();
  return report;
}

function lineOf({ index, id, version, document }: BulkOperation): string {
  const head = { _index: index, _id: id, version, version_type: 'external_gte' };
  return document === null ? `${JSON.stringify({ delete: head })}\n` : `${JSON.stringify({ index: head })}\n${document}\n`;
}

/** Sends until every line is taken. */
async function sendAll(connection: ClusterConnection, all: readonly Line[], patienceMs: number): Promise<BulkReport> {
  const untilMs = performance.now() + patienceMs;
  let [lines, staleCount] = [all, 0];
  for (let attempt = 1; ; attempt += 1) {
    const { again, stale, fault } = await sendOnce(connection, lines);
    staleCount += stale;
    if (again.length === 0) return { writtenCount: all.length - staleCount, staleCount };
    const waitMs = backoffMs(attempt);
    if (performance.now() + waitMs > untilMs) throw fault!;
    lines = again;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

interface Sent {
  readonly again: readonly Line[];
  readonly stale: number;
  /** Why some must be sent again. */
  readonly fault?: ClusterFault;
}

async function sendOnce(connection: ClusterConnection, lines: readonly Line[]): Promise<Sent> {
  try {
    const body = lines.map(({ text }) => text).join('');
    const answer = (await connection.request({
      method: 'POST',
      path: '/_bulk',
      query: { timeout: '30s', filter_path: FILTER },
      body,
      timeoutMs: TIMEOUT_MS,
      retryCount: 0,
    })) as BulkAnswer;
    return sort(lines, answer);
  } catch (error) {
    if (error instanceof ClusterFault && error.isPassing) return { again: lines, stale: 0, fault: error };
    throw error;
  }
}

/** What of the answer is read; the rest is not sent. */
const FILTER = 'errors,items.*.status,items.*.error.type';

interface BulkAnswer {
  readonly errors: boolean;
  readonly items: readonly Readonly<Record<string, { readonly status: number; readonly error?: { readonly type: string } }>>[];
}

function sort(lines: readonly Line[], { errors, items }: BulkAnswer): Sent {
  if (!errors) return { again: [], stale: 0 };
  const again: Line[] = [];
  let [stale, last]: [number, ClusterFault | undefined] = [0, undefined];
  for (const [i, item] of items.entries()) {
    const { status, error } = Object.values(item)[0]!;
    if (error === undefined) continue;
    if (status === 409) {
      stale += 1;
      continue;
    }
    const { index, id } = lines[i]!.operation;
    const fault = faultOfStatus(status, error.type, `writing ${id} to ${index}`);
    if (!fault.isPassing) throw fault;
    again.push(lines[i]!);
    last = fault;
  }
  return { again, stale, ...(last !== undefined && { fault: last }) };
}
