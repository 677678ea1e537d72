/**
 * A segment as a file: a header, then its arrays and strings, each at a multiple of 8 bytes with a checksum of its own. What
 * is read is used as it lies, as views over one buffer; only strings are coded (`text-code.ts`) and come to lie out of the
 * heap where they are long. All
 * numbers are little-endian, as on every machine Node 20 runs on but one: there the magic word does not fit, and the index is
 * built anew.
 */
import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { ARRAYS, type ArrayName, type SegmentArrays, type SegmentData, type SegmentStrings, STRINGS } from './segment-data.js';
import { fromMessage, type SegmentMessage } from './segment-message.js';
import { decodeText, decodeUnits, encodeText } from './text-code.js';

/** Raised whenever anything in the file changes, and with it the manifest's, which keeps older files from being opened. */
const FORMAT = 3;
/** "XUNP", read as a number of this machine's byte order. */
const MAGIC = 0x504e5558;
/** Magic, format, documents, sections; checksum of the header with this field 0, the identity in three numbers. */
const HEAD_BYTES = 32;
const HEAD_CRC = 4;
/** Checksum, nothing, offset (8 bytes), length in bytes (8 bytes). */
const ENTRY_BYTES = 24;
/** Written and checked at a time, so that nothing else waits long. */
const STEP_BYTES = 1 << 22;

const ARRAY_NAMES = Object.keys(ARRAYS) as ArrayName[];

/** What the manifest must know a file by. */
export interface SegmentIdentity {
  readonly bytes: number;
  /** Checksum of the header, which holds the checksums of everything else and a random number. */
  readonly headerCrc: number;
}

/**
 * Writes a new file; durable when it resolves, but for its name in the folder. Never stalls for more than some milliseconds.
 * When the disk refuses it (Node's errors), nothing of it is left.
 */
export async function writeSegmentFile(file: string, data: SegmentData): Promise<SegmentIdentity> {
  try {
    return await writeSegment(file, data);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

async function writeSegment(file: string, data: SegmentData): Promise<SegmentIdentity> {
  const sections = sectionsOf(data);
  const header = Buffer.alloc(HEAD_BYTES + sections.length * ENTRY_BYTES);
  const head = new Uint32Array(header.buffer, header.byteOffset, HEAD_BYTES / 4);
  head.set([MAGIC, FORMAT, data.documentCount, sections.length]);
  head.set(new Uint32Array(Uint8Array.from(randomBytes(12)).buffer), HEAD_CRC + 1);
  const handle = await open(file, 'w');
  try {
    let offset = aligned(header.length);
    for (const [i, section] of sections.entries()) {
      const written = await writeSection(handle, section, offset);
      const entry = HEAD_BYTES + i * ENTRY_BYTES;
      header.writeUInt32LE(written.crc, entry);
      header.writeDoubleLE(offset, entry + 8);
      header.writeDoubleLE(written.bytes, entry + 16);
      offset = aligned(offset + written.bytes);
    }
    head[HEAD_CRC] = crc32(header);
    await writeBytes(handle, header, 0);
    await handle.truncate(offset);
    await handle.sync();
    return { bytes: offset, headerCrc: head[HEAD_CRC] };
  } finally {
    await handle.close();
  }
}

/** Reads a file that is `identity`. Throws a RangeError that says what is wrong with any other. */
export async function readSegmentFile(file: string, identity: SegmentIdentity): Promise<SegmentData> {
  return fromMessage(await readSegmentMessage(file, identity));
}

/** The same as it goes to another thread. */
export async function readSegmentMessage(file: string, identity: SegmentIdentity): Promise<SegmentMessage> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    if (size !== identity.bytes) throw new RangeError(`${size} bytes instead of ${identity.bytes}`);
    const head = new Uint32Array((await readBytes(handle, 0, HEAD_BYTES)).buffer);
    const [magic, format, documentCount, sectionCount] = [head[0], head[1], head[2]!, head[3]!];
    const isKnown = magic === MAGIC && format === FORMAT;
    if (!isKnown || sectionCount < ARRAY_NAMES.length + STRINGS.length || sectionCount * ENTRY_BYTES > size)
      throw new RangeError('not a segment of this format');
    const header = await readBytes(handle, 0, HEAD_BYTES + sectionCount * ENTRY_BYTES);
    const crc = head[HEAD_CRC]!;
    new Uint32Array(header.buffer)[HEAD_CRC] = 0;
    if (crc !== identity.headerCrc || crc32(header) !== crc) throw new RangeError('the header is damaged');
    return { documentCount, ...(await readSections(handle, header)) };
  } finally {
    await handle.close();
  }
}

