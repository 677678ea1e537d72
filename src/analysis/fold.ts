/**
 * Folding: the first step of analysis, the same for text and query (docs/query-language.md#folding). NFKC by starter, lower
 * case, Latin letters without marks, forms and traditional characters to simplified by code point; quotation marks and middle
 * dots dropped, spaces dropped beside Han and squeezed elsewhere, thousands marks dropped, look-alike marks one. Every folded
 * unit knows the original characters it came from.
 */
import { ALNUM, type CharClass, classAt, classOfUnit, DIGIT, DROPPED, HAN, SPACE } from './char-class.js';
import { foldCluster, type FoldTables, SIMPLE_NONE } from './fold-tables.js';

/** A folded text without its way back: what an index keeps. */
export interface FoldedText {
  readonly text: string;
  /**
   * Ascending offsets into `text` that are borders although letters or digits touch there: something was dropped
   * (`3·15`), or the punctuation beside it was full-width (`2014，2015`). Mostly empty.
   */
  readonly borders: readonly number[];
}

/** From folded to original: unit `i` came from the original units `[starts[i], ends[i])`. */
export interface WayBack {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** A folded text with its way back. */
export interface Folded extends FoldedText, WayBack {}

/** Folds `original`. Linear; about 20 MB/s. */
export function fold(original: string, tables: FoldTables): Folded {
  return new Folding(original, tables).run();
}

/** Original range of the folded range `[start, end)`; whole original characters. `end` must be beyond `start`. */
export function originalRange(way: WayBack, start: number, end: number): [number, number] {
  return [way.starts[start]!, way.ends[end - 1]!];
}

/** Whether `offset` is one of the borders of `folded`. O(log borders). */
export function hasBorder({ borders }: FoldedText, offset: number): boolean {
  let [low, high] = [0, borders.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (borders[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return borders[low] === offset;
}

/** What is being folded is written here and copied out when its length is known: folding never calls itself. */
let units = new Uint16Array(1 << 12);
let starts = new Uint32Array(1 << 12);
let ends = new Uint32Array(1 << 12);

/** Room for `capacity` units, with what is there kept. */
function makeRoom(capacity: number): void {
  if (capacity <= units.length) return;
  const size = Math.max(capacity, units.length * 2);
  units = grown(units, new Uint16Array(size));
  starts = grown(starts, new Uint32Array(size));
  ends = grown(ends, new Uint32Array(size));
}

function grown<A extends Uint16Array | Uint32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

/** One run over one text; its state is what folding must remember from character to character. */
class Folding {
  #length = 0;
  readonly #borders: number[] = [];
  /** Class of the last folded character, 0 at the beginning. */
  #lastClass = 0;
  /** Original range of the white space before the next character; -1 = there is none. */
  #spaceAt = -1;
  #spaceEnd = -1;
  #dropped = false;
  /** Folded offset of full-width punctuation that stands right behind a letter or digit; -1 = none. */
  #fullWidthAt = -1;
  /** Offset of the last thousands mark that was dropped: three digits follow it and no fourth. */
  #markDroppedAt: number | undefined;

  readonly #original: string;
  readonly #tables: FoldTables;

  constructor(original: string, tables: FoldTables) {
    this.#original = original;
    this.#tables = tables;

    makeRoom(original.length + 16);
  }

  run(): Folded {
    const original = this.#original;
    const simple = this.#tables.simple;
    let i = 0;
    while (i < original.length) {
      const unit = original.charCodeAt(i);
      const folded = simple[unit]!;
      // A simple character stands alone unless a mark or a surrogate (perhaps an astral mark) follows.
      if (folded !== SIMPLE_NONE && !this.#tables.mayCombine[original.charCodeAt(i + 1)]) {
        this.#takeUnit(unit, folded, i);
        i += 1;
      } else {
        i = this.#takeCluster(i);
      }
    }
    return {
      text: textOf(units, this.#length),
      borders: this.#borders,
      starts: starts.slice(0, this.#length),
      ends: ends.slice(0, this.#length),
    };
  }

  #takeCluster(from: number): number {
    const { folded, end } = foldCluster(this.#original, from, this.#tables);
    if (folded.length === 1 && end === from + 1) {
      this.#takeUnit(this.#original.charCodeAt(from), folded.charCodeAt(0), from);
      return end;
    }
    const isFraction = VULGAR_FRACTION.test(folded);
    // 3½ is three and a half, not 31/2.
    if (isFraction && this.#lastClass & ALNUM && this.#spaceAt < 0) this.#border(this.#length);
    for (let k = 0; k < folded.length; k += 1) {
      const unit = folded.charCodeAt(k);
      this.#take(unit, classAt(folded, k), from, end, !isFraction);
    }
    return end;
  }

  #takeUnit(unit: number, folded: number, at: number): void {
    if (isSpecial(unit, folded)) this.#takeSpecial(unit, folded, at);
    else this.#take(folded, classOfUnit(folded), at, at + 1, unit > 0x7f);
  }

  /** A mark whose folding depends on what stands beside it. */
  #takeSpecial(unit: number, folded: number, at: number): void {
    const isWide = unit > 0x7f;
    if (isThousandsMark(unit) && this.#isThousandsMarkAt(at)) return;
    if (folded === DASH && isWide && isWideDash(this.#original.charCodeAt(at - 1), this.#tables)) {
      ends[this.#length - 1] = at + 1;
    } else if (folded === POINT && isWide && this.#lastClass & HAN && this.#classBehind(at, SPACE | DROPPED) & HAN) {
      this.#dropped = true;
    } else if (folded === LETTER_X && this.#lastClass & DIGIT && this.#spaceAt < 0 && this.#classBehind(at, DROPPED) & DIGIT) {
      this.#take(TIMES, 0, at, at + 1, isWide);
    } else {
      this.#take(folded, classOfUnit(folded), at, at + 1, isWide);
    }
  }

  /** Class of the next character that is of no class of `passed`; 0 at the end. */
  #classBehind(at: number, passed: CharClass): CharClass {
    for (let i = at + 1; i < this.#original.length; i += 1) {
      const folded = this.#tables.simple[this.#original.charCodeAt(i)]!;
      const charClass = folded === SIMPLE_NONE ? classAt(this.#original, i) : classOfUnit(folded);
      if (!(charClass & passed)) return charClass;
    }
    return 0;
  }

  /** One folded unit. `wide`: its original is not ASCII. */
  #take(unit: number, charClass: CharClass, start: number, end: number, wide: boolean): void {
    if (charClass === DROPPED) {
      this.#dropped = true;
      return;
    }
    if (charClass === SPACE) {
      if (this.#spaceAt < 0) this.#spaceAt = start;
      this.#spaceEnd = end;
      return;
    }
    if (this.#spaceAt >= 0) this.#takeSpace(charClass);
    if (this.#fullWidthAt >= 0) {
      if (charClass & ALNUM) {
        this.#border(this.#fullWidthAt);
        this.#border(this.#length);
      }
      this.#fullWidthAt = -1;
    }
    if (this.#dropped && this.#isSplit(unit, charClass)) this.#border(this.#length);
    if (charClass === 0 && wide && unit < 0x80 && this.#lastClass & ALNUM && !JOINING.has(unit)) {
      this.#fullWidthAt = this.#length;
    }
    this.#dropped = false;
    this.#push(unit, start, end);
    this.#lastClass = charClass;
  }

  /** Whether what was dropped before `unit` parts a word or a number: `3·15`, `"2014","2015"`. */
  #isSplit(unit: number, charClass: CharClass): boolean {
    const isWord = (charClass & ALNUM) !== 0;
    const wasWord = (this.#lastClass & ALNUM) !== 0;
    return isWord ? wasWord || isPoint(units[this.#length - 1]) : wasWord && isPoint(unit);
  }

  /** The white space before a character of class `next`: dropped beside Han and at the edges, else one space. */
  #takeSpace(next: CharClass): void {
    if (this.#length > 0 && !(this.#lastClass & HAN) && !(next & HAN)) {
      this.#push(0x20, this.#spaceAt, this.#spaceEnd);
      this.#lastClass = SPACE;
      this.#dropped = false;
      this.#fullWidthAt = -1;
    }
    this.#spaceAt = -1;
  }

  #border(at: number): void {
    if (this.#borders.at(-1) !== at) this.#borders.push(at);
  }

  #push(unit: number, start: number, end: number): void {
    if (this.#length === units.length) makeRoom(this.#length * 2);
    units[this.#length] = unit;
    starts[this.#length] = start;
    ends[this.#length] = end;
    this.#length += 1;
  }

  /** A mark inside a number written in groups of three: 1–3 digits before the first, exactly three behind each. */
  #isThousandsMarkAt(at: number): boolean {
    let after = 0;
    while (after < 4 && this.#isDigit(at + 1 + after)) after += 1;
    if (after !== 3) return false;
    let before = 0;
    let i = at - 1;
    for (; this.#isDigit(i); i -= 1) before += 1;
    const isFirst = before >= 1 && before <= 3 && !(this.#original.charCodeAt(i) === COMMA && this.#isDigit(i - 1));
    if (!isFirst && i !== this.#markDroppedAt) return false;
    this.#markDroppedAt = at;
    return true;
  }

  #isDigit(at: number): boolean {
    const folded = this.#tables.simple[this.#original.charCodeAt(at)];
    return folded !== undefined && (classOfUnit(folded) & DIGIT) !== 0;
  }
}

const COMMA = 0x2c;
const DASH = 0x2d;
const POINT = 0x2e;
const LETTER_X = 0x78;
/** × */
export const TIMES = 0xd7;
/** `%`, `+`, `#` and dashes join as their ASCII forms do, whatever their width was. */
const JOINING: ReadonlySet<number> = new Set([0x25, 0x2b, 0x23, DASH]);
const VULGAR_FRACTION = /^\d+\/\d*$/;

/** Most characters are told by one look each way. */
function isSpecial(unit: number, folded: number): boolean {
  if (folded >= 0x80) return false;
  return folded === DASH || folded === POINT || folded === LETTER_X || isThousandsMark(unit);
}

/** A comma, a thin space, a narrow or an ordinary one that does not break. */
export function isThousandsMark(unit: number): boolean {
  return unit === COMMA || unit === 0x2009 || unit === 0x202f || unit === 0xa0;
}

/** Whether an original unit is a dash that is no ASCII one. */
export function isWideDash(unit: number, { simple }: FoldTables): boolean {
  return unit > 0x7f && simple[unit] === DASH;
}

function isPoint(unit: number | undefined): boolean {
  return unit === POINT || unit === COMMA;
}

function textOf(units: Uint16Array, length: number): string {
  return Buffer.from(units.buffer, units.byteOffset, length * 2).toString('utf16le');
}
