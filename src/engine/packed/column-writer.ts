/** Collects everything of documents but their words and pairs: places, columns, ids, people. The merger and the builder share it. */
import type { Label } from '../../search/search-document.js';
import { GrowingNumbers } from './growing.js';
import { LabelDictionary } from './label-dictionary.js';
import { CHUNK_UNITS, FIELD_STARTS, type SegmentArrays, type SegmentStrings } from './segment-data.js';
import { hashString, joinStrings } from './string-table.js';

/** A document as the writer takes it; `SearchDocument` is one. */
export interface ColumnDocument {
  readonly id: string;
  readonly text: string;
  readonly borders: ArrayLike<number>;
  readonly fieldStarts: ArrayLike<number>;
  readonly words: { readonly bytes: Uint8Array };
  readonly leadEnd: number;
  readonly kind: string;
  readonly paper?: Label;
  readonly section?: Label;
  readonly people: readonly Label[];
  readonly pageNumber?: string;
  readonly date?: string;
}

type ColumnArrays = Omit<
  SegmentArrays,
  | 'idOrder'
  | 'idRanks'
  | 'idTable'
  | 'norms'
  | 'wordStarts'
  | 'wordDf'
  | 'wordEntries'
  | 'firsts'
  | 'firstStarts'
  | 'seconds'
  | 'entries'
  | 'postings'
>;

