/**
 * The one form of what is saved of an index, and can be built again: a first line of JSON that says what it is, the content,
 * and a seal, a last line with the CRC-32 (eight hexadecimal digits) and the length in bytes (sixteen) of all before it. Put
 * in its place whole or not at all; a file that is cut off, longer or has another bit is never taken.
 */
import { readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { crcHex } from './crc-hex.js';
import { writeFully } from './file-layer.js';
import { nodeFiles } from './node-files.js';
import { replaceFile } from './replace-file.js';
import { errorCodeOf } from './system-error.js';

/** What a file must be to be taken. */
export interface SealedKind {
  /** Raised whenever the content changes its form. */
  readonly format: number;
  readonly kind: string;
  /** Of what it was made with. */
  readonly version: string;
}

/** A file that is whole and the wanted one, or why it is not: absent, damaged, of another kind or version, of another format. */
export type SealedReading =
  { readonly sequence: number; readonly content: Buffer } | { readonly reason: 'none' | 'damaged' | 'foreign' | 'older' | 'newer' };

const LINE_FEED = 0x0a;
/** Checksum, blank, length, line feed. */
const SEAL_BYTES = 26;

/**
 * Replaces a file. `sequence`: of the archive, up to which its content goes. The content is written piece by piece as it is
 * given. Throws Node's errors, or what giving the content throws; then the file before stays, and nothing beside it.
 */
export async function writeSealed(
  file: string,
  { format, kind, version }: SealedKind,
  sequence: number,
  content: Iterable<Uint8Array | string>,
): Promise<void> {
  await replaceFile(nodeFiles, file, async (handle) => {
    let [length, crc] = [0, 0];
    const put = async (piece: Uint8Array | string): Promise<void> => {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
      await writeFully(handle, bytes, length);
      crc = crc32(bytes, crc);
      length += bytes.length;
    };
    await put(`${JSON.stringify({ format, kind, version, sequence })}\n`);
    for (const piece of content) await put(piece);
    await writeFully(handle, sealOf(crc, length), length);
  });
}

/** Reads a file, every byte of it held against its seal; says why it cannot be used instead of throwing. */
export async function readSealed(file: string, wanted: SealedKind): Promise<SealedReading> {
  try {
    return unsealed(await readFile(file), wanted);
  } catch (error) {
    return { reason: errorCodeOf(error) === 'ENOENT' ? 'none' : 'damaged' };
  }
}

/** Throws where the first line is none. */
function unsealed(bytes: Buffer, wanted: SealedKind): SealedReading {
  const start = bytes.indexOf(LINE_FEED) + 1;
  const { format, kind, version, sequence } = JSON.parse(bytes.toString('utf8', 0, start)) as SealedKind & { readonly sequence: number };
  // Before the seal: what another version wrote may be sealed in another way.
  if (format !== wanted.format) return { reason: format > wanted.format ? 'newer' : 'older' };
  if (kind !== wanted.kind || version !== wanted.version) return { reason: 'foreign' };
  const end = bytes.length - SEAL_BYTES;
  if (end < start || !bytes.subarray(end).equals(sealOf(crc32(bytes.subarray(0, end)), end))) return { reason: 'damaged' };
  return { sequence, content: bytes.subarray(start, end) };
}

function sealOf(crc: number, length: number): Buffer {
  return Buffer.from(`${crcHex(crc)} ${length.toString(16).padStart(16, '0')}\n`);
}
