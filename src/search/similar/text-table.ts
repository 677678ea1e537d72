/**
 * The different texts of the archive, each with the ids it is printed under, found by fingerprint and by sketch. Slots are
 * numbers from 0, used again when a text goes.
 */
import type { DispatchText } from './dispatch-text.js';
import { PAIR_BITS_COUNT, pairBits } from './pair-bits.js';
import { SKETCH_SIZE, sketchOf } from './sketch.js';
import { ValueTable } from './value-table.js';

/** What is kept of a text; the text itself is not. */
export interface TextRecord {
  readonly fingerprint: readonly [number, number];
  /** Letters, to 65,535; 0 for a text that is too short to be near another. */
  readonly length: number;
  readonly sketch: Uint32Array;
  readonly bits: Uint32Array;
}

/** The record of a text. */
export function textRecord(text: DispatchText): TextRecord {
  const { fingerprint, isComparable, words } = text;
  if (!isComparable) return { fingerprint, length: 0, sketch: new Uint32Array(0), bits: new Uint32Array(PAIR_BITS_COUNT) };
  return { fingerprint, length: Math.min(words.length, 0xffff), sketch: sketchOf(words), bits: pairBits(words) };
}

/** The record of a text as a row: two halves of the fingerprint, length, size of the sketch, the bits, the sketch. */
export function textRow(text: DispatchText): Uint32Array {
  const record = textRecord(text);
  const row = new Uint32Array(ROW_COUNT + record.sketch.length);
  writeRow(record, row, 0);
  return row;
}

/** Numbers of a saved row in front of its sketch: two halves of the fingerprint, length, size of the sketch; then the bits. */
const PLAIN_COUNT = 4;
const ROW_COUNT = PLAIN_COUNT + PAIR_BITS_COUNT;

/** Texts with the same fingerprint half that are looked at; there is hardly ever a second one. */
const MOST_SAME_HALF = 64;

/** With everything beside it 40 MB for 100,000 texts: docs/similar.md. */
export class TextTable {
  readonly #sketches: ValueTable;
  readonly #fingerprints: ValueTable;
  #highs: Uint32Array;
  #lengths: Uint16Array;
  #bits: Uint32Array;
  /** Ids of each slot, one alone without an array around it: 5 MB less for 100,000. */
  readonly #ids: (string | readonly string[])[] = [];
  readonly #free: number[] = [];
  readonly #slots = new Map<string, number>();

  /** `capacity`: texts there is room for before anything grows. */
  constructor(capacity = 64) {
    this.#sketches = new ValueTable(SKETCH_SIZE, capacity);
    this.#fingerprints = new ValueTable(1, capacity);
    this.#highs = new Uint32Array(capacity);
    this.#lengths = new Uint16Array(capacity);
    this.#bits = new Uint32Array(capacity * PAIR_BITS_COUNT);
  }

  /** Slots in use, in their order. */
  *liveSlots(): Generator<number> {
    for (let slot = 0; slot < this.#ids.length; slot += 1) if (this.#ids[slot]!.length > 0) yield slot;
  }

  slotOf(id: string): number | undefined {
    return this.#slots.get(id);
  }

  /** Ids of a slot in ascending order. */
  idsAt(slot: number): readonly string[] {
    const ids = this.#ids[slot]!;
    return typeof ids === 'string' ? [ids] : ids;
  }

  record(slot: number): TextRecord {
    return {
      fingerprint: [this.#fingerprints.row(slot)[0]!, this.#highs[slot]!],
      length: this.#lengths[slot]!,
      sketch: this.#sketches.row(slot),
      bits: this.bitsAt(slot),
    };
  }

  /** The slot of an equal text; undefined when there is none. */
  find([low, high]: TextRecord['fingerprint']): number | undefined {
    return this.#fingerprints.rowsWith(low, MOST_SAME_HALF).find((slot) => this.#highs[slot] === high);
  }

  /** Slots whose sketch holds `value`, in no order; of more than `most`, only `most + 1`. */
  slotsWith(value: number, most: number): number[] {
    return this.#sketches.rowsWith(value, most);
  }

  lengthAt(slot: number): number {
    return this.#lengths[slot]!;
  }

  /** A view, good until the next `add`. */
  bitsAt(slot: number): Uint32Array {
    return this.#bits.subarray(slot * PAIR_BITS_COUNT, (slot + 1) * PAIR_BITS_COUNT);
  }

  /**
   * Adds a text that is not there, by its row in `rows`; gives its slot. `ids` ascending. Makes no array of its own, for there may be a
   * million of them.
   */
  addRow(rows: Uint32Array, at: number, ids: readonly string[]): number {
    const slot = this.#free.pop() ?? this.#ids.length;
    if (slot >= this.#highs.length) this.#grow();
    this.#fingerprints.set(slot, rows, at, 1);
    this.#highs[slot] = rows[at + 1]!;
    this.#lengths[slot] = rows[at + 2]!;
    for (let i = 0; i < PAIR_BITS_COUNT; i += 1) this.#bits[slot * PAIR_BITS_COUNT + i] = rows[at + PLAIN_COUNT + i]!;
    this.#sketches.set(slot, rows, at + ROW_COUNT, rows[at + 3]);
    this.#setIds(slot, ids);
    for (const id of ids) this.#slots.set(id, slot);
    return slot;
  }

  /** Numbers of a text's row. */
  rowLength(slot: number): number {
    return ROW_COUNT + this.#sketches.countAt(slot);
  }

  /** Writes a text, without its ids, into `rows` from `at`. */
  writeRow(slot: number, rows: Uint32Array, at: number): void {
    writeRow(this.record(slot), rows, at);
  }

  /** Puts one more id to a text; it must not be there yet. */
  join(slot: number, id: string): void {
    this.#setIds(slot, [...this.idsAt(slot), id].sort(byUnits));
    this.#slots.set(id, slot);
  }

  /** Takes an id away, and with the last one the text. */
  leave(id: string): void {
    const slot = this.#slots.get(id)!;
    this.#slots.delete(id);
    this.#setIds(
      slot,
      this.idsAt(slot).filter((other) => other !== id),
    );
    if (this.idsAt(slot).length > 0) return;
    this.#sketches.clear(slot);
    this.#fingerprints.clear(slot);
    this.#free.push(slot);
  }

  #setIds(slot: number, ids: readonly string[]): void {
    this.#ids[slot] = ids.length === 1 ? ids[0]! : ids;
  }

  #grow(): void {
    const size = Math.ceil(this.#highs.length * 1.25) + 1;
    const [highs, lengths, bits] = [new Uint32Array(size), new Uint16Array(size), new Uint32Array(size * PAIR_BITS_COUNT)];
    highs.set(this.#highs);
    lengths.set(this.#lengths);
    bits.set(this.#bits);
    [this.#highs, this.#lengths, this.#bits] = [highs, lengths, bits];
  }
}

function writeRow({ fingerprint, length, sketch, bits }: TextRecord, rows: Uint32Array, at: number): void {
  rows.set([...fingerprint, length, sketch.length], at);
  rows.set(bits, at + PLAIN_COUNT);
  rows.set(sketch, at + ROW_COUNT);
}

/** The order of ids: by UTF-16 units, the same everywhere. */
export function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
