/** The best of many documents, in order, by a bounded heap: the rest is seen once and never sorted. */
import type { Part } from './part.js';

/** One hit; higher keys come first, then the lower id. */
export interface Ranked {
  readonly part: Part;
  readonly doc: number;
  readonly first: number;
}

/** Keeps the best of what is added: by the first key, then the second, then the id. O(log `most`) for each that is kept. */
export class TopHits {
  readonly #parts: Part[] = [];
  readonly #docs: number[] = [];
  readonly #firsts: number[] = [];
  readonly #seconds: number[] = [];
  #size = 0;

  readonly #most: number;

  /** Keeps the best `most`. */
  constructor(most: number) {
    this.#most = most;
  }

  /** First key of the worst that is kept; below it nothing is taken. */
  get threshold(): number {
    return this.#size < this.#most || this.#size === 0 ? -Infinity : this.#firsts[0]!;
  }

  add(part: Part, doc: number, first: number, second: number): void {
    if (this.#size < this.#most) {
      this.#put(this.#size, part, doc, first, second);
      this.#size += 1;
      this.#rise(this.#size - 1);
    } else if (this.#most > 0 && this.#isBetter(part, doc, first, second, 0)) {
      this.#put(0, part, doc, first, second);
      this.#sink();
    }
  }

  /** Everything that was kept, best first. */
  sorted(): Ranked[] {
    const order = Array.from({ length: this.#size }, (_, i) => i);
    order.sort((a, b) => (this.#isBetter(this.#parts[a]!, this.#docs[a]!, this.#firsts[a]!, this.#seconds[a]!, b) ? -1 : 1));
    return order.map((i) => ({ part: this.#parts[i]!, doc: this.#docs[i]!, first: this.#firsts[i]! }));
  }

  #put(at: number, part: Part, doc: number, first: number, second: number): void {
    this.#parts[at] = part;
    this.#docs[at] = doc;
    this.#firsts[at] = first;
    this.#seconds[at] = second;
  }

  #isBetter(part: Part, doc: number, first: number, second: number, than: number): boolean {
    if (first !== this.#firsts[than]) return first > this.#firsts[than]!;
    if (second !== this.#seconds[than]) return second > this.#seconds[than]!;
    const other = this.#parts[than]!;
    if (part === other) return part.segment.arrays.idRanks[doc]! < part.segment.arrays.idRanks[this.#docs[than]!]!;
    return part.segment.ids.get(doc) < other.segment.ids.get(this.#docs[than]!);
  }

  #swap(a: number, b: number): void {
    const [part, doc, first, second] = [this.#parts[a]!, this.#docs[a]!, this.#firsts[a]!, this.#seconds[a]!];
    this.#put(a, this.#parts[b]!, this.#docs[b]!, this.#firsts[b]!, this.#seconds[b]!);
    this.#put(b, part, doc, first, second);
  }

  /** Whether the entry at `a` is better than the one at `b`; the worst is at the root. */
  #better(a: number, b: number): boolean {
    return this.#isBetter(this.#parts[a]!, this.#docs[a]!, this.#firsts[a]!, this.#seconds[a]!, b);
  }

  #rise(from: number): void {
    for (let at = from; at > 0;) {
      const above = (at - 1) >> 1;
      if (!this.#better(above, at)) return;
      this.#swap(at, above);
      at = above;
    }
  }

  #sink(): void {
    for (let at = 0; ;) {
      const below = 2 * at + 1;
      let worst = below < this.#size && this.#better(at, below) ? below : at;
      if (below + 1 < this.#size && this.#better(worst, below + 1)) worst = below + 1;
      if (worst === at) return;
      this.#swap(at, worst);
      at = worst;
    }
  }
}
