/**
 * Which slots may hold a text: a bit-sliced signature file. Each pair of neighbouring characters, and each character, is
 * hashed to a row of bits, one bit a slot; the rows of a needle, intersected, hold every slot that has it and few others.
 * The folded text decides. After Goodwin et al., "BitFunnel: Revisiting Signatures for Search", SIGIR 2017, with one hash.
 */
import { DocSet } from '../doc-set.js';

/** 2^14 rows for pairs: an article of 600 characters sets about 3 % of them. Memory: 2.5 kB for each slot of capacity. */
const PAIR_ROWS = 1 << 14;
const SINGLE_ROWS = 1 << 12;

/** Rows of bits over the slots; what it lets through may be wrong, what it holds back never is. */
export class Signatures {
  #rows = new Uint32Array(0);
  #width = 0;

  /** Room for slots below `capacity`. Copies everything when it grows. */
  reserve(capacity: number): void {
    const width = (capacity + 31) >>> 5;
    if (width <= this.#width) return;
    const grown = new Uint32Array((PAIR_ROWS + SINGLE_ROWS) * width);
    for (let row = 0; row < PAIR_ROWS + SINGLE_ROWS; row += 1) {
      grown.set(this.#rows.subarray(row * this.#width, (row + 1) * this.#width), row * width);
    }
    this.#rows = grown;
    this.#width = width;
  }

  add(slot: number, text: string): void {
    const word = slot >>> 5;
    const bit = 1 << (slot & 31);
    let previous = 0x0a;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      if (unit !== 0x0a) {
        this.#rows[singleRow(unit) * this.#width + word]! |= bit;
        if (previous !== 0x0a) this.#rows[pairRow(previous, unit) * this.#width + word]! |= bit;
      }
      previous = unit;
    }
  }

  /** Forgets a slot, so that it can be given to another document. */
  clear(slot: number): void {
    const mask = ~(1 << (slot & 31));
    for (let at = slot >>> 5; at < this.#rows.length; at += this.#width) this.#rows[at]! &= mask;
  }

  /** Narrows `candidates` to the slots that may hold `piece`. */
  narrow(candidates: DocSet, piece: string): void {
    if (piece.length === 1) this.#intersectRow(candidates, singleRow(piece.charCodeAt(0)));
    for (let i = 1; i < piece.length; i += 1) this.#intersectRow(candidates, pairRow(piece.charCodeAt(i - 1), piece.charCodeAt(i)));
  }

  #intersectRow(candidates: DocSet, row: number): void {
    const from = row * this.#width;
    for (let i = 0; i < candidates.bits.length; i += 1) candidates.bits[i]! &= this.#rows[from + i]!;
  }
}

function pairRow(first: number, second: number): number {
  return Math.imul(first * 0x9e3779b1 + second, 0x85ebca6b) >>> 18;
}

function singleRow(unit: number): number {
  return PAIR_ROWS + (Math.imul(unit, 0x9e3779b1) >>> 20);
}
