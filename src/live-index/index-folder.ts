/** The folder of what can be built again: that it is ours, that it belongs to this archive, and which engine fills it. */
import { mkdir, readdir, readFile, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { archiveIdOf } from '../archive/archive-id.js';
import { archiveIdentity, isSameArchive } from '../archive/archive-identity.js';
import { isLockName } from '../archive/folder-lock.js';
import { nodeFiles } from '../files/node-files.js';
import { ASIDE, replaceFile } from '../files/replace-file.js';
import { storageFaultOf } from '../files/system-error.js';
import { SearchServiceError } from '../search-service-error.js';

const FORMAT_VERSION = 1;
const MARKER_NAME = 'xunbao-index.json';
/** Ending of the folder a new index is built in while the first name is taken. */
const SECOND = '-2';
/** What a marker may name: it is read from a file, and such folders are removed. */
const ENGINE_FOLDER = /^[a-z]+(?:-2)?$/;
/** Files that may lie in an index folder before it is one. */
const HARMLESS: readonly string[] = ['README.md', '.gitkeep', '.DS_Store', MARKER_NAME + ASIDE];

/** An index folder that may be used. */
export interface IndexFolder {
  /** The folder of the index with its marker. */
  readonly directory: string;
  readonly marker: Marker;
  /** Where the engine keeps its files; it may not exist yet. */
  readonly engineDirectory: string;
  /** Why what was there was thrown away; undefined when it was kept or there was nothing. */
  readonly discarded?: string;
}

/** What the marker of a folder says. */
export interface Marker {
  readonly format: string;
  readonly version: number;
  /** Id of the archive the index was built from. */
  readonly archive: string;
  /** Where that archive was then; absent in a marker of an earlier version. */
  readonly place?: string;
  readonly engine: string;
  /** Name of the engine's folder; absent = the engine's name. */
  readonly folder?: string;
}

/** Makes an index folder where it is missing. Throws FOLDER_NOT_OURS for one with other files in it, FOLDER_NOT_WRITABLE. */
export async function checkIndexFolder(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
    await readMarker(directory);
  } catch (error) {
    throw folderFault(directory, error);
  }
}

/** What may be done to an index folder. */
export interface IndexFolderOptions {
  /** An index of another archive is not thrown away but refused with INDEX_TAKEN. Default false. */
  readonly keepsOthers?: boolean;
}

/**
 * Makes the folder ready for `engine` and the archive whose marker file is `archiveMarker`. An index of another archive
 * or engine is thrown away; a copy of an archive that lies beside it is another archive. For who has the folder claimed.
 * Throws FOLDER_NOT_OURS for a folder with other files in it, FOLDER_NOT_WRITABLE, INDEX_TAKEN.
 */
export async function prepareIndexFolder(
  directory: string,
  archiveMarker: string,
  engine: string,
  { keepsOthers = false }: IndexFolderOptions = {},
): Promise<IndexFolder> {
  const archive = archiveIdOf(await readFile(archiveMarker, 'utf8'));
  const place = await realpath(path.dirname(archiveMarker));
  const wanted = { format: 'xunbao-index', version: FORMAT_VERSION, archive, place, engine };
  try {
    await mkdir(directory, { recursive: true });
    const found = await readMarker(directory);
    const isOthers = found !== undefined && isMarkerOf(found, wanted) && (await belongsToAnother(found, wanted));
    if (isOthers && keepsOthers) throw indexTaken(directory, found, 'and would be lost');
    if (found !== undefined && !isOthers && isSame(found, wanted)) {
      const kept = folderOf(directory, { ...found, place });
      // A disk without room for it holds no start up.
      if (found.place !== place) await writeMarker(directory, kept.marker).catch(() => undefined);
      await rm(asideOf(kept.engineDirectory, engine), { recursive: true, force: true });
      return kept;
    }
    for (const name of [found?.engine ?? engine, engine]) await removeEngine(directory, name);
    await writeMarker(directory, wanted);
    return { ...folderOf(directory, wanted), ...(found !== undefined && { discarded: difference(found, wanted, isOthers) }) };
  } catch (error) {
    throw folderFault(directory, error);
  }
}

/** True when an index was built from another archive: one with another id, or one that still lies where the index knows it. */
async function belongsToAnother(found: Marker, { archive, place }: Required<Pick<Marker, 'archive' | 'place'>>): Promise<boolean> {
  if (found.archive !== archive) return true;
  if (found.place === undefined || found.place === place) return false;
  const there = await archiveIdentity(found.place);
  return there !== undefined && there.id === archive && !(await isSameArchive(there, { id: archive, place }));
}

/** The fault of an index folder that is another archive's; `why` says what hinders. */
export function indexTaken(directory: string, marker: Marker | undefined, why: string, cause?: unknown): SearchServiceError {
  const owner = marker?.place === undefined ? 'another archive' : `the archive in ${marker.place}`;
  return new SearchServiceError(
    'INDEX_TAKEN',
    `the index in ${directory} belongs to ${owner} ${why}. Nothing was changed. Give each archive an index folder of its own: ` +
      'name one with XUNBAO_INDEX or --index.',
    { cause },
  );
}

/** An empty folder beside the one in use, for a new index; nothing says yet that it is one. Throws FOLDER_NOT_WRITABLE. */
export async function prepareAside(inUse: IndexFolder, engine: string): Promise<IndexFolder> {
  const aside = otherFolder(inUse, engine);
  try {
    await rm(aside.engineDirectory, { recursive: true, force: true });
  } catch (error) {
    throw folderFault(inUse.directory, error);
  }
  return aside;
}

