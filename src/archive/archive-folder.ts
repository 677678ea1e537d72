import path from 'node:path';
import { SearchServiceError } from '../search-service-error.js';
import { markerOfVersion, newArchiveId } from './archive-id.js';
import { readWhole, removeIfThere, type FileLayer } from '../files/file-layer.js';
import { ASIDE, renewFile, replaceFile } from '../files/replace-file.js';
import { EMPTY_HEADER } from './log-line.js';
import { corrupt } from './storage-fault.js';

/** The format this program writes, and the newest it reads. */
export const FORMAT_VERSION = 3;
/** The file that says whose folder it is, and in which format. */
export const MARKER_NAME = 'xunbao-archive.json';
/** The log. */
export const LOG_NAME = 'articles.log';
/** Folder of the bytes of pages. */
export const PAGES_NAME = 'pages';
/** Folder of the word files of this archive; its user's, and nobody's business here. It may lie there before the archive does. */
export const WORDS_NAME = 'words';
/** A repair puts the damaged bytes of a log into a file whose name begins so; a purge removes it. */
export const DAMAGED_PREFIX = `${LOG_NAME}.damaged-`;

const ASIDE_LOG = /^articles\.log\.\d+\.new$/;

const ABOUT =
  'A newspaper archive of xunbao 寻报. pages/ holds the bytes of every page as they came, each file named by its SHA-256. ' +
  'articles.log is UTF-8 text, one transaction a line: the CRC-32 of the JSON in eight hexadecimal digits, a tab, the JSON, a line feed. ' +
  'Later lines win. The changes of a line hold together: an article is stored or replaced, removed, deleted, withheld or ' +
  'restored by its id.';

/** What was found when a folder was looked at. */
export interface FolderState {
  /** The log was made just now, in an empty folder. */
  readonly created: boolean;
  /** Left-overs of interrupted writes that were removed. */
  readonly removedFiles: readonly string[];
}

/**
 * Makes sure that `folder`, which exists and is locked by us, is an archive: makes one in an empty folder, finishes one
 * whose making was interrupted, clears left-overs. Throws FOLDER_NOT_OURS for a folder with anything else in it, or of a newer
 * format, and ARCHIVE_CORRUPT when the log is gone.
 */
export async function prepareFolder(
  files: FileLayer,
  folder: string,
  isLock: (name: string) => boolean,
  now: () => Date,
): Promise<FolderState> {
  const names = (await files.list(folder)).filter((name) => !isLock(name) && name !== WORDS_NAME);
  const log = path.join(folder, LOG_NAME);
  if (names.includes(MARKER_NAME)) {
    const version = await checkMarker(files, folder);
    if (!names.includes(LOG_NAME)) throw corrupt(log, 0, 'the file is missing');
    const removedFiles = await removeAsides(files, folder, names);
    if (version < FORMAT_VERSION) await raiseFormat(files, folder);
    return { created: false, removedFiles };
  }
  await checkUnmarked(files, folder, names);
  await replaceFile(files, log, EMPTY_HEADER);
  await writeMarker(files, folder, now);
  return { created: true, removedFiles: [] };
}

/**
 * Writes the file that says whose folder this is and in which format, with an id of its own; `recoveredFrom` is that of the archive whose
 * backup it was made from.
 */
export async function writeMarker(files: FileLayer, folder: string, now: () => Date, recoveredFrom?: string): Promise<void> {
  const origin = recoveredFrom === undefined ? {} : { recoveredFrom };
  const marker = {
    format: 'xunbao-archive',
    version: FORMAT_VERSION,
    id: newArchiveId(),
    ...origin,
    created: now().toISOString(),
    about: ABOUT,
  };
  await replaceFile(files, path.join(folder, MARKER_NAME), Buffer.from(`${JSON.stringify(marker, undefined, 2)}\n`));
}

