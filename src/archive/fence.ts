import { SearchServiceError } from '../search-service-error.js';
import type { FolderLock } from './folder-lock.js';
import type { LogFile } from './log-file.js';
import { writeFault } from './storage-fault.js';

/**
 * Stands between a writer and the disk: nothing is acknowledged unless the lock is ours at that moment and the log is the
 * file we opened. A writer that was stopped, or whose folder was moved or replaced, finds out here. Once lost, always lost.
 */
export class Fence {
  #lost: SearchServiceError | undefined;
  #listener: (reason: SearchServiceError) => void = () => undefined;

  readonly #folder: string;
  readonly #lock: FolderLock;

  constructor(folder: string, lock: FolderLock) {
    this.#folder = folder;
    this.#lock = lock;
  }

  /** `listener` is called once, as soon as the folder is found to be lost. */
  whenLost(listener: (reason: SearchServiceError) => void): void {
    this.#listener = listener;
    if (this.#lost !== undefined) listener(this.#lost);
  }

  /** ARCHIVE_LOST, from the moment it was found. */
  get lost(): SearchServiceError | undefined {
    return this.#lost;
  }

  /**
   * Throws ARCHIVE_LOST unless the lock is ours and `log` is in its place; ARCHIVE_WRITE_FAILED where the disk does not say,
   * which may be otherwise the next time. Some microseconds on a disk of this machine.
   */
  async check(log?: LogFile): Promise<void> {
    if (this.#lost !== undefined) throw this.#lost;
    const what = await this.#amiss(log);
    if (what !== undefined) throw this.#lose(what);
  }

  async #amiss(log: LogFile | undefined): Promise<string | undefined> {
    try {
      if (!(await this.#lock.isOurs()))
        return "the lock is not this process's any more: the folder was moved, removed or replaced, or another process has it";
      if (log !== undefined && !(await log.isInPlace())) return 'its log is not the file that was opened, or was written by somebody else';
      return undefined;
    } catch (cause) {
      throw writeFault(cause, this.#folder);
    }
  }

  #lose(what: string): SearchServiceError {
    if (this.#lost !== undefined) return this.#lost;
    this.#lost = new SearchServiceError(
      'ARCHIVE_LOST',
      `the archive in ${this.#folder} is lost to this process: ${what}. It writes nothing more there. Put the folder right, see ` +
        'that one process has it, and start again.',
    );
    this.#listener(this.#lost);
    return this.#lost;
  }
}
