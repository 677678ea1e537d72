/** Slots found by what they hold: a hash table with open addressing (Knuth, TAOCP 6.4, algorithm L), 8 bytes an entry or so. */

const EMPTY = 0;
const GONE = -1;

/** Knows slots alone; what they hold is asked of whoever keeps it. */
export class SlotIndex {
  /** Slot + 1, EMPTY, or GONE where one was taken out. */
  #table = new Int32Array(64);
  #usedCount = 0;
  #liveCount = 0;

  readonly #hashOf: (slot: number) => number;

  /** `hashOf`: the hash of what a slot holds. */
  constructor(hashOf: (slot: number) => number) {
    this.#hashOf = hashOf;
  }

  /** The slot with this hash for which `holds` is true, else -1. */
  find(hash: number, holds: (slot: number) => boolean): number {
    const mask = this.#table.length - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const found = this.#table[at]!;
      if (found === EMPTY) return -1;
      if (found !== GONE && holds(found - 1)) return found - 1;
    }
  }

  /** Adds a slot that is not there. */
  add(slot: number): void {
    if ((this.#usedCount + 1) * 5 > this.#table.length * 3) this.#rebuild(this.#liveCount);
    this.#place(slot);
    this.#liveCount += 1;
  }

  /** Takes a slot out while it still holds what it was added with. */
  remove(slot: number): void {
    const mask = this.#table.length - 1;
    let at = this.#hashOf(slot) & mask;
    while (this.#table[at] !== slot + 1) at = (at + 1) & mask;
    this.#table[at] = GONE;
    this.#liveCount -= 1;
  }

  #place(slot: number): void {
    const mask = this.#table.length - 1;
    let at = this.#hashOf(slot) & mask;
    while (this.#table[at] !== EMPTY) at = (at + 1) & mask;
    this.#table[at] = slot + 1;
    this.#usedCount += 1;
  }

  /** Makes room for so many slots at once. */
  reserve(count: number): void {
    this.#rebuild(Math.max(count, this.#liveCount));
  }

  #rebuild(count: number): void {
    const before = this.#table;
    let length = 64;
    while (length < count * 3) length *= 2;
    this.#table = new Int32Array(length);
    this.#usedCount = 0;
    for (const found of before) if (found !== EMPTY && found !== GONE) this.#place(found - 1);
  }
}

/** FNV-1a (Fowler, Noll, Vo) over UTF-16 units, mixed at the end; `salt` parts texts that are the same. */
export function hashUnits(units: ArrayLike<number>, salt: number): number {
  let hash = 0x811c9dc5 ^ salt;
  for (let i = 0; i < units.length; i += 1) hash = Math.imul(hash ^ units[i]!, 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}

/** The UTF-16 units of a text. */
export function unitsOf(text: string): Uint16Array<ArrayBuffer> {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i += 1) units[i] = text.charCodeAt(i);
  return units;
}

/** The text of UTF-16 units. */
export function textOf(units: Uint16Array): string {
  return Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le');
}
