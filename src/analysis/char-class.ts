/**
 * Classes of folded characters (docs/query-language.md#letters-and-digits). Kana and Hangul act as Han: they are written
 * without spaces or are searched by their parts like Han.
 */
export const HAN = 1;
/** Letter, digit or mark that is not Han, kana or Hangul. */
export const ALNUM = 2;
/** ASCII digit; always together with ALNUM. */
export const DIGIT = 4;
/** White space of any width, line breaks too. */
export const SPACE = 8;
/** Quotation marks, book marks, middle dots and what is invisible: dropped by folding. */
export const DROPPED = 16;
/** Combining mark; together with ALNUM, or with HAN for the tone marks of Hangul. */
export const MARK = 32;
/** A bitwise union of the constants above; 0 = other punctuation and symbols. */
export type CharClass = number;

const HAN_LIKE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]$/u;
const LETTER_DIGIT = /^[\p{L}\p{N}\p{M}]$/u;
const COMBINING = /^\p{M}$/u;
const WHITE = /^[\s\u0085]$/u;
const DROPPED_MARKS = new Set('"\'“”‘’„«»‹›「」『』《》〈〉·・•‧∙');
// Invisible: they part nothing a reader sees, and PDF texts are full of them.
// U+E5E5 is the space of GB18030's private use area, as decoders give it.
const INVISIBLE = /^[\uE5E5\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]$/u;

const BMP = new Uint8Array(0x10000);
for (let unit = 0; unit < 0x10000; unit += 1) BMP[unit] = classify(String.fromCharCode(unit));

const astral = new Map<number, CharClass>();

function classify(char: string): CharClass {
  if (isCommonHan(char.charCodeAt(0))) return HAN;
  if (DROPPED_MARKS.has(char) || INVISIBLE.test(char)) return DROPPED;
  if (WHITE.test(char)) return SPACE;
  if (HAN_LIKE.test(char)) return COMBINING.test(char) ? HAN | MARK : HAN;
  if (!LETTER_DIGIT.test(char)) return 0;
  if (char >= '0' && char <= '9') return ALNUM | DIGIT;
  return COMBINING.test(char) ? ALNUM | MARK : ALNUM;
}

/**
 * Whether a UTF-16 unit is a unified ideograph or a syllable of Hangul: half of all units, each HAN and its own normal form, told without
 * a table.
 */
export function isCommonHan(unit: number): boolean {
  return (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3400 && unit <= 0x4dbf) || (unit >= 0xac00 && unit <= 0xd7a3);
}

/** Class of one UTF-16 unit that is no surrogate (a surrogate is 0 here: ask `classAt`). */
export function classOfUnit(unit: number): CharClass {
  return BMP[unit]!;
}

/** Class of a code point. */
export function classOfCodePoint(codePoint: number): CharClass {
  if (codePoint < 0x10000) return BMP[codePoint]!;
  // The ideographic planes, whether or not this Node's Unicode tables know the newest block.
  if (codePoint >= 0x20000 && codePoint <= 0x3fffd) return HAN;
  let known = astral.get(codePoint);
  if (known === undefined) {
    known = classify(String.fromCodePoint(codePoint));
    if (astral.size < 10_000) astral.set(codePoint, known);
  }
  return known;
}

/** Characters (code points) of `text`; a lone surrogate counts as one. */
export function characterCount(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i += text.codePointAt(i)! > 0xffff ? 2 : 1) count += 1;
  return count;
}

/** Class of the character that the UTF-16 unit at `index` belongs to; 0 outside the text. */
export function classAt(text: string, index: number): CharClass {
  const unit = text.charCodeAt(index);
  if (Number.isNaN(unit)) return 0;
  if (unit < 0xd800 || unit > 0xdfff) return BMP[unit]!;
  const first = unit < 0xdc00 ? index : index - 1;
  const codePoint = text.codePointAt(first);
  return codePoint === undefined || codePoint < 0x10000 ? 0 : classOfCodePoint(codePoint);
}
