import { closeSync, fstatSync, openSync, readSync, statSync, type BigIntStats } from 'node:fs';
import fs from 'node:fs/promises';
import type { FileIdentity, FileLayer, OpenFile, OpenMode } from './file-layer.js';
import { errorCodeOf } from './system-error.js';

/** The file layer on the machine's own files. */
export const nodeFiles: FileLayer = {
  async open(file, mode) {
    return wrap(await fs.open(file, mode === 'read' ? 'r' : mode === 'update' ? 'r+' : 'wx+'));
  },
  list: (folder) => fs.readdir(folder),
  async kind(name) {
    try {
      return (await fs.stat(name)).isDirectory() ? 'folder' : 'file';
    } catch (error) {
      if (errorCodeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  },
  // At once, as `SMALL_BYTES` are read: a commit waits for it.
  // eslint-disable-next-line @typescript-eslint/require-await
  identity: async (name, mode = 'read') => identityOf(name, mode),
  async makeFolder(folder) {
    await fs.mkdir(folder);
  },
  rename: (from, to) => fs.rename(from, to),
  remove: (file) => fs.unlink(file),
  async syncFolder(folder) {
    // Windows cannot open a folder; its file systems keep names in a journal of their own.
    if (process.platform === 'win32') return;
    const handle = await fs.open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

/** Codes of a name that leads nowhere; on a network file system also of one whose file was removed elsewhere. */
const NOWHERE = new Set(['ENOENT', 'ENOTDIR', 'ESTALE']);
/** Codes of a disk that takes nothing any more, whatever `stat` still knows. */
const BROKEN = new Set(['EROFS', 'EIO']);

function identityOf(name: string, mode: OpenMode): FileIdentity | undefined {
  try {
    const handle = openForLook(name, mode);
    if (handle === undefined) return identity(statSync(name, { bigint: true }));
    try {
      return identity(fstatSync(handle, { bigint: true }));
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (NOWHERE.has(errorCodeOf(error) ?? '')) return undefined;
    throw error;
  }
}

/**
 * Opening asks the server of a network file system, where `stat` answers from memory. Undefined where there is no right, or no file to
 * spare.
 */
function openForLook(name: string, mode: OpenMode): number | undefined {
  try {
    return openSync(name, mode === 'update' ? 'r+' : 'r');
  } catch (error) {
    if (BROKEN.has(errorCodeOf(error) ?? '')) throw error;
    return undefined;
  }
}

function identity({ dev, ino, size }: BigIntStats): FileIdentity {
  return { id: `${dev}:${ino}`, sizeBytes: Number(size) };
}

/**
 * Bytes that are read at once rather than by another thread: the hand-over takes 20 times as long as the read of a text in the page
 * cache.
 */
const SMALL_BYTES = 1 << 16;

function wrap(handle: fs.FileHandle): OpenFile {
  return {
    read: async (target, position) => {
      if (target.length <= SMALL_BYTES) return readSync(handle.fd, target, 0, target.length, position);
      return (await handle.read(target, 0, target.length, position)).bytesRead;
    },
    write: async (bytes, position) => (await handle.write(bytes, 0, bytes.length, position)).bytesWritten,
    truncate: (lengthBytes) => handle.truncate(lengthBytes),
    sync: () => handle.datasync(),
    size: async () => (await handle.stat()).size,
    // eslint-disable-next-line @typescript-eslint/require-await
    identity: async () => identity(fstatSync(handle.fd, { bigint: true })),
    close: () => handle.close(),
  };
}
