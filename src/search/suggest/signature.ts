/**
 * A few bits of every text that tell most texts apart from what is looked for (superimposed coding, Mooers 1948): which
 * letters its syllables and words begin with, which pairs of such letters follow each other, which ideographs there are and which of them
 * follow each other.
 * A text that lacks a bit of the query's cannot match; one that has them all may.
 */
import { classAt, HAN } from '../../analysis/char-class.js';
import { PASSED_OVER, type PronunciationTable, WORD_START } from './pronunciation-table.js';

/** Words of 32 bits: letters, ideographs, pairs of letters (two), pairs of ideographs (two). */
export const SIGNATURE_WORDS = 6;
const [LETTERS, IDEOGRAPHS, LETTER_PAIRS, IDEOGRAPH_PAIRS] = [0, 1, 2, 4] as const;

/** Units of the query that are followed when its ways are written out. */
const MOST_UNITS = 4;
const MOST_WAYS = 24;
const LONGEST_SYLLABLE = 6;

/** Writes the signature of a text into `words` from `at` on. */
export function writeSignature(
  text: string,
  pronunciations: Uint16Array,
  { table, words, at }: { readonly table: PronunciationTable; readonly words: Uint32Array; readonly at: number },
): void {
  words.fill(0, at, at + SIGNATURE_WORDS);
  let before: readonly number[] = [];
  let unitBefore = 0;
  for (let i = 0; i < text.length; i += 1) {
    const pronunciation = pronunciations[i]! & ~WORD_START;
    if (pronunciation === PASSED_OVER) continue;
    const letters = lettersOf(text[i]!, pronunciation, table);
    for (const letter of letters) {
      words[at + LETTERS]! |= 1 << letter;
      for (const first of before) setPair(words, at + LETTER_PAIRS, first, letter);
    }
    before = letters;
    const unit = classAt(text, i) & HAN ? text.charCodeAt(i) : 0;
    if (unit > 0) words[at + IDEOGRAPHS]! |= 1 << ideographBit(unit);
    if (unit > 0 && unitBefore > 0) setPair(words, at + IDEOGRAPH_PAIRS, unitBefore, unit);
    unitBefore = unit;
  }
}

/** The bits a text must have to match a query. */
export class QuerySignature {
  readonly #needed = new Uint32Array(SIGNATURE_WORDS);
  /** Pairs of each way to take the letters apart, two words a way; one of them must be there. None = any text may match. */
  readonly #ways: number[] = [];

  readonly #behindSpace: (place: number) => number;

