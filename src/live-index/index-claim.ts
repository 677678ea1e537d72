/** Who uses an index folder: one archive at a time, held by a lock in the folder as that of an archive is. */
import { FolderLock } from '../archive/folder-lock.js';
import { machineProcesses } from '../archive/lock-owner.js';
import { nodeFiles } from '../files/node-files.js';
import { SearchServiceError } from '../search-service-error.js';
import { checkIndexFolder, folderFault, indexTaken, presentIndex } from './index-folder.js';

/** How the fault of a lock names its holder. */
const PROCESS = /process \d+(?: of another container)?(?: on [^.]+)?/;

/** An index folder that nobody else changes. */
export interface IndexClaim {
  /** Gives it back; never throws: the folder may have been deleted meanwhile. */
  release(): Promise<void>;
}

/**
 * Claims an index folder, which is made where it is missing, for the archive that the caller has open. Throws INDEX_TAKEN
 * when a process that has another archive open uses it, FOLDER_NOT_OURS, FOLDER_NOT_WRITABLE. A disk without room for the
 * lock claims nothing: it holds no start up, and nobody else can write there either.
 */
export async function claimIndexFolder(directory: string): Promise<IndexClaim> {
  await checkIndexFolder(directory);
  try {
    const lock = await FolderLock.take(nodeFiles, directory, machineProcesses());
    return { release: () => lock.release().catch(() => undefined) };
  } catch (error) {
    if (error instanceof SearchServiceError && error.code === 'ARCHIVE_LOCKED') {
      throw indexTaken(
        directory,
        (await presentIndex(directory))?.marker,
        `and is in use: ${PROCESS.exec(error.message)?.[0] ?? 'another process'} has it open`,
        error,
      );
    }
    const fault = folderFault(directory, error);
    if (fault instanceof SearchServiceError && fault.code === 'STORAGE_FULL') return { release: () => Promise.resolve() };
    throw fault;
  }
}
