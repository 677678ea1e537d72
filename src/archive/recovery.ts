import type { ArchiveState } from './archive-state.js';
import { FORMAT_VERSION } from './archive-folder.js';
import type { FileLayer } from '../files/file-layer.js';
import type { LockOwner } from './lock-owner.js';
import { LogFile } from './log-file.js';
import type { LogReading } from './read-log.js';
import { replayLog } from './replay-log.js';

/** What opening found and did; for the log of the service. */
export interface RecoveryReport {
  readonly formatVersion: number;
  /** The archive was made just now. */
  readonly created: boolean;
  readonly transactionCount: number;
  readonly sequence: number;
  readonly articleCount: number;
  readonly pageCount: number;
  /** Bytes of an unfinished write cut off the end of the log; none of it had been acknowledged. */
  readonly tornBytes: number;
  /** The last session closed the archive in order. */
  readonly closedInOrder: boolean;
  /** The process, gone or silent, whose lock was taken over. */
  readonly takenOverFrom?: LockOwner;
  /** Left-overs of interrupted writes that were removed. */
  readonly removedFiles: readonly string[];
  /** A purge was cut short: run it again, purged text still stands in the log. */
  readonly purgeUnfinished: boolean;
  readonly durationMs: number;
}

/** Replays the log at `file` into `state`, cuts off a torn end if `check` passes, and opens it for appending. Throws ARCHIVE_CORRUPT. */
export async function openLog(
  files: FileLayer,
  file: string,
  state: ArchiveState,
  check: () => Promise<void>,
): Promise<{ readonly log: LogFile; readonly reading: LogReading }> {
  const handle = await files.open(file, 'read');
  let reading: LogReading;
  try {
    reading = await replayLog(handle, file, state);
  } finally {
    await handle.close();
  }
  await check();
  return { log: await LogFile.open(files, file, reading.goodBytes), reading };
}

/** What was found before the log was read. */
export type Found = Pick<RecoveryReport, 'created' | 'removedFiles'> & { readonly takenOverFrom?: LockOwner };

/** Puts together what opening found. */
export function reportOf(state: ArchiveState, reading: LogReading, startedMs: number, found: Found): RecoveryReport {
  return {
    formatVersion: FORMAT_VERSION,
    ...found,
    transactionCount: reading.transactionCount,
    sequence: reading.sequence,
    articleCount: state.liveCount,
    pageCount: state.livePages().length,
    tornBytes: reading.tornBytes,
    closedInOrder: reading.closed,
    purgeUnfinished: state.unclearedCount > 0,
    durationMs: performance.now() - startedMs,
  };
}
