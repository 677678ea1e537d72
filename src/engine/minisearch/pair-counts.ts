/** How many documents hold each pair of neighbouring characters: an open hash of numbers, 8 bytes an entry and its slack. */
const FREE = 0;

/** Counts over all documents that came and have not gone. */
export class PairCounts {
  #keys = new Uint32Array(1 << 16);
  #counts = new Uint32Array(1 << 16);
  #used = 0;

  /** Counts every distinct pair of `text` once, `by` 1 for a document that comes and -1 for one that goes. */
  count(text: string, by: 1 | -1): void {
    const seen = new Set<number>();
    for (let i = 1; i < text.length; i += 1) {
      const key = keyOf(text, i - 1);
      if (key !== FREE && !seen.has(key)) {
        seen.add(key);
        this.#bump(key, by);
      }
    }
  }

  /** Documents that hold the first two units of `pair` side by side. */
  get(pair: string): number {
    const key = keyOf(pair, 0);
    return key === FREE ? 0 : this.#counts[this.#place(key)]!;
  }

  #bump(key: number, by: number): void {
    if (this.#used * 2 > this.#keys.length) this.#grow();
    const at = this.#place(key);
    if (this.#keys[at] === FREE) {
      this.#keys[at] = key;
      this.#used += 1;
    }
    this.#counts[at]! += by;
  }

  #place(key: number): number {
    const mask = this.#keys.length - 1;
    let at = (Math.imul(key, 0x9e3779b1) >>> 8) & mask;
    while (this.#keys[at] !== FREE && this.#keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const keys = this.#keys;
    const counts = this.#counts;
    this.#keys = new Uint32Array(keys.length * 2);
    this.#counts = new Uint32Array(keys.length * 2);
    for (let i = 0; i < keys.length; i += 1) {
      if (keys[i] === FREE || counts[i] === 0) continue;
      const at = this.#place(keys[i]!);
      this.#keys[at] = keys[i]!;
      this.#counts[at] = counts[i]!;
    }
    this.#used = this.#keys.reduce((sum, key) => sum + (key === FREE ? 0 : 1), 0);
  }
}

/** Both units as one number; FREE where one of them ends an entry. */
function keyOf(text: string, at: number): number {
  const [first, second] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
  return first === 0x0a || second === 0x0a ? FREE : ((first << 16) | second) >>> 0;
}
