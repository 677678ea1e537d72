/** A file that is whole or not there: written aside, synced, renamed, its name synced. */
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Puts a file in its place, durable when it resolves; `write` fills it, which must go on until all is written or the disk
 * refuses (`writeFile` does, `write` does not). Throws Node's errors, or what `write` throws; then the file before stays.
 */
export async function replaceFile(file: string, write: (handle: FileHandle) => Promise<void>): Promise<void> {
  const aside = `${file}.new`;
  const handle = await open(aside, 'w');
  try {
    await write(handle);
    await handle.sync();
  } catch (error) {
    await handle.close();
    await rm(aside, { force: true });
    throw error;
  }
  await handle.close();
  await rename(aside, file);
  await syncFolder(path.dirname(file));
}

async function syncFolder(directory: string): Promise<void> {
  // Windows cannot open a folder; its file systems keep names in a journal of their own.
  if (process.platform === 'win32') return;
  const folder = await open(directory, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
