/** Numerals as bank notes and contracts write them, which no stroke turns into others: 叁仟伍佰, 壹拾捌. */
import { LARGEST_INTEGER, parseInteger, printInteger } from '../../notation/chinese-integer.js';
import type { Numeral } from './read-numeral.js';

const FORMAL = '壹贰叁肆伍陆柒捌玖拾佰仟';
const PLAIN = '一二三四五六七八九十百千';
/** What stands among them as it is. */
const SHARED = '零〇万亿';

/** Whether the character at `at` is a formal digit or place. Most are words of their own too: 陆, 伍, 拾. */
export function isFormalNumeral(text: string, at: number): boolean {
  return at >= 0 && at < text.length && FORMAL.includes(text.charAt(at));
}

/** Whether a formal number goes on at `at`: a digit with its place. */
export function isFormalPart(text: string, at: number): boolean {
  return isFormalNumeral(text, at) && '拾佰仟'.includes(text.charAt(at + 1)) && at + 1 < text.length;
}

/** Reads the formal number that begins at `start`; null where the formal characters there are none, or only one. */
export function readFormal(text: string, start: number): Numeral | null {
  if (!isFormalNumeral(text, start)) return null;
  let end = start;
  let plain = '';
  for (; end < text.length; end += 1) {
    const char = text.charAt(end);
    const formal = FORMAL.indexOf(char);
    if (formal < 0 && !SHARED.includes(char)) break;
    plain += formal < 0 ? char : PLAIN[formal]!;
  }
  const whole = /[十百千万亿]/.test(plain) && plain.length > 1 ? parseInteger(plain) : null;
  return whole === null || whole > LARGEST_INTEGER ? null : { start, end, whole, fraction: '', isPlaced: true };
}

/** Writes 10 … 10^16 formally; 18 is 壹拾捌. */
export function printFormal(value: bigint): string {
  const plain = printInteger(value).replace(/^十/, '一十');
  return [...plain].map((char) => FORMAL[PLAIN.indexOf(char)] ?? char).join('');
}
