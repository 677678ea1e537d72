/** Rows of 32-bit values, and the way from a value to the rows it stands in: chains in one table, 8 bytes a value and a little. */

const END = -1;
/** Values a chain holds on average before the table grows. */
const MOST_LOAD = 3;

/** Rows are numbers from 0; a row is empty until it is set. */
export class ValueTable {
  #values: Uint32Array;
  /** Values of each row. */
  #counts: Uint8Array;
  #next: Int32Array;
  #heads: Int32Array;
  #valueCount = 0;

  readonly #width: number;

  /** `width`: the most values of a row, up to 255. `capacity`: rows there is room for before anything grows. */
  constructor(width: number, capacity: number) {
    this.#width = width;

    this.#values = new Uint32Array(capacity * width);
    this.#next = new Int32Array(capacity * width);
    this.#counts = new Uint8Array(capacity);
    let size = 1 << 10;
    while (size * MOST_LOAD < capacity * width) size *= 2;
    this.#heads = new Int32Array(size).fill(END);
  }

  /** The values of a row; a view, good until the next `set`. */
  row(row: number): Uint32Array {
    return this.#values.subarray(row * this.#width, row * this.#width + this.#counts[row]!);
  }

  /** Values of a row. */
  countAt(row: number): number {
    return this.#counts[row]!;
  }

  /** Sets a row that is empty to `values[start … start + count]`, by default all of them. */
  set(row: number, values: Uint32Array, start = 0, count = values.length): void {
    if (row >= this.#counts.length) this.#growRows(row + 1);
    this.#valueCount += count;
    if (this.#valueCount > this.#heads.length * MOST_LOAD) this.#growHeads(row);
    this.#counts[row] = count;
    const first = row * this.#width;
    for (let i = 0; i < count; i += 1) {
      this.#values[first + i] = values[start + i]!;
      this.#link(first + i);
    }
  }

  /** Empties a row. */
  clear(row: number): void {
    const start = row * this.#width;
    for (let entry = start; entry < start + this.#counts[row]!; entry += 1) this.#unlink(entry);
    this.#valueCount -= this.#counts[row]!;
    this.#counts[row] = 0;
  }

  /** Rows that hold `value`, in no order; of more than `most`, only `most + 1`. */
  rowsWith(value: number, most: number): number[] {
    const rows: number[] = [];
    for (let entry = this.#heads[this.#place(value)]!; entry !== END && rows.length <= most; entry = this.#next[entry]!) {
      if (this.#values[entry] === value) rows.push(Math.floor(entry / this.#width));
    }
    return rows;
  }

  #link(entry: number): void {
    const place = this.#place(this.#values[entry]!);
    this.#next[entry] = this.#heads[place]!;
    this.#heads[place] = entry;
  }

  #unlink(entry: number): void {
    const place = this.#place(this.#values[entry]!);
    let before = END;
    for (let at = this.#heads[place]!; at !== entry; at = this.#next[at]!) before = at;
    if (before === END) this.#heads[place] = this.#next[entry]!;
    else this.#next[before] = this.#next[entry]!;
  }

  #place(value: number): number {
    return (Math.imul(value, 0x9e3779b1) >>> 8) & (this.#heads.length - 1);
  }

  #growRows(least: number): void {
    const rows = Math.max(least, Math.ceil(this.#counts.length * 1.25));
    const grown = <A extends Uint8Array | Uint32Array | Int32Array>(from: A, to: A): A => {
      to.set(from);
      return to;
    };
    this.#values = grown(this.#values, new Uint32Array(rows * this.#width));
    this.#next = grown(this.#next, new Int32Array(rows * this.#width));
    this.#counts = grown(this.#counts, new Uint8Array(rows));
  }

  /** Makes the table twice as large, for all rows but the one that is being set. */
  #growHeads(without: number): void {
    this.#heads = new Int32Array(this.#heads.length * 2).fill(END);
    for (let row = 0; row < this.#counts.length; row += 1) {
      if (row === without) continue;
      for (let i = 0; i < this.#counts[row]!; i += 1) this.#link(row * this.#width + i);
    }
  }
}
