/** A file that is whole or not there: written aside, synced, renamed, its name synced. */
import path from 'node:path';
import { readFully, removeIfThere, writeFully, type FileLayer, type OpenFile } from './file-layer.js';

/** The end of the name of a file that is still being written; what is left of one after a crash means nothing. */
export const ASIDE = '.new';

/** How a file is replaced. */
export interface Replacing {
  /** Where it is written first, in the same folder. Default: its name and `ASIDE`. */
  readonly aside?: string;
  /** Between the sync and the renaming; what it throws leaves the file before in its place. */
  readonly check?: () => Promise<void>;
}

/**
 * Puts a file in its place, durable when it resolves. `content`: its bytes, or what writes them. Throws Node's errors, or what
 * `content` or `check` throws; then the file before stays, and nothing beside it. A failure to sync the folder comes after the
 * renaming: then the new file is there, and a power cut may bring the one before back.
 */
export async function replaceFile(
  files: FileLayer,
  file: string,
  content: Uint8Array | ((handle: OpenFile) => Promise<void>),
  { aside = file + ASIDE, check }: Replacing = {},
): Promise<void> {
  await removeIfThere(files, aside);
  const handle = await files.open(aside, 'create');
  try {
    try {
      await (content instanceof Uint8Array ? writeFully(handle, content, 0) : content(handle));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await check?.();
    await files.rename(aside, file);
  } catch (error) {
    await removeIfThere(files, aside).catch(() => undefined);
    throw error;
  }
  await files.syncFolder(path.dirname(file));
}

const COPY_BYTES = 1 << 22;

/** Puts a copy of a file in its own place, by way of `aside`: the bytes are the same, the file is another. */
export async function renewFile(files: FileLayer, file: string, aside: string): Promise<void> {
  const from = await files.open(file, 'read');
  try {
    const copy = async (to: OpenFile): Promise<void> => {
      for (let at = 0; ;) {
        const bytes = await readFully(from, at, COPY_BYTES);
        if (bytes.length === 0) break;
        await writeFully(to, bytes, at);
        at += bytes.length;
      }
    };
    await replaceFile(files, file, copy, { aside });
  } finally {
    await from.close();
  }
}
