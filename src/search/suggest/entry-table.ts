/**
 * Every text that can be suggested, once, packed: its folded units, their pronunciations, the printed form where it is another,
 * how often it is used, and when last. An entry nobody uses any more is erased, and its slot used again.
 */
import type { ArticleEntry } from './article-entries.js';
import type { PackedText } from './query-pattern.js';
import type { PronunciationTable } from './pronunciation-table.js';
import { Records, type SavedRecords } from '../packed-records.js';
import { SIGNATURE_WORDS, writeSignature } from './signature.js';
import { hashUnits, SlotIndex, textOf, unitsOf } from './slot-index.js';
import { ENTRY_KINDS, type EntryKind } from './suggestion.js';

/** The table as packed arrays. */
export interface SavedEntries {
  readonly texts: SavedRecords<Uint16Array<ArrayBuffer>>;
  readonly columns: Uint32Array<ArrayBuffer>;
  readonly signatures: Uint32Array<ArrayBuffer>;
}

/** A text that is not in the table yet. */
export interface NewText {
  /** Folded units, and the pronunciation of each. */
  readonly units: Uint16Array;
  readonly pronunciations: Uint16Array;
  /** SIGNATURE_WORDS numbers. */
  readonly signature: Uint32Array;
}

/** Numbers an entry has beside its text. */
const COLUMN_COUNT = 4;
const [KIND_LENGTH, PROMINENT, OPENING, NEWEST] = [0, 1, 2, 3] as const;
const KIND_BITS = 3;

/** A text of a saved table. */
export interface SavedText extends NewText {
  /** Place of its kind in ENTRY_KINDS. */
  readonly kind: number;
  readonly printed: Uint16Array;
}

/** Reads the texts of a saved table by slot, as views, without loading it. Throws where its parts do not fit. */
export function savedTexts({ texts, columns, signatures }: SavedEntries): (slot: number) => SavedText {
  const records = new Records((length) => new Uint16Array(length));
  records.load(texts);
  return (slot) => {
    const record = records.get(slot);
    const kindLength = columns[slot * COLUMN_COUNT + KIND_LENGTH]!;
    const length = kindLength >>> KIND_BITS;
    const units = record.subarray(0, length);
    return {
      units,
      kind: kindLength & ((1 << KIND_BITS) - 1),
      pronunciations: record.subarray(length, length * 2),
      printed: record.length > length * 2 ? record.subarray(length * 2) : units,
      signature: signatures.subarray(slot * SIGNATURE_WORDS, (slot + 1) * SIGNATURE_WORDS),
    };
  };
}

/** Slots are numbers from 0. */
export class EntryTable {
  /** Folded units, pronunciations, then the printed units where they differ from the folded. */
  readonly #texts = new Records((length) => new Uint16Array(length));
  #columns = new Uint32Array(0);
  /** SIGNATURE_WORDS a slot. */
  signatures = new Uint32Array(0);
  readonly #index = new SlotIndex((slot) => this.#hashOf(slot));
  #freeSlots: number[] = [];
  #roomForSlots = new Uint32Array(0);

  /** Slots are below this; some are empty. */
  slotCount = 0;

  readonly #pronunciations: PronunciationTable;

  /** `pronunciations`: the table that the entries' pronunciations are numbered by. */
  constructor(pronunciations: PronunciationTable) {
    this.#pronunciations = pronunciations;
  }

