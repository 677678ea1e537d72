import { corrupt } from './storage-fault.js';
import type { OpenFile } from '../files/file-layer.js';
import { decodeLine, type LogHeader, type TransactionLine } from './log-line.js';

const CHUNK_BYTES = 1 << 24;
const LINE_FEED = 0x0a;

/** Takes a raw line: its place in the file, its bytes without the line feed, and whether it had one. */
export type LineTaker = (offset: number, line: Buffer, terminated: boolean) => void;

/**
 * Hands every line of a file to `take`, in order; the bytes are only good during the call. Resolves with the length
 * read. Memory: one chunk of 16 MB, or twice the longest line.
 */
export async function readLines(file: OpenFile, take: LineTaker): Promise<number> {
  const size = await file.size();
  let chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, Math.max(size, 1)));
  /** Bytes of a line whose end was not read yet, in front of the chunk. */
  let kept = 0;
  let position = 0;
  while (position < size) {
    if (kept === chunk.length) chunk = Buffer.concat([chunk], chunk.length * 2);
    const read = await file.read(chunk.subarray(kept, Math.min(chunk.length, kept + size - position)), position);
    if (read <= 0) break;
    const lineAt = position - kept;
    const end = kept + read;
    let start = 0;
    for (let at = chunk.indexOf(LINE_FEED, kept); at >= 0 && at < end; at = chunk.indexOf(LINE_FEED, start)) {
      take(lineAt + start, chunk.subarray(start, at), true);
      start = at + 1;
    }
    chunk.copyWithin(0, start, end);
    kept = end - start;
    position += read;
  }
  if (kept > 0) take(position - kept, chunk.subarray(0, kept), false);
  return position;
}

/** What reading a log from end to end has shown. */
export interface LogReading {
  readonly header: LogHeader;
  /** Bytes that hold whole lines; what stands beyond is torn. */
  readonly goodBytes: number;
  readonly tornBytes: number;
  readonly sequence: number;
  readonly transactionCount: number;
  /** The last line says that the log was closed in order. */
  readonly closed: boolean;
}

/**
 * Reads a log and hands its transactions, in order, to `apply`. A torn end (a line that stops before its line feed, or
 * blocks that were never written) is left out and counted. Throws ARCHIVE_CORRUPT with file and byte for any other damage.
 */
export async function readLog(
  file: OpenFile,
  name: string,
  apply: (transaction: TransactionLine, line: Buffer, offset: number) => void,
): Promise<LogReading> {
  const reader = new LogReader(name, apply);
  const size = await readLines(file, (offset, line, terminated) => {
    reader.take(offset, line, terminated);
  });
  return reader.finish(size);
}

class LogReader {
  #header: LogHeader | undefined;
  #sequence = 0;
  #transactionCount = 0;
  #goodBytes = 0;
  #closed = false;
  #damage: { readonly offset: number; readonly reason: string; readonly torn: boolean } | undefined;

  readonly #name: string;
  readonly #apply: (transaction: TransactionLine, line: Buffer, offset: number) => void;

  constructor(name: string, apply: (transaction: TransactionLine, line: Buffer, offset: number) => void) {
    this.#name = name;
    this.#apply = apply;
  }

  take(offset: number, line: Buffer, terminated: boolean): void {
    const decoded = terminated ? decodeLine(line) : ({ type: 'damaged', reason: 'the last line has no end' } as const);
    if (decoded.type === 'damaged') {
      // Whatever a power cut tears shows in the first damaged line; what is torn only further on does not excuse it.
      this.#damage ??= { offset, reason: decoded.reason, torn: isTorn(line, terminated) };
      return;
    }
    if (this.#damage !== undefined) {
      this.#judgeLater(decoded.type === 'header' ? Infinity : decoded.durable);
      return;
    }
    if (decoded.type === 'header') this.#takeHeader(offset, decoded);
    else if (this.#header === undefined) throw corrupt(this.#name, offset, 'the first line is not the header of a log');
    else if (decoded.type === 'transaction') this.#takeTransaction(this.#header, offset, decoded, line);
    this.#closed = decoded.type === 'closed';
    this.#goodBytes = offset + line.length + 1;
  }

  finish(size: number): LogReading {
    const header = this.#header;
    if (this.#damage !== undefined && !this.#damage.torn) throw corrupt(this.#name, this.#damage.offset, this.#damage.reason);
    if (header === undefined) throw corrupt(this.#name, 0, 'the header of the log is missing');
    if (this.#transactionCount < header.count) {
      throw corrupt(
        this.#name,
        this.#goodBytes,
        `the file ends after ${this.#transactionCount} of the ${header.count} transactions it was compacted to`,
      );
    }
    const tornBytes = size - this.#goodBytes;
    return {
      header,
      goodBytes: this.#goodBytes,
      tornBytes,
      sequence: this.#sequence,
      transactionCount: this.#transactionCount,
      closed: this.#closed,
    };
  }

  #takeHeader(offset: number, header: LogHeader): void {
    if (offset !== 0) throw corrupt(this.#name, offset, 'a second header');
    this.#header = header;
    if (header.count === 0) this.#sequence = header.base;
  }

  #takeTransaction(header: LogHeader, offset: number, transaction: TransactionLine, line: Buffer): void {
    const { sequence } = transaction;
    const compacted = this.#transactionCount < header.count;
    const fits = compacted ? sequence >= this.#sequence && sequence <= header.base : sequence === this.#sequence + 1;
    if (!fits)
      throw corrupt(this.#name, offset, `transaction ${sequence} follows transaction ${this.#sequence}: lines are missing or out of order`);
    this.#apply(transaction, line, offset);
    this.#transactionCount += 1;
    this.#sequence = this.#transactionCount === header.count ? header.base : sequence;
  }

  /** A good line after damage: the damage is torn only when both may have been on their way to the disk together. */
  #judgeLater(durable: number): void {
    const { offset, reason, torn } = this.#damage!;
    const compacting = this.#header === undefined || this.#transactionCount < this.#header.count;
    if (!torn || compacting || durable > this.#sequence) throw corrupt(this.#name, offset, `${reason}, and whole lines follow it`);
  }
}

/**
 * Power cuts leave a line without its end, or NUL bytes where a block was not written. A line that is whole but for its
 * last byte was changed afterwards; so was one that has its end and no run of NULs (one NUL may be a flipped bit).
 */
function isTorn(line: Buffer, terminated: boolean): boolean {
  if (line.includes('\0\0')) return true;
  return !terminated && decodeLine(line.subarray(0, -1)).type === 'damaged';
}
