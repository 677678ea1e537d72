/** A file system of a few megabytes, to be filled up. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const BALLAST = 'ballast';

export interface SmallDisk {
  readonly folder: string;
  at(...parts: readonly string[]): string;
  /** Leaves not one byte. */
  fill(): void;
  /** Takes the ballast away. */
  free(): void;
  remove(): void;
}

/** True where a tmpfs can be mounted: as root on Linux, outside a container that forbids it. */
export function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const disk = mountSmallDisk(1);
  disk?.remove();
  return disk !== undefined;
}

/** A tmpfs of `megabytes`; undefined where it cannot be mounted. */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xunbao-disk-'));
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0777`, 'xunbao-test', folder]).status !== 0) {
    rmdirSync(folder);
    return undefined;
  }
  const at = (...parts: readonly string[]): string => path.join(folder, ...parts);
  return {
    folder,
    at,
    fill: () => {
      fill(at(BALLAST));
    },
    free: () => {
      rmSync(at(BALLAST));
    },
    remove: () => {
      spawnSync('umount', [folder]);
      rmdirSync(folder);
    },
  };
}

function fill(file: string): void {
  const bytes = Buffer.alloc(65_536, 'x');
  const handle = openSync(file, 'a');
  try {
    for (let size = bytes.length; size > 0;) {
      try {
        writeSync(handle, bytes, 0, size);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        size >>= 1;
      }
    }
  } finally {
    closeSync(handle);
  }
}
