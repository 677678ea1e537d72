/** CRC-32 (the polynomial of ISO 3309, as in gzip), going on from an earlier value. */
import zlib from 'node:zlib';

const TABLE = new Uint32Array(256).map((_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** For a Node older than 20.15, which has none of its own. About 300 MB/s. */
export function crc32InJavaScript(bytes: Uint8Array, before = 0): number {
  let value = ~before;
  for (const byte of bytes) value = (value >>> 8) ^ TABLE[(value ^ byte) & 0xff]!;
  return ~value >>> 0;
}

const native = (zlib as { readonly crc32?: (bytes: Uint8Array, before?: number) => number }).crc32;

/** Checksum of what `before` is the checksum of, followed by `bytes`. */
export const crc32: (bytes: Uint8Array, before?: number) => number = native ?? crc32InJavaScript;
