/** A set of slots as bits. Operations over two sets take the longer for granted: both were made with the same capacity. */
export class Bitset {
  readonly bits: Uint32Array;

  constructor(capacity: number, bits?: Uint32Array) {
    this.bits = bits ?? new Uint32Array((capacity + 31) >>> 5);
  }

  has(slot: number): boolean {
    return (this.bits[slot >>> 5]! & (1 << (slot & 31))) !== 0;
  }

  add(slot: number): void {
    this.bits[slot >>> 5]! |= 1 << (slot & 31);
  }

  delete(slot: number): void {
    this.bits[slot >>> 5]! &= ~(1 << (slot & 31));
  }

  clone(): Bitset {
    return new Bitset(0, this.bits.slice());
  }

  /** This set is changed to what it shares with `other`, and answered. */
  intersect(other: Bitset): this {
    for (let i = 0; i < this.bits.length; i += 1) this.bits[i]! &= other.bits[i]!;
    return this;
  }

  unite(other: Bitset): this {
    for (let i = 0; i < this.bits.length; i += 1) this.bits[i]! |= other.bits[i]!;
    return this;
  }

  subtract(other: Bitset): this {
    for (let i = 0; i < this.bits.length; i += 1) this.bits[i]! &= ~other.bits[i]!;
    return this;
  }

  get size(): number {
    let count = 0;
    for (const word of this.bits) {
      let bits = word - ((word >>> 1) & 0x55555555);
      bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
      count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
    }
    return count;
  }

  /** Members, ascending. */
  *[Symbol.iterator](): Generator<number> {
    for (let i = 0; i < this.bits.length; i += 1) {
      for (let word = this.bits[i]!; word !== 0; word &= word - 1) yield (i << 5) + (31 - Math.clz32(word & -word));
    }
  }
}
