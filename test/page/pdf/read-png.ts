/** PNG bytes in shades of gray -> shades, as far as `encodeGrayPng` writes them. */
import { inflateSync } from 'node:zlib';

/** Width, height, shades used at most, and the shade of each point, 0 to 255. */
export interface GrayPoints {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  at(x: number, y: number): number;
}

/** Reads it. */
export function readGrayPng(bytes: Uint8Array): GrayPoints {
  const png = Buffer.from(bytes);
  const [width, height, depth] = [png.readUInt32BE(16), png.readUInt32BE(20), png.readUInt8(24)];
  const start = png.indexOf('IDAT') + 4;
  const rows = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
  const length = Math.ceil((width * depth) / 8) + 1;
  return {
    width,
    height,
    depth,
    at: (x, y) => {
      const byte = rows[y * length + 1 + Math.floor((x * depth) / 8)]!;
      return depth === 8 ? byte : (x % 2 === 0 ? byte >> 4 : byte & 15) * 17;
    },
  };
}
