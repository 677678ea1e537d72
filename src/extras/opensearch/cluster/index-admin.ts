/** Indices of a cluster: making and removing them, what they say of themselves, aliases, refreshing and counting. */
import { retried } from './backoff.js';
import type { ClusterConnection } from './cluster-connection.js';
import { ClusterFault } from './cluster-fault.js';

/** An index as it is made: the bodies of OpenSearch's create-index call. `mappings._meta` says what it was made for. */
export interface IndexDefinition {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly mappings: Readonly<Record<string, unknown>> & { readonly _meta: Readonly<Record<string, string | number>> };
}

/** How long administration waits for a cluster that is busy or has no manager, in milliseconds. */
const PATIENCE_MS = 30_000;
const TIMEOUT_MS = 30_000;

/** Each call is tried again for 30 s while the cluster is busy or has no manager, and then throws ClusterFault. */
export class IndexAdmin {
  readonly #connection: ClusterConnection;

  constructor(connection: ClusterConnection) {
    this.#connection = connection;
  }

  /** Makes an index whose primary shards can take writes when it resolves; one of this name that is there already is no fault. */
  async create(name: string, definition: IndexDefinition): Promise<void> {
    try {
      await this.#ask('PUT', `/${name}`, { body: definition });
    } catch (error) {
      if (!(error instanceof ClusterFault && error.type === 'resource_already_exists_exception')) throw error;
    }
  }

  /** Removes an index; that there is none is no fault. */
  async remove(name: string): Promise<void> {
    // The index is gone for everyone before this; a node that clears away slowly need not be waited for.
    await this.#ask('DELETE', `/${name}`, { query: { ignore_unavailable: true, timeout: '5s' } });
  }

  /** `_meta` and the identity of an index (an alias will do); null where there is none. */
  async read(
    name: string,
  ): Promise<{ readonly name: string; readonly uuid: string; readonly meta: Readonly<Record<string, unknown>> } | null> {
    try {
      const answer = (await this.#ask('GET', `/${name}`, { query: { filter_path: '*.mappings._meta,*.settings.index.uuid' } })) as Readonly<
        Record<string, IndexAnswer>
      >;
      const [index, said] = Object.entries(answer)[0] ?? [];
      return index === undefined || said === undefined
        ? null
        : { name: index, uuid: said.settings.index.uuid, meta: said.mappings?._meta ?? {} };
    } catch (error) {
      if (error instanceof ClusterFault && error.kind === 'missing') return null;
      throw error;
    }
  }

  /** Names of the indices that match a pattern such as `xunbao-*`. */
  async list(pattern: string): Promise<string[]> {
    const answer = (await this.#ask('GET', `/${pattern}`, {
      query: { filter_path: '*.settings.index.uuid', allow_no_indices: true },
    })) as Readonly<Record<string, unknown>>;
    return Object.keys(answer).sort();
  }

  /** From now on `alias` stands for `index` and for nothing else, in one step. */
  async pointAlias(alias: string, index: string): Promise<void> {
    const before = await this.aliased(alias);
    const removals = before.filter((name) => name !== index).map((name) => ({ remove: { index: name, alias } }));
    await this.#ask('POST', '/_aliases', { body: { actions: [...removals, { add: { index, alias } }] } });
  }

  /** The indices an alias stands for. */
  async aliased(alias: string): Promise<string[]> {
    try {
      return Object.keys((await this.#ask('GET', `/_alias/${alias}`, {})) as object);
    } catch (error) {
      if (error instanceof ClusterFault && error.kind === 'missing') return [];
      throw error;
    }
  }

  /** Makes everything that was written searchable. */
  async refresh(name: string): Promise<void> {
    await retried(async () => {
      const {
        _shards: { failed },
      } = (await this.#connection.request({ method: 'POST', path: `/${name}/_refresh`, timeoutMs: TIMEOUT_MS })) as {
        _shards: { failed: number };
      };
      if (failed > 0) throw new ClusterFault('unreachable', 503, 'shards_failed', `POST /${name}/_refresh`);
    }, PATIENCE_MS);
  }

  /** Searchable documents. */
  async count(name: string): Promise<number> {
    return ((await this.#ask('GET', `/${name}/_count`, {})) as { count: number }).count;
  }

  #ask(
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    path: string,
    { query, body }: { query?: Record<string, string | boolean>; body?: object },
  ): Promise<unknown> {
    return retried(
      () =>
        this.#connection.request({
          method,
          path,
          timeoutMs: TIMEOUT_MS,
          ...(query !== undefined && { query }),
          ...(body !== undefined && { body }),
        }),
      PATIENCE_MS,
    );
  }
}

interface IndexAnswer {
  readonly settings: { readonly index: { readonly uuid: string } };
  readonly mappings?: { readonly _meta?: Readonly<Record<string, unknown>> };
}
