/** One numeral at a place of a folded text: Arabic (3500, 3.5万, 1亿2380万) or Chinese (三千五百, 三点五, 二〇二三). */
import { LARGEST_INTEGER, parseDigits, parseInteger } from '../../notation/chinese-integer.js';
import { isChineseNumeral } from './numeral-edge.js';

/** What a numeral is worth: `whole`, and the digits behind its point as they are written. */
export interface Amount {
  readonly whole: bigint;
  /** `''` = a whole number. */
  readonly fraction: string;
}

/** An amount and the folded range it is written at. */
export interface Numeral extends Amount {
  readonly start: number;
  readonly end: number;
  /** True where it is Chinese and written by position: 两千零一, not 二〇〇一 or 2001. */
  readonly isPlaced: boolean;
}

const MULTIPLIERS: readonly (readonly [text: string, power: number])[] = [
  ['万亿', 12],
  ['千亿', 11],
  ['百亿', 10],
  ['十亿', 9],
  ['亿', 8],
  ['千万', 7],
  ['百万', 6],
  ['十万', 5],
  ['万', 4],
  ['千', 3],
  ['百', 2],
];

/**
 * Reads `digits`, the Arabic number that stands in `[start, end)`, with the Chinese places behind it; null where it has leading
 * zeros, is too large, or is no exact number (1.23456万).
 */
export function readArabic(text: string, start: number, end: number): Numeral | null {
  const numeral = /^(0|[1-9]\d{0,16})(?:\.(\d{1,12}))?$/.exec(text.slice(start, end));
  if (numeral === null) return null;
  const [, whole = '', fraction = ''] = numeral;
  if (multiplierAt(text, end) === null) return isChineseNumeral(text, end) ? null : amount(start, end, BigInt(whole), fraction, false);
  const sum = sumOfParts(text, start);
  return sum === null || isChineseNumeral(text, sum.end) ? null : amount(start, sum.end, sum.value, '', false);
}

/** Reads the Chinese number that begins at `start`, as far as numeral characters go; null where all of it is no number. */
export function readChinese(text: string, start: number): Numeral | null {
  let end = start;
  while (isChineseNumeral(text, end)) end += 1;
  const written = text.slice(start, end);
  const point = text[end] === '点' ? readFraction(text, end + 1) : null;
  if (point !== null) {
    const whole = parseInteger(written);
    if (whole === null) return null;
    const numeral = amount(start, point.end, whole, point.digits, true);
    const multiplier = multiplierAt(text, point.end);
    if (multiplier === null) return numeral;
    const value = multiplied(`${whole}`, point.digits, multiplier.power);
    const behind = point.end + multiplier.length;
    return value === null || isChineseNumeral(text, behind) ? null : amount(start, behind, value, '', true);
  }
  const digits = parseDigits(written);
  if (digits !== null) {
    // 七八 is about seven or eight, 五一 a day; 二〇 and 三一五 are numbers.
    const isNumber = (digits.length > 2 || digits.includes('0')) && !digits.startsWith('0');
    return isNumber ? { start, end, whole: BigInt(digits), fraction: '', isPlaced: false } : null;
  }
  const whole = parseInteger(written);
  return whole === null ? null : amount(start, end, whole, '', true);
}

/** The digits behind a 点; null where a place follows them: 八点三十 is a time. */
function readFraction(text: string, start: number): { readonly digits: string; readonly end: number } | null {
  const digits = /^[〇零一二三四五六七八九]{1,12}/.exec(text.slice(start, start + 12))?.[0] ?? '';
  const end = start + digits.length;
  if (digits === '' || /[十百千廿卅卌]/.test(text[end] ?? '')) return null;
  return { digits: digits.length === 1 ? `${parseInteger(digits)!}` : parseDigits(digits)!, end };
}

/** 1亿2380万: parts by falling places. */
function sumOfParts(text: string, start: number): { readonly value: bigint; readonly end: number } | null {
  let [value, at, last] = [0n, start, Infinity];
  for (;;) {
    const part = /^(\d{1,17})(?:\.(\d{1,12}))?/.exec(text.slice(at, at + 30));
    if (part === null) return { value, end: at };
    const [written, whole = '', fraction = ''] = part;
    const multiplier = multiplierAt(text, at + written.length);
    const power = multiplier?.power ?? 0;
    const worth = multiplied(whole, fraction, power);
    if (worth === null || power >= last || worth >= 10n ** BigInt(last === Infinity ? 17 : last)) return null;
    value += worth;
    at += written.length + (multiplier?.length ?? 0);
    last = power;
    if (multiplier === null) return { value, end: at };
  }
}

function multiplierAt(text: string, at: number): { readonly power: number; readonly length: number } | null {
  for (const [name, power] of MULTIPLIERS) if (text.startsWith(name, at)) return { power, length: name.length };
  return null;
}

function multiplied(whole: string, fraction: string, power: number): bigint | null {
  const exact = fraction.replace(/0+$/, '');
  return exact.length > power ? null : BigInt(`${whole}${exact.padEnd(power, '0')}`);
}

function amount(start: number, end: number, whole: bigint, fraction: string, isPlaced: boolean): Numeral | null {
  return whole > LARGEST_INTEGER ? null : { start, end, whole, fraction, isPlaced };
}
