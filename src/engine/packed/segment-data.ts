/**
 * What a segment is made of: typed arrays and long strings, by name. The builder and the merger make them, the segment file
 * keeps them, `Segment` reads them. Documents are numbered from 0 within a segment.
 */
import { TEXT_FIELDS } from '../../query/match-document.js';

/** Numbers of `fieldStarts` a document has. */
export const FIELD_STARTS = TEXT_FIELDS.length + 1;

/** Units of one string of folded text; a document lies in one string. A power of two. */
export const CHUNK_UNITS = 1 << 20;

/** In `wordEntries`: no list is kept. */
export const NO_LIST = 0xffffffff;

/** Every array, in the order of the file. `…Starts` have one number more than there are items. */
export const ARRAYS = {
  /** Place of a document in the folded text, its gaps counted: chunk × CHUNK_UNITS + offset. */
  textStarts: Uint32Array,
  textLengths: Uint32Array,
  fieldStarts: Uint32Array,
  leadEnds: Uint32Array,
  wordBitStarts: Uint32Array,
  wordBits: Uint8Array,
  borderStarts: Uint32Array,
  borders: Uint32Array,
  /** Length class of each document, `impact.ts`. */
  norms: Uint8Array,
  /** Columns hold 1 + the number of a dictionary entry; 0 = the document has none. */
  dateColumn: Uint32Array,
  pageColumn: Uint32Array,
  kindColumn: Uint32Array,
  paperColumn: Uint32Array,
  sectionColumn: Uint32Array,
  peopleStarts: Uint32Array,
  /** Numbers of entries of the dictionary of people, not raised. */
  people: Uint32Array,
  /** Documents by id, and the place of each document in that order. */
  idOrder: Uint32Array,
  idRanks: Uint32Array,
  /** Open hash of ids, a power of two long: 1 + document, 0 = free. */
  idTable: Uint32Array,
  idStarts: Uint32Array,
  dateStarts: Uint32Array,
  pageStarts: Uint32Array,
  kindStarts: Uint32Array,
  paperStarts: Uint32Array,
  paperShownStarts: Uint32Array,
  sectionStarts: Uint32Array,
  sectionShownStarts: Uint32Array,
  personStarts: Uint32Array,
  personShownStarts: Uint32Array,
  wordStarts: Uint32Array,
  /** Documents that hold each word. */
  wordDf: Uint32Array,
  /** First units of pairs, ascending; the second units of each, ascending, from `firstStarts`; a list's entry for each pair. */
  firsts: Uint16Array,
  firstStarts: Uint32Array,
  seconds: Uint16Array,
  entries: Uint32Array,
  postings: Uint8Array,
  /** Where the list of each word begins; NO_LIST for words that have none. */
  wordEntries: Uint32Array,
} as const;

/** Every string; a table's items end to end, `text` in chunks. */
export const STRINGS = [
  'ids',
  'dates',
  'pages',
  'kinds',
  'papers',
  'papersShown',
  'sections',
  'sectionsShown',
  'persons',
  'personsShown',
  'words',
] as const;

/** Names of the arrays. */
export type ArrayName = keyof typeof ARRAYS;
/** Names of the strings. */
export type StringName = (typeof STRINGS)[number];
/** Every array, of its type. */
export type SegmentArrays = {
  readonly [Name in ArrayName]: (typeof ARRAYS)[Name] extends Uint8ArrayConstructor
    ? Uint8Array
    : (typeof ARRAYS)[Name] extends Uint16ArrayConstructor
      ? Uint16Array
      : Uint32Array;
};
/** Every string. */
export type SegmentStrings = Readonly<Record<StringName, string>>;

/** All of a segment. */
export interface SegmentData {
  readonly documentCount: number;
  readonly arrays: SegmentArrays;
  readonly strings: SegmentStrings;
  /** The folded text of all documents, in strings of at most CHUNK_UNITS units. */
  readonly text: readonly string[];
}
