/** The writings of an amount, the likeliest in print first. */
import { printDigits, printInteger } from '../../notation/chinese-integer.js';
import type { Amount } from './read-numeral.js';

const WAN = 10_000n;
const YI = 100_000_000n;
const PLACES = [
  [WAN * YI, '万亿'],
  [YI, '亿'],
  [WAN, '万'],
] as const;

/** `3500`, `3.5`. */
export function arabic({ whole, fraction }: Amount): string {
  return fraction === '' ? `${whole}` : `${whole}.${fraction}`;
}

/** Chinese by position: 三千五百; 二千零一, 两千零一 and with 〇; 三点五; 廿三. */
export function chineseWritings({ whole, fraction }: Amount): string[] {
  const writings: string[] = [];
  for (const zero of ['零', '〇'] as const) {
    const behind = fraction === '' ? '' : `点${printDigits(fraction, zero)}`;
    for (const two of ['never', 'always', 'leading'] as const) writings.push(`${printInteger(whole, { two, zero })}${behind}`);
  }
  if (fraction === '' && whole > 19n && whole < 40n) {
    const ones = whole % 10n;
    writings.push(`${whole < 30n ? '廿' : '卅'}${ones === 0n ? '' : printInteger(ones)}`);
  }
  return [...new Set(writings)];
}

/** Digit by digit: 二〇二三, 二零二三. */
export function digitWritings(digits: string): string[] {
  return [...new Set([printDigits(digits, '〇'), printDigits(digits, '零')])];
}

/** The same with the letter or the digit that is printed for 〇: 二o二三, 二0二三; none without a zero. */
export function looseDigitWritings(digits: string): string[] {
  const written = printDigits(digits, '〇');
  return written.includes('〇') ? [written.replaceAll('〇', 'o'), written.replaceAll('〇', '0')] : [];
}

/** With 万 and 亿 where that is exact and short: 3.5万, 三点五万, 3万5千, 1.238亿, 1亿2380万, 12380万. */
export function shortWritings({ whole, fraction }: Amount): string[] {
  if (fraction !== '' || whole < WAN) return [];
  const writings: string[] = [];
  for (const [place, name] of PLACES.filter((one) => one[0] <= whole)) {
    const behind = `${whole % place}`.padStart(`${place}`.length - 1, '0').replace(/0+$/, '');
    if (behind.length > 4) continue;
    writings.push(`${arabic({ whole: whole / place, fraction: behind })}${name}`);
    if (behind.length === 1 || behind.length === 2) writings.push(`${printInteger(whole / place)}点${printDigits(behind, '零')}${name}`);
  }
  if (whole < YI && whole % WAN !== 0n && whole % 1000n === 0n) writings.push(`${whole / WAN}万${(whole % WAN) / 1000n}千`);
  if (whole > YI && whole % YI !== 0n && whole % WAN === 0n) writings.push(`${whole / YI}亿${(whole % YI) / WAN}万`);
  return writings;
}
