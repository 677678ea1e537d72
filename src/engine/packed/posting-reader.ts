/** Reads posting lists whole, block after block; the format is `posting-writer.ts`'s. */
import { DocSet } from '../doc-set.js';
import { BLOCK, INLINE, isDense, SKIP_BYTES } from './posting-writer.js';

/** Where a list lies. Cheap to make; nothing is decoded. */
export class PostingList {
  /** Documents that hold the pair. */
  readonly df: number;
  /** Offset behind the df; of the one document's entry nothing is read. */
  readonly start: number;

  constructor(
    readonly bytes: Uint8Array,
    readonly entry: number,
    readonly documentCount: number,
  ) {
    let [df, at] = [1, 0];
    if (entry < INLINE) {
      at = entry;
      let [shift, byte] = [0, bytes[at]!];
      df = byte & 127;
      while (byte > 127) {
        at += 1;
        shift += 7;
        byte = bytes[at]!;
        df |= (byte & 127) << shift;
      }
      at += 1;
    }
    this.df = df;
    this.start = at;
  }

  get dense(): boolean {
    return this.entry < INLINE && isDense(this.df, this.documentCount);
  }

  /** Puts every document into `set`. */
  addTo(set: DocSet): void {
    if (this.dense) {
      const size = (this.documentCount + 7) >> 3;
      const own = new DocSet(this.documentCount);
      new Uint8Array(own.bits.buffer).set(this.bytes.subarray(this.start, this.start + size));
      set.unite(own);
      return;
    }
    const reader = new PostingReader(this);
    const { bits } = set;
    while (reader.next()) {
      const { docs, count } = reader;
      for (let i = 0; i < count; i += 1) bits[docs[i]! >>> 5]! |= 1 << (docs[i]! & 31);
    }
  }

  /** Its documents, ascending; with `leastCode`, only those of that code and above. */
  toArray(leastCode = 0): Uint32Array {
    const all = new Uint32Array(this.df);
    let length = 0;
    const reader = new PostingReader(this);
    while (reader.next()) {
      const { docs, count } = reader;
      if (leastCode === 0) {
        for (let i = 0; i < count; i += 1) all[length++] = docs[i]!;
      } else {
        for (let i = 0; i < count; i += 1) if (reader.code(i) >= leastCode) all[length++] = docs[i]!;
      }
    }
    return length === all.length ? all : all.slice(0, length);
  }

  /** How many of its documents are in `set`. */
  countIn(set: DocSet): number {
    const reader = new PostingReader(this);
    let found = 0;
    while (reader.next()) {
      for (let i = 0; i < reader.count; i += 1) if (set.has(reader.docs[i]!)) found += 1;
    }
    return found;
  }
}

/** Blocks are decoded into one place, again and again. */
const decoded = new Uint32Array(BLOCK + 32);

/** Walks one list. One reader walks at a time: what another one decodes takes the place of this one's block. */
export class PostingReader {
  /** Documents of the block at hand: `docs[0 … count)`, ascending. */
  readonly docs = decoded;
  count = 0;
  /** Where the nibbles of the block begin, counted in nibbles from the front of `codes`. */
  codesAt = 0;
  readonly codes: Uint8Array;
  readonly #blockCount: number;
  readonly #blocksStart: number;
  #block = 0;
  #at: number;
  #last = -1;
  readonly #dense: boolean;
  /** Of a bitmap: its first byte not read yet, and the documents before it. */
  #byteAt = 0;
  #rank = 0;

  readonly #list: PostingList;

  constructor(list: PostingList) {
    this.#list = list;

    this.#dense = list.dense;
    this.codes = list.entry < INLINE ? list.bytes : Uint8Array.of(list.entry & 15);
    this.#blockCount = this.#dense ? 1 : Math.ceil(list.df / BLOCK);
    this.#blocksStart = list.start + (this.#blockCount > 1 ? this.#blockCount * SKIP_BYTES : 0);
    this.#at = this.#blocksStart;
  }

  /** Impact nibble of the `i`th document of the block at hand. */
  code(i: number): number {
    const place = this.codesAt + i;
    return (this.codes[place >>> 1]! >> ((place & 1) << 2)) & 15;
  }

  /** Decodes the next block; false at the end. */
  next(): boolean {
    if (this.#dense) return this.#nextOfBitmap();
    if (this.#block === this.#blockCount) return false;
    const list = this.#list;
    if (list.entry >= INLINE) {
      this.#block = 1;
      this.count = 1;
      this.docs[0] = (list.entry & ~INLINE) >>> 4;
      return true;
    }
    this.#decode(Math.min(BLOCK, list.df - this.#block * BLOCK));
    this.#block += 1;
    return true;
  }

  #decode(count: number): void {
    const { bytes } = this.#list;
    const { docs } = this;
    let at = this.#at;
    let last = this.#last;
    for (let i = 0; i < count; i += 1) {
      let gap = bytes[at++]!;
      if (gap > 127) {
        gap &= 127;
        for (let shift = 7; ; shift += 7) {
          const byte = bytes[at++]!;
          gap |= (byte & 127) << shift;
          if (byte < 128) break;
        }
      }
      last += gap + 1;
      docs[i] = last;
    }
    this.count = count;
    this.codesAt = at * 2;
    this.#at = at + ((count + 1) >> 1);
    this.#last = last;
  }

  #nextOfBitmap(): boolean {
    const { bytes, start, documentCount } = this.#list;
    const size = (documentCount + 7) >> 3;
    const { docs } = this;
    let count = 0;
    let byteAt = this.#byteAt;
    for (; byteAt < size && count < BLOCK; byteAt += 1) {
      for (let byte = bytes[start + byteAt]!; byte !== 0; byte &= byte - 1) docs[count++] = (byteAt << 3) + (31 - Math.clz32(byte & -byte));
    }
    this.codesAt = (start + size) * 2 + this.#rank;
    this.#rank += count;
    this.#byteAt = byteAt;
    this.count = count;
    return count > 0;
  }
}
