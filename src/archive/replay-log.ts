import type { ArchiveState } from './archive-state.js';
import type { OpenFile } from '../files/file-layer.js';
import { decodeChange } from './log-change.js';
import { readLog, type LogReading } from './read-log.js';

/**
 * Reads the log `name` from end to end and applies every change of it to `state`, with its place in the file. About 0.5 s for
 * 100,000 articles. Throws ARCHIVE_CORRUPT, as `readLog`; `state` is of no use then.
 */
export async function replayLog(file: OpenFile, name: string, state: ArchiveState): Promise<LogReading> {
  return readLog(file, name, ({ sequence, spans }, line, lineOffset) => {
    for (const { offset, length, crc } of spans) {
      state.apply(decodeChange(line.subarray(offset, offset + length)), { offset: lineOffset + offset, length, crc }, sequence);
    }
  });
}
