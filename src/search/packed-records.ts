/** Records of numbers in one packed array, found by slot. What a record held is erased with it, and its room is used again. */

type Packed = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;
type Make<A extends Packed> = (length: number) => A;

/** What records are saved as. */
export interface SavedRecords<A extends Packed> {
  readonly lengths: Uint32Array<ArrayBuffer>;
  readonly values: A;
}

/** Below this many values nothing is moved together. */
const LEAST_WASTE = 1 << 16;
const GROWTH = 1.4;

/** Records of one type of number. */
export class Records<A extends Packed> {
  #starts = new Uint32Array(0);
  #lengths = new Uint32Array(0);
  #values: A;
  #end = 0;
  #wasteCount = 0;

  readonly #make: Make<A>;

  constructor(make: Make<A>) {
    this.#make = make;

    this.#values = make(0);
  }

  /** Writes the record of a slot that has none. */
  put(slot: number, record: ArrayLike<number>): void {
    if (slot >= this.#starts.length) this.#growSlots(slot + 1);
    if (this.#end + record.length > this.#values.length) this.#growValues(record.length);
    this.#values.set(record, this.#end);
    this.#starts[slot] = this.#end;
    this.#lengths[slot] = record.length;
    this.#end += record.length;
  }

  /** The record of `slot`, a view that the next `put` may make stale; empty where there is none. */
  get(slot: number): A {
    const start = this.#starts[slot] ?? 0;
    return this.#values.subarray(start, start + (this.#lengths[slot] ?? 0)) as A;
  }

  /** All values; the record of a slot begins at `startOf`. For loops over everything. */
  get all(): A {
    return this.#values;
  }

  startOf(slot: number): number {
    return this.#starts[slot]!;
  }

  erase(slot: number): void {
    const record = this.get(slot);
    this.#wasteCount += record.length;
    record.fill(0);
    this.#lengths[slot] = 0;
  }

  /** Copies the records of the first `slotCount` slots, laid end to end. */
  save(slotCount: number): SavedRecords<A> {
    const lengths = new Uint32Array(slotCount);
    lengths.set(this.#lengths.subarray(0, slotCount));
    const values = this.#make(this.#end - this.#wasteCount);
    this.#moveInto(values);
    return { lengths, values };
  }

  /** Throws where lengths and values do not fit each other. */
  load({ lengths, values }: SavedRecords<A>): void {
    this.#lengths = lengths;
    this.#values = values;
    this.#starts = new Uint32Array(lengths.length);
    this.#wasteCount = 0;
    this.#end = 0;
    for (let slot = 0; slot < lengths.length; slot += 1) {
      this.#starts[slot] = this.#end;
      this.#end += lengths[slot]!;
    }
    if (this.#end !== values.length) throw new Error('records do not fill their array');
  }

  #growSlots(least: number): void {
    const capacity = Math.max(least, Math.ceil(this.#starts.length * GROWTH), 64);
    const grown = (from: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
      const to = new Uint32Array(capacity);
      to.set(from);
      return to;
    };
    this.#starts = grown(this.#starts);
    this.#lengths = grown(this.#lengths);
  }

  #growValues(more: number): void {
    const isWasteful = this.#wasteCount > LEAST_WASTE && this.#wasteCount > this.#end / 2;
    const used = isWasteful ? this.#end - this.#wasteCount : this.#end;
    const values = this.#make(Math.max(used + more, Math.ceil(used * GROWTH), 256));
    if (isWasteful) this.#end = this.#moveInto(values, this.#starts);
    else values.set(this.#values.subarray(0, this.#end));
    if (isWasteful) this.#wasteCount = 0;
    this.#values = values;
  }

  /** Lays all records into `values`, slot by slot, and notes in `starts` where they come to lie; gives their end. */
  #moveInto(values: A, starts?: Uint32Array): number {
    let end = 0;
    for (let slot = 0; slot < this.#lengths.length; slot += 1) {
      const record = this.get(slot);
      values.set(record, end);
      if (starts !== undefined) starts[slot] = end;
      end += record.length;
    }
    return end;
  }
}
