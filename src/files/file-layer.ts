import path from 'node:path';
import { errorCodeOf } from './system-error.js';

/** An open file. Reads and writes may be short, as in the operating system; positions and lengths are bytes. */
export interface OpenFile {
  read(target: Uint8Array, position: number): Promise<number>;
  write(bytes: Uint8Array, position: number): Promise<number>;
  truncate(lengthBytes: number): Promise<void>;
  /** Resolves when what was written is on the disk, the length included (fdatasync). */
  sync(): Promise<void>;
  size(): Promise<number>;
  /** Of the file itself, whatever name it has by now. */
  identity(): Promise<FileIdentity>;
  close(): Promise<void>;
}

/** Which file it is, and how long. */
export interface FileIdentity {
  /** No two files that exist at the same time have the same; a name that leads to another file has another. */
  readonly id: string;
  readonly sizeBytes: number;
}

/** How a file is opened: `create` fails with EEXIST when the name is taken. */
export type OpenMode = 'read' | 'update' | 'create';

/**
 * Every file operation of an archive, so that tests can put a disk in its place that forgets what was not synced, or
 * fails. Errors are Node's, with their `code`.
 */
export interface FileLayer {
  open(file: string, mode: OpenMode): Promise<OpenFile>;
  /** Names in a folder, in no order. */
  list(folder: string): Promise<readonly string[]>;
  /** What stands under this name; undefined when nothing does. */
  kind(name: string): Promise<'file' | 'folder' | undefined>;
  /**
   * Which file or folder stands under this name now, asked of the server where the disk is one's; undefined when nothing does.
   * With `update` it throws EROFS where the disk has become read-only: a sync that met that moment may have said that all is well.
   */
  identity(name: string, mode?: Exclude<OpenMode, 'create'>): Promise<FileIdentity | undefined>;
  makeFolder(folder: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(file: string): Promise<void>;
  /** Resolves when the names in the folder are on the disk. */
  syncFolder(folder: string): Promise<void>;
}

/** Writes all of `bytes` at `position`, however short the single writes are. */
export async function writeFully(file: OpenFile, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const written = await file.write(bytes.subarray(done), position + done);
    if (written <= 0) throw Object.assign(new Error('the file takes no more bytes'), { code: 'EIO' });
    done += written;
  }
}

/** Reads `lengthBytes` from `position`; fewer only where the file ends. */
export async function readFully(file: OpenFile, position: number, lengthBytes: number): Promise<Buffer> {
  const target = Buffer.allocUnsafe(lengthBytes);
  let done = 0;
  while (done < lengthBytes) {
    const read = await file.read(target.subarray(done), position + done);
    if (read <= 0) break;
    done += read;
  }
  return target.subarray(0, done);
}

/** The whole of a file. */
export async function readWhole(files: FileLayer, file: string): Promise<Buffer> {
  const handle = await files.open(file, 'read');
  try {
    return await readFully(handle, 0, await handle.size());
  } finally {
    await handle.close();
  }
}

/** Makes a folder and those above it, each durable before the next. */
export async function ensureFolder(files: FileLayer, folder: string): Promise<void> {
  if ((await files.kind(folder)) === 'folder') return;
  const above = path.dirname(folder);
  if (above !== folder) await ensureFolder(files, above);
  try {
    await files.makeFolder(folder);
  } catch (error) {
    if (errorCodeOf(error) !== 'EEXIST' || (await files.kind(folder)) !== 'folder') throw error;
  }
  await files.syncFolder(above);
}

/** Removes a file; that it is not there is no fault. */
export async function removeIfThere(files: FileLayer, file: string): Promise<void> {
  try {
    await files.remove(file);
  } catch (error) {
    if (errorCodeOf(error) !== 'ENOENT') throw error;
  }
}
