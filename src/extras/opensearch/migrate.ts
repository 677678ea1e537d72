/**
 * An archive moved to a cluster, with its search index, and back to a disk. Both ways go on where they were cut short, and end with
 * every record read again on both sides.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Logger } from 'pino';
import type { Archive } from '../../archive/archive.js';
import type { ArchiveContent } from './copy/content-sum.js';
import { hasNoArchive } from '../../archive/claim-folder.js';
import { ClusterConnection } from './cluster/cluster-connection.js';
import type { ClusterSettings } from '../../config.js';
import type { Config } from '../../config.js';
import { ArchiveCopy } from './copy/archive-copy.js';
import { restoreFromCopy } from './copy/restore-from-copy.js';
import { countStories } from '../../live-index/compare-index.js';
import { closeFed, feedEngine } from '../../live-index/fed-engine.js';
import { openIndex, replay } from '../../live-index/replay.js';
import { SearchServiceError } from '../../search-service-error.js';
import type { WorkProgress } from '../../service/cluster-extra.js';
import { showing, type VerifiedCopy } from './archive-on-cluster.js';
import { openStore, type Store } from '../../service/open-store.js';

/** What a migration did. */
export interface MigrationReport {
  /** Counted and summed up on both sides. */
  readonly content: ArchiveContent;
  /** Transactions the archive has seen. */
  readonly sequence: number;
  /** Documents of the search index; a story on several pages is one. Absent on the way to a disk, where the next start builds the index. */
  readonly documentCount?: number;
  readonly seconds: number;
}

/**
 * Copies the archive in `config.dataDirectory` to the cluster, builds the search index there, and holds both against the archive.
 * The archive on disk and its own index stay as they are. Throws CONFIG_INVALID without a cluster, FOLDER_NOT_OURS without an
 * archive, ARCHIVE_LOCKED, COPY_MISMATCH, ClusterFault.
 */
export async function migrateToCluster(config: Config, logger: Logger, work: WorkProgress): Promise<MigrationReport> {
  const startMs = performance.now();
  const cluster = clusterOf(config);
  if (await hasNoArchive(config.dataDirectory))
    throw new SearchServiceError('FOLDER_NOT_OURS', `there is no archive in ${config.dataDirectory}. Name one with XUNBAO_DATA or --data.`);
  // The alias on the cluster says where the index is; the folder of the index in use here is left alone.
  const indexDirectory = await mkdtemp(path.join(os.tmpdir(), 'xunbao-migrate-'));
  try {
    const store = await openStore({ ...config, cluster, engine: 'opensearch', indexDirectory }, logger, { work });
    try {
      const documentCount = await indexOnCluster(store, logger, work);
      work.begin('verify', records(store.archive));
      const content = await (store.copy as VerifiedCopy).verify(showing(work));
      return { content, sequence: store.archive.sequence, documentCount, seconds: secondsSince(startMs) };
    } finally {
      await store.close();
    }
  } finally {
    await rm(indexDirectory, { recursive: true, force: true });
  }
}

/** Brings the index on the cluster up to the archive; gives the number of its documents. Throws COPY_MISMATCH where that is wrong. */
async function indexOnCluster(
  { archive, analyzer, folder, home, engineName, createEngine, workerOf }: Store,
  logger: Logger,
  work: WorkProgress,
): Promise<number> {
  const fed = feedEngine(createEngine(engineName, folder.engineDirectory), analyzer, workerOf(engineName));
  const { engine, indexer } = fed;
  try {
    const { from } = await openIndex(engine, analyzer.version, archive);
    work.begin('index', archive.liveCount);
    await replay({
      archive,
      indexer,
      from,
      logger,
      onApplied: (count) => {
        work.done(count, count);
      },
    });
    await engine.save();
    await home.announce(folder);
    const wanted = await countStories(archive);
    if (engine.documentCount !== wanted)
      throw new SearchServiceError(
        'COPY_MISMATCH',
        `the search index on the cluster holds ${engine.documentCount} documents and should hold ${wanted}. Build it anew: ` +
          'XUNBAO_ENGINE=opensearch xunbao rebuild.',
      );
    return engine.documentCount;
  } finally {
    await closeFed(fed);
  }
}

/**
 * Writes the archive into `config.dataDirectory`, which must be empty, from the copy on the cluster. The copy stays as it is. Throws
 * CONFIG_INVALID without a cluster, FOLDER_NOT_EMPTY, COPY_NOT_FOUND, COPY_MISMATCH, ClusterFault.
 */
export async function migrateToDisk(config: Config, work: WorkProgress): Promise<MigrationReport> {
  const startMs = performance.now();
  const connection = new ClusterConnection(clusterOf(config));
  try {
    const copy = new ArchiveCopy(connection);
    if ((await copy.state()) !== undefined) work.begin('restore', (await copy.count('article')) + (await copy.count('page')));
    const { content, sequence } = await restoreFromCopy({ copy, connection, directory: config.dataDirectory, onRecords: showing(work) });
    return { content, sequence, seconds: secondsSince(startMs) };
  } finally {
    await connection.close();
  }
}

function records(archive: Archive): number {
  return archive.recordCount('article') + archive.recordCount('page');
}

function clusterOf({ cluster }: Config): ClusterSettings {
  if (cluster === undefined)
    throw new SearchServiceError(
      'CONFIG_INVALID',
      'migrate needs the addresses of a cluster. Set OPENSEARCH_URL, for example https://node-1.example:9200.',
    );
  return cluster;
}

function secondsSince(startMs: number): number {
  return Math.round(performance.now() - startMs) / 1000;
}
