import { readFileSync, readlinkSync } from 'node:fs';
import os from 'node:os';
import { errorCodeOf } from '../files/system-error.js';

/** A process as a lock file names it. `boot` and `start` tell it from a later process with the same number. */
export interface LockOwner {
  readonly pid: number;
  /** For people: containers of one machine may share a name, and two machines may. */
  readonly host: string;
  /** Id of the machine's boot; empty where the system has none. */
  readonly boot: string;
  /** When the process started, in clock ticks since the boot; empty where the system does not say. */
  readonly start: string;
  /** Ids of the namespaces in which `pid` and `start` hold; empty where the system has none. */
  readonly namespaces?: string;
  /** Device and number of the archive's folder, as its holder sees it. */
  readonly folder?: string;
  /** `local` for a disk that only one kernel at a time can have mounted. */
  readonly disk?: string;
  /** True when the holder listens on the lock's socket. */
  readonly listens?: boolean;
  /** No two holds of a lock have the same. */
  readonly token?: string;
  /** True when an earlier holder, silent but perhaps not gone, may still have the files open. */
  readonly unsettled?: boolean;
  /** Counts on while the holder lives; locks of earlier versions have none. */
  readonly beat?: string;
}

/** Who we are, and whether another is still there. */
export interface Processes {
  readonly self: LockOwner;
  /** Undefined when nothing here can tell. */
  isAlive(owner: LockOwner): boolean | undefined;
  /**
   * Milliseconds between two beats of a lock, and between two looks at another's. Default 1,000; 0 = no beats, and nobody is waited for.
   */
  readonly beatMs?: number;
}

/** This process on this machine. */
export function machineProcesses(): Processes {
  const self = {
    pid: process.pid,
    host: os.hostname(),
    boot: readLine('/proc/sys/kernel/random/boot_id'),
    start: statOf('self').start,
    namespaces: namespaceIds(),
  };
  return {
    self,
    isAlive: (owner) =>
      owner.beat === undefined && owner.namespaces === undefined ? isAliveByName(owner, self) : isAliveHere(owner, self),
  };
}

/** A process number says something only within its own namespaces, and these within one boot. */
function isAliveHere(owner: LockOwner, self: LockOwner): boolean | undefined {
  if (owner.boot !== self.boot) return owner.beat === undefined ? owner.host !== self.host : undefined;
  if (owner.boot === '' || owner.namespaces !== self.namespaces || self.namespaces === '') return undefined;
  return isRunning(owner);
}

/**
 * For locks of earlier versions, which name no namespace and have no beat: held where its host is another, free after a
 * boot. A number that is not to be found counts as one of another namespace.
 */
function isAliveByName(owner: LockOwner, self: LockOwner): boolean {
  return owner.host !== self.host || owner.boot === self.boot;
}

function isRunning({ pid, start }: LockOwner): boolean | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCodeOf(error) === 'ESRCH') return false;
  }
  if (!isProcOurs()) return undefined;
  const found = statOf(pid);
  // Another account's processes may be hidden from us.
  if (found.start === '') return undefined;
  // One that was killed and whose parent has not asked for it yet; its threads go before it.
  if (found.state === 'Z' && found.threadCount <= 1) return false;
  return found.start === start;
}

/** False where /proc is that of a namespace above: its numbers are not ours then. */
function isProcOurs(): boolean {
  return /^NSpid:\t(.*)$/m.exec(readLine('/proc/self/status'))?.[1] === String(process.pid);
}

function namespaceIds(): string {
  return ['pid', 'time']
    .map((name) => readLink(`/proc/self/ns/${name}`))
    .join(' ')
    .trim();
}

function readLink(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

function readLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}

/** Fields 3, 20 and 22 of /proc/PID/stat; they are counted from the last bracket, as a command's name may hold blanks. */
function statOf(pid: number | 'self'): { readonly state: string; readonly threadCount: number; readonly start: string } {
  const stat = readLine(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', threadCount: Number(fields[17]), start: fields[19] ?? '' };
}
