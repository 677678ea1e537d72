/** When the archive's log is rewritten without what does not count any more. */
import type { Logger } from 'pino';
import type { Archive } from '../archive/archive.js';

/** A log smaller than this is left alone: reading it takes a fraction of a second. */
export const LEAST_LOG_BYTES = 32 * 1024 * 1024;
/** The log may be so many times as large as what of it counts. */
export const MOST_TIMES_KEPT = 2;
const CHECK_INTERVAL_MS = 5 * 60_000;

/** True when more than half of a log that is worth the work does not count any more. */
export function isCompactionDue({ logBytes, keptBytes }: { readonly logBytes: number; readonly keptBytes: number }): boolean {
  return logBytes >= LEAST_LOG_BYTES && logBytes > MOST_TIMES_KEPT * keptBytes;
}

/** Compaction of one archive, now and then. */
export interface Compaction {
  /** Compacts when it is due. A failure is logged; the old log stays. */
  runIfDue(): Promise<void>;
  /** No more checks by the clock. */
  stop(): void;
}

/** Checks now and then, in the background. */
export function startCompaction(archive: Pick<Archive, 'sizes' | 'compact'>, logger: Logger): Compaction {
  const runIfDue = async (): Promise<void> => {
    if (!isCompactionDue(archive.sizes)) return;
    try {
      const startMs = performance.now();
      const report = await archive.compact();
      logger.info(
        { event: 'archive-compacted', ...report, durationMs: Math.round(performance.now() - startMs) },
        'the log of the archive was rewritten without what does not count any more',
      );
    } catch (err) {
      logger.warn({ event: 'compaction-failed', err }, 'the log of the archive could not be rewritten; it stays as it was');
    }
  };
  const timer = setInterval(() => void runIfDue(), CHECK_INTERVAL_MS).unref();
  return {
    runIfDue,
    stop: () => {
      clearInterval(timer);
    },
  };
}
