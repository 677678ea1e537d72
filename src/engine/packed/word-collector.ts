/**
 * The words between word borders of some documents, with the number of documents that hold each, and which these are for the
 * words that have lists of their own: a hash over units, no strings.
 */
import { ALNUM, classAt, HAN } from '../../analysis/char-class.js';
import type { WordBits } from '../../analysis/word-bits.js';
import { GrowingNumbers } from './growing.js';
import type { PostingWriter } from './posting-writer.js';
import { NO_LIST } from './segment-data.js';
import { joinStrings } from './string-table.js';

/** Sorted words, end to end, how many documents hold each, and where the list of these begins. */
export interface WordArrays {
  readonly words: string;
  readonly wordStarts: Uint32Array;
  readonly wordDf: Uint32Array;
  readonly wordEntries: Uint32Array;
}

/**
 * Whether a word has a list of the documents that hold it between word borders: its pairs alone do not say where it stands, and
 * wherever it is written it is found.
 */
function isListedWord(word: string): boolean {
  return word.length > 2 && (classAt(word, 0) & HAN) !== 0 && (classAt(word, word.length - 1) & ALNUM) === 0;
}

/** Counts the words of the documents it is given, in the order of their numbers. */
export class WordCollector {
  /** Open hash: 1 + number of a word; 0 = free. */
  #table = new Uint32Array(1 << 10);
  readonly #hashes: number[] = [];
  readonly #words: string[] = [];
  readonly #df: number[] = [];
  readonly #lastDoc: number[] = [];
  /** Of words with lists: word and document in turn, in the order of the documents. */
  readonly #holders: GrowingNumbers | null;
  readonly #isListed: boolean[] = [];
  /** Words of one and two units, which are most: null for a few documents, where the tables would cost more than they save. */
  readonly #short: ShortWords | null;

  /** `unitCount`: units that will come, about. `hasLists`: the lists will be written. */
  constructor(unitCount = 0, hasLists = false) {
    this.#holders = hasLists ? new GrowingNumbers() : null;
    this.#short = unitCount < LEAST_UNITS ? null : new ShortWords();
  }

  /** Takes the words of document `doc` that begin before `end`. */
  add(doc: number, text: string, bits: WordBits, end: number): void {
    const { bytes } = bits;
    const short = this.#short;
    for (let start = 0; start < end;) {
      const first = text.charCodeAt(start);
      let hash = Math.imul(first + 0x811c9dc5, 0x01000193);
      let stop = start + 1;
      for (; (bytes[stop >> 3]! & (1 << (stop & 7))) === 0; stop += 1) hash = Math.imul(hash ^ text.charCodeAt(stop), 0x01000193);
      if (classAt(text, start) & (HAN | ALNUM)) {
        if (short === null || stop - start > 2) this.#count(doc, text, start, stop, (hash ^ (hash >>> 15)) >>> 0);
        else if (stop - start === 1) short.countOne(first, doc);
        else short.countTwo(((first << 16) | text.charCodeAt(start + 1)) >>> 0, doc);
      }
      start = stop;
    }
  }

  /** Sorts the words and writes the lists of those that have one. */
  finish(lists: PostingWriter): WordArrays {
    const [words, df]: [string[], number[]] = [[], []];
    for (const [word, count] of this) {
      words.push(word);
      df.push(count);
    }
    const order = sortedOrder(words);
    const { joined, starts } = joinStrings(Array.from(order, (word) => words[word]!));
    const shortCount = words.length - this.#words.length;
    const { postings, ends } = this.#postings();
    const wordDf = new Uint32Array(order.length);
    const wordEntries = new Uint32Array(order.length).fill(NO_LIST);
    for (let i = 0; i < order.length; i += 1) {
      const count = df[order[i]!]!;
      wordDf[i] = count;
      const end = ends[order[i]! - shortCount] ?? 0;
      if (end > 0) wordEntries[i] = lists.add(postings, end - count, end);
    }
    return { words: joined, wordStarts: starts, wordDf, wordEntries };
  }

