import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SearchServiceError } from '../search-service-error.js';
import { settleFolder } from './archive-folder.js';
import { readFully, readWhole, removeIfThere, writeFully, type FileLayer, type OpenFile } from '../files/file-layer.js';
import { errorCodeOf } from '../files/system-error.js';
import type { LockOwner, Processes } from './lock-owner.js';
import { isListening, listenOn, placeOf, type Listening } from './lock-socket.js';
import { writeFault } from './storage-fault.js';

const LOCK_FILE = /^xunbao-archive\.lock\.(\d+)$/;
const SOCKET_FILE = /^xunbao-archive\.sock\.lock\.\d+$/;
const UNWRITTEN_WAIT_MS = 20;
const UNWRITTEN_TRIES = 5;
const BEAT_MS = 1_000;
/**
 * Looks at a lock in which no beat is to be seen before its holder counts as silent. They are counted, not timed: whoever looks may have
 * been stopped himself.
 */
const SILENT_LOOKS = 10;
const FIRST_BEAT = '000000000000';

/** True for the name of a lock file, or of the socket beside one. */
export function isLockName(name: string): boolean {
  return LOCK_FILE.test(name) || SOCKET_FILE.test(name);
}

/** What stands in a lock file. */
interface Found {
  readonly number: number;
  readonly text: string;
  /** Undefined when it was released. */
  readonly holder: LockOwner | undefined;
  readonly unsettled: boolean;
}

type Verdict = 'alive' | 'dead' | 'silent';

/**
 * One writer a folder. The lock is the file with the highest number: whoever finds it released, or its holder gone, makes
 * the next number, which only one can, and owns the folder when no higher one has appeared by then, the file it judged by is
 * as it was, and the lower files are removed. The highest file is removed only by who has just made it and steps back; a slow rival
 * that judged by an older state finds that changed and steps back too.
 *
 * Whether a holder is gone is told by its process number within its namespaces, else by the socket on which it listens, else
 * by its beat: a number in the file that counts on. No clock that can be set has a part in it.
 */
export class FolderLock {
  #beat = 0;
  #beating: Promise<void> = Promise.resolve();
  readonly #timer: NodeJS.Timeout | undefined;

  readonly #files: FileLayer;
  readonly #claimed: Claimed;

