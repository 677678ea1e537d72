/** A whole copy of an archive, made while others write to it, in a folder that holds nothing or an earlier copy. */
import path from 'node:path';
import { checkMarker, LOG_NAME, MARKER_NAME, PAGES_NAME } from '../archive/archive-folder.js';
import { archiveIdOf } from '../archive/archive-id.js';
import { ensureFolder, readWhole, removeIfThere, type FileLayer } from '../files/file-layer.js';
import { replaceFile } from '../files/replace-file.js';
import { FolderLock, isLockName } from '../archive/folder-lock.js';
import { machineProcesses, type Processes } from '../archive/lock-owner.js';
import { nodeFiles } from '../files/node-files.js';
import { PageFiles } from '../archive/page-files.js';
import { folderFault } from '../archive/storage-fault.js';
import { SearchServiceError } from '../search-service-error.js';
import { contentOfLog, MANIFEST_NAME, readManifest, writeManifest, type BackupContent } from './backup-manifest.js';
import { SILENT, type BackupProgress } from './backup-progress.js';
import { presentPages } from './copy-pages.js';
import { copySnapshot, LOG_ASIDE } from './copy-snapshot.js';
import { copyWordsAside, nameWords, removeOtherWords } from './copy-words.js';
import { namedPages, readBack, type ReadBack } from './read-back.js';
import { targetFault } from './target-fault.js';

/** Page files that cannot be read back are copied again so many times. */
const MOST_COPIES = 3;

/** What is copied where. */
export interface Backup {
  /** Folder of the archive. */
  readonly archive: string;
  /** Folder of the backup: missing, empty, or with an earlier backup of the same archive. */
  readonly directory: string;
  readonly files?: FileLayer;
  readonly processes?: Processes;
  readonly now?: () => Date;
  readonly progress?: BackupProgress;
}

/** What was copied, and read back. */
export interface BackupReport extends Omit<BackupContent, 'words'> {
  readonly directory: string;
  /** Id of the archive. */
  readonly archive: string;
  /** Page files that were copied now; the others were there from an earlier backup. */
  readonly copiedFileCount: number;
  /** Names of the word files. */
  readonly words: readonly string[];
}

interface Job extends Required<Omit<Backup, 'processes'>> {
  /** Id of the archive. */
  readonly id: string;
}

/**
 * Makes `directory` a whole backup of the archive: all that was acknowledged before the call, read back from the disk. The archive is
 * not locked and not written to; others may have it open. An earlier backup stays whole until this one is, and takes its page files; what
 * only the
 * earlier one names is removed then. Cut short, nothing is taken for whole that is not, and the next call goes on.
 * Throws FOLDER_NOT_OURS without an archive, FOLDER_NOT_EMPTY, ARCHIVE_LOCKED while another backup goes there, ARCHIVE_CORRUPT,
 * FILE_UNREADABLE, STORAGE_FULL, FOLDER_NOT_WRITABLE. Memory: as an open archive.
 */
export async function takeBackup({
  archive,
  directory,
  files = nodeFiles,
  processes = machineProcesses(),
  now = () => new Date(),
  progress = SILENT,
}: Backup): Promise<BackupReport> {
  const [from, to] = [path.resolve(archive), path.resolve(directory)];
  let lock: FolderLock | undefined;
  try {
    const job: Job = { archive: from, directory: to, files, now, progress, id: archiveIdOf(await markerOf(files, from)) };
    await earlierBackup(job);
    await ensureFolder(files, to);
    lock = await FolderLock.take(files, to, processes);
    return await copyAll(job, await earlierBackup(job));
  } catch (error) {
    throw targetFault(error, to);
  } finally {
    await lock?.release().catch(() => undefined);
  }
}

async function markerOf(files: FileLayer, folder: string): Promise<string> {
  const file = path.join(folder, MARKER_NAME);
  if ((await files.kind(folder)) !== 'folder' || (await files.kind(file)) !== 'file') {
    throw new SearchServiceError('FOLDER_NOT_OURS', `there is no archive in ${folder}. Name one with XUNBAO_DATA or --data.`);
  }
  try {
    await checkMarker(files, folder);
    return (await readWhole(files, file)).toString();
  } catch (error) {
    throw folderFault(error, folder);
  }
}

/**
 * The backup that is in the folder; undefined where it is free, or one was cut short before it was whole. Throws FOLDER_NOT_EMPTY. Writes
 * nothing.
 */
