/** The index on the cluster: an alias names the one in use, and a folder that holds nothing of it goes along. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CLUSTER_ENGINE } from '../../service/cluster-extra.js';
import type { ClusterConnection } from './cluster/cluster-connection.js';
import { IndexAdmin } from './cluster/index-admin.js';
import { folderHome, type IndexHome } from '../../live-index/index-home.js';
import { otherFolder, switchIndex, type IndexFolder } from '../../live-index/index-folder.js';

/** How long an index on the cluster outlives its use: longer than a search may take that has begun in it. */
const GRACE_MS = 6_000;

/** An index on the cluster that is not in use any more. */
interface Leaving {
  /** Resolves when it is removed. */
  readonly left: Promise<void>;
  /** Aborted, it goes at once. */
  readonly hurry: AbortController;
}

/** The places of one archive's indexes where the engine in use may be on a cluster; those of other engines are folders as ever. */
export class ClusterHome implements IndexHome {
  readonly #admin: IndexAdmin;
  readonly #leaving = new Map<string, Leaving>();

  readonly #connection: ClusterConnection;

  constructor(connection: ClusterConnection) {
    this.#connection = connection;
    this.#admin = new IndexAdmin(connection);
  }

  /** Name of the index of a folder on the cluster. */
  indexOf({ marker, engineDirectory }: IndexFolder): string {
    return clusterIndexName(this.#connection.settings.prefix, marker.archive, engineDirectory);
  }

  /** The folder whose index is in use on the cluster, if there is one: a folder can have been deleted, or be on another machine. */
  async inUse(folder: IndexFolder): Promise<IndexFolder> {
    if (folder.marker.engine !== CLUSTER_ENGINE) return folder;
    const aliased = await this.#admin.aliased(this.#alias);
    if (aliased.length === 0 || aliased.includes(this.indexOf(folder))) return folder;
    const other = otherFolder(folder, CLUSTER_ENGINE);
    if (!aliased.includes(this.indexOf(other))) return folder;
    await switchIndex(other);
    return other;
  }

  /**
   * An empty place beside the one in use; nothing says yet that it is one. Waits some seconds where one of that name is leaving the
   * cluster. Throws FOLDER_NOT_WRITABLE.
   */
  async aside(folder: IndexFolder, engine: string): Promise<IndexFolder> {
    const aside = await folderHome.aside(folder, engine);
    // Searches that began in the index of this name are let finish.
    if (engine === CLUSTER_ENGINE) await this.#leaving.get(this.indexOf(aside))?.left;
    return aside;
  }

  /** From now on this is the index: one rename of the marker, and on the cluster one change of the alias, which no search comes between. */
  async take(folder: IndexFolder): Promise<void> {
    await this.announce(folder);
    await switchIndex(folder);
  }

  /** Has the alias name the index of this folder, where it is on the cluster and there is one. */
  async announce(folder: IndexFolder): Promise<void> {
    if (folder.marker.engine !== CLUSTER_ENGINE) return;
    const index = this.indexOf(folder);
    if ((await this.#admin.read(index)) !== null) await this.#admin.pointAlias(this.#alias, index);
  }

  /** Closes and removes what is not in use (any more): a folder at once, an index on the cluster when no search can be in it. */
  async retire(folder: IndexFolder, close: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    if (folder.marker.engine !== CLUSTER_ENGINE) {
      await folderHome.retire(folder, close);
      return;
    }
    await rm(folder.engineDirectory, { recursive: true, force: true });
    const index = this.indexOf(folder);
    const hurry = new AbortController();
    const left = setTimeout(GRACE_MS, undefined, { ref: false, signal: hurry.signal })
      .catch(() => undefined)
      .then(async () => {
        await close().catch(() => undefined);
        // What cannot be removed now takes room on the cluster until the next index is built in its place.
        await this.#admin.remove(index).catch(() => undefined);
        this.#leaving.delete(index);
      });
    this.#leaving.set(index, { left, hurry });
  }

  /** Removes what is still waiting to be. */
  async close(): Promise<void> {
    for (const { left, hurry } of [...this.#leaving.values()]) {
      hurry.abort();
      await left;
    }
    await this.#connection.close();
  }

  get #alias(): string {
    return `${this.#connection.settings.prefix}-search`;
  }
}

/** Name of the index that an engine on the cluster keeps for a folder of its own. */
export function clusterIndexName(prefix: string, archiveId: string, engineDirectory: string): string {
  return `${prefix}-${archiveId}-${path.basename(engineDirectory)}`;
}
