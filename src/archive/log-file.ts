import { readFully, writeFully, type FileLayer, type OpenFile } from './file-layer.js';
import { readFault, writeFault } from './storage-fault.js';

/**
 * The log's file, open for reading and appending. A write that fails leaves nothing behind: the file is opened anew and
 * cut back to what is known to be on the disk before anything else is written.
 */
export class LogFile {
  #writer: OpenFile;
  #broken = false;
  #length: number;
  #readCount = 0;
  #retired = false;

  private constructor(
    private readonly files: FileLayer,
    /** Where the file stands; a compaction renames it under us. */
    readonly path: string,
    private readonly reader: OpenFile,
    writer: OpenFile,
    length: number,
  ) {
    this.#writer = writer;
    this.#length = length;
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
      return new LogFile(files, finalPath, reader, writer, length);
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
   * Appends and resolves, with the offset of the first byte, when the bytes are on the disk. Throws STORAGE_FULL or
   * ARCHIVE_WRITE_FAILED; then none of them stays. One call at a time.
   */
  async append(bytes: Uint8Array): Promise<number> {
    const offset = this.#length;
    try {
      if (this.#broken) await this.#mend();
      this.#broken = true;
      await writeFully(this.#writer, bytes, offset);
      await this.#writer.sync();
      this.#broken = false;
    } catch (cause) {
      await this.#mend().catch(() => undefined);
      throw writeFault(cause, this.path);
    }
    this.#length = offset + bytes.length;
    return offset;
  }

  /** After a failed sync the old handle says nothing reliable any more (its error is reported once), so a new one cuts back. */
  async #mend(): Promise<void> {
    await this.#writer.close().catch(() => undefined);
    this.#writer = await this.files.open(this.path, 'update');
    await this.#writer.truncate(this.#length);
    await this.#writer.sync();
    this.#broken = false;
  }

  /** Reads bytes that are on the disk; fewer only when the file was cut from outside. Throws FILE_UNREADABLE. */
  async read(offset: number, lengthBytes: number): Promise<Buffer> {
    this.#readCount += 1;
    try {
      return await readFully(this.reader, offset, lengthBytes);
    } catch (cause) {
      throw readFault(cause, this.path);
    } finally {
      this.#readCount -= 1;
      if (this.#retired && this.#readCount === 0) await this.reader.close();
    }
  }

  /** Closes for writing, and for reading as soon as the reads under way are done. */
  async retire(): Promise<void> {
    this.#retired = true;
    await this.#writer.close().catch(() => undefined);
    if (this.#readCount === 0) await this.reader.close();
  }
}
