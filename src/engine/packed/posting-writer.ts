/**
 * Writes posting lists. A list is the ascending documents that hold a pair, each with its impact nibble:
 *
 * - one document: no bytes at all, it stands in the dictionary entry: bit 31, document << 4, nibble;
 * - in an eighth of the documents or more: varint df, a bitmap of all documents, the nibbles in order;
 * - else varint df, where there are more blocks than one a skip table, then the blocks of 128 documents: gaps less one as
 *   varints (Elias-style delta coding in bytes; Zobel and Moffat, "Inverted files for text search engines", 2006), nibbles.
 *
 * A skip entry is the block's last document (4 bytes) and its end from the end of the table (4).
 */

/** Documents of a block. */
export const BLOCK = 128;
/** Bytes of a skip entry. */
export const SKIP_BYTES = 8;
/** In a dictionary entry: the list is the one document in it. */
export const INLINE = 0x80000000;

/** Room beside what was written that is not worth a copy: a sixteenth. */
const LITTLE_SLACK = 17 / 16;

/** Whether a list of `df` of `documentCount` documents is a bitmap. */
export function isDense(df: number, documentCount: number): boolean {
  return df > BLOCK && df * 8 >= documentCount;
}

/** Writes the lists of one segment, one behind the other. */
export class PostingWriter {
  #bytes: Uint8Array;
  #length = 0;

  readonly #documentCount: number;

  /** `expectedBytes`: what will be written, about; growing beyond it copies everything. */
  constructor(documentCount: number, expectedBytes = 1 << 12) {
    this.#documentCount = documentCount;

    this.#bytes = new Uint8Array(expectedBytes + (1 << 12));
  }

  /** Appends the list `postings[from … to)`, each document << 4 | nibble, ascending; answers its dictionary entry. */
  add(postings: Uint32Array, from: number, to: number): number {
    const df = to - from;
    if (df === 1) return (INLINE | postings[from]!) >>> 0;
    const start = this.#length;
    this.#reserve(df * 6 + (this.#documentCount >> 3) + 64);
    this.#varint(df);
    if (isDense(df, this.#documentCount)) this.#bitmap(postings, from, to);
    else this.#blocks(postings, from, to);
    return start;
  }

  /** What was written, with little slack. */
  finish(): Uint8Array {
    return this.#length * LITTLE_SLACK < this.#bytes.length ? this.#bytes.slice(0, this.#length) : this.#bytes.subarray(0, this.#length);
  }

  #bitmap(postings: Uint32Array, from: number, to: number): void {
    const size = (this.#documentCount + 7) >> 3;
    this.#bytes.fill(0, this.#length, this.#length + size);
    for (let i = from; i < to; i += 1) this.#bytes[this.#length + (postings[i]! >>> 7)]! |= 1 << ((postings[i]! >>> 4) & 7);
    this.#length += size;
    this.#nibbles(postings, from, to);
  }

  #blocks(postings: Uint32Array, from: number, to: number): void {
    const blockCount = Math.ceil((to - from) / BLOCK);
    let skip = this.#length;
    if (blockCount > 1) this.#length += blockCount * SKIP_BYTES;
    const first = this.#length;
    let previous = -1;
    for (let begin = from; begin < to; begin += BLOCK) {
      const end = Math.min(to, begin + BLOCK);
      for (let i = begin; i < end; i += 1) {
        const doc = postings[i]! >>> 4;
        const gap = doc - previous - 1;
        if (gap < 128) this.#bytes[this.#length++] = gap;
        else this.#varint(gap);
        previous = doc;
      }
      this.#nibbles(postings, begin, end);
      if (blockCount > 1) {
        this.#skipEntry(skip, previous, this.#length - first);
        skip += SKIP_BYTES;
      }
    }
  }

  #skipEntry(at: number, last: number, end: number): void {
    for (let i = 0; i < 4; i += 1) {
      this.#bytes[at + i] = last >>> (8 * i);
      this.#bytes[at + 4 + i] = end >>> (8 * i);
    }
  }

  #nibbles(postings: Uint32Array, from: number, to: number): void {
    for (let i = from; i < to; i += 2) {
      this.#bytes[this.#length] = (postings[i]! & 15) | (i + 1 < to ? (postings[i + 1]! & 15) << 4 : 0);
      this.#length += 1;
    }
  }

  #varint(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.#bytes[this.#length] = (rest & 127) | 128;
      this.#length += 1;
      rest >>>= 7;
    }
    this.#bytes[this.#length] = rest;
    this.#length += 1;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