  /** Adds a use of a text, in an article of this date (YYYYMMDD, 0 = none); gives its slot. */
  use(entry: ArticleEntry, date: number): number {
    const kind = ENTRY_KINDS.indexOf(entry.kind);
    const printed = unitsOf(entry.original);
    const found = this.find(kind, printed);
    const slot = found >= 0 ? found : this.add(kind, printed, this.#read(entry));
    this.count(slot, entry.isProminent, date);
    return slot;
  }

  /** The slot of a printed text; -1 where nobody uses it. `kind`: its place in ENTRY_KINDS. */
  find(kind: number, printed: Uint16Array): number {
    return this.#index.find(hashUnits(printed, kind), (slot) => this.holds(slot, kind, printed));
  }

  /** Whether a slot holds this text. */
  holds(slot: number, kind: number, printed: Uint16Array): boolean {
    return this.lengthAt(slot) > 0 && this.kindIndexAt(slot) === kind && isSame(this.printedUnits(slot), printed);
  }

  /** Adds a text that is not there, without a use; gives its slot. A use must follow. */
  add(kind: number, printed: Uint16Array, { units, pronunciations, signature }: NewText): number {
    const differing = isSame(units, printed) ? [] : printed;
    const record = new Uint16Array(units.length * 2 + differing.length);
    record.set(units);
    record.set(pronunciations, units.length);
    record.set(differing, units.length * 2);
    const slot = this.#freeSlots.pop() ?? this.slotCount++;
    this.#growColumns();
    this.#texts.put(slot, record);
    this.#columns[slot * COLUMN_COUNT + KIND_LENGTH] = (units.length << KIND_BITS) | kind;
    this.signatures.set(signature, slot * SIGNATURE_WORDS);
    this.#index.add(slot);
    return slot;
  }

  /** Counts a use of a slot, as `use` does. */
  count(slot: number, isProminent: boolean, date: number): void {
    this.#change(slot, isProminent ? PROMINENT : OPENING, 1);
    if (date > this.newestAt(slot)) this.setNewest(slot, date);
  }

  /** Takes a use away again. True when it may have been the newest one, and others are left. */
  release(slot: number, isProminent: boolean, date: number): boolean {
    this.#change(slot, isProminent ? PROMINENT : OPENING, -1);
    if (this.prominentAt(slot) + this.openingAt(slot) > 0) return date > 0 && date === this.newestAt(slot);
    this.#index.remove(slot);
    this.#texts.erase(slot);
    this.#columns.fill(0, slot * COLUMN_COUNT, (slot + 1) * COLUMN_COUNT);
    this.signatures.fill(0, slot * SIGNATURE_WORDS, (slot + 1) * SIGNATURE_WORDS);
    this.#freeSlots.push(slot);
    return false;
  }

  /** Folded units of an entry; 0 in an empty slot. */
  lengthAt(slot: number): number {
    return this.#columns[slot * COLUMN_COUNT + KIND_LENGTH]! >>> KIND_BITS;
  }

  kindAt(slot: number): EntryKind {
    return ENTRY_KINDS[this.kindIndexAt(slot)]!;
  }

  /** Place of its kind in ENTRY_KINDS. */
  kindIndexAt(slot: number): number {
    return this.#columns[slot * COLUMN_COUNT + KIND_LENGTH]! & ((1 << KIND_BITS) - 1);
  }

  /** Articles that use it in a headline, a byline or as their section. */
  prominentAt(slot: number): number {
    return this.#columns[slot * COLUMN_COUNT + PROMINENT]!;
  }

  /** Articles that use it only at their beginning. */
  openingAt(slot: number): number {
    return this.#columns[slot * COLUMN_COUNT + OPENING]!;
  }

  /** Date of the newest article that uses it, YYYYMMDD; 0 = none has one. */
  newestAt(slot: number): number {
    return this.#columns[slot * COLUMN_COUNT + NEWEST]!;
  }

  setNewest(slot: number, date: number): void {
    this.#columns[slot * COLUMN_COUNT + NEWEST] = date;
  }

  /** Units and pronunciations of an entry, where they lie until the next change. */
  packedText(slot: number): PackedText {
    return { packed: this.#texts.all, start: this.#texts.startOf(slot), length: this.lengthAt(slot) };
  }

  /** Order of two texts by their folded, then by their printed units. */
  compareTexts(a: number, b: number): number {
    return (
      compare(this.#texts.get(a).subarray(0, this.lengthAt(a)), this.#texts.get(b).subarray(0, this.lengthAt(b))) ||
      compare(this.printedUnits(a), this.printedUnits(b))
    );
  }

  /** Room for a number of every slot, the same each time: a pass over all entries leaves nothing to collect. */
  room(): Uint32Array {
    if (this.#roomForSlots.length < this.slotCount) this.#roomForSlots = new Uint32Array(this.#columns.length / COLUMN_COUNT);
    return this.#roomForSlots;
  }

  foldedText(slot: number): string {
    return textOf(this.#texts.get(slot).subarray(0, this.lengthAt(slot)));
  }

  original(slot: number): string {
    return textOf(this.printedUnits(slot));
  }

  /** Units of a slot's text as it was printed, a view that the next change may make stale. */
  printedUnits(slot: number): Uint16Array {
    const record = this.#texts.get(slot);
    const length = this.lengthAt(slot);
    return record.length > length * 2 ? record.subarray(length * 2) : record.subarray(0, length);
  }

  save(): SavedEntries {
    return {
      texts: this.#texts.save(this.slotCount),
      columns: this.#columns.slice(0, this.slotCount * COLUMN_COUNT),
      signatures: this.signatures.slice(0, this.slotCount * SIGNATURE_WORDS),
    };
  }

  /** The table `save` gave. Throws where the parts do not fit. */
  static load({ texts, columns, signatures }: SavedEntries, pronunciations: PronunciationTable): EntryTable {
    const table = new EntryTable(pronunciations);
    table.#texts.load(texts);
    table.#columns = columns;
    table.signatures = signatures;
    table.slotCount = texts.lengths.length;
    if (columns.length !== table.slotCount * COLUMN_COUNT || signatures.length !== table.slotCount * SIGNATURE_WORDS)
      throw new Error('entries do not fit their columns');
    table.#index.reserve(table.slotCount);
    for (let slot = 0; slot < table.slotCount; slot += 1) {
      if (table.lengthAt(slot) > 0) table.#index.add(slot);
      else table.#freeSlots.push(slot);
    }
    return table;
  }

  #read(entry: ArticleEntry): NewText {
    const { folded, pronunciations } = entry.read();
    const signature = new Uint32Array(SIGNATURE_WORDS);
    writeSignature(folded.text, pronunciations, { table: this.#pronunciations, words: signature, at: 0 });
    return { units: unitsOf(folded.text), pronunciations, signature };
  }

  #change(slot: number, column: typeof PROMINENT | typeof OPENING, by: number): void {
    const at = slot * COLUMN_COUNT + column;
    this.#columns[at] = this.#columns[at]! + by;
  }

  #hashOf(slot: number): number {
    return hashUnits(this.printedUnits(slot), ENTRY_KINDS.indexOf(this.kindAt(slot)));
  }

  #growColumns(): void {
    if (this.slotCount * COLUMN_COUNT <= this.#columns.length) return;
    const slotCount = Math.ceil(this.slotCount * 1.4 + 64);
    const grown = (from: Uint32Array<ArrayBuffer>, width: number): Uint32Array<ArrayBuffer> => {
      const to = new Uint32Array(slotCount * width);
      to.set(from);
      return to;
    };
    this.#columns = grown(this.#columns, COLUMN_COUNT);
    this.signatures = grown(this.signatures, SIGNATURE_WORDS);
  }
}

function compare(a: Uint16Array, b: Uint16Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i += 1) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

function isSame(a: Uint16Array, b: Uint16Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}
