/** An archive written from a copy of it: aside, so that it is there whole or not at all, and goes on after a kill. */
import path from 'node:path';
import { LOG_NAME, MARKER_NAME, PAGES_NAME } from '../../../archive/archive-folder.js';
import { claimFolder, RESTORING_NAME } from '../../../archive/claim-folder.js';
import { ArchiveState } from '../../../archive/archive-state.js';
import { readableLog } from '../../../archive/article-reader.js';
import { contentOf, type ArchiveContent } from './content-sum.js';
import { ensureFolder, removeIfThere, writeFully, type FileLayer, type OpenFile } from '../../../files/file-layer.js';
import { ASIDE, replaceFile } from '../../../files/replace-file.js';
import { Fence } from '../../../archive/fence.js';
import { FolderLock } from '../../../archive/folder-lock.js';
import { machineProcesses } from '../../../archive/lock-owner.js';
import { decodeLine, EMPTY_HEADER, encodeCloseMark, encodeHeader, encodeTransaction } from '../../../archive/log-line.js';
import { nodeFiles } from '../../../files/node-files.js';
import { PageFiles } from '../../../archive/page-files.js';
import { readLines } from '../../../archive/read-log.js';
import { replayLog } from '../../../archive/replay-log.js';
import { changesOfRecord, recordsAfter, type StoredRecord } from '../../../archive/stored-record.js';
import { folderFault, writeFault } from '../../../archive/storage-fault.js';

const MAX_LINE_BYTES = 1 << 22;
const FLUSH_BYTES = 1 << 22;

/** Writes one archive folder. Take records in the order of sequence, then `seal`, look at `content`, then `publish`. */
export class ArchiveRestoration {
  readonly #pageFiles: PageFiles;
  readonly #fence: Fence;
  #lines: Buffer[] = [];
  #linesBytes = 0;

  readonly #files: FileLayer;
  readonly #folder: string;
  readonly #lock: FolderLock;
  readonly #output: OpenFile;
  #position: number;
  #lineCount: number;

  private constructor(
    files: FileLayer,
    folder: string,
    lock: FolderLock,
    output: OpenFile,
    position: number,
    lineCount: number,
    /** Records up to this sequence are written, of this one perhaps not all; 0 = it begins. */
    readonly reached: number,
  ) {
    this.#files = files;
    this.#folder = folder;
    this.#lock = lock;
    this.#output = output;
    this.#position = position;
    this.#lineCount = lineCount;

    this.#fence = new Fence(folder, lock);
    this.#pageFiles = new PageFiles(files, path.join(folder, PAGES_NAME), () => this.#fence.check());
  }

  /**
   * Begins in an empty folder, or goes on where one from the same `source` was cut short. Throws FOLDER_NOT_EMPTY,
   * ARCHIVE_LOCKED, FOLDER_NOT_WRITABLE, STORAGE_FULL.
   */
  static async begin(directory: string, source: string, files: FileLayer = nodeFiles): Promise<ArchiveRestoration> {
    const folder = path.resolve(directory);
    let lock: FolderLock | undefined;
    try {
      await ensureFolder(files, folder);
      lock = await FolderLock.take(files, folder, machineProcesses());
      await claimFolder(files, folder, source);
      const { output, position, lineCount, reached } = await openAside(files, folder);
      return new ArchiveRestoration(files, folder, lock, output, position, lineCount, reached);
    } catch (error) {
      await lock?.release().catch(() => undefined);
      throw folderFault(error, folder);
    }
  }

