/**
 * The archive of a store whose engine is on a cluster: brought back from its copy where the disk has none, and followed by the
 * copy from then on.
 */
import type { Logger } from 'pino';
import type { Archive } from '../../archive/archive.js';
import { hasNoArchive } from '../../archive/claim-folder.js';
import type { FollowedCopy, ShownFollowing, WorkProgress } from '../../service/cluster-extra.js';
import type { ArchiveContent } from './copy/content-sum.js';
import type { StoredRecord } from '../../archive/stored-record.js';
import { ClusterConnection } from './cluster/cluster-connection.js';
import type { ClusterSettings } from '../../config.js';
import { ArchiveCopy } from './copy/archive-copy.js';
import { CopyFollower } from './copy/copy-follower.js';
import { fillCopy, summaryOf, type OnRecords } from './copy/fill-copy.js';
import { restoreFromCopy } from './copy/restore-from-copy.js';

const LOG_INTERVAL_MS = 5_000;

/** Work shown in the log, a line every five seconds. */
export function loggedProgress(logger: Logger): WorkProgress {
  let [event, total, count, saidMs] = ['', 0, 0, performance.now()];
  return {
    begin: (what, records) => {
      [event, total, count, saidMs] = [`archive-${what}`, records, 0, performance.now()];
    },
    done: (_articles, records) => {
      count += records;
      if (performance.now() - saidMs < LOG_INTERVAL_MS) return;
      saidMs = performance.now();
      logger.info({ event, count, ofAbout: total }, 'between the archive and its copy on the cluster');
    },
  };
}

/** For `onRecords` of the copy. */
export function showing(work: WorkProgress): (records: readonly StoredRecord[]) => void {
  return (records) => {
    work.done(records.filter(({ kind, status }) => kind === 'article' && status !== 'removed').length, records.length);
  };
}

/**
 * Writes the archive's folder from the copy on the cluster, where the folder has no archive and the cluster a copy; true when it
 * did. Throws COPY_MISMATCH, ClusterFault and the faults of the disk.
 */
export async function bringBack(
  settings: ClusterSettings,
  directory: string,
  logger: Logger,
  work: WorkProgress = loggedProgress(logger),
): Promise<boolean> {
  if (!(await hasNoArchive(directory))) return false;
  const connection = new ClusterConnection(settings);
  try {
    const copy = new ArchiveCopy(connection);
    if ((await copy.state())?.isWhole !== true) return false;
    logger.info(
      { event: 'archive-restore', index: copy.index },
      'the disk holds no archive and the cluster a copy of one: it is brought back',
    );
    const startMs = performance.now();
    work.begin('restore', (await copy.count('article')) + (await copy.count('page')));
    const { content, sequence, resumed } = await restoreFromCopy({ copy, connection, directory, onRecords: showing(work) });
    logger.info(
      { event: 'archive-restored', ...content, sequence, resumed, durationMs: Math.round(performance.now() - startMs) },
      `the archive was brought back from the cluster: ${summaryOf(content)}`,
    );
    return true;
  } finally {
    await connection.close();
  }
}

/** The copy that follows an open archive, and can be held against it. */
export interface VerifiedCopy extends FollowedCopy {
  /** See `CopyFollower.verify`. */
  verify(onRecords?: OnRecords): Promise<ArchiveContent>;
}

/**
 * Brings the copy up to the archive and has it follow. `onState`: called when it cannot, and when it can again. Throws COPY_MISMATCH,
 * ClusterFault.
 */
export async function followArchive(
  settings: ClusterSettings,
  archive: Archive,
  logger: Logger,
  { onState = () => undefined, work = loggedProgress(logger) }: ShownFollowing = {},
): Promise<VerifiedCopy> {
  const connection = new ClusterConnection(settings);
  try {
    const copy = new ArchiveCopy(connection);
    const startMs = performance.now();
    work.begin('copy', archive.recordCount('article') + archive.recordCount('page'));
    const state = await fillCopy(copy, connection, archive, showing(work));
    logger.info(
      { event: 'archive-copied', index: copy.index, sequence: state.sequence, durationMs: Math.round(performance.now() - startMs) },
      "the archive's copy on the cluster is up to it",
    );
    const follower = new CopyFollower(copy, connection, archive, state, {
      onFailure: (err) => {
        logger.error(
          { event: 'copy-behind', err },
          "the archive's copy on the cluster cannot follow; what was stored is on the disk, and it catches up by itself",
        );
        onState();
      },
      onRecovery: () => {
        logger.info({ event: 'copy-follows' }, "the archive's copy on the cluster follows again");
        onState();
      },
    });
    return {
      get healthy() {
        return follower.healthy;
      },
      upTo: (sequence) => follower.upTo(sequence),
      sweep: () => follower.sweep(),
      verify: (onRecords) => follower.verify(onRecords),
      close: async () => {
        await follower.close();
        await connection.close();
      },
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