  /** `letters`: the query as pinyin letters are written; `behindSpace` passes over a space in it. */
  constructor(letters: string, table: PronunciationTable, behindSpace: (place: number) => number) {
    this.#behindSpace = behindSpace;

    const first = letterCode(letters.charCodeAt(0));
    if (first !== undefined) this.#needed[LETTERS]! |= 1 << first;
    for (let i = 0; i < letters.length; i += 1) {
      if (!(classAt(letters, i) & HAN)) continue;
      this.#needed[IDEOGRAPHS]! |= 1 << ideographBit(letters.charCodeAt(i));
      if (i > 0 && classAt(letters, i - 1) & HAN) setPair(this.#needed, IDEOGRAPH_PAIRS, letters.charCodeAt(i - 1), letters.charCodeAt(i));
    }
    for (let depth = MOST_UNITS; depth > 1; depth -= 1) {
      this.#ways.length = 0;
      this.#follow(letters, { place: 0, depth, low: 0, high: 0 }, table);
      if (this.#ways.length <= MOST_WAYS * 2) break;
    }
    for (let k = 0; k < this.#ways.length; k += 2) if (this.#ways[k] === 0 && this.#ways[k + 1] === 0) this.#ways.length = 0;
  }

  /**
   * The slots whose signatures in `words` allow a match: all that match and some that do not, written into `slots`, which
   * has room for every slot. A few ns a slot.
   */
  admitted(words: Uint32Array, slotCount: number, slots: Uint32Array): Uint32Array {
    let count = 0;
    const [letters, ideographs, , , pairsLow, pairsHigh] = Array.from(this.#needed, (word) => word | 0) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    for (let slot = 0, at = 0; slot < slotCount; slot += 1, at += SIGNATURE_WORDS) {
      if ((words[at]! & letters) !== letters || (words[at + IDEOGRAPHS]! & ideographs) !== ideographs) continue;
      if ((words[at + IDEOGRAPH_PAIRS]! & pairsLow) !== pairsLow || (words[at + IDEOGRAPH_PAIRS + 1]! & pairsHigh) !== pairsHigh) continue;
      if (this.#ways.length === 0 || this.#hasWay(words[at + LETTER_PAIRS]!, words[at + LETTER_PAIRS + 1]!)) slots[count++] = slot;
    }
    return slots.subarray(0, count);
  }

  #hasWay(low: number, high: number): boolean {
    const ways = this.#ways;
    for (let k = 0; k < ways.length; k += 2) if ((low & ways[k]!) === ways[k] && (high & ways[k + 1]!) === ways[k + 1]) return true;
    return false;
  }

  #follow(
    letters: string,
    { place, depth, low, high }: { readonly place: number; readonly depth: number; readonly low: number; readonly high: number },
    table: PronunciationTable,
  ): void {
    const first = letterCode(letters.charCodeAt(place));
    if (first === undefined || depth === 1) {
      this.#ways.push(low, high);
      return;
    }
    for (const end of this.#endsFrom(letters, place, table)) {
      const second = letterCode(letters.charCodeAt(end));
      const pair = second === undefined ? -1 : pairBit(first, second);
      this.#follow(
        letters,
        {
          place: end,
          depth: depth - 1,
          low: pair >= 0 && pair < 32 ? low | (1 << pair) : low,
          high: pair >= 32 ? high | (1 << pair) : high,
        },
        table,
      );
    }
  }

  /** Places behind a unit that letters from `place` on may stand for. */
  #endsFrom(letters: string, place: number, { syllables, beginnings }: PronunciationTable): ReadonlySet<number> {
    const ends = new Set([this.#behindSpace(place + 1)]);
    if (letters[place + 1] === 'h') ends.add(this.#behindSpace(place + 2));
    for (let length = 2; length <= LONGEST_SYLLABLE && place + length <= letters.length; length += 1) {
      if (syllables.has(letters.slice(place, place + length))) ends.add(this.#behindSpace(place + length));
    }
    if (beginnings.has(letters.slice(place))) ends.add(letters.length);
    return ends;
  }
}

function lettersOf(char: string, pronunciation: number, table: PronunciationTable): readonly number[] {
  const own = letterCode(letterOf(char).charCodeAt(0));
  return own === undefined ? table.initials(pronunciation) : [own];
}

/** A letter as pinyin is typed: without its tone mark, ü as v; anything else as it is. */
export function letterOf(char: string): string {
  if (char < '\u00c0' || char > '\u024f') return char;
  const [letter = char, ...marks] = char.normalize('NFD');
  return letter === 'u' && marks.includes('\u0308') ? 'v' : letter;
}

/** 0 to 25 for a to z. */
export function letterCode(unit: number): number | undefined {
  return unit >= 0x61 && unit <= 0x7a ? unit - 0x61 : undefined;
}

function setPair(words: Uint32Array, at: number, first: number, second: number): void {
  const bit = pairBit(first, second);
  words[at + (bit >> 5)]! |= 1 << (bit & 31);
}

/** 0 to 31. */
function ideographBit(unit: number): number {
  return Math.imul(unit, 0x9e3779b1) >>> 27;
}

/** 0 to 63. */
function pairBit(first: number, second: number): number {
  return Math.imul(Math.imul(first + 1, 0x85ebca6b) ^ second, 0x9e3779b1) >>> 26;
}
