/** The words of a dictionary as UTF-16 units end to end: as strings they would take several times as long. */

/** Words, and how often each comes. */
export interface WordList {
  readonly units: Uint16Array;
  /** Where each word begins in `units`, and where the last one ends. */
  readonly starts: Uint32Array;
  readonly frequencies: Float64Array;
}

const [LINE_END, BLANK, ZERO, NINE] = [0x0a, 0x20, 0x30, 0x39];
/** First bytes of UTF-8 characters of one to three bytes are below these. */
const [ONE_BYTE, TWO_BYTES, THREE_BYTES] = [0x80, 0xe0, 0xf0];
/** Bytes of the shortest line: a character, a blank, a digit, the end. */
const SHORTEST_LINE = 4;

/** Reads lines `word frequency …` of UTF-8, as jieba's dictionary has them; other lines are passed over. About 30 ms for jieba's. */
export function readWords(lines: Uint8Array): WordList {
  const mostWords = Math.ceil(lines.length / SHORTEST_LINE) + 1;
  const [units, starts, frequencies] = [new Uint16Array(lines.length), new Uint32Array(mostWords + 1), new Float64Array(mostWords)];
  let [count, length] = [0, 0];
  for (let at = 0; at < lines.length; at += 1) {
    for (; at < lines.length && lines[at] !== BLANK && lines[at] !== LINE_END; at += widthAt(lines, at)) {
      const codePoint = codePointAt(lines, at);
      if (codePoint > 0xffff) {
        units[length++] = 0xd7c0 + (codePoint >> 10);
        units[length++] = 0xdc00 | (codePoint & 0x3ff);
      } else {
        units[length++] = codePoint;
      }
    }
    let frequency = 0;
    if (lines[at] === BLANK && length > starts[count]!) {
      for (at += 1; lines[at]! >= ZERO && lines[at]! <= NINE; at += 1) frequency = frequency * 10 + lines[at]! - ZERO;
      frequencies[count] = frequency;
      count += 1;
      starts[count] = length;
    }
    length = starts[count]!;
    while (at < lines.length && lines[at] !== LINE_END) at += 1;
  }
  return { units: units.slice(0, length), starts: starts.slice(0, count + 1), frequencies: frequencies.slice(0, count) };
}

/** A word as a string. */
export function wordAt({ units, starts }: WordList, word: number): string {
  return String.fromCharCode(...units.subarray(starts[word], starts[word + 1]));
}

function widthAt(lines: Uint8Array, at: number): number {
  const byte = lines[at]!;
  return byte < ONE_BYTE ? 1 : byte < TWO_BYTES ? 2 : byte < THREE_BYTES ? 3 : 4;
}

function codePointAt(lines: Uint8Array, at: number): number {
  const [a, b, c, d] = [lines[at]!, lines[at + 1]!, lines[at + 2]!, lines[at + 3]!];
  if (a < ONE_BYTE) return a;
  if (a < TWO_BYTES) return ((a & 0x1f) << 6) | (b & 0x3f);
  if (a < THREE_BYTES) return ((a & 0x0f) << 12) | ((b & 0x3f) << 6) | (c & 0x3f);
  return ((a & 0x07) << 18) | ((b & 0x3f) << 12) | ((c & 0x3f) << 6) | (d & 0x3f);
}
