import path from 'node:path';
import { SearchServiceError } from '../search-service-error.js';
import { checkMarker, LOG_NAME, MARKER_NAME } from './archive-folder.js';
import { ArchiveState } from './archive-state.js';
import { ArticleReader, readableLog } from './article-reader.js';
import type { ArchiveRecord } from './archive-change.js';
import { recordsById } from './change-stream.js';
import type { FileLayer } from '../files/file-layer.js';
import { nodeFiles } from '../files/node-files.js';
import { replayLog } from './replay-log.js';
import { folderFault } from './storage-fault.js';

/**
 * Every article and tombstone in the order of ids, without the lock and without a write, also while another process has
 * the archive open: what was committed when the reading began. Memory as for an open archive. Throws FOLDER_NOT_OURS,
 * ARCHIVE_CORRUPT, FILE_UNREADABLE.
 */
export async function* readRecords(directory: string, files: FileLayer = nodeFiles): AsyncGenerator<ArchiveRecord> {
  const folder = path.resolve(directory);
  if ((await files.kind(folder)) !== 'folder' || (await files.kind(path.join(folder, MARKER_NAME))) !== 'file') {
    throw new SearchServiceError('FOLDER_NOT_OURS', `there is no archive in ${folder}. Name one with XUNBAO_DATA or --data.`);
  }
  const name = path.join(folder, LOG_NAME);
  const log = await openToRead(files, folder, name);
  try {
    const state = new ArchiveState();
    await replayLog(log, name, state);
    // The handle stays with the file it opened, also when a compaction puts another in its place.
    yield* recordsById(state, new ArticleReader(state, () => readableLog(log, name), 1));
  } finally {
    await log.close();
  }
}

async function openToRead(files: FileLayer, folder: string, name: string): ReturnType<FileLayer['open']> {
  try {
    await checkMarker(files, folder);
    return await files.open(name, 'read');
  } catch (error) {
    throw folderFault(error, folder);
  }
}