/** Takes the documents of one segment in order, then gives their arrays; used once. */
export class ColumnWriter {
  readonly #ids: string[] = [];
  readonly #textStarts: Uint32Array;
  readonly #textLengths: Uint32Array;
  readonly #fieldStarts: Uint32Array;
  readonly #leadEnds: Uint32Array;
  readonly #columns: {
    readonly date: Uint32Array;
    readonly page: Uint32Array;
    readonly kind: Uint32Array;
    readonly paper: Uint32Array;
    readonly section: Uint32Array;
  };
  readonly #wordBitStarts: Uint32Array;
  #wordBits = new Uint8Array(1 << 10);
  readonly #borderStarts: Uint32Array;
  readonly #borders = new GrowingNumbers();
  readonly #peopleStarts: Uint32Array;
  readonly #people = new GrowingNumbers();
  readonly #dates = new LabelDictionary();
  readonly #pages = new LabelDictionary();
  readonly #kinds = new LabelDictionary();
  readonly #papers = new LabelDictionary();
  readonly #sections = new LabelDictionary();
  readonly #persons = new LabelDictionary();
  readonly #chunks: string[] = [];
  #parts: string[] = [];
  #chunkUnits = 0;

  readonly #documentCount: number;

  constructor(documentCount: number) {
    this.#documentCount = documentCount;

    const column = (): Uint32Array => new Uint32Array(documentCount);
    const starts = (): Uint32Array => new Uint32Array(documentCount + 1);
    [this.#textStarts, this.#textLengths, this.#leadEnds] = [column(), column(), column()];
    [this.#wordBitStarts, this.#borderStarts, this.#peopleStarts] = [starts(), starts(), starts()];
    this.#fieldStarts = new Uint32Array(documentCount * FIELD_STARTS);
    this.#columns = { date: column(), page: column(), kind: column(), paper: column(), section: column() };
  }

  /** Takes the next document. Throws a RangeError for a text no chunk could hold. */
  add(document: ColumnDocument): void {
    const doc = this.#ids.length;
    this.#ids.push(document.id);
    this.#addText(doc, document.text);
    for (let i = 0; i < FIELD_STARTS; i += 1) this.#fieldStarts[doc * FIELD_STARTS + i] = document.fieldStarts[i]!;
    this.#leadEnds[doc] = document.leadEnd;
    this.#addWordBits(doc, document.words.bytes.subarray(0, (document.text.length >> 3) + 1));
    for (let i = 0; i < document.borders.length; i += 1) this.#borders.push(document.borders[i]!);
    this.#borderStarts[doc + 1] = this.#borders.length;
    for (const person of document.people) this.#people.push(this.#persons.number(person));
    this.#peopleStarts[doc + 1] = this.#people.length;
    this.#columns.date[doc] = this.#dates.plainColumn(document.date);
    this.#columns.page[doc] = this.#pages.plainColumn(document.pageNumber);
    this.#columns.kind[doc] = this.#kinds.plainColumn(document.kind);
    this.#columns.paper[doc] = this.#papers.column(document.paper);
    this.#columns.section[doc] = this.#sections.column(document.section);
  }

  /** All arrays and strings of the documents taken. */
  finish(): { arrays: ColumnArrays; strings: Omit<SegmentStrings, 'words'>; text: string[] } {
    if (this.#parts.length > 0) this.#endChunk();
    const columns = this.#columns;
    const dates = this.#dates.sorted();
    const ids = joinStrings(this.#ids);
    const [pages, kinds] = [this.#pages.joinedKeys(), this.#kinds.joinedKeys()];
    const [papers, papersShown] = [this.#papers.joinedKeys(), this.#papers.joinedShown()];
    const [sections, sectionsShown] = [this.#sections.joinedKeys(), this.#sections.joinedShown()];
    const [persons, personsShown] = [this.#persons.joinedKeys(), this.#persons.joinedShown()];
    return {
      arrays: {
        textStarts: this.#textStarts,
        textLengths: this.#textLengths,
        fieldStarts: this.#fieldStarts,
        leadEnds: this.#leadEnds,
        wordBitStarts: this.#wordBitStarts,
        wordBits: this.#wordBits.slice(0, this.#wordBitStarts[this.#documentCount]),
        borderStarts: this.#borderStarts,
        borders: this.#borders.finish(),
        dateColumn: columns.date.map((number) => (number === 0 ? 0 : 1 + dates.places[number - 1]!)),
        pageColumn: columns.page,
        kindColumn: columns.kind,
        paperColumn: columns.paper,
        sectionColumn: columns.section,
        peopleStarts: this.#peopleStarts,
        people: this.#people.finish(),
        idStarts: ids.starts,
        dateStarts: dates.starts,
        pageStarts: pages.starts,
        kindStarts: kinds.starts,
        paperStarts: papers.starts,
        paperShownStarts: papersShown.starts,
        sectionStarts: sections.starts,
        sectionShownStarts: sectionsShown.starts,
        personStarts: persons.starts,
        personShownStarts: personsShown.starts,
      },
      strings: {
        ids: ids.joined,
        dates: dates.joined,
        pages: pages.joined,
        kinds: kinds.joined,
        papers: papers.joined,
        papersShown: papersShown.joined,
        sections: sections.joined,
        sectionsShown: sectionsShown.joined,
        persons: persons.joined,
        personsShown: personsShown.joined,
      },
      text: this.#chunks,
    };
  }

  #addText(doc: number, text: string): void {
    if (text.length > CHUNK_UNITS) throw new RangeError(`an article of ${text.length} folded units is longer than ${CHUNK_UNITS}`);
    if (this.#chunkUnits + text.length > CHUNK_UNITS) this.#endChunk();
    this.#textStarts[doc] = this.#chunks.length * CHUNK_UNITS + this.#chunkUnits;
    this.#textLengths[doc] = text.length;
    this.#parts.push(text);
    this.#chunkUnits += text.length;
  }

  #endChunk(): void {
    this.#chunks.push(flat(this.#parts, this.#chunkUnits));
    this.#parts = [];
    this.#chunkUnits = 0;
  }

  #addWordBits(doc: number, bytes: Uint8Array): void {
    const start = this.#wordBitStarts[doc]!;
    const end = start + bytes.length;
    if (end > this.#wordBits.length) {
      const grown = new Uint8Array(Math.max(end, this.#wordBits.length * 2));
      grown.set(this.#wordBits);
      this.#wordBits = grown;
    }
    this.#wordBits.set(bytes, start);
    this.#wordBitStarts[doc + 1] = end;
  }
}

/** One flat string of its own: outside the heap where it is long, and keeping none of the parts alive. */
function flat(parts: readonly string[], units: number): string {
  const buffer = Buffer.allocUnsafe(units * 2);
  let at = 0;
  for (const part of parts) at += buffer.write(part, at, 'utf16le');
  return buffer.toString('utf16le', 0, at);
}

/** The open hash of ids: half full at most. In steps. */
export function* idTable(documentCount: number, idOf: (doc: number) => string): Generator<undefined, Uint32Array> {
  let size = 4;
  while (size < documentCount * 2) size *= 2;
  const table = new Uint32Array(size);
  for (let doc = 0; doc < documentCount; doc += 1) {
    if (doc % ID_STEP === ID_STEP - 1) yield;
    let at = hashString(idOf(doc)) & (size - 1);
    while (table[at] !== 0) at = (at + 1) & (size - 1);
    table[at] = doc + 1;
  }
  return table;
}

/** Ids of one step. */
const ID_STEP = 2_048;
