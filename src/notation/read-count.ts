import { parseDigits, parseInteger } from './chinese-integer.js';

/**
 * A small number as pages and dates print it: `27`, `二十七`, `廿七`, digit by digit (`二七`), and as years of the Republic and
 * page numbers are said (`百二十`, `一百十`; `一百二` is 102). Null where it is none.
 */
export function readCount(text: string): number | null {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const digits = parseDigits(text);
  if (digits !== null) return Number(digits);
  const value = parseInteger(
    text
      .replace(/^百/, '一百')
      .replace('百十', '百一十')
      .replace(/百(?=[一二三四五六七八九]$)/, '百零'),
  );
  return value === null ? null : Number(value);
}