/** From now on the archive is one of this program's format, which an older one does not open: it would lose what it does not know. */
async function raiseFormat(files: FileLayer, folder: string): Promise<void> {
  const file = path.join(folder, MARKER_NAME);
  const text = (await readWhole(files, file)).toString();
  await replaceFile(files, file, Buffer.from(markerOfVersion(text, FORMAT_VERSION)));
}

/** The format of the archive. Throws FOLDER_NOT_OURS unless the marker in `folder` is that of one this program can read. */
export async function checkMarker(files: FileLayer, folder: string): Promise<number> {
  const file = path.join(folder, MARKER_NAME);
  const version = parseMarker((await readWhole(files, file)).toString());
  if (version === undefined) throw corrupt(file, 0, 'it does not say which format the archive has');
  if (version > FORMAT_VERSION) {
    throw new SearchServiceError(
      'FOLDER_NOT_OURS',
      `the archive in ${folder} has format ${version}, written by a newer xunbao; this one reads up to format ${FORMAT_VERSION}. ` +
        'Use the newer program, or export there and import here.',
    );
  }
  return version;
}

/** Where the holder of lock `number` writes a new log, so that nobody who has lost the lock puts his in its place. */
export function asideLog(folder: string, number: number): string {
  return path.join(folder, `${LOG_NAME}.${number}${ASIDE}`);
}

/**
 * Puts copies in the place of the files that are written where they stand. Whoever had the lock before and is not known to be
 * gone has the old ones open, and what he may still write goes nowhere. Needs room for a second log.
 */
export async function settleFolder(files: FileLayer, folder: string, number: number): Promise<void> {
  for (const name of [LOG_NAME, LOG_NAME + ASIDE]) {
    const file = path.join(folder, name);
    if ((await files.kind(file)) === 'file') await renewFile(files, file, asideLog(folder, number));
  }
}

function parseMarker(text: string): number | undefined {
  try {
    const marker = JSON.parse(text) as { readonly format?: unknown; readonly version?: unknown } | null;
    return marker?.format === 'xunbao-archive' && Number.isInteger(marker.version) ? (marker.version as number) : undefined;
  } catch {
    return undefined;
  }
}

/** The marker is written last, so a first start cut short leaves a log without transactions, asides, and nothing else. */
async function checkUnmarked(files: FileLayer, folder: string, names: readonly string[]): Promise<void> {
  const fresh = [LOG_NAME, LOG_NAME + ASIDE, MARKER_NAME + ASIDE];
  const foreign = names.find((name) => !fresh.includes(name) && !ASIDE_LOG.test(name));
  if (foreign !== undefined) throw notOurs(folder, `it holds ${foreign} and no ${MARKER_NAME}`);
  if (!names.includes(LOG_NAME)) return;
  const log = await readWhole(files, path.join(folder, LOG_NAME));
  if (!log.equals(EMPTY_HEADER)) throw notOurs(folder, `it holds ${LOG_NAME} and no ${MARKER_NAME}`);
}

function notOurs(folder: string, why: string): SearchServiceError {
  return new SearchServiceError(
    'FOLDER_NOT_OURS',
    `${folder} is not an archive of xunbao: ${why}. Nothing was changed. Name an empty folder or an archive with XUNBAO_DATA or --data.`,
  );
}

async function removeAsides(files: FileLayer, folder: string, names: readonly string[]): Promise<readonly string[]> {
  const asides = names.filter((name) => name.endsWith(ASIDE));
  for (const name of asides) await removeIfThere(files, path.join(folder, name));
  return asides;
}

/** Removes the damaged bytes that repairs have put aside; resolves with the number of files when they are gone from the disk. */
export async function removeDamagedBytes(files: FileLayer, folder: string): Promise<number> {
  const names = (await files.list(folder)).filter((name) => name.startsWith(DAMAGED_PREFIX));
  for (const name of names) await removeIfThere(files, path.join(folder, name));
  if (names.length > 0) await files.syncFolder(folder);
  return names.length;
}
