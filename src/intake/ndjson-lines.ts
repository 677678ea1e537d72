/** A stream of bytes -> its lines, one at a time, however long the stream is. */

/** One line; `bytes` is absent when it was longer than the limit, and then it was not kept. */
export interface NdjsonLine {
  /** From 1; blank lines count. */
  readonly number: number;
  readonly bytes?: Buffer;
}

/** True for a line of nothing but blanks; not for one that was not kept. */
export function isBlank({ bytes }: NdjsonLine): boolean {
  return bytes?.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d) === true;
}

/** Yields every line, without its line feed. Holds at most `maxBytes` and a chunk at a time. */
export async function* ndjsonLines(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<NdjsonLine> {
  const line = new GrowingLine(maxBytes);
  let number = 1;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      line.add(chunk.subarray(start, end));
      yield { number, ...line.take() };
      number += 1;
      start = end + 1;
    }
    line.add(chunk.subarray(start));
  }
  if (!line.isEmpty) {
    yield { number, ...line.take() };
  }
}

const LINE_FEED = 0x0a;

class GrowingLine {
  #parts: Uint8Array[] = [];
  #byteCount = 0;

  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get isEmpty(): boolean {
    return this.#byteCount === 0;
  }

  add(part: Uint8Array): void {
    this.#byteCount += part.length;
    if (this.#byteCount > this.#maxBytes) {
      this.#parts = [];
    } else if (part.length > 0) {
      this.#parts.push(part);
    }
  }

  take(): { bytes?: Buffer } {
    const taken = this.#byteCount > this.#maxBytes ? {} : { bytes: Buffer.concat(this.#parts) };
    this.#parts = [];
    this.#byteCount = 0;
    return taken;
  }
}
