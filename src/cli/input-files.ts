/**
 * From the paths someone names to the files to be read: folders are walked in a stable order, each file is known by its
 * name as a page or as articles, and what cannot be used is said.
 */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { SearchServiceError } from '../search-service-error.js';

/** A file that can be read, known by its name. */
export interface InputFile {
  /** As it was named or found; what reports and the archive call it. */
  readonly file: string;
  /** `page`: raw text; `article`: one JSON document; `articles`: one JSON article a line. */
  readonly kind: 'page' | 'article' | 'articles';
  readonly gzip: boolean;
  readonly sizeBytes: number;
}

/** What there is below the paths someone named. */
export interface FoundFiles {
  readonly files: readonly InputFile[];
  /** Paths that cannot be used, each with its fault. */
  readonly faults: readonly { readonly file: string; readonly error: SearchServiceError }[];
  /** The named folders, absolute. */
  readonly folders: readonly string[];
}

const KINDS: Readonly<Record<string, InputFile['kind']>> = { '.txt': 'page', '.json': 'article', '.ndjson': 'articles' };

/** Files that say that a folder is an archive or an index of ours. */
const OURS: readonly string[] = ['xunbao-archive.json', 'xunbao-index.json'];

/** Finds every file below the paths. In folders, files of other types, hidden ones, archives and indexes are passed over; named ones are faults. */
export async function findFiles(paths: readonly string[]): Promise<FoundFiles> {
  const files = new Map<string, InputFile>();
  const faults: { file: string; error: SearchServiceError }[] = [];
  const folders: string[] = [];
  for (const named of paths) {
    try {
      const stats = await stat(named);
      if (stats.isDirectory()) {
        folders.push(path.resolve(named));
        for (const file of await walk(named)) keep(files, file);
      } else {
        keep(files, namedFile(named, stats.size));
      }
    } catch (error) {
      faults.push({ file: named, error: readFault(named, error) });
    }
  }
  return { files: [...files.values()], faults, folders };
}

/** The fault of a file or folder that could not be opened or read. */
export function readFault(file: string, error: unknown): SearchServiceError {
  if (error instanceof SearchServiceError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new SearchServiceError('FILE_NOT_FOUND', `${file} does not exist. Check the path.`, { cause: error });
  }
  return new SearchServiceError('FILE_UNREADABLE', `${file} cannot be read (${message}). Check its permissions and that it is whole.`, { cause: error });
}

function keep(files: Map<string, InputFile>, file: InputFile): void {
  const key = path.resolve(file.file);
  if (!files.has(key)) files.set(key, file);
}

function namedFile(file: string, sizeBytes: number): InputFile {
  const known = recognise(file, sizeBytes);
  if (known) return known;
  throw new SearchServiceError('FILE_TYPE_UNKNOWN', `${file} is neither .txt, .json nor .ndjson (each also with .gz). Rename it if it is one of them.`);
}

function recognise(file: string, sizeBytes: number): InputFile | undefined {
  const name = file.toLowerCase();
  const gzip = name.endsWith('.gz');
  const kind = KINDS[path.extname(gzip ? name.slice(0, -3) : name)];
  return kind && { file, kind, gzip, sizeBytes };
}

async function walk(folder: string): Promise<readonly InputFile[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'));
  if (entries.some(({ name }) => OURS.includes(name))) return [];
  const found: InputFile[] = [];
  for (const entry of entries.sort(byName)) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name === 'node_modules') continue;
      found.push(...(await walk(file)));
    } else if (entry.isFile()) {
      const known = recognise(file, 0);
      if (known) found.push({ ...known, sizeBytes: (await stat(file)).size });
    }
  }
  return found;
}

/** By code unit, so that the order is the same on every machine. */
function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
