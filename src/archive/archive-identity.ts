/** Which archive a folder of this machine holds: what an index, or a command to a running service, must agree on. */
import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { MARKER_NAME } from './archive-folder.js';
import { archiveIdOf } from './archive-id.js';

const STAMP_DIGITS = 32;

/** One archive on this machine. A copy of its folder has the same id at another place, and is another archive while both are there. */
export interface ArchiveIdentity {
  /** Made with the archive, 16 hexadecimal digits; it stays when the folder is moved. */
  readonly id: string;
  /** Absolute path of the folder, without symbolic links. */
  readonly place: string;
}

/** The archive in a folder; undefined where none can be read. */
export async function archiveIdentity(directory: string): Promise<ArchiveIdentity | undefined> {
  try {
    const marker = await readFile(path.join(directory, MARKER_NAME), 'utf8');
    return { id: archiveIdOf(marker), place: await realpath(directory) };
  } catch {
    return undefined;
  }
}

/** The path a folder has without symbolic links, also where it is gone. */
export async function placeOf(directory: string): Promise<string> {
  const name = path.resolve(directory);
  return realpath(name).catch(async () =>
    path.join(await realpath(path.dirname(name)).catch(() => path.dirname(name)), path.basename(name)),
  );
}

/** True when both are the same archive in the same folder, which may be mounted at two places. */
export async function isSameArchive(one: ArchiveIdentity, other: ArchiveIdentity): Promise<boolean> {
  return one.id === other.id && (one.place === other.place || (await isSameFolder(one.place, other.place)));
}

async function isSameFolder(one: string, other: string): Promise<boolean> {
  try {
    const [first, second] = [await stat(one), await stat(other)];
    return first.dev === second.dev && first.ino === second.ino;
  } catch {
    return false;
  }
}

/** Stands for an archive and its place where the place itself is nobody's business: 32 hexadecimal digits. */
export function archiveStamp({ id, place }: ArchiveIdentity): string {
  return createHash('sha256').update(`${id}\n${place}`).digest('hex').slice(0, STAMP_DIGITS);
}
