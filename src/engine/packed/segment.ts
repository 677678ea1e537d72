/** An immutable segment: its arrays and strings with the ways to look things up in them. Nothing is parsed to open one. */
import { SINGLE } from '../../search/ranking/weighted-pairs.js';
import type { Label } from '../../search/search-document.js';
import { PackedDocument } from './packed-document.js';
import { PostingList } from './posting-reader.js';
import { CHUNK_UNITS, FIELD_STARTS, NO_LIST, type SegmentArrays, type SegmentData } from './segment-data.js';
import { hashString, StringTable } from './string-table.js';

/** The values of a column: what is compared, and what is shown; one key may be shown in several ways. */
export class Dictionary {
  #numbers: Map<string, number[]> | undefined;
  #firsts: Uint32Array | undefined;

  constructor(
    readonly keys: StringTable,
    readonly shown: StringTable,
  ) {}

  /** The numbers of a key; made for all of them at the first call. */
  numbersOf(key: string): readonly number[] {
    if (this.#numbers === undefined) {
      this.#numbers = new Map();
      for (let number = 0; number < this.keys.size; number += 1) {
        const one = this.keys.get(number);
        const known = this.#numbers.get(one);
        if (known === undefined) this.#numbers.set(one, [number]);
        else known.push(number);
      }
    }
    return this.#numbers.get(key) ?? [];
  }

  /** For each number the first one of the same key. */
  firstOf(): Uint32Array {
    this.#firsts ??= Uint32Array.from({ length: this.keys.size }, (_, number) => this.numbersOf(this.keys.get(number))[0]!);
    return this.#firsts;
  }

  label(number: number): Label {
    return { key: this.keys.get(number), shown: this.shown.get(number) };
  }

  /** For a number as a column holds it. */
  optionalLabel(number: number): Label | undefined {
    return number === 0 ? undefined : this.label(number - 1);
  }

  optionalKey(number: number): string | undefined {
    return number === 0 ? undefined : this.keys.get(number - 1);
  }
}

/** Documents by number, 0 … `documentCount` - 1. */
export class Segment {
  readonly documentCount: number;
  readonly arrays: SegmentArrays;
  readonly ids: StringTable;
  readonly words: StringTable;
  /** Sorted: a greater number is a later day. */
  readonly dates: Dictionary;
  readonly pages: Dictionary;
  readonly kinds: Dictionary;
  readonly papers: Dictionary;
  readonly sections: Dictionary;
  readonly persons: Dictionary;

  constructor(readonly data: SegmentData) {
    const { arrays, strings } = data;
    const plain = (joined: string, starts: Uint32Array): Dictionary => {
      const table = new StringTable(joined, starts);
      return new Dictionary(table, table);
    };
    this.documentCount = data.documentCount;
    this.arrays = arrays;
    this.ids = new StringTable(strings.ids, arrays.idStarts);
    this.words = new StringTable(strings.words, arrays.wordStarts);
    this.dates = plain(strings.dates, arrays.dateStarts);
    this.pages = plain(strings.pages, arrays.pageStarts);
    this.kinds = plain(strings.kinds, arrays.kindStarts);
    this.papers = new Dictionary(
      new StringTable(strings.papers, arrays.paperStarts),
      new StringTable(strings.papersShown, arrays.paperShownStarts),
    );
    this.sections = new Dictionary(
      new StringTable(strings.sections, arrays.sectionStarts),
      new StringTable(strings.sectionsShown, arrays.sectionShownStarts),
    );
    this.persons = new Dictionary(
      new StringTable(strings.persons, arrays.personStarts),
      new StringTable(strings.personsShown, arrays.personShownStarts),
    );
  }

  document(doc: number): PackedDocument {
    return new PackedDocument(this, doc);
  }

  /** A document whose text will be read from end to end, and may outlive the segment's use. */
  documentToRead(doc: number): PackedDocument {
    return new PackedDocument(this, doc, true);
  }

  /** The folded text of a document: a slice, nothing is copied. */
  textOf(doc: number): string {
    const { chunk, offset } = this.placeOf(doc);
    return chunk.slice(offset, offset + this.arrays.textLengths[doc]!);
  }

  /** The long string a document's text lies in, and where it begins there. */
  placeOf(doc: number): { readonly chunk: string; readonly offset: number } {
    const start = this.arrays.textStarts[doc]!;
    return { chunk: this.data.text[Math.floor(start / CHUNK_UNITS)]!, offset: start % CHUNK_UNITS };
  }

  /** Whether borders are kept beside a document's text. */
  hasBorders(doc: number): boolean {
    const { borderStarts } = this.arrays;
    return borderStarts[doc] !== borderStarts[doc + 1];
  }

  /** Where field `field` of TEXT_FIELDS begins in a document; its end for one more. */
  fieldStart(doc: number, field: number): number {
    return this.arrays.fieldStarts[doc * FIELD_STARTS + field]!;
  }

  /** Documents with this id, usually one or none; an id put again in one batch of merges may have dead ones. */
  documentsOf(id: string): number[] {
    const { idTable } = this.arrays;
    const mask = idTable.length - 1;
    const found: number[] = [];
    for (let at = hashString(id) & mask; idTable[at] !== 0; at = (at + 1) & mask) {
      if (this.ids.get(idTable[at]! - 1) === id) found.push(idTable[at]! - 1);
    }
    return found;
  }

  /** The documents that hold two units side by side; null where none does. */
  pair(first: number, second: number): PostingList | null {
    const { firsts, firstStarts, seconds, entries, postings } = this.arrays;
    const group = find(firsts, first, 0, firsts.length);
    if (group < 0) return null;
    const at = find(seconds, second, firstStarts[group]!, firstStarts[group + 1]!);
    return at < 0 ? null : new PostingList(postings, entries[at]!, this.documentCount);
  }

  /** The documents that hold a unit. */
  single(unit: number): PostingList | null {
    return this.pair(SINGLE, unit);
  }

  /** The documents that hold a word between word borders; null where none does, and for words that have no list. */
  wordList(word: string): PostingList | null {
    const at = this.words.find(word);
    const entry = at < 0 ? NO_LIST : this.arrays.wordEntries[at]!;
    return entry === NO_LIST ? null : new PostingList(this.arrays.postings, entry, this.documentCount);
  }

  /** Documents that hold a word between word borders, dead ones too. */
  wordFrequency(word: string): number {
    const at = this.words.find(word);
    return at < 0 ? 0 : this.arrays.wordDf[at]!;
  }
}

/** Place of `wanted` in the ascending `values[from … to)`; -1 where it is not there. */
function find(values: Uint16Array, wanted: number, from: number, to: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low < to && values[low] === wanted ? low : -1;
}
