/**
 * A set of documents by number (of a segment, or a slot): one bit a document. Operations over two sets take the same capacity for
 * granted.
 */
export class DocSet {
  readonly bits: Uint32Array;

  /** Room for the documents `0 … capacity - 1`; empty. Costs an eighth of a byte a document. */
  constructor(
    readonly capacity: number,
    bits?: Uint32Array,
  ) {
    this.bits = bits ?? new Uint32Array((capacity + 31) >>> 5);
  }

  /** All of `0 … capacity - 1`. */
  static full(capacity: number): DocSet {
    const set = new DocSet(capacity);
    set.bits.fill(0xffffffff);
    const rest = capacity & 31;
    if (rest !== 0) set.bits[set.bits.length - 1] = 2 ** rest - 1;
    return set;
  }

  /** The set of `docs`, with room for `capacity`. */
  static of(docs: Uint32Array, capacity: number): DocSet {
    const set = new DocSet(capacity);
    for (const doc of docs) set.add(doc);
    return set;
  }

  has(doc: number): boolean {
    return (this.bits[doc >>> 5]! & (1 << (doc & 31))) !== 0;
  }

  add(doc: number): void {
    this.bits[doc >>> 5]! |= 1 << (doc & 31);
  }

  delete(doc: number): void {
    this.bits[doc >>> 5]! &= ~(1 << (doc & 31));
  }

  clone(): DocSet {
    return new DocSet(this.capacity, this.bits.slice());
  }

  /** This set is changed to what it shares with `other`, and answered. */
  intersect(other: DocSet): this {
    const { bits } = this;
    const others = other.bits;
    for (let i = 0; i < bits.length; i += 1) bits[i]! &= others[i]!;
    return this;
  }

  /** This set is changed to what is in either. */
  unite(other: DocSet): this {
    const { bits } = this;
    const others = other.bits;
    for (let i = 0; i < bits.length; i += 1) bits[i]! |= others[i]!;
    return this;
  }

  /** This set is changed to what is not in `other`. */
  subtract(other: DocSet): this {
    const { bits } = this;
    const others = other.bits;
    for (let i = 0; i < bits.length; i += 1) bits[i]! &= ~others[i]!;
    return this;
  }

  /** Whether `other` has every member of this set. */
  isWithin(other: DocSet): boolean {
    const { bits } = this;
    for (let i = 0; i < bits.length; i += 1) if ((bits[i]! & ~other.bits[i]!) !== 0) return false;
    return true;
  }

  get isEmpty(): boolean {
    for (const word of this.bits) if (word !== 0) return false;
    return true;
  }

  /** Number of members, counted anew at each call. */
  get size(): number {
    const { bits } = this;
    let count = 0;
    for (let i = 0; i < bits.length; i += 1) {
      const word = bits[i]!;
      if (word === 0) continue;
      let sums = word - ((word >>> 1) & 0x55555555);
      sums = (sums & 0x33333333) + ((sums >>> 2) & 0x33333333);
      count += Math.imul((sums + (sums >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
    }
    return count;
  }

  /** Members, ascending; `size` where it is known. */
  toArray(size = this.size): Uint32Array {
    const { bits } = this;
    const docs = new Uint32Array(size);
    let count = 0;
    for (let i = 0; count < size; i += 1) {
      for (let word = bits[i]!; word !== 0; word &= word - 1) {
        docs[count] = (i << 5) + (31 - Math.clz32(word & -word));
        count += 1;
      }
    }
    return docs;
  }
}
