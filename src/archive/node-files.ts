import { readSync } from 'node:fs';
import fs from 'node:fs/promises';
import { errorCodeOf, type FileLayer, type OpenFile } from './file-layer.js';

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

/** Bytes that are read at once rather than by another thread: the hand-over takes 20 times as long as the read of a text in the page cache. */
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
    close: () => handle.close(),
  };
}
