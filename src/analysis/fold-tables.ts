/** The tables folding reads, made once: a simple character is one UTF-16 unit before and after. */
import { simplifiedForms } from '../notation/simplified.js';
import { classOfCodePoint, classOfUnit, isCommonHan, MARK } from './char-class.js';

/** In `FoldTables.simple`: not a simple character; ask `foldCluster`. U+FFFF is a noncharacter. */
export const SIMPLE_NONE = 0xffff;

/** What folding looks characters up in. About 200 kB beside the map. */
export interface FoldTables {
  /** Folded unit of each simple unit, else SIMPLE_NONE. */
  readonly simple: Uint16Array;
  /** 1 where a unit may attach to the character before it: marks (half-width voiced ones too), vowels and tails of jamo, surrogates. */
  readonly mayCombine: Uint8Array;
  /** Simplified form and variant of a code point, where it has one. */
  readonly characters: ReadonlyMap<string, string>;
}

/** NFKC may grow a cluster up to 18 times (U+FDFA); beyond this many units the cluster is kept as it is. */
const LONGEST_FOLD = 8;
/** Units of marks that are folded with their starter; where there are more they stay as they are: ordering them is quadratic. */
const MOST_MARKS = 16;

/** Builds the tables. `variants`: tables of a character → the character it is one with, the later before the earlier. About 20 ms. */
export function createFoldTables(variants: readonly ReadonlyMap<string, string>[]): FoldTables {
  const characters = simplifiedForms();
  for (const [from, to] of LOOK_ALIKES) characters.set(from, to);
  for (const [from, variantOf] of variants.flatMap((table) => [...table])) {
    const to = variantOf.normalize('NFKC');
    characters.set(from, characters.get(to) ?? to);
  }
  // A character whose simplified form has a further one (薴 → 苧 → 苎) or is itself a variant goes all the way in one step.
  for (const [from, to] of characters) {
    const seen = new Set([from]);
    let last = to;
    while (characters.has(last) && !seen.has(last)) {
      seen.add(last);
      last = characters.get(last)!;
    }
    characters.set(from, last);
  }
  const simple = new Uint16Array(0x10000).fill(SIMPLE_NONE);
  const mayCombine = new Uint8Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit += 1) {
    const surrogate = unit >= 0xd800 && unit <= 0xdfff;
    if (surrogate || joinsBackwards(unit)) {
      mayCombine[unit] = 1;
      continue;
    }
    const char = String.fromCharCode(unit);
    const folded = isItsOwnNormalForm(unit) ? (characters.get(char) ?? char) : foldStarter(char, characters);
    if (folded.length === 1 && unit !== SIMPLE_NONE) simple[unit] = folded.charCodeAt(0);
  }
  return { simple, mayCombine, characters };
}

/**
 * Folds the cluster that begins at `from`: one code point, all marks behind it, jamo that compose. `end` is the offset
 * behind it. Variation selectors are dropped; a lone surrogate is U+FFFD, so that no two halves meet. Linear.
 */
export function foldCluster(original: string, from: number, tables: FoldTables): { folded: string; end: number } {
  const codePoint = original.codePointAt(from)!;
  const isHalf = codePoint >= 0xd800 && codePoint <= 0xdfff;
  let end = from + (codePoint > 0xffff ? 2 : 1);
  const first = end;
  while (end < original.length) {
    const next = original.codePointAt(end)!;
    if (!joins(original, from, next)) break;
    end += next > 0xffff ? 2 : 1;
  }
  const starter = isHalf ? '\uFFFD' : original.slice(from, first).replace(VARIATION_SELECTORS, '');
  const marks = end > first ? original.slice(first, end).replace(VARIATION_SELECTORS, '') : '';
  if (marks.length > MOST_MARKS) return { folded: foldStarter(starter, tables.characters) + marks, end };
  return { folded: foldStarter(starter + marks, tables.characters), end };
}

const VARIATION_SELECTORS = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;
/** Jamo and syllables a vowel or a tail may join, compatibility and half-width jamo too. */
const HANGUL = /^[\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7ff\uffa0-\uffdc]/u;

function joins(original: string, from: number, next: number): boolean {
  if (classOfCodePoint(next) & MARK || isHalfWidthVoicing(next)) return true;
  return isVowelOrTail(next) && HANGUL.test(original[from]!);
}

/** Whether a unit in the middle of a text belongs to what stands before it, whatever that is, or may do so. */
function joinsBackwards(unit: number): boolean {
  return (classOfUnit(unit) & MARK) !== 0 || isHalfWidthVoicing(unit) || isVowelOrTail(unit);
}

/** ﾞ and ﾟ: no marks by their class, but NFKC makes marks of them (ｶﾞ → ガ). */
function isHalfWidthVoicing(codePoint: number): boolean {
  return codePoint === 0xff9e || codePoint === 0xff9f;
}

function isVowelOrTail(codePoint: number): boolean {
  if ((codePoint >= 0x1160 && codePoint <= 0x11ff) || (codePoint >= 0xd7b0 && codePoint <= 0xd7ff)) return true;
  if (!(codePoint >= 0x3131 && codePoint <= 0x318e) && !(codePoint >= 0xffa0 && codePoint <= 0xffdc)) return false;
  const jamo = String.fromCharCode(codePoint).normalize('NFKC').charCodeAt(0);
  return jamo >= 0x1160 && jamo <= 0x11ff;
}

/** NFKC makes a space with a mark of it; printed it is the dot of a name. */
const DOT_ABOVE = '˙';

function foldStarter(cluster: string, characters: ReadonlyMap<string, string>): string {
  if (cluster === DOT_ABOVE) return '.';
  // Again after lower case: J̌ has no composed form, ǰ has.
  const normal = cluster.normalize('NFKC').toLowerCase().normalize('NFKC');
  const kept =
    normal.length > LONGEST_FOLD * cluster.length || normal.length > LONGEST_FOLD + cluster.length ? cluster.toLowerCase() : normal;
  const plain = UNMARKED.test(kept) ? kept : withoutMarks(kept);
  let folded = '';
  for (const char of plain) folded += characters.get(char) ?? char;
  return folded;
}

/** What has no Latin letter with a mark: nearly everything. */
const UNMARKED = /^[\0-\x7f\u2e80-\uffff]*$/;
const MARKED_LATIN = /(\p{Script=Latin})\p{M}+/gu;

/** Latin letters without their marks; all others keep theirs. */
function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(MARKED_LATIN, '$1').normalize('NFC');
}

/**
 * Marks a reader takes for one: dashes, the sign of a ratio, the brackets of document numbers, the dots of names that are typed for
 * one another. Dashes and dots are looked at again where they stand (fold.ts).
 */
const LOOK_ALIKES: readonly (readonly [string, string])[] = [
  ...Array.from('‐‑‒–—―−─', (dash) => [dash, '-'] as const),
  ['∶', ':'],
  ['〔', '['],
  ['〕', ']'],
  ['⁄', '/'],
  ['⋅', '.'],
];

/** With the private use area two thirds of all units, and normalizing takes most of the time the tables take. */
function isItsOwnNormalForm(unit: number): boolean {
  return isCommonHan(unit) || (unit >= 0xe000 && unit <= 0xf8ff);
}
