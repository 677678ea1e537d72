/** What was written, read again from the disk: every line of the log, every byte of every page file it names. */
import path from 'node:path';
import { PAGES_NAME } from '../archive/archive-folder.js';
import { ArchiveState, filesOf } from '../archive/archive-state.js';
import type { FileLayer } from '../files/file-layer.js';
import { PageFiles } from '../archive/page-files.js';
import type { LogReading } from '../archive/read-log.js';
import { replayLog } from '../archive/replay-log.js';
import { SearchServiceError } from '../search-service-error.js';
import { sumOf, type FileSum } from './copy-file.js';

/** A log, and what it amounts to. */
export interface ReadLog {
  readonly state: ArchiveState;
  readonly reading: LogReading;
}

/** Replays the log in `file`; faults call it `name`. Throws ARCHIVE_CORRUPT. */
export async function readLogFile(files: FileLayer, file: string, name = file): Promise<ReadLog> {
  const handle = await files.open(file, 'read');
  try {
    const state = new ArchiveState();
    return { state, reading: await replayLog(handle, name, state) };
  } finally {
    await handle.close();
  }
}

/** Names of the page files that a log names. */
export function namedPages(state: ArchiveState): ReadonlySet<string> {
  return new Set([...state.pages.values()].map(({ head }) => head).flatMap(filesOf));
}

/** What reading a folder again has shown. */
export interface ReadBack extends ReadLog {
  readonly log: FileSum;
  /** Page files the log names that are missing or not what their name says. */
  readonly wrongPages: readonly string[];
}

/** Reads the log `logName` of a folder and every page file it names. Throws ARCHIVE_CORRUPT for the log. */
export async function readBack(files: FileLayer, folder: string, logName: string, onFile: () => void): Promise<ReadBack> {
  const file = path.join(folder, logName);
  const log = await sumOf(files, file);
  const read = await readLogFile(files, file);
  const pageFiles = new PageFiles(files, path.join(folder, PAGES_NAME));
  const wrongPages: string[] = [];
  for (const name of namedPages(read.state)) {
    try {
      await pageFiles.get(name);
    } catch (error) {
      if (!(error instanceof SearchServiceError)) throw error;
      wrongPages.push(name);
    }
    onFile();
  }
  return { ...read, log, wrongPages };
}
