/**
 * How many of many sets each document is in. The counts stand bit by bit in planes ("vertical counters": plane k holds bit k
 * of every count), so that a set is counted 32 documents at a time.
 */
import type { DocSet } from '../doc-set.js';

/** Counts over sets of one capacity. */
export class SetCounts {
  readonly #planes: Uint32Array[] = [];

  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Counts each member of `set` once more. About two steps for 32 documents. */
  add({ bits }: DocSet): void {
    for (let at = 0; at < bits.length; at += 1) {
      let carry = bits[at]!;
      for (let k = 0; carry !== 0; k += 1) {
        const plane = (this.#planes[k] ??= new Uint32Array((this.#capacity + 31) >>> 5));
        const both = plane[at]! & carry;
        plane[at]! ^= carry;
        carry = both;
      }
    }
  }

  /** The sets a document was in. */
  of(doc: number): number {
    let count = 0;
    for (let k = 0; k < this.#planes.length; k += 1) count += ((this.#planes[k]![doc >>> 5]! >>> (doc & 31)) & 1) << k;
    return count;
  }
}
