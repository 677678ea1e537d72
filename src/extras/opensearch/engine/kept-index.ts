/**
 * The index on the cluster: making it, whether what is there may be used, and how far it follows the archive. The sequence stands
 * in an index of its own beside all others, by the index's name and identity: writing it changes no mapping.
 */
import { retried } from '../cluster/backoff.js';
import type { ClusterConnection } from '../cluster/cluster-connection.js';
import { ClusterFault } from '../cluster/cluster-fault.js';
import { IndexAdmin, type IndexDefinition } from '../cluster/index-admin.js';
import type { OpenReport } from '../../../search/engine.js';
import { SearchServiceError } from '../../../search-service-error.js';
import { indexDefinition, type IndexMeta, SCHEMA_VERSION } from './index-schema.js';

/** How far an index follows the archive. */
interface IndexState {
  /** Of the index it was written for: one of the same name made later is not meant. */
  readonly uuid: string;
  readonly sequence: number;
}

const PATIENCE_MS = 10_000;

/** One index of the cluster, whether it is there or not. */
export class KeptIndex {
  readonly #admin: IndexAdmin;
  readonly #stateIndex: string;
  #version = '';
  #uuid = '';
  #isUsable = false;

  readonly #connection: ClusterConnection;

  constructor(
    connection: ClusterConnection,
    /** Its name. */
    readonly index: string,
  ) {
    this.#connection = connection;

    this.#admin = new IndexAdmin(connection);
    this.#stateIndex = `${connection.settings.prefix}-state`;
  }

  /** False while there is none, or one that may not be used: everything is answered with nothing then. */
  get isThere(): boolean {
    return this.#isUsable;
  }

  /** Looks at what is there; nothing is changed. Throws CLUSTER_REFUSED for an index of somebody else. */
  async open(version: string): Promise<OpenReport> {
    this.#version = version;
    this.#isUsable = false;
    const found = await this.#admin.read(this.index);
    if (found === null) return { sequence: 0, reason: 'none' };
    const { format, schema, analyzer } = found.meta as Partial<IndexMeta>;
    if (format !== 'xunbao-search' || typeof schema !== 'number') {
      throw new SearchServiceError(
        'CLUSTER_REFUSED',
        `the index ${this.index} of the cluster is none of xunbao. Nothing was changed. Remove it, or choose other names with ` +
          'OPENSEARCH_PREFIX.',
      );
    }
    if (schema !== SCHEMA_VERSION) return { sequence: 0, reason: schema < SCHEMA_VERSION ? 'older' : 'newer' };
    if (analyzer !== version) return { sequence: 0, reason: 'foreign' };
    this.#uuid = found.uuid;
    const state = await this.#readState();
    // Filling it was broken off before the first changes were all there.
    if (state === null) return { sequence: 0, reason: 'damaged' };
    await this.#admin.refresh(this.index);
    this.#isUsable = true;
    return { sequence: state.sequence, reason: 'loaded' };
  }

  /** Makes it, empty, where there is none that may be used. */
  async prepare(): Promise<void> {
    if (this.#isUsable) return;
    await this.clear();
    const { settings } = this.#connection;
    await this.#admin.create(
      this.index,
      indexDefinition(settings, { format: 'xunbao-search', schema: SCHEMA_VERSION, analyzer: this.#version }),
    );
    this.#uuid = (await this.#admin.read(this.index))?.uuid ?? '';
    this.#isUsable = true;
  }

  /** Everything up to `sequence` was written: it is searchable, and known to be there, when this resolves. */
  async applied(sequence: number): Promise<void> {
    await this.#admin.refresh(this.index);
    await this.#ask('PUT', { uuid: this.#uuid, sequence });
  }

  /** Searchable documents. */
  async count(): Promise<number> {
    return this.#isUsable ? this.#admin.count(this.index) : 0;
  }

  /** Removes it. */
  async clear(): Promise<void> {
    this.#isUsable = false;
    await this.#ask('DELETE');
    await this.#admin.remove(this.index);
  }

  async #readState(): Promise<IndexState | null> {
    const answer = (await this.#ask('GET')) as { _source?: IndexState } | null;
    return answer?._source?.uuid === this.#uuid ? answer._source : null;
  }

  /** The state's document; null where there is none. */
  async #ask(method: 'GET' | 'PUT' | 'DELETE', body?: IndexState): Promise<unknown> {
    try {
      return await retried(
        () => this.#connection.request({ method, path: `/${this.#stateIndex}/_doc/${this.index}`, ...(body !== undefined && { body }) }),
        PATIENCE_MS,
      );
    } catch (error) {
      if (!(error instanceof ClusterFault) || error.kind !== 'missing') throw error;
      if (method !== 'PUT') return null;
      await this.#admin.create(this.#stateIndex, stateDefinition(this.#connection.settings.replicaCount));
      return this.#ask(method, body);
    }
  }
}

function stateDefinition(replicaCount: number): IndexDefinition {
  return {
    settings: { index: { number_of_shards: 1, number_of_replicas: replicaCount } },
    mappings: {
      dynamic: 'strict',
      _meta: { format: 'xunbao-state' },
      properties: { uuid: { type: 'keyword' }, sequence: { type: 'long' } },
    },
  };
}
