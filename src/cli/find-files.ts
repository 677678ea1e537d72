/**
 * From the paths someone names to the files to be read: folders are walked in a stable order, and whatever is not read is
 * said with its reason. Nothing is opened, so that nothing can be waited for.
 */
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { isNowhere } from '../files/system-error.js';
import { SearchServiceError } from '../search-service-error.js';
import { shownName, within, type FilePath, type NamedPath } from './file-names.js';
import {
  kindOfFile,
  readFault,
  type FileFault,
  type FoundFiles,
  type GivenFolder,
  type InputFile,
  type SkipCode,
  type SkippedFile,
} from './input-files.js';

/** What the walk asks of a disk; the tests have disks that refuse. */
export interface FolderReader {
  /** Names of all entries of a folder, as bytes: text would lose those that are no UTF-8. */
  names(folder: FilePath): Promise<readonly Buffer[]>;
  /** What stands there, a link as a link. */
  entry(file: FilePath): Promise<FileEntry>;
}

/** What a walk looks at in an entry. */
export interface FileEntry {
  readonly size: number;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** The disk as it is. */
export const DISK: FolderReader = { names: (folder) => readdir(folder, { encoding: 'buffer' }), entry: (file) => lstat(file) };

/** Files that say that a folder is an archive or an index of ours. */
const OURS: readonly string[] = ['xunbao-archive.json', 'xunbao-index.json'];
const PACKAGES = 'node_modules';

/**
 * Finds every file below the paths. What was named is used through a link too; links in folders are not followed. A named file of
 * a type that is not read is a fault. Never rejects.
 */
export async function findFiles(paths: readonly string[], disk: FolderReader = DISK): Promise<FoundFiles> {
  const walk = new Walk(disk);
  for (const named of paths) await walk.named(named);
  return walk.found();
}

/** A folder that is walked, and what its files are called with links resolved. */
interface Root {
  readonly shown: string;
  readonly real: string;
}

class Walk {
  /** By absolute name as shown: what is named twice is read once. */
  readonly #files = new Map<string, InputFile>();
  readonly #realNames = new Set<string>();
  readonly #skipped = new Map<string, SkippedFile>();
  readonly #faults = new Map<string, FileFault>();
  readonly #folders: GivenFolder[] = [];
  readonly #unread: string[] = [];
  readonly #empty: string[] = [];

  readonly #disk: FolderReader;

  constructor(disk: FolderReader) {
    this.#disk = disk;
  }

  found(): FoundFiles {
    // What the walk passed over may have been named too.
    const skipped = [...this.#skipped].flatMap(([name, one]) => (this.#files.has(name) ? [] : [one]));
    return {
      files: [...this.#files.values()],
      skipped,
      faults: [...this.#faults.values()],
      folders: this.#folders,
      unread: this.#unread,
      empty: this.#empty,
    };
  }

  async named(named: string): Promise<void> {
    try {
      const stats = await stat(named);
      const root = { shown: named, real: await realpath(named) };
      if (stats.isDirectory()) await this.#namedFolder(root);
      else this.#namedFile(root, stats);
    } catch (error) {
      this.#fault(named, error);
      if (isNowhere(error)) this.#folders.push({ file: named, names: [path.resolve(named)], fileCount: 0 });
    }
  }

  async #namedFolder(root: Root): Promise<void> {
    const before = this.#files.size;
    await this.#folder({ path: root.shown, shown: root.shown }, root);
    this.#folders.push({
      file: root.shown,
      names: [...new Set([path.resolve(root.shown), root.real])],
      fileCount: this.#files.size - before,
    });
  }

  #namedFile(root: Root, entry: FileEntry): void {
    const file = root.shown;
    if (!entry.isFile())
      throw new SearchServiceError(
        'FILE_TYPE_UNKNOWN',
        `${file} is a pipe, a socket or a device. Write what comes from it to a file first.`,
      );
    const known = kindOfFile(file);
    if (known === undefined)
      throw new SearchServiceError(
        'FILE_TYPE_UNKNOWN',
        `${file} is neither .txt, .json nor .ndjson (each also with .gz). Rename it if it is one of them.`,
      );
    this.#keep({ file, path: file, ...known, sizeBytes: entry.size }, root);
  }

  async #folder(folder: NamedPath, root: Root): Promise<void> {
    let names: readonly Buffer[];
    try {
      names = await this.#disk.names(folder.path);
    } catch (error) {
      this.#fault(folder.shown, error);
      this.#unread.push(folder.shown);
      return;
    }
    const shown = names.map(shownName);
    if (shown.some((name) => OURS.includes(name))) {
      this.#passOver(folder.shown, 'FOLDER_OURS');
      return;
    }
    if (names.length === 0) this.#empty.push(folder.shown);
    const entries = names.map((name, index) => ({ name: shown[index]!, place: within(folder, name) }));
    for (const { name, place } of entries.sort(byName)) await this.#entry(name, place, root);
  }

  async #entry(name: string, place: NamedPath, root: Root): Promise<void> {
    let entry: FileEntry;
    try {
      entry = await this.#disk.entry(place.path);
    } catch (error) {
      this.#fault(place.shown, error);
      this.#unread.push(place.shown);
      return;
    }
    if (entry.isSymbolicLink()) this.#passOver(place.shown, 'LINK_NOT_FOLLOWED');
    else if (name.startsWith('.')) this.#passOver(place.shown, 'FILE_HIDDEN');
    else if (entry.isDirectory() && name === PACKAGES) this.#passOver(place.shown, 'FOLDER_OF_PACKAGES');
    else if (entry.isDirectory()) await this.#folder(place, root);
    else if (!entry.isFile()) this.#skip(place.shown, 'FILE_SPECIAL');
    else this.#file(place, entry, root);
  }

  #file({ path: opened, shown }: NamedPath, { size }: FileEntry, root: Root): void {
    const known = kindOfFile(shown);
    if (known === undefined) this.#skip(shown, 'FILE_TYPE_UNKNOWN');
    else this.#keep({ file: shown, path: opened, ...known, sizeBytes: size }, root);
  }

  #keep(file: InputFile, root: Root): void {
    const name = path.resolve(file.file);
    const before = this.#files.get(name);
    const real = path.join(root.real, path.relative(root.shown, file.file));
    if (before === undefined && !this.#realNames.has(real)) {
      this.#files.set(name, file);
      this.#realNames.add(real);
    } else if (before === undefined) {
      this.#skip(file.file, 'FILE_SEEN');
    } else if (typeof before.path !== typeof file.path) {
      // One of the two names is no UTF-8 and is shown as the other stands.
      this.#fault(
        file.file,
        new SearchServiceError('FILE_UNREADABLE', `${file.file} is shown as another file beside it is called. Rename one of them.`),
      );
    }
  }

  #skip(file: string, code: SkipCode): void {
    const name = path.resolve(file);
    if (!this.#skipped.has(name)) this.#skipped.set(name, { file, code });
  }

  /** What lies behind it is not known. */
  #passOver(file: string, code: SkipCode): void {
    this.#skip(file, code);
    this.#unread.push(file);
  }

  #fault(file: string, error: unknown): void {
    const name = path.resolve(file);
    if (!this.#faults.has(name)) this.#faults.set(name, { file, error: readFault(file, error) });
  }
}

/** By code unit, so that the order is the same on every machine. */
function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
