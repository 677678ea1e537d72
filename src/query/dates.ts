/** Dates of a query: `2023`, `2023-11`, `2023-11-30`, and ranges of them. */
import { isAfter, isDate } from '../notation/date-range.js';
import type { DateClause } from './clause.js';

const RANGE = /^([\d-]*)(\.\.)?([\d-]*)$/;

/** Reads `2023-11..2023-12`, `..2023-05`, `2023`; null where it is no date or the first is after the last. */
export function readDates(text: string): DateClause | null {
  const match = RANGE.exec(text);
  if (match === null) return null;
  const [, from = '', dots, to = ''] = match;
  if (dots === undefined) return isDate(from) ? { type: 'date', from, to: from } : null;
  if (from === '' && to === '') return null;
  if ((from !== '' && !isDate(from)) || (to !== '' && !isDate(to))) return null;
  if (from !== '' && to !== '' && isAfter(from, to)) return null;
  return { type: 'date', ...(from !== '' && { from }), ...(to !== '' && { to }) };
}

/** Whether a day `YYYY-MM-DD` lies between `from` and `to`, both inclusive and both optional. No day is outside. */
export function isWithin(day: string | undefined, from: string | undefined, to: string | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  if (day === undefined) return false;
  return (from === undefined || day >= from) && (to === undefined || day.slice(0, to.length) <= to);
}
