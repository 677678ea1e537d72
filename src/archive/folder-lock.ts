import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SearchServiceError } from '../search-service-error.js';
import { errorCodeOf, readWhole, removeIfThere, writeFully, type FileLayer, type OpenFile } from './file-layer.js';
import { writeFault } from './storage-fault.js';

const LOCK_NAME = /^xunbao-archive\.lock\.(\d+)$/;
const UNWRITTEN_WAIT_MS = 20;
const UNWRITTEN_TRIES = 5;

/** A process as a lock file names it. `boot` and `start` tell it from a later process with the same number. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** Id of the machine's boot; empty where the system has none. */
  readonly boot: string;
  /** When the process started, in clock ticks since the boot; empty where the system does not say. */
  readonly start: string;
}

/** Who we are, and whether another is still there. */
export interface Processes {
  readonly self: LockOwner;
  isAlive(owner: LockOwner): boolean;
}

/** This process on this machine. A lock of another machine always counts as held: nothing here can tell. */
export function machineProcesses(): Processes {
  const self = { pid: process.pid, host: os.hostname(), boot: readLine('/proc/sys/kernel/random/boot_id'), start: startOf(process.pid) };
  return {
    self,
    isAlive({ pid, host, boot, start }) {
      if (host !== self.host) return true;
      if (boot !== self.boot) return false;
      try {
        process.kill(pid, 0);
      } catch (error) {
        if (errorCodeOf(error) === 'ESRCH') return false;
      }
      return start === startOf(pid);
    },
  };
}

function readLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}

/** Field 22 of /proc/PID/stat; the fields before it are counted from the last bracket, as a command's name may hold blanks. */
function startOf(pid: number): string {
  const stat = readLine(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/** True for the name of a lock file. */
export function isLockName(name: string): boolean {
  return LOCK_NAME.test(name);
}

/**
 * One writer a folder. The lock is the file with the highest number: whoever finds it released, or its process dead, makes
 * the next number, which only one can, and owns the folder if no higher one has appeared by then. The highest file is
 * never removed, so a slow rival that read an old state always meets a higher number and steps back.
 */
export class FolderLock {
  private constructor(
    private readonly files: FileLayer,
    private readonly file: string,
    /** The dead process whose lock was taken over. */
    readonly takenOverFrom: LockOwner | undefined,
  ) {}

  /** Takes the lock, or throws ARCHIVE_LOCKED with the number of the process that has it. */
  static async take(files: FileLayer, folder: string, processes: Processes): Promise<FolderLock> {
    for (;;) {
      const top = Math.max(0, ...(await lockNumbers(files, folder)));
      const holder = top === 0 ? undefined : await readHolder(files, lockFile(folder, top));
      if (holder === 'gone') continue;
      if (holder !== undefined && processes.isAlive(holder)) throw locked(folder, lockFile(folder, top), holder, processes.self);
      if (await claim(files, folder, top + 1, processes.self)) return new FolderLock(files, lockFile(folder, top + 1), holder);
    }
  }

  /** Gives the lock back. The file stays, without an owner. Throws STORAGE_FULL or ARCHIVE_WRITE_FAILED; then it is free when the process ends. */
  async release(): Promise<void> {
    try {
      const handle = await this.files.open(this.file, 'update');
      try {
        await handle.truncate(0);
        await writeFully(handle, Buffer.from(`${JSON.stringify({ released: true })}\n`), 0);
      } finally {
        await handle.close();
      }
    } catch (cause) {
      throw writeFault(cause, this.file);
    }
  }
}

function lockFile(folder: string, number: number): string {
  return path.join(folder, `xunbao-archive.lock.${number}`);
}

async function lockNumbers(files: FileLayer, folder: string): Promise<number[]> {
  const names = await files.list(folder);
  return names.flatMap((name) => LOCK_NAME.exec(name)?.[1] ?? []).map(Number);
}

/** Makes lock file `number`; false when another was quicker. Removes the older ones. */
async function claim(files: FileLayer, folder: string, number: number, self: LockOwner): Promise<boolean> {
  const file = lockFile(folder, number);
  let handle: OpenFile;
  try {
    handle = await files.open(file, 'create');
  } catch (error) {
    if (errorCodeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await writeFully(handle, Buffer.from(`${JSON.stringify(self)}\n`), 0);
    // So that a power cut leaves no empty file, which the next start would have to wait for.
    await handle.sync();
  } catch (error) {
    await removeIfThere(files, file).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
  const numbers = await lockNumbers(files, folder);
  if (Math.max(...numbers) > number) {
    await removeIfThere(files, file);
    return false;
  }
  for (const older of numbers.filter((other) => other < number)) await removeIfThere(files, lockFile(folder, older));
  return true;
}

/** Who holds a lock file: undefined when it was released, `gone` when it was removed meanwhile. */
async function readHolder(files: FileLayer, file: string): Promise<LockOwner | undefined | 'gone'> {
  for (let tries = 0; tries < UNWRITTEN_TRIES; tries++) {
    const text = await readText(files, file);
    if (text === undefined) return 'gone';
    const holder = parseHolder(text);
    if (holder !== 'unwritten') return holder;
    // Between making the file and writing into it lies a moment; a file that stays empty belongs to nobody alive.
    await new Promise((resolve) => setTimeout(resolve, UNWRITTEN_WAIT_MS));
  }
  return undefined;
}

async function readText(files: FileLayer, file: string): Promise<string | undefined> {
  try {
    return (await readWhole(files, file)).toString();
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function parseHolder(text: string): LockOwner | undefined | 'unwritten' {
  try {
    const value = JSON.parse(text) as LockOwner & { readonly released?: boolean };
    return value.released === true ? undefined : value;
  } catch {
    return 'unwritten';
  }
}

function locked(folder: string, file: string, holder: LockOwner, self: LockOwner): SearchServiceError {
  const elsewhere = holder.host === self.host ? '' : ` on ${holder.host}`;
  const advice = elsewhere === '' ? 'Let that process do the writing, or stop it first.' : `Stop it there; if it is gone for good, remove ${file}.`;
  return new SearchServiceError('ARCHIVE_LOCKED', `the archive in ${folder} is open for writing in process ${holder.pid}${elsewhere}. ${advice}`);
}
