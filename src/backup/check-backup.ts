/** Whether a folder holds a whole backup, and whether all of it is as it was written. */
import path from 'node:path';
import { checkMarker, LOG_NAME, MARKER_NAME, PAGES_NAME, WORDS_NAME } from '../archive/archive-folder.js';
import type { FileLayer } from '../files/file-layer.js';
import { PageFiles } from '../archive/page-files.js';
import { SearchServiceError } from '../search-service-error.js';
import { contentOfLog, MANIFEST_NAME, readManifest, wrongWords, type BackupContent } from './backup-manifest.js';
import { readBack } from './read-back.js';

const MOST_NAMED = 10;

/** A backup that is whole. */
export interface WholeBackup {
  /** Id of the archive it was made from. */
  readonly archive: string;
  readonly content: BackupContent;
}

/**
 * Reads every byte of a backup. Throws BACKUP_NOT_FOUND where there is none, or one that was cut short before it was whole, and
 * BACKUP_DAMAGED with the files that are missing or not as they were written, FOLDER_NOT_OURS for one of a newer format.
 */
export async function checkBackup(files: FileLayer, folder: string, onFile: () => void): Promise<WholeBackup> {
  const manifest = await readManifest(files, folder);
  if (manifest === undefined)
    throw notFound(
      folder,
      `there is no ${MANIFEST_NAME} in it. A copy made by other means is no backup of this kind: put it in the place of the ` +
        'archive itself, and see the chapter on backups in docs/operating.md',
    );
  if (manifest === 'damaged') throw damaged(folder, [`${MANIFEST_NAME} (damaged, or of a newer xunbao)`]);
  if (manifest.whole === undefined && (await files.kind(path.join(folder, LOG_NAME))) !== 'file')
    throw notFound(folder, 'the backup that was begun there was cut short. Run xunbao backup again, or recover from another one');
  await checkFormat(files, folder);
  const content = await contentOfLog(files, folder, manifest);
  if (content === undefined) throw damaged(folder, [`${LOG_NAME} (${await whatOfLog(files, folder)})`]);
  const { wrongPages } = await readBack(files, folder, LOG_NAME, onFile);
  const pages = new PageFiles(files, path.join(folder, PAGES_NAME));
  const wrong = [
    ...wrongPages.map((name) => path.relative(folder, pages.pathOf(name))),
    ...(await wrongWords(files, folder, content, manifest)).map((name) => path.join(WORDS_NAME, name)),
  ];
  if (wrong.length > 0) throw damaged(folder, wrong);
  return { archive: manifest.archive, content };
}

async function checkFormat(files: FileLayer, folder: string): Promise<void> {
  if ((await files.kind(path.join(folder, MARKER_NAME))) !== 'file') throw damaged(folder, [`${MARKER_NAME} (missing)`]);
  try {
    await checkMarker(files, folder);
  } catch (error) {
    if (error instanceof SearchServiceError && error.code === 'ARCHIVE_CORRUPT') throw damaged(folder, [MARKER_NAME]);
    throw error;
  }
}

/** What is the matter with a log that is not the one that was written. */
async function whatOfLog(files: FileLayer, folder: string): Promise<string> {
  if ((await files.kind(path.join(folder, LOG_NAME))) !== 'file') return 'missing';
  try {
    await readBack(files, folder, LOG_NAME, () => undefined);
    return 'it was written to, or cut off, since';
  } catch (error) {
    if (error instanceof SearchServiceError && error.code === 'ARCHIVE_CORRUPT')
      return /damaged at byte \d+/.exec(error.message)?.[0] ?? 'damaged';
    throw error;
  }
}

function notFound(folder: string, why: string): SearchServiceError {
  return new SearchServiceError('BACKUP_NOT_FOUND', `there is no whole backup in ${folder}: ${why}.`);
}

function damaged(folder: string, wrong: readonly string[]): SearchServiceError {
  const more = wrong.length > MOST_NAMED ? ` and ${wrong.length - MOST_NAMED} more` : '';
  return new SearchServiceError(
    'BACKUP_DAMAGED',
    `the backup in ${folder} is damaged: ${wrong.slice(0, MOST_NAMED).join(', ')}${more}. No archive was made from it. Recover ` +
      'from another backup; what is whole in this one can be kept by hand: copy it, and run "xunbao verify --repair" on the copy.',
  );
}
