import path from 'node:path';
import { SearchServiceError } from '../search-service-error.js';
import { checkMarker, LOG_NAME, MARKER_NAME } from './archive-folder.js';
import { ArchiveState } from './archive-state.js';
import { ArticleReader } from './article-reader.js';
import { recordsById, type ArchiveRecord } from './change-stream.js';
import { nodeFiles, readFully, type FileLayer } from './file-layer.js';
import { decodeChange } from './log-change.js';
import { readLog } from './read-log.js';
import { folderFault, readFault } from './storage-fault.js';

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
    await readLog(log, name, ({ sequence, spans }, line, lineOffset) => {
      for (const { offset, length, crc } of spans) {
        state.apply(decodeChange(line.subarray(offset, offset + length)), { offset: lineOffset + offset, length, crc }, sequence);
      }
    });
    // The handle stays with the file it opened, also when a compaction puts another in its place.
    const read = async (offset: number, lengthBytes: number): Promise<Buffer> => {
      try {
        return await readFully(log, offset, lengthBytes);
      } catch (cause) {
        throw readFault(cause, name);
      }
    };
    yield* recordsById(state, new ArticleReader(state, () => ({ read, path: name }), 1));
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
