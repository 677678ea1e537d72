/** Where numerals begin and end in a folded text: Chinese numeral characters count as digits beside a variant. */
import { CHINESE_NUMERALS } from '../../notation/chinese-integer.js';
import { type FoldedText, hasBorder } from '../fold.js';
import { isFormalNumeral, isFormalPart } from './formal-numeral.js';

const NUMERALS = new Set(`0123456789${CHINESE_NUMERALS}`);
const CHINESE = new Set(CHINESE_NUMERALS);

/** Whether the character at `at` is a digit, 0–9 or Chinese, or a Chinese place. */
export function isNumeral(text: string, at: number): boolean {
  return NUMERALS.has(text.charAt(at));
}

/** Whether the character at `at` is a Chinese digit or place. */
export function isChineseNumeral(text: string, at: number): boolean {
  return CHINESE.has(text.charAt(at));
}

/** Whether the character at `at` can go on as a numeral: a digit, a place, or a formal one. */
export function isNumeralPart(text: string, at: number): boolean {
  return isNumeral(text, at) || isFormalNumeral(text, at);
}

/**
 * Whether a numeral at an end of `[start, end)` goes on outside: another numeral touches it, or stands behind a 点 (五 in
 * 三点五). What was dropped between two letters or digits is a border here too (`3·15`). Formal characters are numerals only
 * beside one of their kind: 队伍十八人 holds 十八人, 叁万伍仟 does not hold 叁万.
 */
export function touchesNumeral(folded: FoldedText, start: number, end: number): boolean {
  return goesOnBefore(folded, start) || goesOnBehind(folded, end);
}

/** Whether a numeral that begins at `start` goes on before it. */
export function goesOnBefore(folded: FoldedText, start: number): boolean {
  return goesOn(folded, start, start - 1, -1);
}

/** Whether a numeral that ends at `end` goes on behind it. */
export function goesOnBehind(folded: FoldedText, end: number): boolean {
  return goesOn(folded, end - 1, end, 1);
}

function goesOn(folded: FoldedText, inside: number, outside: number, step: 1 | -1): boolean {
  const { text } = folded;
  if (hasBorder(folded, Math.max(inside, outside))) return false;
  if (isFormalNumeral(text, inside)) return isFormalNumeral(text, outside) || isNumeral(text, outside);
  if (!isNumeral(text, inside)) return false;
  if (step > 0 && '万亿零〇'.includes(text.charAt(inside)) && isFormalPart(text, outside)) return true;
  return isNumeral(text, outside) || (text[outside] === '点' && isNumeral(text, outside + step));
}

/** 0, O and o among Chinese numerals are 〇: the folded text with them written so; as many units. */
export function withZeros(text: string): string {
  return /[0o]/.test(text)
    ? text.replace(/(?<=[〇零一二三四五六七八九][0o]{0,3})[0o](?=[0o]{0,3}[〇零一二三四五六七八九年])/g, '〇')
    : text;
}
