/**
 * The pairs of neighbouring characters, and the single characters, of some documents, turned into posting lists by sorting: every
 * character goes, with the one before it, its document and its field, into the bucket of its own unit, in document order; from
 * there into the bucket of the unit before it (radix sort, least significant digit first: Knuth, vol. 3, 5.2.5). The first
 * buckets are the lists of the single characters, the second those of the pairs. Two moves of 4 bytes a character, no hashing.
 */
import { impactCode } from './impact.js';
import type { PostingWriter } from './posting-writer.js';
import { SINGLE } from '../../search/ranking/weighted-pairs.js';

/** The pair dictionary: where the list of each pair begins. */
export interface PairArrays {
  readonly firsts: Uint16Array;
  readonly firstStarts: Uint32Array;
  readonly seconds: Uint16Array;
  readonly entries: Uint32Array;
}

/** Documents that can be taken: their number has 14 bits beside a field and a unit. */
export const MOST_DOCUMENTS = 1 << 14;

/** Characters of one step. */
const STEP = 1 << 16;
const UNITS = 0x10000;
const END = 0x0a;

/** Takes documents, then writes their lists; used once. */
export class PairCollector {
  readonly #units: Uint16Array;
  /** Places in `units` where documents end. */
  readonly #ends: number[] = [];
  readonly #bounds: (readonly number[])[] = [];
  #length = 0;
  /** Characters by unit; pairs by first unit. */
  readonly #unitCounts = new Uint32Array(UNITS);
  readonly #firstCounts = new Uint32Array(UNITS);

  /** `unitCount`: units that will come in all. */
  constructor(unitCount: number) {
    this.#units = new Uint16Array(unitCount);
  }

  /** Takes the next document: its units `[0, bounds[4])`, in fields that begin at `bounds[0 … 3]`. */
  add(units: Uint16Array, bounds: readonly number[]): void {
    const searched = units.subarray(0, bounds[4]);
    this.#units.set(searched, this.#length);
    this.#length += searched.length;
    this.#ends.push(this.#length);
    this.#bounds.push(bounds);
    const unitCounts = this.#unitCounts;
    const firstCounts = this.#firstCounts;
    let previous = END;
    for (let i = 0; i < searched.length; i += 1) {
      const unit = searched[i]!;
      if (unit !== END) {
        unitCounts[unit]! += 1;
        if (previous !== END) firstCounts[previous]! += 1;
      }
      previous = unit;
    }
  }

