/** An archive made from a backup: whole or not at all. */
import path from 'node:path';
import { LOG_NAME, PAGES_NAME, WORDS_NAME, writeMarker } from '../archive/archive-folder.js';
import { ensureFolder, removeIfThere, type FileLayer } from '../files/file-layer.js';
import { FolderLock } from '../archive/folder-lock.js';
import { machineProcesses, type Processes } from '../archive/lock-owner.js';
import { nodeFiles } from '../files/node-files.js';
import { PageFiles } from '../archive/page-files.js';
import { checkClaim, claimFolder, RESTORING_NAME } from '../archive/claim-folder.js';
import { SearchServiceError } from '../search-service-error.js';
import type { BackupContent } from './backup-manifest.js';
import { SILENT, type BackupProgress } from './backup-progress.js';
import { checkBackup, type WholeBackup } from './check-backup.js';
import { copyBytes, isSameSum, sumOf } from './copy-file.js';
import { copyPages, presentPages } from './copy-pages.js';
import { LOG_ASIDE } from './copy-snapshot.js';
import { copyWordsAside, nameWords, wordFiles } from './copy-words.js';
import { namedPages, readBack, readLogFile } from './read-back.js';
import { targetFault } from './target-fault.js';

/** What is made from what. */
export interface Recovery {
  /** Folder of the backup. */
  readonly backup: string;
  /** Folder of the archive: missing, empty, or one in which this was cut short. */
  readonly directory: string;
  readonly files?: FileLayer;
  readonly processes?: Processes;
  readonly now?: () => Date;
  readonly progress?: BackupProgress;
}

/** What was written, and read back. */
export interface RecoveryOutcome extends Omit<BackupContent, 'words'> {
  readonly directory: string;
  /** Id of the archive the backup was made from; the new one has its own. */
  readonly recoveredFrom: string;
  /** Names of the word files. */
  readonly words: readonly string[];
}

interface Job extends Required<Omit<Recovery, 'processes'>> {
  readonly whole: WholeBackup;
}

/**
 * Reads the whole backup, copies it, reads the copy back, and makes it an archive with its last step. The new archive has an id of its
 * own: what
 * was written after the backup is no part of it, so no index and no copy of the first archive is taken for its own. Cut short, the folder
 * is no archive, and
 * the next call goes on. Throws BACKUP_NOT_FOUND, BACKUP_DAMAGED, FOLDER_NOT_EMPTY, ARCHIVE_LOCKED, STORAGE_FULL, FOLDER_NOT_WRITABLE.
 */
export async function recoverArchive({
  backup,
  directory,
  files = nodeFiles,
  processes = machineProcesses(),
  now = () => new Date(),
  progress = SILENT,
}: Recovery): Promise<RecoveryOutcome> {
  const [from, to] = [path.resolve(backup), path.resolve(directory)];
  let lock: FolderLock | undefined;
  try {
    progress.begin('verify', (await presentPages(files, from)).size);
    const whole = await checkBackup(files, from, () => {
      progress.done();
    });
    const job: Job = { backup: from, directory: to, files, now, progress, whole };
    const source = JSON.stringify([whole.archive, whole.content.taken, whole.content.log.sha256]);
    await checkFree(job, source);
    await ensureFolder(files, to);
    lock = await FolderLock.take(files, to, processes);
    await checkFree(job, source);
    await claimFolder(files, to, source);
    await copyAll(job);
    await publish(job);
    const { words, ...content } = whole.content;
    return { directory: to, recoveredFrom: whole.archive, ...content, words: words.map(({ name }) => name) };
  } catch (error) {
    throw targetFault(error, to);
  } finally {
    await lock?.release().catch(() => undefined);
  }
}

/** Throws FOLDER_NOT_EMPTY where the folder holds what is not from this backup. Writes nothing. */
async function checkFree({ files, directory, whole: { content } }: Job, source: string): Promise<void> {
  if ((await files.kind(directory)) === undefined) return;
  await checkClaim(files, directory, source);
  for (const name of await wordFiles(files, directory)) {
    const own = content.words.find((word) => word.name === name);
    if (own !== undefined && isSameSum(own, await sumOf(files, path.join(directory, WORDS_NAME, name)))) continue;
    throw new SearchServiceError(
      'FOLDER_NOT_EMPTY',
      `${directory} is not empty: it holds ${path.join(WORDS_NAME, name)}, which is not that of the backup. Nothing was changed. ` +
        'Name an empty folder with XUNBAO_DATA or --data.',
    );
  }
}

async function copyAll({ files, backup, directory, progress, whole: { content } }: Job): Promise<void> {
  await nameWords(files, directory, await copyWordsAside(files, backup, directory, content.words));
  await copyBytes(files, path.join(backup, LOG_NAME), path.join(directory, LOG_ASIDE));
  const { state } = await readLogFile(files, path.join(directory, LOG_ASIDE));
  const present = await presentPages(files, directory);
  await removeDamaged(
    files,
    directory,
    [...present].filter((name) => state.usesBytes(name)),
    present,
  );
  const named = namedPages(state);
  progress.begin('copy', [...named].filter((name) => !present.has(name)).length);
  const missing = await copyPages(
    {
      files,
      from: backup,
      to: directory,
      present,
      onCopied: () => {
        progress.done();
      },
    },
    named,
  );
  progress.begin('verify', named.size);
  const { log, wrongPages } = await readBack(files, directory, LOG_ASIDE, () => {
    progress.done();
  });
  if (missing.length + wrongPages.length > 0 || !isSameSum(log, content.log)) {
    throw new SearchServiceError(
      'FOLDER_NOT_WRITABLE',
      `what was written into ${directory} cannot be read back as it stands in the backup. No archive was made. Look at both ` +
        'disks and the system log, then run this again.',
    );
  }
}

/** Page files of an earlier try that cannot be read back are copied again. */
async function removeDamaged(files: FileLayer, directory: string, names: readonly string[], present: Set<string>): Promise<void> {
  const pages = new PageFiles(files, path.join(directory, PAGES_NAME));
  for (const name of names) {
    if (
      await pages.get(name).then(
        () => true,
        () => false,
      )
    )
      continue;
    await removeIfThere(files, pages.pathOf(name));
    present.delete(name);
  }
}

/** The marker makes it an archive, and comes last. */
async function publish({ files, directory, now, whole }: Job): Promise<void> {
  await files.rename(path.join(directory, LOG_ASIDE), path.join(directory, LOG_NAME));
  await files.syncFolder(directory);
  await writeMarker(files, directory, now, whole.archive);
  await removeIfThere(files, path.join(directory, RESTORING_NAME));
}