  /** True when the bytes of a page are there, whole. */
  async hasFile(sha256: string): Promise<boolean> {
    return this.#pageFiles.get(sha256).then(
      () => true,
      () => false,
    );
  }

  /** Stores the bytes of a page; before the page itself. */
  async putFile(bytes: Uint8Array): Promise<void> {
    await this.#pageFiles.putFor([bytes], () => Promise.resolve());
  }

  /** Takes records in the order of sequence. Throws STORAGE_FULL or ARCHIVE_WRITE_FAILED. */
  async add(records: readonly StoredRecord[]): Promise<void> {
    let changes: Buffer[] = [];
    let bytes = 0;
    for (const [at, record] of records.entries()) {
      const own = changesOfRecord(record, this.reached > 0);
      changes.push(...own);
      bytes += own.reduce((sum, { length }) => sum + length, 0);
      if (records[at + 1]?.sequence === record.sequence && bytes < MAX_LINE_BYTES) continue;
      this.#line(record.sequence, changes);
      changes = [];
      bytes = 0;
    }
    if (this.#linesBytes >= FLUSH_BYTES) await this.#flush();
  }

  #line(sequence: number, changes: readonly Buffer[]): void {
    if (changes.length === 0) return;
    const { bytes } = encodeTransaction(sequence, sequence, changes);
    this.#lines.push(bytes);
    this.#linesBytes += bytes.length;
    this.#lineCount += 1;
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#lines);
    [this.#lines, this.#linesBytes] = [[], 0];
    await this.#fence.check();
    await this.#writing(writeFully(this.#output, bytes, this.#position));
    this.#position += bytes.length;
  }

  /** Ends the log: it goes up to `sequence`, and what was removed up to `horizon` is not in it. */
  async seal(sequence: number, horizon: number): Promise<void> {
    await this.#flush();
    await this.#writing(
      (async () => {
        await writeFully(this.#output, encodeCloseMark(sequence), this.#position);
        await writeFully(this.#output, encodeHeader({ base: sequence, horizon, count: this.#lineCount }), 0);
        await this.#output.sync();
      })(),
    );
  }

  /** What stands on the disk now, every byte read again. Throws ARCHIVE_CORRUPT, FILE_UNREADABLE, PAGE_NOT_FOUND. */
  async content(onBatch?: (records: readonly StoredRecord[]) => void): Promise<ArchiveContent> {
    const name = asideOf(this.#folder);
    const log = await this.#files.open(name, 'read');
    try {
      const state = new ArchiveState();
      await replayLog(log, name, state);
      return await contentOf(
        recordsAfter(state, () => readableLog(log, name), 0),
        (sha256) => this.#pageFiles.get(sha256),
        onBatch,
      );
    } finally {
      await log.close();
    }
  }

  /** Makes the folder an archive, with the marker of the one it is a copy of. */
  async publish(marker: string): Promise<void> {
    await this.#output.close();
    await this.#writing(
      (async () => {
        await this.#fence.check();
        await this.#files.rename(asideOf(this.#folder), path.join(this.#folder, LOG_NAME));
        await this.#files.syncFolder(this.#folder);
        await this.#fence.check();
        await replaceFile(this.#files, path.join(this.#folder, MARKER_NAME), Buffer.from(marker));
        await removeIfThere(this.#files, path.join(this.#folder, RESTORING_NAME));
      })(),
    );
    await this.#lock.release();
  }

  /** Stops; what is written stays for the next time, or goes where it is `wrong`. */
  async stop({ wrong }: { readonly wrong: boolean }): Promise<void> {
    if (!wrong) await this.#flush().catch(() => undefined);
    await this.#output.close();
    if (wrong && this.#fence.lost === undefined) await removeIfThere(this.#files, asideOf(this.#folder));
    await this.#lock.release();
  }

  async #writing(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (cause) {
      throw writeFault(cause, asideOf(this.#folder));
    }
  }
}

function asideOf(folder: string): string {
  return path.join(folder, LOG_NAME + ASIDE);
}

interface Aside {
  readonly output: OpenFile;
  readonly position: number;
  readonly lineCount: number;
  readonly reached: number;
}

/** Opens the log that is being written, behind its last whole line. */
async function openAside(files: FileLayer, folder: string): Promise<Aside> {
  const aside = asideOf(folder);
  // It was named already and the marker not written yet.
  if ((await files.kind(path.join(folder, LOG_NAME))) === 'file') await files.rename(path.join(folder, LOG_NAME), aside);
  const isNew = (await files.kind(aside)) !== 'file';
  const output = await files.open(aside, isNew ? 'create' : 'update');
  try {
    const { end, lineCount, reached } = isNew ? { end: 0, lineCount: 0, reached: 0 } : await wholeLines(output);
    if (end === 0) await writeFully(output, EMPTY_HEADER, 0);
    const position = Math.max(end, EMPTY_HEADER.length);
    await output.truncate(position);
    return { output, position, lineCount, reached };
  } catch (error) {
    await output.close();
    throw error;
  }
}

/** The transactions that are whole from the start on; the end is 0 when not even the header is. */
async function wholeLines(file: OpenFile): Promise<{ readonly end: number; readonly lineCount: number; readonly reached: number }> {
  let end = 0;
  let lineCount = 0;
  let reached = 0;
  await readLines(file, (offset, line, terminated) => {
    if (offset !== end || !terminated) return;
    const decoded = decodeLine(line);
    const isNext =
      offset === 0
        ? decoded.type === 'header' && line.length + 1 === EMPTY_HEADER.length
        : decoded.type === 'transaction' && decoded.sequence >= reached;
    if (!isNext) return;
    end = offset + line.length + 1;
    if (decoded.type !== 'transaction') return;
    lineCount += 1;
    reached = decoded.sequence;
  });
  return { end, lineCount, reached };
}
