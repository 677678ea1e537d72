import { SearchServiceError } from '../search-service-error.js';
import { readFully, writeFully, type FileLayer, type OpenFile } from '../files/file-layer.js';
import { readFault, writeFault } from './storage-fault.js';

/** Bytes on each side of the place where the last write began. */
const SEAM_BYTES = 64;

/** Bytes of the log as they must stand. */
interface Seam {
  readonly offset: number;
  readonly bytes: Buffer;
}

interface LogEnd {
  readonly lengthBytes: number;
  /** The last bytes. */
  readonly tail: Buffer;
  /** Where the last write began. */
  readonly seam: Seam;
}

/**
 * The log's file, open for reading and appending. A write that fails leaves nothing behind: the file is opened anew and
 * cut back to what is known to be on the disk before anything else is written.
 */
export class LogFile {
  #writer: OpenFile;
  #broken = false;
  #length: number;
  /** How the file must look; ahead of `#length` until a write is confirmed. */
  #end: LogEnd;
  #readCount = 0;
  #retired = false;

  readonly #files: FileLayer;
  readonly #reader: OpenFile;
  readonly #id: string;

  private constructor(
    files: FileLayer,
    /** Where the file stands; a compaction renames it under us. */
    readonly path: string,
    reader: OpenFile,
    writer: OpenFile,
    id: string,
    /** What stands at the end. */
    tail: Seam,
  ) {
    this.#files = files;
    this.#reader = reader;
    this.#id = id;

    this.#writer = writer;
    this.#length = tail.offset + tail.bytes.length;
    this.#end = { lengthBytes: this.#length, tail: tail.bytes, seam: tail };
  }

  /**
   * Opens the log at `path`, whose first `length` bytes are good, and cuts off what stands beyond them. `finalPath` is
   * where the file will stand when something is to be written.
   */
  static async open(files: FileLayer, path: string, length: number, finalPath = path): Promise<LogFile> {
    const reader = await files.open(path, 'read');
    let writer: OpenFile | undefined;
    try {
      writer = await files.open(path, 'update');
      if ((await writer.size()) > length) {
        await writer.truncate(length);
        await writer.sync();
      }
      const offset = Math.max(0, length - SEAM_BYTES);
      return new LogFile(files, finalPath, reader, writer, (await reader.identity()).id, {
        offset,
        bytes: await readFully(reader, offset, length - offset),
      });
    } catch (error) {
      await writer?.close();
      await reader.close();
      throw error;
    }
  }

  /** Bytes that are on the disk. */
  get length(): number {
    return this.#length;
  }

  /**
   * True while the file stands in its place, as long as we left it, and where the last write began lie the bytes that were
   * there: whoever puts another file in its place, cuts it or copies over it makes it false. Throws Node's faults of the disk.
   */
  async isInPlace(): Promise<boolean> {
    const found = await this.#files.identity(this.path, 'update');
    if (found?.id !== this.#id) return false;
    const { lengthBytes, seam } = this.#end;
    // A write that failed and could not be cut off yet lies beyond.
    if (found.sizeBytes !== lengthBytes && !(this.#broken && found.sizeBytes > lengthBytes)) return false;
    return (await readFully(this.#reader, seam.offset, seam.bytes.length)).equals(seam.bytes);
  }

  /**
   * Appends and resolves, with the offset of the first byte, when the bytes are on the disk and `check` has passed, before and
   * after. Throws STORAGE_FULL or ARCHIVE_WRITE_FAILED; then none of them stays; or ARCHIVE_LOST, after which the file is left
   * alone. One call at a time.
   */
  async append(bytes: Uint8Array, check: () => Promise<void>): Promise<number> {
    await check();
    const [offset, before] = [this.#length, this.#end];
    try {
      if (this.#broken) await this.#mend();
      this.#broken = true;
      await writeFully(this.#writer, bytes, offset);
      await this.#writer.sync();
      this.#broken = false;
      this.#end = grown(before, bytes);
      await check();
    } catch (cause) {
      this.#end = before;
      this.#broken = true;
      if (!(cause instanceof SearchServiceError && cause.code === 'ARCHIVE_LOST')) await this.#mend().catch(() => undefined);
      throw writeFault(cause, this.path);
    }
    this.#length = this.#end.lengthBytes;
    return offset;
  }

  /** After a failed sync the old handle says nothing reliable any more (its error is reported once), so a new one cuts back. */
  async #mend(): Promise<void> {
    await this.#writer.close().catch(() => undefined);
    this.#writer = await this.#files.open(this.path, 'update');
    // Another's file is not ours to cut.
    if ((await this.#writer.identity()).id !== this.#id) throw new Error(`another file stands at ${this.path}`);
    await this.#writer.truncate(this.#length);
    await this.#writer.sync();
    this.#broken = false;
  }

  /** Reads bytes that are on the disk; fewer only when the file was cut from outside. Throws FILE_UNREADABLE. */
  async read(offset: number, lengthBytes: number): Promise<Buffer> {
    this.#readCount += 1;
    try {
      return await readFully(this.#reader, offset, lengthBytes);
    } catch (cause) {
      throw readFault(cause, this.path);
    } finally {
      this.#readCount -= 1;
      if (this.#retired && this.#readCount === 0) await this.#reader.close();
    }
  }

  /** Closes for writing, and for reading as soon as the reads under way are done. */
  async retire(): Promise<void> {
    this.#retired = true;
    await this.#writer.close().catch(() => undefined);
    if (this.#readCount === 0) await this.#reader.close();
  }
}

function grown({ lengthBytes, tail }: LogEnd, bytes: Uint8Array): LogEnd {
  const around = Buffer.concat([tail, bytes.subarray(0, SEAM_BYTES)]);
  return {
    lengthBytes: lengthBytes + bytes.length,
    tail: Buffer.from((bytes.length < SEAM_BYTES ? around : bytes).subarray(-SEAM_BYTES)),
    seam: { offset: lengthBytes - tail.length, bytes: around },
  };
}