  /** Writes the lists of all documents taken. In steps of a millisecond or two. */
  *finish(writer: PostingWriter): Generator<undefined, PairArrays> {
    const byUnit = yield* this.#sortByUnit();
    const byFirst = yield* this.#sortByFirst(byUnit);
    const dictionary = new PairDictionaryWriter(this.#length >> 2);
    const list = new ListCounter(this.#ends.length);
    let [start, done] = [0, 0];
    for (let first = 0; first < UNITS; first += 1) {
      if (first === SINGLE) {
        yield* addSingles(byUnit, this.#unitCounts, list, writer, dictionary);
        continue;
      }
      const end = start + this.#firstCounts[first]!;
      for (let at = start; at < end;) {
        const second = byFirst[at]! >>> 16;
        for (; at < end && byFirst[at]! >>> 16 === second; at += 1) list.count(byFirst[at]! & 0xffff);
        dictionary.add(first, second, list.write(writer));
      }
      done += end - start;
      start = end;
      if (done > STEP) {
        done = 0;
        yield;
      }
    }
    return dictionary.finish();
  }

  /** Unit before << 16 | document << 2 | field of each character, by its unit, then in order. */
  *#sortByUnit(): Generator<undefined, Uint32Array> {
    const places = startsOf(this.#unitCounts);
    const sorted = new Uint32Array(sum(this.#unitCounts));
    const units = this.#units;
    let [at, done] = [0, 0];
    for (let doc = 0; doc < this.#ends.length; doc += 1) {
      const start = at;
      const bounds = this.#bounds[doc]!;
      let previous = END;
      for (let field = 0; field < 4; field += 1) {
        const end = Math.min(start + bounds[field + 1]!, this.#ends[doc]!);
        const value = (doc << 2) | field;
        for (; at < end; at += 1) {
          const unit = units[at]!;
          if (unit !== END) {
            const place = places[unit]!;
            places[unit] = place + 1;
            sorted[place] = (previous << 16) | value;
          }
          previous = unit;
        }
      }
      done += at - start;
      if (done > STEP) {
        done = 0;
        yield;
      }
    }
    return sorted;
  }

  /** Unit << 16 | document << 2 | field of each pair, by its first unit, then by its second, then in order. */
  *#sortByFirst(byUnit: Uint32Array): Generator<undefined, Uint32Array> {
    const places = startsOf(this.#firstCounts);
    const sorted = new Uint32Array(sum(this.#firstCounts));
    let [at, done] = [0, 0];
    for (let unit = 0; unit < UNITS; unit += 1) {
      const end = at + this.#unitCounts[unit]!;
      done += end - at;
      for (; at < end; at += 1) {
        const value = byUnit[at]!;
        const first = value >>> 16;
        if (first === END) continue;
        const place = places[first]!;
        places[first] = place + 1;
        sorted[place] = (unit << 16) | (value & 0xffff);
      }
      if (done > STEP) {
        done = 0;
        yield;
      }
    }
    return sorted;
  }
}

function* addSingles(
  byUnit: Uint32Array,
  counts: Uint32Array,
  list: ListCounter,
  writer: PostingWriter,
  dictionary: PairDictionaryWriter,
): Generator<undefined> {
  let [at, done] = [0, 0];
  for (let unit = 0; unit < UNITS; unit += 1) {
    const end = at + counts[unit]!;
    if (at === end) continue;
    done += end - at;
    for (; at < end; at += 1) list.count(byUnit[at]! & 0xffff);
    dictionary.add(SINGLE, unit, list.write(writer));
    if (done > STEP) {
      done = 0;
      yield;
    }
  }
}

/** Occurrences in one field beyond this many are not told apart. */
const MOST_COUNT = 127;

/** Occurrences, in document order, into the postings of one list. */
class ListCounter {
  readonly #postings: Uint32Array;
  #length = 0;
  #doc = -1;
  /** Seven bits a field, the body lowest. */
  #counts = 0;

  constructor(documentCount: number) {
    this.#postings = new Uint32Array(documentCount);
  }

  /** Takes an occurrence: document << 2 | field. */
  count(value: number): void {
    const doc = value >>> 2;
    const shift = 7 * (3 - (value & 3));
    if (doc !== this.#doc) {
      this.#flush();
      this.#doc = doc;
    }
    if (((this.#counts >>> shift) & MOST_COUNT) < MOST_COUNT) this.#counts += 1 << shift;
  }

  /** Writes the list and begins the next. */
  write(writer: PostingWriter): number {
    this.#flush();
    this.#doc = -1;
    const entry = writer.add(this.#postings, 0, this.#length);
    this.#length = 0;
    return entry;
  }

  #flush(): void {
    const counts = this.#counts;
    if (counts === 0) return;
    this.#postings[this.#length] =
      (this.#doc << 4) | impactCode(counts >>> 21, (counts >>> 14) & MOST_COUNT, (counts >>> 7) & MOST_COUNT, counts & MOST_COUNT);
    this.#length += 1;
    this.#counts = 0;
  }
}

function startsOf(counts: Uint32Array): Uint32Array {
  const starts = new Uint32Array(counts.length);
  for (let i = 1; i < counts.length; i += 1) starts[i] = starts[i - 1]! + counts[i - 1]!;
  return starts;
}

function sum(counts: Uint32Array): number {
  let total = 0;
  for (let i = 0; i < counts.length; i += 1) total += counts[i]!;
  return total;
}

/** Writes the dictionary of pairs that come in ascending order. */
export class PairDictionaryWriter {
  readonly #firsts: number[] = [];
  readonly #firstStarts: number[] = [];
  #seconds: Uint16Array;
  #entries: Uint32Array;
  #count = 0;

  constructor(atFirst = 1 << 12) {
    this.#seconds = new Uint16Array(Math.max(16, atFirst));
    this.#entries = new Uint32Array(Math.max(16, atFirst));
  }

  add(first: number, second: number, entry: number): void {
    if (this.#firsts.at(-1) !== first) {
      this.#firsts.push(first);
      this.#firstStarts.push(this.#count);
    }
    if (this.#count === this.#entries.length) {
      this.#entries = grown(this.#entries, this.#entries.length * 2);
      const seconds = new Uint16Array(this.#seconds.length * 2);
      seconds.set(this.#seconds);
      this.#seconds = seconds;
    }
    this.#seconds[this.#count] = second;
    this.#entries[this.#count] = entry;
    this.#count += 1;
  }

  finish(): PairArrays {
    return {
      firsts: Uint16Array.from(this.#firsts),
      firstStarts: Uint32Array.from([...this.#firstStarts, this.#count]),
      seconds: this.#seconds.slice(0, this.#count),
      entries: this.#entries.slice(0, this.#count),
    };
  }
}

function grown(array: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length);
  larger.set(array);
  return larger;
}
