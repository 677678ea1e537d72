/** Where a service that runs over an index folder listens: a note in the folder, for commands that meet the archive's lock. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

const FILE = 'service.json';

/** Its process, and its address. */
export interface ServiceNote {
  readonly pid: number;
  readonly url: string;
}

/** Says where the service of this folder listens. */
export async function noteService(directory: string, note: ServiceNote): Promise<void> {
  await writeFile(path.join(directory, FILE), `${JSON.stringify(note)}\n`);
}

/** Takes the note away; that there is none is no fault. */
export async function forgetService(directory: string): Promise<void> {
  await rm(path.join(directory, FILE), { force: true });
}

/** The service that runs over this folder; undefined when there is no note, or its process is gone. */
export async function findService(directory: string): Promise<ServiceNote | undefined> {
  try {
    const note = JSON.parse(await readFile(path.join(directory, FILE), 'utf8')) as ServiceNote;
    process.kill(note.pid, 0);
    return note;
  } catch {
    return undefined;
  }
}
