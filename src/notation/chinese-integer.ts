/** Chinese whole numbers by position (一百零五, 两千零一, 廿三, 一亿二千三百八十万) and digit by digit (二〇二三). */

/** Every character that whole numbers are written with: digits, places and joined tens. */
export const CHINESE_NUMERALS = '〇零一二三四五六七八九十百千万亿两廿卅卌';

const DIGITS = '零一二三四五六七八九';
const DIGIT_VALUES: ReadonlyMap<string, number> = new Map([
  ...[...DIGITS].map((digit, value) => [digit, value] as const),
  ['〇', 0],
  ['两', 2],
]);
const PLACES: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);
const TENS: ReadonlyMap<string, number> = new Map([
  ['廿', 20],
  ['卅', 30],
  ['卌', 40],
]);

const WAN = 10_000n;
const YI = 100_000_000n;
/** The largest number that is read and written. */
export const LARGEST_INTEGER = YI * YI;

/** How a number is written by position. */
export interface IntegerStyle {
  /** Where a 2 before 百, 千, 万, 亿 is 两: nowhere, at the very beginning, or wherever it is said so. */
  readonly two?: 'never' | 'leading' | 'always';
  readonly zero?: '零' | '〇';
}

/** The value of a number written by position, 0 … 10^16; null where `text` is none (三五, 十三五, 二三十). */
export function parseInteger(text: string): bigint | null {
  if (text === '') return null;
  if (text === '零' || text === '〇') return 0n;
  const yi = text.lastIndexOf('亿');
  if (yi < 0) return parseWan(text, 0);
  const [upper, lower] = [text.slice(0, yi), text.slice(yi + 1)];
  const high = parseInteger(upper);
  const low = lower === '' ? 0n : parseWan(lower, 1e8);
  if (high === null || high === 0n || low === null) return null;
  const value = high * YI + low;
  return value > LARGEST_INTEGER ? null : value;
}

/** The digits of a number written digit by digit, at least two; null where `text` is none. */
export function parseDigits(text: string): string | null {
  if (!/^[〇零一二三四五六七八九]{2,16}$/.test(text)) return null;
  return [...text].map((digit) => DIGIT_VALUES.get(digit)!).join('');
}

/** Writes `value`, 0 … 10^16, by position. */
export function printInteger(value: bigint, { two = 'never', zero = '零' }: IntegerStyle = {}): string {
  let text = value === 0n ? '零' : write(value).replace(/^一十/, '十');
  if (two === 'leading') text = text.replace(/^二(?=[百千万亿])/, '两');
  if (two === 'always') text = text.replace(/(?<![十零百])二(?=[百千万亿])/g, '两');
  return zero === '零' ? text : text.replaceAll('零', zero);
}

/** Writes Arabic digits as Chinese ones, one by one. */
export function printDigits(digits: string, zero: '零' | '〇'): string {
  return [...digits].map((digit) => (digit === '0' ? zero : DIGITS[Number(digit)]!)).join('');
}

/** A number without 亿. `above`: the place its upper part counts in, 0 = it has none. */
function parseWan(text: string, above: number): bigint | null {
  if (above > 0 && isBareDigit(text)) return BigInt((DIGIT_VALUES.get(text)! * above) / 10);
  const wan = text.indexOf('万');
  if (wan < 0) return big(parseSection(text, above));
  const high = parseSection(text.slice(0, wan), above > 0 ? 1e4 : 0);
  const lower = text.slice(wan + 1);
  const low = lower === '' ? 0 : isBareDigit(lower) ? DIGIT_VALUES.get(lower)! * 1000 : parseSection(lower, 1e4);
  return high === null || high === 0 || low === null ? null : BigInt(high) * WAN + BigInt(low);
}

/** 三万五 is 三万五千; 两 is no such digit (三斤五两). */
function isBareDigit(text: string): boolean {
  return /^[一二三四五六七八九]$/.test(text);
}

/** Four places. A place that is skipped must be said as 零, one that is not must not. */
function parseSection(text: string, above: number): number | null {
  let [value, last, skipped] = [0, above === 0 ? 1e4 : above, false];
  let digit = '';
  for (const char of text) {
    const place = TENS.has(char) ? 10 : PLACES.get(char);
    if (char === '零' || char === '〇') {
      if (skipped || digit !== '' || last === 10 || (value === 0 && above === 0)) return null;
      skipped = true;
    } else if (place !== undefined) {
      const count = countOf(char, digit, value > 0 || skipped);
      if (count === null || place >= last || !isPlaced(place, { last, skipped, upper: value > 0, above })) return null;
      [value, last, skipped, digit] = [value + count, place, false, ''];
    } else {
      if (digit !== '' || !DIGIT_VALUES.has(char)) return null;
      digit = char;
    }
  }
  if (digit === '') return skipped ? null : value;
  return withOnes(value, digit, { last, skipped, above });
}

/** The value with the digit at its end: 三百零五, 三十五; 三百五 is 三百五十. */
function withOnes(
  value: number,
  digit: string,
  { last, skipped, above }: { last: number; skipped: boolean; above: number },
): number | null {
  const ones = DIGIT_VALUES.get(digit)!;
  if (value === 0 && above === 0) return ones;
  if (digit === '两') return null;
  if (skipped || last === 10) return value + ones;
  return value > 0 ? value + (ones * last) / 10 : null;
}

/** What a place character counts with the digit before it; 十 alone only at the beginning. */
function countOf(char: string, digit: string, inside: boolean): number | null {
  const tens = TENS.get(char);
  if (tens !== undefined) return digit === '' ? tens : null;
  const place = PLACES.get(char)!;
  if (digit === '') return place === 10 && !inside ? 10 : null;
  return digit === '两' && place === 10 ? null : DIGIT_VALUES.get(digit)! * place;
}

function isPlaced(
  place: number,
  { last, skipped, upper, above }: { last: number; skipped: boolean; upper: boolean; above: number },
): boolean {
  if (!upper && above === 0) return true;
  if (place < last / 10) return skipped;
  // 二千万零三千: some write it so.
  return !skipped || !upper;
}

function big(value: number | null): bigint | null {
  return value === null ? null : BigInt(value);
}

function write(value: bigint): string {
  if (value >= YI) return `${write(value / YI)}亿${writeLower(value % YI, YI)}`;
  if (value >= WAN) return `${write(value / WAN)}万${writeLower(value % WAN, WAN)}`;
  let text = '';
  let rest = Number(value);
  let skipped = false;
  for (const [char, place] of [
    ['千', 1000],
    ['百', 100],
    ['十', 10],
    ['', 1],
  ] as const) {
    const digit = Math.floor(rest / place);
    rest %= place;
    if (digit === 0) {
      skipped = text !== '';
      continue;
    }
    text += `${skipped ? '零' : ''}${DIGITS[digit]!}${char}`;
    skipped = false;
  }
  return text;
}

function writeLower(value: bigint, above: bigint): string {
  if (value === 0n) return '';
  return value < above / 10n ? `零${write(value)}` : write(value);
}
