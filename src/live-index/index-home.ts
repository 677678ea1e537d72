/** Where an index lies and how a new one takes its place. */
import { rm } from 'node:fs/promises';
import { prepareAside, switchIndex, type IndexFolder } from './index-folder.js';

/** The places of one archive's indexes; the one who uses it says which is in use. An extra brings another for indexes on a cluster. */
export interface IndexHome {
  /** The folder whose index is in use: the one given, unless its home knows better. */
  inUse(folder: IndexFolder): Promise<IndexFolder>;
  /** An empty place beside the one in use; nothing says yet that it is one. Throws FOLDER_NOT_WRITABLE. */
  aside(folder: IndexFolder, engine: string): Promise<IndexFolder>;
  /** From now on this is the index, in one step. */
  take(folder: IndexFolder): Promise<void>;
  /** Says where the index in use is to whom its folder does not. */
  announce(folder: IndexFolder): Promise<void>;
  /** Closes and removes what is not in use (any more). */
  retire(folder: IndexFolder, close?: () => Promise<void>): Promise<void>;
  /** Removes what is still waiting to be. */
  close(): Promise<void>;
}

/** Indexes in folders under the index folder, named by its marker. */
export const folderHome: IndexHome = {
  inUse: (folder) => Promise.resolve(folder),
  aside: prepareAside,
  take: switchIndex,
  announce: () => Promise.resolve(),
  retire: async ({ engineDirectory }, close) => {
    await close?.();
    await rm(engineDirectory, { recursive: true, force: true });
  },
  close: () => Promise.resolve(),
};
