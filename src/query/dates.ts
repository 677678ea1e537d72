/** Dates of a query: `2023`, `2023-11`, `2023-11-30`, as people write them too, and ranges of them. */
import { isAfter } from '../notation/date-range.js';
import { readWrittenDate } from '../notation/written-date.js';
import { withZeros } from '../analysis/numerals/numeral-edge.js';
import type { DateClause } from './clause.js';

const RANGE = /^(.*?)(?:(\.\.)(.*))?$/s;

/** Reads `2023-11..2023-12`, `..2023-05`, `2023年5月`, `20230504`, `民国三十七年`; null where it is no date or the first is after the last. */
export function readDates(text: string): DateClause | null {
  const [, from = '', dots, to = ''] = RANGE.exec(withZeros(text))!;
  if (dots === undefined) {
    const date = readWrittenDate(from);
    return date === null ? null : { type: 'date', from: date, to: date };
  }
  if (from === '' && to === '') return null;
  const [first, last] = [from, to].map((end) => (end === '' ? '' : readWrittenDate(end)));
  if (first === null || first === undefined || last === null || last === undefined) return null;
  if (first !== '' && last !== '' && isAfter(first, last)) return null;
  return { type: 'date', ...(first !== '' && { from: first }), ...(last !== '' && { to: last }) };
}

/** Whether a day `YYYY-MM-DD` lies between `from` and `to`, both inclusive and both optional. No day is outside. */
export function isWithin(day: string | undefined, from: string | undefined, to: string | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  if (day === undefined) return false;
  return (from === undefined || day >= from) && (to === undefined || day.slice(0, to.length) <= to);
}