async function earlierBackup({ files, directory, id }: Job): Promise<BackupContent | undefined> {
  const kind = await files.kind(directory);
  if (kind === undefined) return undefined;
  const names = kind === 'folder' ? (await files.list(directory)).filter((name) => !isLockName(name)) : [];
  const manifest = kind === 'folder' ? await readManifest(files, directory) : undefined;
  if (manifest === undefined) {
    const foreign = kind === 'file' ? 'it is a file' : names.find((name) => name !== `${MANIFEST_NAME}.new`);
    if (foreign === undefined) return undefined;
    throw notEmpty(directory, names.includes(MARKER_NAME) ? 'it holds an archive' : kind === 'file' ? foreign : `it holds ${foreign}`);
  }
  if (manifest === 'damaged') throw notEmpty(directory, `its ${MANIFEST_NAME} is damaged, or of a newer xunbao`);
  if (manifest.archive !== id) throw notEmpty(directory, 'it holds a backup of another archive');
  const found = await contentOfLog(files, directory, manifest);
  const isBegun = manifest.whole === undefined && !names.includes(LOG_NAME);
  if (found === undefined && !isBegun) throw notEmpty(directory, `the ${LOG_NAME} of the backup in it is not as it was written`);
  return found;
}

function notEmpty(folder: string, why: string): SearchServiceError {
  return new SearchServiceError(
    'FOLDER_NOT_EMPTY',
    `${folder} cannot take the backup: ${why}. Nothing was changed. Name a folder that is missing, empty, or has an earlier ` +
      'backup of this archive.',
  );
}

async function copyAll(job: Job, earlier: BackupContent | undefined): Promise<BackupReport> {
  const { files, archive, directory, id, now } = job;
  const taken = now().toISOString();
  if (earlier === undefined) await writeManifest(files, directory, { archive: id });
  const present = await presentPages(files, directory);
  const before = present.size;
  const read = await copyAndReadBack(job, present);
  // Read after the log: a newer program may have opened the archive meanwhile and raised its format.
  const marker = await markerOf(files, archive);
  if (archiveIdOf(marker) !== id)
    throw new SearchServiceError(
      'FOLDER_NOT_OURS',
      `another archive has taken the place of the one in ${archive} meanwhile. The backup was given up. Run it again.`,
    );
  const copiedFileCount = Math.max(0, present.size - before);
  const words = await copyWordsAside(files, archive, directory);
  const {
    state,
    reading: { sequence },
    log,
  } = read;
  const content: BackupContent = {
    taken,
    sequence,
    articleCount: state.liveCount,
    withheldCount: state.countOf('withheld'),
    deletedCount: state.countOf('deleted'),
    pageCount: state.livePages().length,
    fileCount: namedPages(state).size,
    log,
    words,
  };
  await writeManifest(files, directory, { archive: id, ...(earlier !== undefined && { whole: earlier }), next: content });
  await switchTo(job, content, marker);
  await removeUnused(job, read, content);
  return { directory, archive: id, ...content, copiedFileCount, words: words.map(({ name }) => name) };
}

/** Until what stands on the disk is what the log names. */
async function copyAndReadBack({ files, archive, directory, progress }: Job, present: Set<string>): Promise<ReadBack> {
  for (let copies = 1; ; copies += 1) {
    await copySnapshot({ files, from: archive, to: directory, present, progress });
    progress.begin('verify', present.size);
    const read = await readBack(files, directory, LOG_ASIDE, () => {
      progress.done();
    });
    if (read.wrongPages.length === 0) return read;
    const pages = new PageFiles(files, path.join(directory, PAGES_NAME));
    if (copies === MOST_COPIES)
      throw new SearchServiceError(
        'FOLDER_NOT_WRITABLE',
        `${pages.pathOf(read.wrongPages[0]!)} cannot be read back as it was written. Look at the disk of the backup and the system log.`,
      );
    // From an earlier backup, and damaged since.
    for (const name of read.wrongPages) {
      present.delete(name);
      await removeIfThere(files, pages.pathOf(name));
    }
  }
}

/** Each step leaves a whole backup: until the log has its name the earlier one, from then on this one. */
async function switchTo({ files, directory, id }: Job, content: BackupContent, marker: string): Promise<void> {
  await nameWords(files, directory, content.words);
  // Before the log, which may be of a format that only this marker tells.
  await replaceFile(files, path.join(directory, MARKER_NAME), Buffer.from(marker));
  await files.rename(path.join(directory, LOG_ASIDE), path.join(directory, LOG_NAME));
  await files.syncFolder(directory);
  await writeManifest(files, directory, { archive: id, whole: content });
}

/** What was purged or replaced since the earlier backup does not stay in this one. */
async function removeUnused({ files, directory }: Job, { state }: ReadBack, { words }: BackupContent): Promise<void> {
  await new PageFiles(files, path.join(directory, PAGES_NAME)).removeUnused((sha256) => state.usesBytes(sha256));
  await removeOtherWords(files, directory, words);
}
