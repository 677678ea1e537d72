import { createHash } from 'node:crypto';
import path from 'node:path';
import pLimit from 'p-limit';
import { SearchServiceError } from '../search-service-error.js';
import { ensureFolder, readWhole, removeIfThere, type FileLayer } from '../files/file-layer.js';
import { ASIDE, replaceFile } from '../files/replace-file.js';
import { errorCodeOf } from '../files/system-error.js';
import { corrupt, readFault, writeFault } from './storage-fault.js';

const SHA256_DIGITS = 64;

/** SHA-256 of `bytes`, 64 lower-case hexadecimal digits. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The raw bytes of pages, one file each, named by their SHA-256 under a folder of its first two digits. */
export class PageFiles {
  #asideCount = 0;
  /** Names on their way into a page record, which a removal must leave alone. */
  readonly #held = new Map<string, number>();
  /** One removal after the other, whatever became of the one before. */
  readonly #removals = pLimit(1);

  readonly #files: FileLayer;
  readonly #folder: string;
  readonly #check: () => Promise<void>;

  constructor(
    files: FileLayer,
    folder: string,
    /** Throws where nothing may be written or removed any more. */
    check: () => Promise<void> = () => Promise.resolve(),
  ) {
    this.#files = files;
    this.#folder = folder;
    this.#check = check;
  }

  /**
   * Stores bytes and runs `record`, which commits the page that names them, when they are on the disk; until it is done no
   * removal touches them. Throws STORAGE_FULL or ARCHIVE_WRITE_FAILED.
   */
  async putFor<T>(bytes: readonly Uint8Array[], record: () => Promise<T>): Promise<T> {
    const names = bytes.map(sha256Of);
    for (const name of names) this.#held.set(name, (this.#held.get(name) ?? 0) + 1);
    try {
      await this.#removals(() => undefined);
      await this.#check();
      for (const [index, page] of bytes.entries()) await this.#write(names[index]!, page);
      return await record();
    } finally {
      for (const name of names) this.#release(name);
    }
  }

  #release(name: string): void {
    const left = (this.#held.get(name) ?? 1) - 1;
    if (left === 0) this.#held.delete(name);
    else this.#held.set(name, left);
  }

  async #write(sha256: string, bytes: Uint8Array): Promise<void> {
    const file = this.pathOf(sha256);
    try {
      await ensureFolder(this.#files, path.dirname(file));
      // A file that is there already is written again: it may be damaged, or its name not yet on the disk.
      await replaceFile(this.#files, file, bytes, { aside: `${file}.${this.#asideCount++}${ASIDE}` });
    } catch (cause) {
      throw writeFault(cause, file);
    }
  }

  /** The bytes under a name. Throws PAGE_NOT_FOUND, FILE_UNREADABLE, or ARCHIVE_CORRUPT when they are not what their name says. */
  async get(sha256: string): Promise<Buffer> {
    const file = this.pathOf(sha256);
    let bytes: Buffer;
    try {
      bytes = await readWhole(this.#files, file);
    } catch (cause) {
      if (errorCodeOf(cause) === 'ENOENT')
        throw new SearchServiceError('PAGE_NOT_FOUND', `the archive holds no page bytes ${sha256}`, { cause });
      throw readFault(cause, file);
    }
    if (sha256Of(bytes) !== sha256) throw corrupt(file, 0, 'its bytes do not have the SHA-256 of its name');
    return bytes;
  }

  /**
   * Removes every file whose name `isUsed` does not know, left-overs of interrupted writes included; resolves with their
   * number when they are gone from the disk.
   */
  removeUnused(isUsed: (sha256: string) => boolean): Promise<number> {
    return this.#removals(() => this.#removeUnused(isUsed));
  }

  async #removeUnused(isUsed: (sha256: string) => boolean): Promise<number> {
    const folders = new Set<string>();
    let count = 0;
    for (const name of await this.names()) {
      const sha256 = name.slice(0, SHA256_DIGITS);
      if (this.#held.has(sha256) || (name === sha256 && isUsed(sha256))) continue;
      await this.#check();
      await removeIfThere(this.#files, this.pathOf(name));
      folders.add(path.dirname(this.pathOf(name)));
      count += 1;
    }
    for (const folder of folders) await this.#files.syncFolder(folder);
    return count;
  }

  /** Names of all files, left-overs of interrupted writes included (those end in `.new`). */
  async names(): Promise<readonly string[]> {
    if ((await this.#files.kind(this.#folder)) !== 'folder') return [];
    const names: string[] = [];
    for (const shard of await this.#files.list(this.#folder)) {
      const inner = path.join(this.#folder, shard);
      if ((await this.#files.kind(inner)) === 'folder') names.push(...(await this.#files.list(inner)));
    }
    return names;
  }

  pathOf(name: string): string {
    return path.join(this.#folder, name.slice(0, 2), name);
  }
}
