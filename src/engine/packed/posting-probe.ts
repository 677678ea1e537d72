/**
 * Asks a posting list about some documents, and reads no more of it than that takes: blocks without any of them are passed over
 * (Moffat and Zobel, "Self-indexing inverted files for fast text retrieval", 1996), of the others no more than the gaps up to
 * the last one asked for is read, and of a bitmap the bits are only counted.
 */
import type { PostingList } from './posting-reader.js';
import { BLOCK, INLINE, SKIP_BYTES } from './posting-writer.js';

/** What a probe that has not looked yet stands at. */
const NOWHERE = -1;

/** Answers for documents in ascending order. */
export class PostingProbe {
  readonly #bytes: Uint8Array;
  readonly #isDense: boolean;
  readonly #blockCount: number;
  /** First byte of the blocks, or of the bitmap's nibbles. */
  readonly #bodyAt: number;
  #block = NOWHERE;
  /** Last document of the block at hand; of a list of one block, beyond all. */
  #blockLast = NOWHERE;
  /** Byte of the block's next gap, or of the bitmap. */
  #at: number;
  /** Where the nibbles of the block begin, counted in nibbles. */
  #codesAt = 0;
  #size = 0;
  /** Documents of the block, or of the bitmap, before the next gap or byte. */
  #rank = 0;
  #doc = NOWHERE;

  readonly #list: PostingList;

  constructor(list: PostingList) {
    this.#list = list;

    const { bytes, df, start, documentCount } = list;
    this.#bytes = bytes;
    this.#isDense = list.dense;
    this.#blockCount = this.#isDense ? 0 : Math.ceil(df / BLOCK);
    this.#bodyAt = start + (this.#isDense ? (documentCount + 7) >> 3 : this.#blockCount > 1 ? this.#blockCount * SKIP_BYTES : 0);
    this.#at = start;
  }

  /** The impact nibble of `doc`, or -1 where it is not in the list. No smaller one may be asked for afterwards. */
  codeOf(doc: number): number {
    if (this.#isDense) return this.#codeInBitmap(doc);
    if (this.#list.entry >= INLINE) return (this.#list.entry & ~INLINE) >>> 4 === doc ? this.#list.entry & 15 : -1;
    if (doc > this.#blockLast && !this.#enter(doc)) return -1;
    this.#readTo(doc);
    return this.#doc === doc ? this.#nibble(this.#codesAt + this.#rank - 1) : -1;
  }

  /**
   * Keeps, at the front of `wanted[0 … count)`, ascending, the documents that are in the list with this code or a higher one. Answers how
   * many.
   */
  retain(wanted: Uint32Array, count: number, leastCode: number): number {
    let kept = 0;
    for (let i = 0; i < count; i += 1) {
      const doc = wanted[i]!;
      if (this.codeOf(doc) >= leastCode) wanted[kept++] = doc;
    }
    return kept;
  }

  /** Goes on to the block that holds `doc`, if any does, and reads nothing of it; false behind the last. */
  #enter(doc: number): boolean {
    return this.#blockCount === 1 ? this.#enterOnly() : this.#enterNext(doc);
  }

  /** Without a skip table the nibbles begin behind the last gap, wherever that is. */
  #enterOnly(): boolean {
    const bytes = this.#bytes;
    const list = this.#list;
    this.#blockLast = list.documentCount;
    this.#size = list.df;
    let end = this.#at;
    for (let left = this.#size; left > 0; end += 1) if (bytes[end]! < 128) left -= 1;
    this.#codesAt = end * 2;
    return true;
  }

  #enterNext(doc: number): boolean {
    let block = this.#block + 1;
    while (block < this.#blockCount && this.#lastOf(block) < doc) block += 1;
    if (block >= this.#blockCount) return false;
    this.#block = block;
    this.#blockLast = this.#lastOf(block);
    this.#size = Math.min(BLOCK, this.#list.df - block * BLOCK);
    this.#codesAt = (this.#bodyAt + this.#endOf(block) - ((this.#size + 1) >> 1)) * 2;
    this.#at = this.#bodyAt + (block === 0 ? 0 : this.#endOf(block - 1));
    this.#doc = block === 0 ? NOWHERE : this.#lastOf(block - 1);
    this.#rank = 0;
    return true;
  }

  #lastOf(block: number): number {
    return readU32(this.#bytes, this.#list.start + block * SKIP_BYTES);
  }

  #endOf(block: number): number {
    return readU32(this.#bytes, this.#list.start + block * SKIP_BYTES + 4);
  }

  #readTo(wanted: number): void {
    const bytes = this.#bytes;
    const size = this.#size;
    let at = this.#at;
    let doc = this.#doc;
    let rank = this.#rank;
    while (doc < wanted && rank < size) {
      let gap = bytes[at++]!;
      if (gap > 127) {
        gap &= 127;
        for (let shift = 7; ; shift += 7) {
          const byte = bytes[at++]!;
          gap |= (byte & 127) << shift;
          if (byte < 128) break;
        }
      }
      doc += gap + 1;
      rank += 1;
    }
    this.#at = at;
    this.#doc = doc;
    this.#rank = rank;
  }

  #codeInBitmap(doc: number): number {
    const bytes = this.#bytes;
    const wanted = this.#list.start + (doc >> 3);
    let at = this.#at;
    let rank = this.#rank;
    for (; at < wanted; at += 1) rank += BYTE_BITS[bytes[at]!]!;
    this.#at = at;
    this.#rank = rank;
    const bit = 1 << (doc & 7);
    const byte = bytes[at]!;
    return (byte & bit) === 0 ? -1 : this.#nibble(this.#bodyAt * 2 + rank + BYTE_BITS[byte & (bit - 1)]!);
  }

  #nibble(place: number): number {
    return (this.#bytes[place >>> 1]! >> ((place & 1) << 2)) & 15;
  }
}

/** Bits that are set in each byte. */
const BYTE_BITS = Uint8Array.from({ length: 256 }, (_, byte) => {
  let bits = 0;
  for (let rest = byte; rest !== 0; rest &= rest - 1) bits += 1;
  return bits;
});

function readU32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}
