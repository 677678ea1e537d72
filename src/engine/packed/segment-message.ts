/** A segment on its way to another thread: arrays and text are handed over, not copied; only its short strings are. */
import type { SegmentArrays, SegmentData, SegmentStrings } from './segment-data.js';

/** What is sent: plain values and typed arrays. */
export interface SegmentMessage {
  readonly documentCount: number;
  readonly arrays: SegmentArrays;
  readonly strings: SegmentStrings;
  /** The folded text, UTF-16: as strings it would come to lie in the heap of the thread that gets it. */
  readonly text: readonly Uint8Array[];
}

/** The message, and the memory that goes with it: the segment cannot be used here any more once that is transferred. */
export function toMessage({ documentCount, arrays, strings, text }: SegmentData): {
  readonly message: SegmentMessage;
  readonly memory: ArrayBuffer[];
} {
  const bytes = text.map((chunk) => {
    const units = Buffer.from(new ArrayBuffer(chunk.length * 2));
    units.write(chunk, 'utf16le');
    return units;
  });
  const message = { documentCount, arrays, strings, text: bytes };
  return { message, memory: memoryOf(message) };
}

/** What a message can hand over instead of being copied. */
export function memoryOf({ arrays, text }: SegmentMessage): ArrayBuffer[] {
  return [...new Set([...Object.values(arrays), ...text].map(({ buffer }) => buffer as ArrayBuffer))];
}

/** The segment a message was made of. */
export function fromMessage({ text, ...data }: SegmentMessage): SegmentData {
  return { ...data, text: text.map(({ buffer, byteOffset, length }) => Buffer.from(buffer, byteOffset, length).toString('utf16le')) };
}
