/** The bytes of a saved suggester: SHA-256 of the rest, length of a JSON head, the head, then packed arrays as they lie in memory. */
import { createHash } from 'node:crypto';

type Packed = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

const HASH_BYTES = 32;
const HEAD_START = HASH_BYTES + 4;

/** Head and arrays as bytes. About 1 GB/s. */
export function writeSaved(head: unknown, arrays: readonly Packed[]): Uint8Array {
  const headBytes = Buffer.from(
    JSON.stringify({ head, arrays: arrays.map((array) => ({ width: array.BYTES_PER_ELEMENT, length: array.length })) }),
  );
  const size = arrays.reduce((sum, { byteLength }) => sum + byteLength, HEAD_START + headBytes.length);
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(HASH_BYTES, headBytes.length, true);
  bytes.set(headBytes, HEAD_START);
  let at = HEAD_START + headBytes.length;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += array.byteLength;
  }
  bytes.set(digest(bytes), 0);
  return bytes;
}

/** What `writeSaved` was given. Throws where the bytes are not its. */
export function readSaved(bytes: Uint8Array): { readonly head: unknown; readonly arrays: readonly Packed[] } {
  if (bytes.length < HEAD_START || !digest(bytes).equals(bytes.subarray(0, HASH_BYTES)))
    throw new Error('the saved suggestions are damaged');
  const headLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(HASH_BYTES, true);
  const { head, arrays } = JSON.parse(Buffer.from(bytes.subarray(HEAD_START, HEAD_START + headLength)).toString('utf8')) as {
    head: unknown;
    arrays: { width: number; length: number }[];
  };
  let at = HEAD_START + headLength;
  return {
    head,
    arrays: arrays.map(({ width, length }) => {
      // Copied: the array needs a start of its own alignment, and the caller keeps its bytes.
      const { buffer } = new Uint8Array(bytes.subarray(at, (at += width * length)));
      return width === 2 ? new Uint16Array(buffer) : new Uint32Array(buffer);
    }),
  };
}

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes.subarray(HASH_BYTES)).digest();
}
