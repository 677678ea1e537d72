/** A folder an archive is being written into: that it is empty, or one from the same copy was begun in it. */
import path from 'node:path';
import { readWhole, type FileLayer } from '../files/file-layer.js';
import { nodeFiles } from '../files/node-files.js';
import { ASIDE, replaceFile } from '../files/replace-file.js';
import { SearchServiceError } from '../search-service-error.js';
import { MARKER_NAME, WORDS_NAME } from './archive-folder.js';
import { isLockName } from './folder-lock.js';
import { sha256Of } from './page-files.js';

/** Says that an archive is being written into this folder, and from which copy. */
export const RESTORING_NAME = 'xunbao-restoring.json';

/** True when `directory` holds no archive: it is missing, empty, or one is being written into it. Locks and word files do not count. */
export async function hasNoArchive(directory: string, files: FileLayer = nodeFiles): Promise<boolean> {
  const folder = path.resolve(directory);
  if ((await files.kind(folder)) !== 'folder') return (await files.kind(folder)) === undefined;
  const names = await namesIn(files, folder);
  return names.every((name) => name === RESTORING_NAME + ASIDE) || (names.includes(RESTORING_NAME) && !names.includes(MARKER_NAME));
}

async function namesIn(files: FileLayer, folder: string): Promise<readonly string[]> {
  return (await files.list(folder)).filter((name) => !isLockName(name) && name !== WORDS_NAME);
}

/** Notes that an archive from `source` is being written into a folder, which is locked by us. Throws FOLDER_NOT_EMPTY. */
export async function claimFolder(files: FileLayer, folder: string, source: string): Promise<void> {
  if (await checkClaim(files, folder, source)) return;
  await replaceFile(files, path.join(folder, RESTORING_NAME), noteOf(source));
}

/**
 * True where one from `source` was begun in the folder; throws FOLDER_NOT_EMPTY where it holds anything else. Locks and word files do not
 * count.
 */
export async function checkClaim(files: FileLayer, folder: string, source: string): Promise<boolean> {
  const names = (await files.kind(folder)) === 'file' ? [path.basename(folder)] : await namesIn(files, folder);
  if (names.includes(MARKER_NAME) && !names.includes(RESTORING_NAME)) throw notEmpty(folder, 'it holds an archive');
  if (names.includes(RESTORING_NAME)) {
    if (!(await readWhole(files, path.join(folder, RESTORING_NAME))).equals(noteOf(source)))
      throw notEmpty(folder, 'an archive from another copy was begun in it');
    return true;
  }
  const foreign = names.find((name) => name !== RESTORING_NAME + ASIDE);
  if (foreign !== undefined) throw notEmpty(folder, `it holds ${foreign}`);
  return false;
}

function noteOf(source: string): Buffer {
  return Buffer.from(
    `${JSON.stringify({
      about: 'An archive is being written into this folder by xunbao recover or migrate; run it again to go on.',
      source: sha256Of(Buffer.from(source)),
    })}\n`,
  );
}

function notEmpty(folder: string, why: string): SearchServiceError {
  return new SearchServiceError(
    'FOLDER_NOT_EMPTY',
    `${folder} is not empty: ${why}. Nothing was changed. Name an empty folder with XUNBAO_DATA or --data.`,
  );
}
