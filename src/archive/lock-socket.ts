/** A socket beside a lock file: the kernel itself says whether its listener lives, across containers, also while that one is stopped. */
import { closeSync, existsSync, openSync, statSync, statfsSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { errorCodeOf } from '../files/system-error.js';
import type { LockOwner } from './lock-owner.js';

/** `f_type` of file systems that one kernel at a time can have mounted: ext, XFS, Btrfs, F2FS, tmpfs, ZFS, bcachefs. */
const LOCAL_TYPES = new Set([0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x01021994, 0x2fc12fc1, 0xca451a4e]);
/** The kernel takes 107 bytes, Node cuts off what is beyond without a word. */
const LONGEST_PATH_BYTES = 100;
const KNOCK_MS = 2_000;

/** A socket that listens until it is closed, or its process ends. */
export interface Listening {
  /** Takes the socket's file away too. */
  close(): Promise<void>;
}

/** Where a folder stands, as this kernel sees it; empty for what it does not say. */
export function placeOf(folder: string): Required<Pick<LockOwner, 'folder' | 'disk'>> {
  try {
    const { dev, ino } = statSync(folder, { bigint: true });
    return { folder: `${dev}:${ino}`, disk: LOCAL_TYPES.has(statfsSync(folder).type >>> 0) ? 'local' : '' };
  } catch {
    return { folder: '', disk: '' };
  }
}

/** Listens on `file`. Undefined where the file system or the system has no such sockets. */
export async function listenOn(file: string): Promise<Listening | undefined> {
  const way = wayTo(file);
  if (way === undefined) return undefined;
  const server = net.createServer((socket) => socket.destroy());
  const listen = (): Promise<boolean> =>
    new Promise((resolve) => {
      server.once('error', () => {
        resolve(false);
      });
      server.listen(way.path, () => {
        resolve(true);
      });
    });
  // What an earlier process with this number has left is in the way.
  const isListening = await unlink(file)
    .catch(() => undefined)
    .then(listen);
  if (!isListening) {
    way.close();
    return undefined;
  }
  server.unref();
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          way.close();
          resolve();
        });
      }),
  };
}

/**
 * Whether somebody listens on `file`, which `owner` made in a folder that stands at `here`; undefined when that cannot be
 * told. Nobody listening says something only to the kernel that had the listener: the same boot with the same folder, or
 * any boot with a disk that is no other kernel's.
 */
export async function isListening(
  file: string,
  owner: LockOwner,
  here: ReturnType<typeof placeOf>,
  boot: string,
): Promise<boolean | undefined> {
  const way = owner.listens === true ? wayTo(file) : undefined;
  if (way === undefined) return undefined;
  const code = await knock(way.path);
  way.close();
  // EAGAIN: too many wait already for one that does not come to answer them.
  if (code === 'connected' || code === 'EAGAIN') return true;
  const isSameKernel =
    (boot !== '' && owner.boot === boot && owner.folder === here.folder) || (owner.disk === 'local' && here.disk === 'local');
  return code === 'ECONNREFUSED' && isSameKernel ? false : undefined;
}

function knock(file: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(file);
    const done = (answer: string): void => {
      resolve(answer);
      socket.destroy();
    };
    socket.once('connect', () => {
      done('connected');
    });
    socket.once('error', (error) => {
      done(errorCodeOf(error) ?? '');
    });
    socket.setTimeout(KNOCK_MS, () => {
      done('');
    });
  });
}

/** A path short enough for a socket: through the open folder where the system can. */
function wayTo(file: string): { readonly path: string; close(): void } | undefined {
  if (existsSync('/proc/self/fd')) {
    try {
      const handle = openSync(path.dirname(file), 'r');
      return {
        path: `/proc/self/fd/${handle}/${path.basename(file)}`,
        close: () => {
          closeSync(handle);
        },
      };
    } catch {
      // Without files to spare, perhaps the path itself is short enough.
    }
  }
  if (process.platform === 'win32' || Buffer.byteLength(file) > LONGEST_PATH_BYTES) return undefined;
  return { path: file, close: () => undefined };
}
