/**
 * Where a service that runs over an index folder listens, and over which archive: a note in the folder, for commands that meet the
 * archive's lock.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCodeOf } from '../files/system-error.js';
import type { Config } from '../config.js';
import { archiveIdentity, archiveStamp, isSameArchive, placeOf, type ArchiveIdentity } from '../archive/archive-identity.js';

const FILE = 'service.json';

/** Its process, its address, and the archive it has open. */
export interface ServiceNote {
  readonly pid: number;
  readonly url: string;
  readonly archive: ArchiveIdentity;
}

/** Says where the service of this folder listens. */
export async function noteService(directory: string, note: ServiceNote): Promise<void> {
  await writeFile(path.join(directory, FILE), `${JSON.stringify(note)}\n`);
}

/** Takes the note away; that there is none is no fault. */
export async function forgetService(directory: string): Promise<void> {
  await rm(path.join(directory, FILE), { force: true });
}

/** A service that may be asked; it refuses what is not sent with its archive's stamp. */
export interface FoundService {
  readonly pid: number;
  readonly url: string;
  readonly stamp: string;
}

/**
 * The service that runs over the index folder and has the archive of the settings open; undefined when there is no note of one, or its
 * process is gone. Where the archive's folder is empty or gone beneath its service, it is the one that had it there.
 */
export async function findService({
  dataDirectory,
  indexDirectory,
}: Pick<Config, 'dataDirectory' | 'indexDirectory'>): Promise<FoundService | undefined> {
  const meant = await archiveIdentity(dataDirectory);
  try {
    const { pid, url, archive } = JSON.parse(await readFile(path.join(indexDirectory, FILE), 'utf8')) as Partial<ServiceNote>;
    // A note of an earlier version says nothing of the archive: it may be any.
    if (pid === undefined || url === undefined || archive === undefined) return undefined;
    const isMeant = meant === undefined ? archive.place === (await placeOf(dataDirectory)) : await isSameArchive(archive, meant);
    return isMeant && isAlive(pid) ? { pid, url, stamp: archiveStamp(archive) } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and another user's.
    return errorCodeOf(error) === 'EPERM';
  }
}
