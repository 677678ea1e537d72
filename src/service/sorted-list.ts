/** A list that is kept in order in runs of bounded length, so that a change moves no more than one of them. */

const MOST_IN_A_RUN = 512;

/** Items that no two of are equal by `compare`. A change and a look-up cost a search in two steps; `slice` costs what it gives. */
export class SortedList<T> {
  readonly #runs: T[][] = [];
  #size = 0;

  readonly #compare: (a: T, b: T) => number;

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.#size;
  }

  /** Adds an item that is not in the list. */
  add(item: T): void {
    const at = Math.min(
      this.#runOf((other) => this.#compare(other, item)),
      this.#runs.length - 1,
    );
    if (at < 0) this.#runs.push([item]);
    else {
      const run = this.#runs[at]!;
      run.splice(
        firstOf(run, (other) => this.#compare(other, item)),
        0,
        item,
      );
      if (run.length > MOST_IN_A_RUN) this.#runs.splice(at + 1, 0, run.splice(run.length >> 1));
    }
    this.#size += 1;
  }

  /** Removes an item that is in the list. */
  delete(item: T): void {
    const at = this.#runOf((other) => this.#compare(other, item));
    const run = this.#runs[at]!;
    run.splice(
      firstOf(run, (other) => this.#compare(other, item)),
      1,
    );
    if (run.length === 0) this.#runs.splice(at, 1);
    this.#size -= 1;
  }

  /**
   * Place of the first item for which `against` is not negative; it says how an item stands to what is sought, and rises along the list.
   */
  rank(against: (item: T) => number): number {
    const at = this.#runOf(against);
    let before = 0;
    for (let run = 0; run < at; run += 1) before += this.#runs[run]!.length;
    return at === this.#runs.length ? before : before + firstOf(this.#runs[at]!, against);
  }

  /** The item for which `against` is 0. */
  find(against: (item: T) => number): T | undefined {
    const run = this.#runs[this.#runOf(against)];
    const found = run?.[firstOf(run, against)];
    return found !== undefined && against(found) === 0 ? found : undefined;
  }

  /** The item at a place. */
  at(index: number): T | undefined {
    return this.slice(index, index + 1)[0];
  }

  /** The items from one place up to another, as far as there are any. */
  slice(start: number, end: number): T[] {
    const found: T[] = [];
    let first = 0;
    for (const run of this.#runs) {
      if (first >= end) break;
      if (first + run.length > start) found.push(...run.slice(Math.max(0, start - first), end - first));
      first += run.length;
    }
    return found;
  }

  /** All items in their order. */
  *[Symbol.iterator](): Generator<T> {
    for (const run of this.#runs) yield* run;
  }

  /** The first run whose last item is not before what is sought; one behind the last where there is none. */
  #runOf(against: (item: T) => number): number {
    return firstOf(this.#runs, (run) => against(run.at(-1)!));
  }
}

/** Binary search: place of the first item for which `against` is not negative. */
function firstOf<T>(items: readonly T[], against: (item: T) => number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (against(items[middle]!) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
