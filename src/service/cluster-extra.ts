/** What the core asks of the extra whose engine is on a cluster, and nothing else; `src/extras/opensearch/store.ts` answers it. */
import type { Logger } from 'pino';
import type { Archive } from '../archive/archive.js';
import type { ArchiveRecord } from '../archive/archive-change.js';
import type { ClusterSettings, Config } from '../config.js';
import type { IndexFeed } from '../live-index/index-feed.js';
import type { IndexHome } from '../live-index/index-home.js';
import type { LiveIndex } from '../live-index/live-index.js';
import type { SearchEngine } from '../search/engine.js';
import type { RankingWeights } from '../search/ranking/weights.js';
import { SearchServiceError } from '../search-service-error.js';
import { loadExtra } from '../load-extra.js';

/** Name of its engine. */
export const CLUSTER_ENGINE = 'opensearch';

/** Shows how far long work is. */
export interface WorkProgress {
  /** A piece of work begins: copying, indexing or checking so many records. */
  begin(what: 'copy' | 'restore' | 'index' | 'verify', count: number): void;
  done(articleCount: number, recordCount: number): void;
}

/** The archive's copy on the cluster, which follows it. */
export interface FollowedCopy {
  /** False while it cannot follow. */
  readonly healthy: boolean;
  /** Resolves when everything up to this sequence is in the copy. */
  upTo(sequence: number): Promise<void>;
  /** Removes page bytes nothing names any more. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

/** Who hears of a copy that follows. */
export interface ShownFollowing {
  /** Called when it cannot, and when it can again. */
  readonly onState?: (() => void) | undefined;
  readonly work?: WorkProgress | undefined;
}

/** An engine, and who hears of it. */
export interface ClusterEngineParts {
  /** Which archive the index belongs to. */
  readonly archiveId: string;
  /** What the index would lie in on a disk: its last part names the index on the cluster. */
  readonly directory: string;
  readonly weights: RankingWeights;
  /** Called when the cluster does not answer any more, and when it does again; with it the cluster is watched. */
  readonly onAvailability?: ((isAvailable: boolean) => void) | undefined;
}

/** An index that follows the archive, and its way back when it could not. */
export interface RetryParts {
  readonly live: LiveIndex;
  /** The feed that has stopped; asked for late, since it reports its failures here. */
  readonly feed: () => IndexFeed;
  readonly logger: Logger;
  /** Called when the index follows the archive again. */
  readonly onState: () => void;
}

/** Brings an index up to the archive that could not follow it for a while. */
export interface FeedRetry {
  /** Called when the index could not follow the archive. */
  failed(error: unknown): void;
  /** Ends it; a try under way is waited for. */
  close(): Promise<void>;
}

/** What a store on a cluster is made of. */
export interface ClusterStore {
  readonly home: IndexHome;
  /** Nothing is asked of the cluster before the engine is opened. */
  createEngine(parts: ClusterEngineParts): SearchEngine;
  /** Brings the copy up to the archive and has it follow. Throws COPY_MISMATCH. */
  follow(archive: Archive, logger: Logger, shown: ShownFollowing): Promise<FollowedCopy>;
  retry(parts: RetryParts): FeedRetry;
}

/** The extra. */
export interface ClusterExtra {
  /**
   * Writes the archive's folder from the copy on the cluster, where the folder has no archive and the cluster a copy; true when it
   * did. Throws COPY_MISMATCH, CLUSTER_UNAVAILABLE and the faults of the disk.
   */
  bringBack(settings: ClusterSettings, directory: string, logger: Logger, work?: WorkProgress): Promise<boolean>;
  open(settings: ClusterSettings): ClusterStore;
  /** Every article and tombstone of the copy, in the order of ids. Throws COPY_NOT_FOUND, COPY_MISMATCH. */
  records(settings: ClusterSettings): AsyncIterable<ArchiveRecord>;
}

/** Where the cluster of the settings is, and what speaks to it; undefined where the engine is another. */
export async function clusterOf({
  engine,
  cluster,
}: Pick<Config, 'engine' | 'cluster'>): Promise<{ readonly extra: ClusterExtra; readonly settings: ClusterSettings } | undefined> {
  if (engine !== CLUSTER_ENGINE) return undefined;
  if (cluster === undefined)
    throw new SearchServiceError(
      'CONFIG_INVALID',
      'the engine opensearch needs the addresses of a cluster. Set OPENSEARCH_URL, or choose another XUNBAO_ENGINE.',
    );
  return { extra: ((await loadExtra('opensearch', 'store')) as { readonly clusterExtra: ClusterExtra }).clusterExtra, settings: cluster };
}
