/**
 * The connection to an OpenSearch cluster: all its nodes, TLS and credentials, a time limit for every request, a circuit
 * breaker over all of them.
 */
import { readFileSync } from 'node:fs';
import { Client, type ClientOptions } from '@opensearch-project/opensearch';
import type { ClusterSettings } from '../../../config.js';
import { SearchServiceError } from '../../../search-service-error.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { ClusterFault, faultOfClient } from './cluster-fault.js';

/** One call of its REST API. */
export interface ClusterRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  /** Encoded, for example `/articles/_search`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  /** JSON, or lines of it as a text. */
  readonly body?: object | string;
  /** Milliseconds; default 10,000. */
  readonly timeoutMs?: number;
  /** Other nodes to ask where one does not answer; only for what may be done twice. Default 2. */
  readonly retryCount?: number;
}

const DEFAULT_TIMEOUT_MS = 10_000;
const PING_INTERVAL_MS = 2_000;
/** A request given up sooner than this says nothing about the cluster. */
const TELLING_MS = 5_000;

/** One connection for all who speak to the cluster from this thread; to be closed when it is done with. */
export class ClusterConnection {
  #client: Client | undefined;
  readonly #breaker: CircuitBreaker;
  #heartbeat: NodeJS.Timeout | undefined;

  /** `onAvailability`: called when the cluster is given up, and when it answers again. Nothing is sent yet. */
  constructor(
    readonly settings: ClusterSettings,
    onAvailability: (isAvailable: boolean) => void = () => undefined,
  ) {
    this.#breaker = new CircuitBreaker({
      onChange: (isOpen) => {
        onAvailability(!isOpen);
      },
    });
  }

  /** False while the cluster does not answer. */
  get isAvailable(): boolean {
    return !this.#breaker.isOpen;
  }

  /** The answer's JSON. Throws ClusterFault (CLUSTER_UNAVAILABLE, CLUSTER_REFUSED), CONFIG_INVALID. */
  async request(request: ClusterRequest): Promise<unknown> {
    const { method, path, query, body, timeoutMs = DEFAULT_TIMEOUT_MS, retryCount = 2 } = request;
    const what = `${method} ${path}`;
    if (!this.#breaker.mayTry()) throw new ClusterFault('unreachable', 0, 'circuit_open', what);
    const client = (this.#client ??= createClient(this.settings));
    try {
      const lines = typeof body === 'string' ? { bulkBody: body } : body === undefined ? {} : { body };
      const answer = await client.transport.request(
        { method, path, querystring: query ?? {}, ...lines },
        { requestTimeout: timeoutMs, maxRetries: retryCount },
      );
      this.#breaker.succeeded();
      return answer.body as unknown;
    } catch (error) {
      const fault = faultOfClient(error, what);
      if (fault.kind !== 'unreachable') this.#breaker.succeeded();
      else if (fault.type !== 'timeout' || timeoutMs >= TELLING_MS) this.#breaker.failed();
      throw fault;
    }
  }

  /** Asks the cluster now and then whether it is there, so that its going and coming is seen without a search. Until `close`. */
  watch(): void {
    this.#heartbeat ??= setInterval(() => {
      this.request({ method: 'GET', path: '/_cluster/health', query: { timeout: '2s' }, timeoutMs: TELLING_MS }).catch(() => undefined);
    }, PING_INTERVAL_MS).unref();
  }

  /** May be called again. */
  async close(): Promise<void> {
    clearInterval(this.#heartbeat);
    const client = this.#client;
    // The client's own `close` never resolves a second time.
    this.#client = undefined;
    await client?.close();
  }
}

function createClient({ urls, username, password, caFile }: ClusterSettings): Client {
  const options: ClientOptions = {
    nodes: [...urls],
    // A node that answers 429 or 5xx is asked again by whoever knows whether that may be done twice.
    maxRetries: 0,
    ...(username !== undefined && { auth: { username, password: password ?? '' } }),
    ...(caFile !== undefined && { ssl: { ca: readAuthority(caFile), rejectUnauthorized: true } }),
  };
  return new Client(options);
}

function readAuthority(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SearchServiceError(
      'CONFIG_INVALID',
      `OPENSEARCH_CA_FILE ${file} cannot be read (${(error as Error).message}). Name the PEM file of the authority that signed ` +
        `the nodes' certificates.`,
    );
  }
}
