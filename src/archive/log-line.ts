/**
 * One line of the archive's log: `crc32hex ⇥ JSON ⏎`. The checksum is that of the JSON's bytes, in lower case, so that
 * every single changed bit of a line shows: in the JSON by the checksum, in the checksum by the comparison, in the tab by
 * its place, in the line feed because two lines become one. Neither a line feed nor a NUL byte occurs in JSON.
 */
import { crc32 } from 'node:zlib';
import { crcHex } from '../files/crc-hex.js';

const TAB = 0x09;
const LINE_FEED = 0x0a;
/** Eight digits and the tab. */
const PREFIX_BYTES = 9;
const HEADER_JSON_BYTES = 100;
const CHANGES = Buffer.from('"changes":[');

/** The first line of a log. Sequences up to `base` were written by a compaction and may have gaps; there are `count` of them. */
export interface LogHeader {
  readonly type: 'header';
  readonly base: number;
  /** What was removed up to this sequence has left no trace; whoever stopped before it must start afresh. */
  readonly horizon: number;
  readonly count: number;
}

/** Where a change's JSON stands, in bytes from the start of what contains it, and its checksum. */
export interface Span {
  readonly offset: number;
  readonly length: number;
  readonly crc: number;
}

/** A line that holds a transaction. Offsets count from the line's first byte. */
export interface TransactionLine {
  readonly type: 'transaction';
  readonly sequence: number;
  /** The last sequence known to be on the disk when this line was written; tells a torn group from later damage. */
  readonly durable: number;
  readonly spans: readonly Span[];
}

/** A line written at a clean close: everything before it is known to be on the disk. */
export interface CloseMark {
  readonly type: 'closed';
  readonly durable: number;
}

/** A line that is not whole, and why. */
export interface DamagedLine {
  readonly type: 'damaged';
  readonly reason: string;
}

/** What a line of the log was read as. */
export type DecodedLine = LogHeader | TransactionLine | CloseMark | DamagedLine;

/** A transaction as the bytes of its line, and where its changes stand in them. */
export interface EncodedTransaction {
  readonly bytes: Buffer;
  readonly spans: readonly Span[];
}

/** The header's line, line feed included; of the same length whatever it says, so that it can be filled in last. */
export function encodeHeader(header: Omit<LogHeader, 'type'>): Buffer {
  const { base, horizon, count } = header;
  return frame([Buffer.from(JSON.stringify({ log: 1, base, horizon, count }).padEnd(HEADER_JSON_BYTES))]);
}

/** The header of a log without transactions. Every header is as long as this one. */
export const EMPTY_HEADER: Buffer = encodeHeader({ base: 0, horizon: 0, count: 0 });

/** The line of a clean close, line feed included. */
export function encodeCloseMark(durable: number): Buffer {
  return frame([Buffer.from(JSON.stringify({ closed: true, durable }))]);
}

/** A transaction's line, line feed included. `changes` are the bytes of their JSON. */
export function encodeTransaction(sequence: number, durable: number, changes: readonly Buffer[]): EncodedTransaction {
  const lengths = changes.map((change) => change.length).join(',');
  const head = Buffer.from(`{"sequence":${sequence},"durable":${durable},"lengths":[${lengths}],"changes":[`);
  const comma = Buffer.from(',');
  const parts = changes.flatMap((change, index) => (index === 0 ? [change] : [comma, change]));
  const bytes = frame([head, ...parts, Buffer.from(']}')]);
  let offset = PREFIX_BYTES + head.length;
  const spans = changes.map((change) => {
    const span = { offset, length: change.length, crc: crc32(change) };
    offset += change.length + 1;
    return span;
  });
  return { bytes, spans };
}

function frame(parts: readonly Buffer[]): Buffer {
  const jsonBytes = parts.reduce((sum, part) => sum + part.length, 0);
  const line = Buffer.allocUnsafe(PREFIX_BYTES + jsonBytes + 1);
  let offset = PREFIX_BYTES;
  for (const part of parts) offset += part.copy(line, offset);
  line.write(crcHex(crc32(line.subarray(PREFIX_BYTES, offset))), 0, 'latin1');
  line[PREFIX_BYTES - 1] = TAB;
  line[offset] = LINE_FEED;
  return line;
}

/** Reads a line (without its line feed). Never throws: what is not whole is `damaged`. */
export function decodeLine(line: Buffer): DecodedLine {
  if (line.length <= PREFIX_BYTES || line[PREFIX_BYTES - 1] !== TAB) return damaged('a line does not begin with a checksum');
  const json = line.subarray(PREFIX_BYTES);
  if (line.toString('latin1', 0, PREFIX_BYTES - 1) !== crcHex(crc32(json))) return damaged('a checksum does not agree with its line');
  const changesAt = line.indexOf(CHANGES, PREFIX_BYTES);
  return changesAt < 0 ? decodeShortLine(json) : decodeTransaction(line, changesAt);
}

function damaged(reason: string): DamagedLine {
  return { type: 'damaged', reason };
}

function decodeShortLine(json: Buffer): DecodedLine {
  const value = parseObject(json.toString());
  if (value?.['log'] === 1 && isCount(value['base']) && isCount(value['horizon']) && isCount(value['count'])) {
    return { type: 'header', base: value['base'], horizon: value['horizon'], count: value['count'] };
  }
  if (value?.['closed'] === true && isCount(value['durable'])) return { type: 'closed', durable: value['durable'] };
  return damaged('a line holds neither a transaction nor anything else that is known');
}

function decodeTransaction(line: Buffer, changesAt: number): DecodedLine {
  // Only numbers stand before the changes, so that the first `"changes":[` is the key and not a text that looks like it.
  const head = parseObject(`${line.toString('latin1', PREFIX_BYTES, changesAt)}"changes":[]}`);
  const { sequence, durable, lengths } = head ?? {};
  if (!isCount(sequence) || !isCount(durable) || !Array.isArray(lengths) || !lengths.every(isCount))
    return damaged('a transaction has no sequence, or no lengths');
  let offset = changesAt + CHANGES.length;
  const spans = lengths.map((length) => {
    const span = { offset, length, crc: crc32(line.subarray(offset, offset + length)) };
    offset += length + 1;
    return span;
  });
  const end = spans.length === 0 ? offset : offset - 1;
  if (line.toString('latin1', end) !== ']}') return damaged('the lengths of a transaction do not agree with its changes');
  return { type: 'transaction', sequence, durable, spans };
}

function parseObject(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
