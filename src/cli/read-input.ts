/** Bytes of input files and of stdin: unpacked where they are gzip, bounded where they are read whole. */
import { constants, createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { MAX_FILE_BYTES } from '../intake/input-limits.js';
import { SearchServiceError, type ErrorCode } from '../search-service-error.js';
import { readFault, type InputFile } from './input-files.js';

/** The unpacked bytes of a file, or of a pipe that was named. Reading faults come out of the loop as FILE_NOT_FOUND or FILE_UNREADABLE. */
export async function* unpackedBytes(file: string, onRead?: (bytes: number) => void): AsyncGenerator<Buffer> {
  const raw = createReadStream(file);
  try {
    yield* unpack(raw, file.toLowerCase().endsWith('.gz'), onRead);
  } catch (error) {
    throw readFault(file, error);
  } finally {
    raw.destroy();
  }
}

/** Opening a pipe does not wait for who writes into it: what was a file when it was found may have become one. */
const OPEN_FLAGS = constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0);

/**
 * The unpacked bytes of a file that was found. Beside the faults of `unpackedBytes`, a file that was written to meanwhile ends with
 * FILE_CHANGED, after its bytes: what was read may be half of it.
 */
export async function* foundBytes({ file, path, gzip }: InputFile, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, OPEN_FLAGS);
    const before = await handle.stat({ bigint: true });
    if (!before.isFile()) throw new SearchServiceError('FILE_UNREADABLE', `${file} is no file any more. Index again.`);
    yield* unpack(handle.createReadStream({ autoClose: false }), gzip, onRead);
    const after = await handle.stat({ bigint: true });
    if (after.size === before.size && after.mtimeNs === before.mtimeNs) return;
    throw new SearchServiceError('FILE_CHANGED', `${file} was written to while it was read. Index again when it is whole.`);
  } catch (error) {
    throw readFault(file, error);
  } finally {
    await handle?.close();
  }
}

async function* unpack(raw: Readable, gzip: boolean, onRead?: (bytes: number) => void): AsyncGenerator<Buffer> {
  if (onRead)
    raw.on('data', (chunk: Buffer) => {
      onRead(chunk.length);
    });
  // The callback keeps pipeline from throwing on its own; the fault reaches the reader of the stream below.
  const source: Readable = gzip ? pipeline(raw, createGunzip(), () => undefined) : raw;
  for await (const chunk of source) yield chunk as Buffer;
}

/** A whole file in memory; throws `tooLarge` beyond 64 MB, unpacked. */
export async function readWhole(chunks: AsyncIterable<Buffer>, name: string, tooLarge: ErrorCode): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of chunks) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_FILE_BYTES) {
      throw new SearchServiceError(
        tooLarge,
        `${name} is larger than ${MAX_FILE_BYTES / 1_000_000} MB. Divide it: a page a file, or an article a line of .ndjson.`,
      );
    }
    pieces.push(chunk);
  }
  return Buffer.concat(pieces);
}