async function readSections(handle: FileHandle, header: Uint8Array): Promise<Omit<SegmentMessage, 'documentCount'>> {
  const sectionCount = (header.length - HEAD_BYTES) / ENTRY_BYTES;
  const view = new DataView(header.buffer);
  const entry = (i: number): { crc: number; offset: number; bytes: number } => {
    const at = HEAD_BYTES + i * ENTRY_BYTES;
    return { crc: view.getUint32(at, true), offset: view.getFloat64(at + 8, true), bytes: view.getFloat64(at + 16, true) };
  };
  const first = entry(0).offset;
  const last = entry(ARRAY_NAMES.length - 1);
  const body = await readBytes(handle, first, last.offset + last.bytes - first);
  const arrays: Record<string, Uint8Array | Uint16Array | Uint32Array> = {};
  for (const [i, name] of ARRAY_NAMES.entries()) {
    const { crc, offset, bytes } = entry(i);
    await check(body.subarray(offset - first, offset - first + bytes), crc, name);
    arrays[name] = new ARRAYS[name](body.buffer, body.byteOffset + offset - first, bytes / ARRAYS[name].BYTES_PER_ELEMENT);
  }
  const strings: Record<string, string> = {};
  const text: Uint8Array[] = [];
  // The next one is read while one is decoded.
  const read = (i: number): Promise<Uint8Array> => readBytes(handle, entry(i).offset, entry(i).bytes);
  let ahead = read(ARRAY_NAMES.length);
  for (let i = ARRAY_NAMES.length; i < sectionCount; i += 1) {
    const bytes = await ahead;
    if (i + 1 < sectionCount) {
      ahead = read(i + 1);
      // Awaited in the next turn, or not at all where this one is damaged.
      ahead.catch(() => undefined);
    }
    const name = STRINGS[i - ARRAY_NAMES.length];
    await check(bytes, entry(i).crc, name ?? 'text');
    if (name === undefined) text.push(new Uint8Array(decodeUnits(bytes).buffer));
    else strings[name] = decodeText(bytes);
  }
  return { arrays: arrays as unknown as SegmentArrays, strings: strings as SegmentStrings, text };
}

async function check(bytes: Uint8Array, wanted: number, name: string): Promise<void> {
  let crc = 0;
  for (let at = 0; at < bytes.length; at += STEP_BYTES) {
    crc = crc32(bytes.subarray(at, at + STEP_BYTES), crc);
    if (bytes.length > STEP_BYTES) await new Promise((resolve) => setImmediate(resolve));
  }
  if (crc !== wanted) throw new RangeError(`${name} is damaged`);
}

function sectionsOf({ arrays, strings, text }: SegmentData): (Uint8Array | string)[] {
  const bytes = ARRAY_NAMES.map((name) => new Uint8Array(arrays[name].buffer, arrays[name].byteOffset, arrays[name].byteLength));
  return [...bytes, ...STRINGS.map((name) => strings[name]), ...text];
}

async function writeSection(handle: FileHandle, section: Uint8Array | string, offset: number): Promise<{ crc: number; bytes: number }> {
  const bytes = typeof section === 'string' ? encodeText(section) : section;
  let crc = 0;
  for (let at = 0; at < bytes.length; at += STEP_BYTES) {
    const piece = bytes.subarray(at, at + STEP_BYTES);
    crc = crc32(piece, crc);
    await writeBytes(handle, piece, offset + at);
  }
  return { crc, bytes: bytes.length };
}

/** All of them: a disk that has little room takes a part and says so. */
async function writeBytes(handle: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  for (let done = 0; done < bytes.length;) done += (await handle.write(bytes, done, bytes.length - done, offset + done)).bytesWritten;
}

/** Exactly these bytes, in a buffer of their own. */
async function readBytes(handle: FileHandle, from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(length) || from < 0 || length < 0) throw new RangeError('the header is damaged');
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await handle.read(bytes, done, Math.min(length - done, 1 << 30), from + done);
    if (bytesRead === 0) throw new RangeError('the file ends early');
    done += bytesRead;
  }
  return bytes;
}

function aligned(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}