  /** The documents of each word that has a list, as postings without counts, and where each list ends; 0 = has none. */
  #postings(): { postings: Uint32Array; ends: Uint32Array } {
    const holders = this.#holders?.finish() ?? new Uint32Array(0);
    const postings = new Uint32Array(holders.length / 2);
    const ends = new Uint32Array(this.#words.length);
    let start = 0;
    for (let word = 0; word < ends.length; word += 1) {
      if (this.#isListed[word] !== true) continue;
      ends[word] = start;
      start += this.#df[word]!;
    }
    for (let i = 0; i < holders.length; i += 2) postings[ends[holders[i]!]!++] = holders[i + 1]! << 4;
    return { postings, ends };
  }

  /** Each different word and the documents that hold it. */
  *[Symbol.iterator](): Generator<[word: string, df: number]> {
    if (this.#short !== null) yield* this.#short;
    for (let i = 0; i < this.#words.length; i += 1) yield [this.#words[i]!, this.#df[i]!];
  }

  #count(doc: number, text: string, start: number, stop: number, hash: number): void {
    const mask = this.#table.length - 1;
    let at = hash & mask;
    for (;;) {
      const word = this.#table[at]! - 1;
      if (word < 0) break;
      if (this.#hashes[word] === hash && this.#words[word]!.length === stop - start && text.startsWith(this.#words[word]!, start)) {
        if (this.#lastDoc[word] !== doc) {
          this.#lastDoc[word] = doc;
          this.#df[word]! += 1;
          this.#hold(word, doc);
        }
        return;
      }
      at = (at + 1) & mask;
    }
    const word = text.slice(start, stop);
    // A long slice would keep the document's whole text alive; V8 copies a short one.
    this.#words.push(word.length < 13 ? word : Buffer.from(word, 'utf16le').toString('utf16le'));
    this.#hashes.push(hash);
    this.#df.push(1);
    this.#lastDoc.push(doc);
    this.#table[at] = this.#words.length;
    this.#isListed.push(this.#holders !== null && isListedWord(word));
    this.#hold(this.#words.length - 1, doc);
    if (this.#words.length * 2 > this.#table.length) this.#grow();
  }

  #hold(word: number, doc: number): void {
    if (this.#isListed[word] !== true) return;
    this.#holders!.push(word);
    this.#holders!.push(doc);
  }

  #grow(): void {
    const mask = this.#table.length * 2 - 1;
    this.#table = new Uint32Array(mask + 1);
    for (let word = 0; word < this.#words.length; word += 1) {
      let at = this.#hashes[word]! & mask;
      while (this.#table[at] !== 0) at = (at + 1) & mask;
      this.#table[at] = word + 1;
    }
  }
}

/** Units from which on words of one and two units have tables of their own. */
const LEAST_UNITS = 20_000;
/** Numbers of a table slot: both units, 1 + the last document, documents. */
const SLOT = 3;

/** Words of one unit by unit, words of two in an open hash of numbers. */
class ShortWords {
  /** 1 + the last document, documents; by unit. */
  readonly #ones = new Uint32Array(2 * 0x10000);
  #table = new Uint32Array(SLOT << 14);
  #mask = (1 << 14) - 1;
  #used = 0;

  countOne(unit: number, doc: number): void {
    if (this.#ones[2 * unit] === doc + 1) return;
    this.#ones[2 * unit] = doc + 1;
    this.#ones[2 * unit + 1]! += 1;
  }

  countTwo(key: number, doc: number): void {
    const table = this.#table;
    const at = this.#place(key);
    if (table[at + 1] === doc + 1) return;
    if (table[at + 1] === 0) this.#used += 1;
    table[at] = key;
    table[at + 1] = doc + 1;
    table[at + 2]! += 1;
    if (this.#used * 2 > this.#mask) this.#grow();
  }

  *[Symbol.iterator](): Generator<[word: string, df: number]> {
    for (let unit = 0; unit < 0x10000; unit += 1)
      if (this.#ones[2 * unit] !== 0) yield [String.fromCharCode(unit), this.#ones[2 * unit + 1]!];
    for (let at = 0; at < this.#table.length; at += SLOT) {
      if (this.#table[at + 1] !== 0) yield [String.fromCharCode(this.#table[at]! >>> 16, this.#table[at]! & 0xffff), this.#table[at + 2]!];
    }
  }

  /** Where a key stands, or would. */
  #place(key: number): number {
    let slot = (Math.imul(key ^ (key >>> 15), 0x9e3779b1) >>> 7) & this.#mask;
    while (this.#table[slot * SLOT + 1] !== 0 && this.#table[slot * SLOT] !== key) slot = (slot + 1) & this.#mask;
    return slot * SLOT;
  }

  #grow(): void {
    const old = this.#table;
    this.#mask = this.#mask * 2 + 1;
    this.#table = new Uint32Array(old.length * 2);
    for (let from = 0; from < old.length; from += SLOT) {
      if (old[from + 1] !== 0) this.#table.set(old.subarray(from, from + SLOT), this.#place(old[from]!));
    }
  }
}

/** From this many words on, three passes over 65,536 buckets are quicker than comparisons. */
const RADIX_LEAST = 4096;

/** Ascending order of different words: by their first three units in three counting passes, the rest by comparison. */
function sortedOrder(words: readonly string[]): Uint32Array {
  let order = new Uint32Array(words.length);
  for (let i = 0; i < order.length; i += 1) order[i] = i;
  const byText = (a: number, b: number): number => (words[a]! < words[b]! ? -1 : 1);
  if (words.length < RADIX_LEAST) return order.sort(byText);
  const units = new Uint16Array(words.length);
  for (let place = 2; place >= 0; place -= 1) {
    const starts = new Uint32Array(0x10001);
    for (let word = 0; word < units.length; word += 1) {
      const text = words[word]!;
      units[word] = place < text.length ? text.charCodeAt(place) : 0;
      starts[units[word]! + 1]! += 1;
    }
    for (let i = 1; i < starts.length; i += 1) starts[i]! += starts[i - 1]!;
    const next = new Uint32Array(order.length);
    for (let i = 0; i < order.length; i += 1) {
      const word = order[i]!;
      next[starts[units[word]!]!] = word;
      starts[units[word]!]! += 1;
    }
    order = next;
  }
  for (let from = 0; from < order.length;) {
    const first = words[order[from]!]!;
    let to = from + 1;
    while (to < order.length && isSameHead(words[order[to]!]!, first)) to += 1;
    if (to - from > 1) order.subarray(from, to).sort(byText);
    from = to;
  }
  return order;
}

function isSameHead(a: string, b: string): boolean {
  if (a.charCodeAt(0) !== b.charCodeAt(0)) return false;
  return a.slice(0, 3) === b.slice(0, 3);
}