/** The other of the two places an engine's index can lie in. */
export function otherFolder({ directory, marker, engineDirectory }: IndexFolder, engine: string): IndexFolder {
  return folderOf(directory, { ...marker, engine, folder: path.basename(asideOf(engineDirectory, engine)) });
}

/** From now on the index lies in this folder: one rename of the marker. The one before is the caller's to remove. */
export async function switchIndex({ directory, marker }: IndexFolder): Promise<void> {
  try {
    await writeMarker(directory, marker);
  } catch (error) {
    throw folderFault(directory, error);
  }
}

function folderOf(directory: string, marker: Marker): IndexFolder {
  const { folder = '', engine } = marker;
  return { directory, marker, engineDirectory: path.join(directory, ENGINE_FOLDER.test(folder) ? folder : engine) };
}

/** Two names take turns. */
function asideOf(engineDirectory: string, engine: string): string {
  const name = path.basename(engineDirectory) === engine ? `${engine}${SECOND}` : engine;
  return path.join(path.dirname(engineDirectory), name);
}

async function removeEngine(directory: string, engine: string): Promise<void> {
  if (!ENGINE_FOLDER.test(engine)) return;
  for (const name of [engine, `${engine}${SECOND}`]) await rm(path.join(directory, name), { recursive: true, force: true });
}

/** The engine of the index that lies in a folder; undefined where there is none that can be read. */
export async function presentEngine(directory: string): Promise<string | undefined> {
  return (await presentIndex(directory))?.marker.engine;
}

/** The index that lies in a folder, whatever archive it belongs to; undefined where there is none that can be read. */
export async function presentIndex(directory: string): Promise<IndexFolder | undefined> {
  try {
    const marker = await readMarker(directory);
    return marker === undefined ? undefined : folderOf(directory, marker);
  } catch {
    // A folder that is not ours is refused, with its reason, when it is made ready.
    return undefined;
  }
}

async function readMarker(directory: string): Promise<Marker | undefined> {
  const names = await readdir(directory);
  if (!names.includes(MARKER_NAME)) {
    const foreign = names.find((name) => !HARMLESS.includes(name) && !isLockName(name));
    if (foreign !== undefined) throw notOurs(directory, `it holds ${foreign} and no ${MARKER_NAME}`);
    return undefined;
  }
  try {
    const marker = JSON.parse(await readFile(path.join(directory, MARKER_NAME), 'utf8')) as Partial<Marker>;
    const { format = '', version = 0, archive = '', engine = '', place, folder } = marker;
    return { format, version, archive, engine, ...(typeof place === 'string' && { place }), ...(folder !== undefined && { folder }) };
  } catch (error) {
    if (error instanceof SyntaxError) return { format: '', version: 0, archive: '', engine: '' };
    throw error;
  }
}

/** True when a marker can be believed. */
function isMarkerOf(found: Marker, wanted: Marker): boolean {
  return found.format === wanted.format && found.version === wanted.version;
}

/** Place aside: an archive may have been moved. */
function isSame(found: Marker, wanted: Marker): boolean {
  return isMarkerOf(found, wanted) && found.archive === wanted.archive && found.engine === wanted.engine;
}

function difference(found: Marker, wanted: Marker, isOthers: boolean): string {
  if (!isMarkerOf(found, wanted)) return 'its marker is damaged or of another version';
  return isOthers ? 'it belongs to another archive' : `it was built by the engine ${found.engine}`;
}

async function writeMarker(directory: string, marker: Marker): Promise<void> {
  await replaceFile(nodeFiles, path.join(directory, MARKER_NAME), Buffer.from(`${JSON.stringify(marker, undefined, 2)}\n`));
}

function notOurs(directory: string, why: string, cause?: unknown): SearchServiceError {
  return new SearchServiceError(
    'FOLDER_NOT_OURS',
    `${directory} is no index folder of xunbao: ${why}. Nothing was changed. Name an empty folder with XUNBAO_INDEX or --index.`,
    { cause },
  );
}

/**
 * A fault of the disk below the index folder as a coded error: FOLDER_NOT_OURS, FOLDER_NOT_WRITABLE, STORAGE_FULL or
 * ARCHIVE_WRITE_FAILED. What is none stays as it is.
 */
export function folderFault(directory: string, error: unknown): unknown {
  switch (storageFaultOf(error)) {
    case 'in the way':
      return notOurs(directory, 'a part of this path is a file', error);
    case 'denied':
      return new SearchServiceError(
        'FOLDER_NOT_WRITABLE',
        `${directory} cannot be written (${(error as Error).message}). Check its permissions, or name another folder with ` +
          'XUNBAO_INDEX or --index.',
        { cause: error },
      );
    case 'full':
      return new SearchServiceError(
        'STORAGE_FULL',
        `there is no room in ${directory}. Nothing stored is lost, and searches go on where an index is in use. Free some space, ` +
          'then try again.',
        { cause: error },
      );
    case 'failing':
      return new SearchServiceError(
        'ARCHIVE_WRITE_FAILED',
        `writing in ${directory} failed (${(error as Error).message}). Nothing stored is lost, and searches go on where an index ` +
          'is in use. Look at the limit of open files and the disk, then try again.',
        { cause: error },
      );
    case undefined:
      return error;
  }
}
