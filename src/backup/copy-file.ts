/** Files copied and read back, with their length and SHA-256. */
import { createHash } from 'node:crypto';
import { readFully, removeIfThere, writeFully, type FileLayer } from '../files/file-layer.js';
import { readFault } from '../archive/storage-fault.js';
import { targetFault } from './target-fault.js';

const CHUNK_BYTES = 1 << 22;

/** What tells a file's content. */
export interface FileSum {
  readonly bytes: number;
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** A file by its name. */
export interface NamedSum extends FileSum {
  readonly name: string;
}

/**
 * Copies the bytes a file has now into a new file `to`, which is on the disk when it resolves, though not its name; what is appended
 * meanwhile is left out. Throws Node's fault where `from` cannot be opened, FILE_UNREADABLE, and those of `targetFault`; then nothing is
 * left of it.
 */
export async function copyBytes(files: FileLayer, from: string, to: string): Promise<FileSum> {
  const source = await files.open(from, 'read');
  try {
    await removeIfThere(files, to);
    const target = await files.open(to, 'create').catch((cause: unknown) => {
      throw targetFault(cause, to);
    });
    try {
      const sum = await readAll(
        await source.size(),
        (offset, length) => readFully(source, offset, length),
        from,
        async (bytes, offset) => {
          try {
            await writeFully(target, bytes, offset);
          } catch (cause) {
            throw targetFault(cause, to);
          }
        },
      );
      await target.sync().catch((cause: unknown) => {
        throw targetFault(cause, to);
      });
      return sum;
    } finally {
      await target.close();
    }
  } catch (error) {
    await removeIfThere(files, to).catch(() => undefined);
    throw error;
  } finally {
    await source.close();
  }
}

/** Reads a file to its end. Throws Node's fault where it cannot be opened, FILE_UNREADABLE. */
export async function sumOf(files: FileLayer, file: string): Promise<FileSum> {
  const source = await files.open(file, 'read');
  try {
    return await readAll(await source.size(), (offset, length) => readFully(source, offset, length), file);
  } finally {
    await source.close();
  }
}

/** True when two files hold the same. */
export function isSameSum(one: FileSum, other: FileSum): boolean {
  return one.bytes === other.bytes && one.sha256 === other.sha256;
}

async function readAll(
  size: number,
  read: (offset: number, length: number) => Promise<Buffer>,
  name: string,
  take?: (bytes: Buffer, offset: number) => Promise<void>,
): Promise<FileSum> {
  const hash = createHash('sha256');
  let offset = 0;
  while (offset < size) {
    const bytes = await read(offset, Math.min(CHUNK_BYTES, size - offset)).catch((cause: unknown) => {
      throw readFault(cause, name);
    });
    if (bytes.length === 0) break;
    hash.update(bytes);
    await take?.(bytes, offset);
    offset += bytes.length;
  }
  return { bytes: offset, sha256: hash.digest('hex') };
}
