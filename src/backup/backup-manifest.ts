/** The file of a backup that says whose it is and what is in it. A folder is a whole backup only as far as this file says so. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { LOG_NAME, WORDS_NAME } from '../archive/archive-folder.js';
import { readWhole, type FileLayer } from '../files/file-layer.js';
import { replaceFile } from '../files/replace-file.js';
import { isSameSum, sumOf, type FileSum, type NamedSum } from './copy-file.js';

/** Name of the file. */
export const MANIFEST_NAME = 'xunbao-backup.json';

const FORMAT_VERSION = 1;
const ABOUT =
  'A backup of a xunbao 寻报 archive, made by "xunbao backup" and brought back by "xunbao recover". pages/ holds page files named ' +
  'by their SHA-256, ' +
  'articles.log the log. It is whole when the log is that of "whole" or of "next" and every page file the log names is there.';

/** What stands in a whole backup. */
export interface BackupContent {
  /** When it was begun, ISO 8601. */
  readonly taken: string;
  /** Transactions up to this one are in it. */
  readonly sequence: number;
  readonly articleCount: number;
  readonly withheldCount: number;
  readonly deletedCount: number;
  readonly pageCount: number;
  /** Files of page bytes that the log names. */
  readonly fileCount: number;
  readonly log: FileSum;
  readonly words: readonly NamedSum[];
}

/** What the file says. */
export interface BackupManifest {
  /** Id of the archive it is a backup of. */
  readonly archive: string;
  /** The backup that is there; absent until there is one. */
  readonly whole?: BackupContent;
  /** The one that takes its place: all of it is there, and it is the backup from the moment its log has the name. */
  readonly next?: BackupContent;
}

/** Reads the file; undefined where there is none, `damaged` where it is not as it was written, or of a later format. */
export async function readManifest(files: FileLayer, folder: string): Promise<BackupManifest | 'damaged' | undefined> {
  const file = path.join(folder, MANIFEST_NAME);
  if ((await files.kind(file)) !== 'file') return undefined;
  try {
    const { sha256, ...said } = JSON.parse((await readWhole(files, file)).toString()) as Written;
    if (said.format !== 'xunbao-backup' || said.version !== FORMAT_VERSION || sha256 !== sumOfSaid(said)) return 'damaged';
    const { archive, whole, next } = said;
    return { archive, ...(whole !== undefined && { whole }), ...(next !== undefined && { next }) };
  } catch (error) {
    if (error instanceof SyntaxError) return 'damaged';
    throw error;
  }
}

/** Puts the file in its place, whole or not at all. Throws Node's faults of the disk. */
export async function writeManifest(files: FileLayer, folder: string, manifest: BackupManifest): Promise<void> {
  const said = { format: 'xunbao-backup', version: FORMAT_VERSION, about: ABOUT, ...manifest };
  await replaceFile(
    files,
    path.join(folder, MANIFEST_NAME),
    Buffer.from(`${JSON.stringify({ ...said, sha256: sumOfSaid(said) }, undefined, 2)}\n`),
  );
}

/** The content whose log stands in the folder; undefined where it is neither's. */
export async function contentOfLog(files: FileLayer, folder: string, { whole, next }: BackupManifest): Promise<BackupContent | undefined> {
  const log = path.join(folder, LOG_NAME);
  if ((await files.kind(log)) !== 'file') return undefined;
  const sum = await sumOf(files, log);
  return [next, whole].find((content) => content !== undefined && isSameSum(content.log, sum));
}

/**
 * Word files of `content` that are not as they were written, by name. While the next backup takes the place of one, a word file may
 * be that of the next already.
 */
export async function wrongWords(
  files: FileLayer,
  folder: string,
  content: BackupContent,
  { next }: BackupManifest,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const word of content.words) {
    const file = path.join(folder, WORDS_NAME, word.name);
    const found = (await files.kind(file)) === 'file' ? await sumOf(files, file) : undefined;
    const known = [word, ...(next?.words ?? []).filter(({ name }) => name === word.name)];
    if (found === undefined || !known.some((one) => isSameSum(one, found))) wrong.push(word.name);
  }
  return wrong;
}

type Written = BackupManifest & { readonly format: string; readonly version: number; readonly about: string; readonly sha256: string };

function sumOfSaid(said: Omit<Written, 'sha256'>): string {
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