  private constructor(
    files: FileLayer,
    claimed: Claimed,
    /** The process whose lock was taken over. */
    readonly takenOverFrom: LockOwner | undefined,
    beatMs: number,
  ) {
    this.#files = files;
    this.#claimed = claimed;

    if (beatMs > 0)
      this.#timer = setInterval(() => {
        this.#beating = this.#beating.then(() => this.#writeBeat());
      }, beatMs).unref();
  }

  /**
   * Takes the lock, or throws ARCHIVE_LOCKED with the process that has it. Waits up to about ten seconds where only beats can
   * tell; a holder that was only silent may come back, so the log is a file of its own before this resolves.
   */
  static async take(files: FileLayer, folder: string, processes: Processes): Promise<FolderLock> {
    for (;;) {
      const top = Math.max(0, ...(await lockNumbers(files, folder)));
      const found = top === 0 ? undefined : await readLock(files, folder, top);
      if (found === 'gone') continue;
      const verdict = found?.holder === undefined ? 'dead' : await judge(files, folder, found, processes);
      if (verdict === 'gone') continue;
      if (verdict === 'alive') throw locked(folder, lockFile(folder, top), found!.holder!, processes.self);
      const isUnsettled = verdict === 'silent' || found?.unsettled === true;
      const claimed = await claim(files, folder, { number: top + 1, judged: found, isUnsettled }, processes);
      if (claimed === undefined) continue;
      const lock = new FolderLock(files, claimed, found?.holder, processes.beatMs ?? BEAT_MS);
      if (isUnsettled) await lock.#settle(folder);
      return lock;
    }
  }

  async #settle(folder: string): Promise<void> {
    try {
      await settleFolder(this.#files, folder, this.number);
    } catch (error) {
      await this.release({ isUnsettled: true });
      throw error;
    }
  }

  /** Of the lock's file; no two holders of a folder have had the same since its last lock was made. */
  get number(): number {
    return this.#claimed.number;
  }

  /** True while nobody has taken the lock, and its file stands where it was made, as we wrote it. Throws Node's faults of the disk. */
  async isOurs(): Promise<boolean> {
    const { file, handle, id, content } = this.#claimed;
    if ((await this.#files.identity(file))?.id !== id) return false;
    return (await readFully(handle, 0, content.length)).equals(content);
  }

  /** That a beat cannot be written is no fault: a full disk is no reason to stop. */
  async #writeBeat(): Promise<void> {
    const { file, id, content } = this.#claimed;
    try {
      const handle = await this.#files.open(file, 'update');
      try {
        if ((await handle.identity()).id !== id) return;
        await writeFully(handle, Buffer.from(String(++this.#beat).padStart(FIRST_BEAT.length, '0')), content.length);
      } finally {
        await handle.close();
      }
    } catch {
      // The fence finds out where the file is gone.
    }
  }

  /**
   * Gives the lock back. The file stays, without an owner; one that is not ours any more is left alone. Throws STORAGE_FULL or
   * ARCHIVE_WRITE_FAILED; then it is free when the process ends.
   */
  async release({ isUnsettled = false } = {}): Promise<void> {
    clearInterval(this.#timer);
    await this.#beating;
    const { file, handle } = this.#claimed;
    try {
      if (await this.isOurs().catch(() => true))
        await overwrite(this.#files, this.#claimed, { released: true, ...(isUnsettled && { unsettled: true }) });
    } catch (cause) {
      throw writeFault(cause, file);
    } finally {
      await handle.close().catch(() => undefined);
      await this.#claimed.socket?.close();
    }
  }
}

/** A lock file of our own. */
interface Claimed {
  readonly number: number;
  readonly file: string;
  readonly handle: OpenFile;
  readonly id: string;
  /** What stands before the beat. */
  readonly content: Buffer;
  readonly socket: Listening | undefined;
}

function lockFile(folder: string, number: number): string {
  return path.join(folder, `xunbao-archive.lock.${number}`);
}

function socketFile(folder: string, number: number): string {
  // Ends as the lock file does, so that who leaves locks out of a copy leaves it out too: not every program copies a socket.
  return path.join(folder, `xunbao-archive.sock.lock.${number}`);
}

async function lockNumbers(files: FileLayer, folder: string): Promise<number[]> {
  const names = await files.list(folder);
  return names.flatMap((name) => LOCK_FILE.exec(name)?.[1] ?? []).map(Number);
}

interface Claim {
  readonly number: number;
  readonly judged: Found | undefined;
  readonly isUnsettled: boolean;
}

/** Makes the next lock file; undefined when another was quicker, or what was judged by has changed. Removes the older ones. */
async function claim(
  files: FileLayer,
  folder: string,
  { number, judged, isUnsettled }: Claim,
  processes: Processes,
): Promise<Claimed | undefined> {
  const file = lockFile(folder, number);
  let handle: OpenFile;
  try {
    handle = await files.open(file, 'create');
  } catch (error) {
    if (errorCodeOf(error) === 'EEXIST') return undefined;
    throw error;
  }
  let socket: Listening | undefined;
  let isHeld = false;
  try {
    const isHere = processes.beatMs !== 0;
    socket = isHere ? await listenOn(socketFile(folder, number)) : undefined;
    const owner = {
      ...processes.self,
      ...(isHere && { ...placeOf(folder), listens: socket !== undefined }),
      token: randomUUID(),
      ...(isUnsettled && { unsettled: true }),
    };
    const content = Buffer.from(`${JSON.stringify(owner).slice(0, -1)},"beat":"`);
    await writeFully(handle, Buffer.concat([content, Buffer.from(`${FIRST_BEAT}"}\n`)]), 0);
    // So that a power cut leaves no empty file, which the next start would have to wait for.
    await handle.sync();
    isHeld = await isFirst(files, folder, number, judged);
    return isHeld ? { number, file, handle, id: (await handle.identity()).id, content, socket } : undefined;
  } catch (error) {
    isHeld = false;
    throw error;
  } finally {
    if (!isHeld) {
      await handle.close();
      await socket?.close();
      await removeIfThere(files, file).catch(() => undefined);
    }
  }
}

/** Whether our new lock file decides; the older ones are gone then. */
async function isFirst(files: FileLayer, folder: string, number: number, judged: Found | undefined): Promise<boolean> {
  const numbers = await lockNumbers(files, folder);
  if (Math.max(...numbers) > number) return false;
  if (judged !== undefined && (await readText(files, lockFile(folder, judged.number))) !== judged.text) return false;
  for (const older of numbers.filter((other) => other < number)) {
    // Until this one is gone its holder, should it live, writes on.
    await removeIfThere(files, lockFile(folder, older));
    await removeIfThere(files, socketFile(folder, older)).catch(() => undefined);
  }
  return true;
}

/** Whether the holder of a lock is there; `gone` when the file says something else by now. */
async function judge(files: FileLayer, folder: string, found: Found, processes: Processes): Promise<Verdict | 'gone'> {
  const holder = found.holder!;
  const { self, beatMs = BEAT_MS } = processes;
  let isAlive = processes.isAlive(holder);
  if (isAlive === undefined && beatMs > 0)
    isAlive = await isListening(socketFile(folder, found.number), holder, placeOf(folder), self.boot);
  if (isAlive !== undefined) return isAlive ? 'alive' : 'dead';
  for (let look = 0; look < SILENT_LOOKS && beatMs > 0; look++) {
    await delay(beatMs);
    const text = await readText(files, lockFile(folder, found.number));
    if (text === found.text) continue;
    const now = text === undefined ? 'unwritten' : parseLock(found.number, text);
    return now !== 'unwritten' && now.holder?.token === holder.token ? 'alive' : 'gone';
  }
  return 'silent';
}

/** A lock file as it stands; `gone` when it was removed meanwhile. */
async function readLock(files: FileLayer, folder: string, number: number): Promise<Found | 'gone'> {
  let text: string | undefined;
  for (let tries = 0; tries < UNWRITTEN_TRIES; tries++) {
    text = await readText(files, lockFile(folder, number));
    if (text === undefined) return 'gone';
    const found = parseLock(number, text);
    if (found !== 'unwritten') return found;
    // Between making the file and writing into it lies a moment; a file that stays empty belongs to nobody alive.
    await delay(UNWRITTEN_WAIT_MS);
  }
  return { number, text: text!, holder: undefined, unsettled: false };
}

async function readText(files: FileLayer, file: string): Promise<string | undefined> {
  try {
    return (await readWhole(files, file)).toString();
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function parseLock(number: number, text: string): Found | 'unwritten' {
  try {
    const value = JSON.parse(text) as LockOwner & { readonly released?: boolean };
    return { number, text, holder: value.released === true ? undefined : value, unsettled: value.unsettled === true };
  } catch {
    return 'unwritten';
  }
}

async function overwrite(files: FileLayer, { file, id }: Claimed, value: object): Promise<void> {
  const handle = await files.open(file, 'update');
  try {
    if ((await handle.identity()).id !== id) return;
    await handle.truncate(0);
    await writeFully(handle, Buffer.from(`${JSON.stringify(value)}\n`), 0);
  } finally {
    await handle.close();
  }
}

function locked(folder: string, file: string, holder: LockOwner, self: LockOwner): SearchServiceError {
  const isInContainer = holder.namespaces !== undefined && holder.namespaces !== self.namespaces;
  const isCertain = holder.host === self.host && holder.boot === self.boot && holder.namespaces === self.namespaces;
  const where = `${isInContainer ? ' of another container' : ''}${isInContainer || holder.host !== self.host ? ` on ${holder.host}` : ''}`;
  const advice = isCertain
    ? 'Let that process do the writing, or stop it first.'
    : `Let it do the writing, or stop it there; if it is gone for good, remove ${file}.`;
  return new SearchServiceError(
    'ARCHIVE_LOCKED',
    `the archive in ${folder} is open for writing in process ${holder.pid}${where}. ${advice}`,
  );
}
