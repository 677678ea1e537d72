/** The log of an archive as it stands at one moment, with every page file it names, copied while others write. */
import path from 'node:path';
import { LOG_NAME, PAGES_NAME } from '../archive/archive-folder.js';
import { writeFully, type FileLayer } from '../files/file-layer.js';
import { ASIDE } from '../files/replace-file.js';
import { errorCodeOf } from '../files/system-error.js';
import { encodeCloseMark } from '../archive/log-line.js';
import { PageFiles } from '../archive/page-files.js';
import { corrupt, readFault } from '../archive/storage-fault.js';
import { SearchServiceError } from '../search-service-error.js';
import type { BackupProgress } from './backup-progress.js';
import { copyBytes } from './copy-file.js';
import { copyPages } from './copy-pages.js';
import { namedPages, readLogFile } from './read-back.js';
import { targetFault } from './target-fault.js';

/** The log's copy, until it is checked. */
export const LOG_ASIDE = LOG_NAME + ASIDE;
/** Each time only what came meanwhile is left to copy, so two or three are what it takes. */
const MOST_PASSES = 40;

/** From which archive folder to which. */
export interface SnapshotCopy {
  readonly files: FileLayer;
  readonly from: string;
  readonly to: string;
  /** Names of the page files that are in `to`; those copied are added. */
  readonly present: Set<string>;
  readonly progress: BackupProgress;
}

/**
 * Copies the log aside, then the page files it names. A page file is on the disk before the log names it and is removed only when
 * no log does any more, so one that is missing was given up meanwhile by a compaction or a purge: then the log is copied
 * again, as it stands by now, with the few page files that are new in it. What was acknowledged before the call is in it. Takes no lock.
 * Throws ARCHIVE_CORRUPT where the archive itself is damaged, FILE_UNREADABLE, and those of `targetFault`.
 */
export async function copySnapshot(copy: SnapshotCopy): Promise<void> {
  let seen: string | undefined;
  for (let pass = 1; ; pass += 1) {
    const { sha256, fault } = await copyOnce(copy);
    if (fault === undefined) return;
    // The same log names the same files: nobody has given them up, they are lost.
    if (sha256 === seen || pass === MOST_PASSES) throw fault;
    seen = sha256;
  }
}

async function copyOnce({
  files,
  from,
  to,
  present,
  progress,
}: SnapshotCopy): Promise<{ readonly sha256: string; readonly fault?: SearchServiceError }> {
  const log = path.join(from, LOG_NAME);
  const { sha256 } = await copyBytes(files, log, path.join(to, LOG_ASIDE)).catch((cause: unknown) => {
    if (errorCodeOf(cause) === 'ENOENT') throw corrupt(log, 0, 'the file is missing');
    throw cause instanceof SearchServiceError ? cause : readFault(cause, log);
  });
  try {
    const named = await closeLog(files, path.join(to, LOG_ASIDE), log);
    progress.begin('copy', [...named].filter((name) => !present.has(name)).length);
    const [missing] = await copyPages(
      {
        files,
        from,
        to,
        present,
        onCopied: () => {
          progress.done();
        },
      },
      named,
    );
    if (missing === undefined) return { sha256 };
    return {
      sha256,
      fault: corrupt(
        new PageFiles(files, path.join(from, PAGES_NAME)).pathOf(missing),
        0,
        'the log names this page file, and it is missing',
      ),
    };
  } catch (error) {
    // Read while a failed write was cut off again.
    if (error instanceof SearchServiceError && error.code === 'ARCHIVE_CORRUPT') return { sha256, fault: error };
    throw error;
  }
}

/** Cuts off what was being written, and marks the end: from now on a missing byte of it is damage. Gives the page files it names. */
async function closeLog(files: FileLayer, file: string, name: string): Promise<ReadonlySet<string>> {
  const {
    state,
    reading: { goodBytes, sequence, closed },
  } = await readLogFile(files, file, name);
  const handle = await files.open(file, 'update');
  try {
    await handle.truncate(goodBytes);
    if (!closed) await writeFully(handle, encodeCloseMark(sequence), goodBytes);
    await handle.sync();
  } catch (cause) {
    throw targetFault(cause, file);
  } finally {
    await handle.close();
  }
  return namedPages(state);
}
