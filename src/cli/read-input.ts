/** Bytes of input files and of stdin: unpacked where they are gzip, bounded where they are read whole. */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { MAX_FILE_BYTES } from '../intake/input-limits.js';
import { SearchServiceError, type ErrorCode } from '../search-service-error.js';
import { readFault, type InputFile } from './input-files.js';

/** The unpacked bytes of a file. Reading faults come out of the loop as FILE_NOT_FOUND or FILE_UNREADABLE. */
export async function* unpackedBytes(file: Pick<InputFile, 'file' | 'gzip'>, onRead?: (bytes: number) => void): AsyncGenerator<Buffer> {
  const raw = createReadStream(file.file);
  if (onRead) raw.on('data', (chunk) => { onRead(chunk.length); });
  // The callback keeps pipeline from throwing on its own; the fault reaches the reader of the stream below.
  const source: Readable = file.gzip ? pipeline(raw, createGunzip(), () => undefined) : raw;
  try {
    for await (const chunk of source) yield chunk as Buffer;
  } catch (error) {
    throw readFault(file.file, error);
  } finally {
    raw.destroy();
  }
}

/** A whole file in memory; throws `tooLarge` beyond 64 MB, unpacked. */
export async function readWhole(chunks: AsyncIterable<Buffer>, name: string, tooLarge: ErrorCode): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of chunks) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_FILE_BYTES) {
      throw new SearchServiceError(tooLarge, `${name} is larger than ${MAX_FILE_BYTES / 1_000_000} MB. Divide it: a page a file, or an article a line of .ndjson.`);
    }
    pieces.push(chunk);
  }
  return Buffer.concat(pieces);
}
