/**
 * What goes wrong between this program and the cluster. The client's own errors carry whole requests, article texts and
 * credentials among them: only a status and the cluster's name for the fault are taken out of them, and they are no `cause`.
 */
import { SearchServiceError } from '../../../search-service-error.js';

/**
 * `unreachable`: no node answered in time, or none could; `busy`: there is too much to do; `refused`: the request itself was
 * not taken; `missing`: what it names is not there (any more).
 */
export type ClusterFaultKind = 'unreachable' | 'busy' | 'refused' | 'missing';

/** CLUSTER_UNAVAILABLE for what may go by, CLUSTER_REFUSED for what somebody must change. */
export class ClusterFault extends SearchServiceError {
  constructor(
    readonly kind: ClusterFaultKind,
    /** HTTP status of the cluster's answer; 0 = there was none. */
    readonly status: number,
    /** The cluster's own name of the fault, for example `search_context_missing_exception`. */
    readonly type: string,
    what: string,
  ) {
    super(kind === 'unreachable' || kind === 'busy' ? 'CLUSTER_UNAVAILABLE' : 'CLUSTER_REFUSED', message(kind, status, type, what));
  }

  /** Whether the same request may succeed a little later. */
  get isPassing(): boolean {
    return this.kind === 'unreachable' || this.kind === 'busy';
  }
}

/** The fault of an error the client threw while it did `what` (a method and a path without texts of articles). */
export function faultOfClient(error: unknown, what: string): ClusterFault {
  const { name, status, type } = readError(error);
  if (name === 'ResponseError') return faultOfStatus(status, type, what);
  const isTimeout = name === 'TimeoutError' || name === 'RequestAbortedError';
  return new ClusterFault('unreachable', 0, isTimeout ? 'timeout' : 'no_connection', what);
}

/** The fault of an HTTP status other than 2xx. */
export function faultOfStatus(status: number, type: string, what: string): ClusterFault {
  if (status === 429) return new ClusterFault('busy', status, type, what);
  // A cluster without its manager, or one that lacks every copy of a shard, answers 503; proxies 502 and 504.
  if (status >= 502 && status <= 504) return new ClusterFault('unreachable', status, type, what);
  return new ClusterFault(status === 404 ? 'missing' : 'refused', status, type, what);
}

function readError(error: unknown): { name: string; status: number; type: string } {
  if (!(error instanceof Error)) return { name: '', status: 0, type: '' };
  const { meta } = error as { meta?: { statusCode?: unknown; body?: { error?: { type?: unknown } | string } } };
  const fault = meta?.body?.error;
  const type = typeof fault === 'object' && typeof fault.type === 'string' ? fault.type : '';
  return { name: error.name, status: typeof meta?.statusCode === 'number' ? meta.statusCode : 0, type };
}

function message(kind: ClusterFaultKind, status: number, type: string, what: string): string {
  const said = [status === 0 ? '' : `status ${status}`, type].filter((part) => part !== '').join(', ');
  switch (kind) {
    case 'unreachable':
      return (
        `the OpenSearch cluster cannot be reached (${what}: ${said}). Nothing stored is lost. Look at its nodes and at ` +
        'OPENSEARCH_URL; the service goes on by itself when they answer.'
      );
    case 'busy':
      return `the OpenSearch cluster has too much to do (${what}: ${said}). Try again in a few seconds.`;
    case 'missing':
      return `the OpenSearch cluster does not have what was asked for (${what}: ${said}).`;
    case 'refused':
      return `the OpenSearch cluster refused a request (${what}: ${said}). ${ADVICE[status] ?? 'Its own log says more.'}`;
  }
}

const ADVICE: Readonly<Record<number, string>> = {
  401: 'Look at OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD.',
  403: 'Look at the rights of OPENSEARCH_USERNAME, and whether its disks are so full that indices were made read-only.',
};
