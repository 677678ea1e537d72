import zlib from 'node:zlib';

const TABLE = new Uint32Array(256).map((_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** CRC-32 in plain JavaScript (the polynomial of ISO 3309, as in gzip), for a Node older than 20.15. About 300 MB/s. */
export function crc32InJavaScript(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ TABLE[(value ^ byte) & 0xff]!;
  return (value ^ 0xffffffff) >>> 0;
}

const native = (zlib as { readonly crc32?: (bytes: Uint8Array) => number }).crc32;

/** CRC-32 of `bytes` (the polynomial of ISO 3309, as in gzip), 0 to 2^32 - 1. */
export const crc32: (bytes: Uint8Array) => number = native ?? crc32InJavaScript;

/** `crc` as eight lower-case hexadecimal digits. */
export function crcHex(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}
