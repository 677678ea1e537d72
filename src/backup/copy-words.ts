/** The word files of an archive, which are its user's. */
import path from 'node:path';
import { WORDS_NAME } from '../archive/archive-folder.js';
import { ensureFolder, removeIfThere, type FileLayer } from '../files/file-layer.js';
import { ASIDE } from '../files/replace-file.js';
import { errorCodeOf } from '../files/system-error.js';
import { copyBytes, type NamedSum } from './copy-file.js';

/** Copies word files aside, all of them or those of `only`; they get their names with `nameWords`. A file that goes meanwhile is none. */
export async function copyWordsAside(files: FileLayer, from: string, to: string, only?: readonly NamedSum[]): Promise<readonly NamedSum[]> {
  const sums: NamedSum[] = [];
  for (const name of only?.map((word) => word.name) ?? (await wordFiles(files, from))) {
    await ensureFolder(files, path.join(to, WORDS_NAME));
    try {
      const sum = await copyBytes(files, path.join(from, WORDS_NAME, name), path.join(to, WORDS_NAME, name + ASIDE));
      sums.push({ name, ...sum });
    } catch (error) {
      if (errorCodeOf(error) !== 'ENOENT') throw error;
    }
  }
  return sums;
}

/** Gives the files that were copied aside their names. */
export async function nameWords(files: FileLayer, folder: string, words: readonly NamedSum[]): Promise<void> {
  for (const { name } of words) {
    const file = path.join(folder, WORDS_NAME, name);
    await files.rename(file + ASIDE, file);
  }
  if (words.length > 0) await files.syncFolder(path.join(folder, WORDS_NAME));
}

/** Removes word files that are none of `kept`. */
export async function removeOtherWords(files: FileLayer, folder: string, kept: readonly NamedSum[]): Promise<void> {
  const names = new Set(kept.map(({ name }) => name));
  for (const name of await filesIn(files, folder)) if (!names.has(name)) await removeIfThere(files, path.join(folder, WORDS_NAME, name));
}

/** Names of the word files in an archive folder; folders among them are none. */
export async function wordFiles(files: FileLayer, folder: string): Promise<readonly string[]> {
  return (await filesIn(files, folder)).filter((name) => !name.endsWith(ASIDE));
}

async function filesIn(files: FileLayer, folder: string): Promise<readonly string[]> {
  const words = path.join(folder, WORDS_NAME);
  const found: string[] = [];
  for (const name of (await files.kind(words)) === 'folder' ? await files.list(words) : []) {
    if ((await files.kind(path.join(words, name))) === 'file') found.push(name);
  }
  return found;
}
