/**
 * The words of a dictionary as jieba's come: lines `word frequency …` in UTF-8, walked over as bytes; as a string they would take several
 * times as long.
 */

const [LINE_END, BLANK, ZERO, NINE] = [0x0a, 0x20, 0x30, 0x39];
/** First bytes of UTF-8 characters of one to four bytes are below these. */
const [ONE_BYTE, TWO_BYTES, THREE_BYTES] = [0x80, 0xe0, 0xf0];

/** Walks over the words `[start, end)` of the lines. */
export function eachWord(lines: Uint8Array, take: (start: number, end: number) => void): void {
  let start = 0;
  let end = -1;
  for (let at = 0; at < lines.length; at += 1) {
    if (lines[at] === BLANK && end < 0) {
      end = at;
      take(start, end);
    } else if (lines[at] === LINE_END) {
      start = at + 1;
      end = -1;
    }
  }
}

/** Whether the byte at the beginning of a character is ASCII. */
export function isAscii(lines: Uint8Array, at: number): boolean {
  return lines[at]! < ONE_BYTE;
}

/** Bytes of the character at a byte. */
export function widthAt(lines: Uint8Array, at: number): number {
  const byte = lines[at]!;
  return byte < ONE_BYTE ? 1 : byte < TWO_BYTES ? 2 : byte < THREE_BYTES ? 3 : 4;
}

/** First UTF-16 unit of the character at a byte. */
export function firstUnitAt(lines: Uint8Array, at: number): number {
  const [a, b, c] = [lines[at]!, lines[at + 1]!, lines[at + 2]!];
  if (a < ONE_BYTE) return a;
  if (a < TWO_BYTES) return ((a & 0x1f) << 6) | (b & 0x3f);
  if (a < THREE_BYTES) return ((a & 0x0f) << 12) | ((b & 0x3f) << 6) | (c & 0x3f);
  // The high half of a pair: the upper bits of the code point less 0x10000.
  return 0xd7c0 + (((a & 0x07) << 8) | ((b & 0x3f) << 2) | ((c & 0x30) >> 4));
}

/** The low half of the pair whose character of four bytes stands at a byte. */
export function secondUnitAt(lines: Uint8Array, at: number): number {
  return 0xdc00 | ((lines[at + 2]! & 0x0f) << 6) | (lines[at + 3]! & 0x3f);
}

/** The number whose first digit stands at a byte; 0 where there is none. */
export function frequencyAt(lines: Uint8Array, from: number): number {
  let frequency = 0;
  for (let at = from; lines[at]! >= ZERO && lines[at]! <= NINE; at += 1) frequency = frequency * 10 + lines[at]! - ZERO;
  return frequency;
}

/** The word `[start, end)` as a string. */
export function textOf(lines: Uint8Array, start: number, end: number): string {
  return Buffer.from(lines.buffer, lines.byteOffset + start, end - start).toString('utf8');
}
