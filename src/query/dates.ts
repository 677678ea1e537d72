/** Dates of a query: `2023`, `2023-11`, `2023-11-30`, as people write them too, and ranges of them. */
import { isAfter, isDate } from '../notation/date-range.js';
import { twoDigits, YEAR_BEFORE_REPUBLIC } from '../notation/calendar-day.js';
import { readCount } from '../notation/read-count.js';
import { withZeros } from '../analysis/numerals/numeral-edge.js';
import type { DateClause } from './clause.js';

const RANGE = /^(.*?)(?:(\.\.)(.*))?$/s;

/** Reads `2023-11..2023-12`, `..2023-05`, `2023年5月`, `20230504`, `民国三十七年`; null where it is no date or the first is after the last. */
export function readDates(text: string): DateClause | null {
  const [, from = '', dots, to = ''] = RANGE.exec(withZeros(text))!;
  if (dots === undefined) {
    const date = readDate(from);
    return date === null ? null : { type: 'date', from: date, to: date };
  }
  if (from === '' && to === '') return null;
  const [first, last] = [from, to].map((end) => (end === '' ? '' : readDate(end)));
  if (first === null || first === undefined || last === null || last === undefined) return null;
  if (first !== '' && last !== '' && isAfter(first, last)) return null;
  return { type: 'date', ...(first !== '' && { from: first }), ...(last !== '' && { to: last }) };
}

const NUMBER = '([0-9]{1,4}|[〇零一二三四五六七八九十廿卅元]{1,4})';
const WRITTEN = new RegExp(`^(民国)?${NUMBER}年(?:${NUMBER}月(?:${NUMBER}[日号])?)?$`);
const SEPARATED = /^(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;

/** One date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null where it is none of the calendar. */
function readDate(text: string): string | null {
  if (isDate(text)) return text;
  const compact = COMPACT.exec(text);
  if (compact !== null) return checked(compact.slice(1));
  const separated = SEPARATED.exec(text);
  if (separated !== null) return checked([separated[1], separated[3], separated[4]]);
  const written = WRITTEN.exec(text);
  if (written === null) return null;
  const [, republic, year = '', month, day] = written;
  const western = republic === undefined ? numberOf(year) : YEAR_BEFORE_REPUBLIC + (numberOf(year) ?? Number.NaN);
  return checked([western === null ? undefined : `${western}`, month && `${numberOf(month)}`, day && `${numberOf(day)}`]);
}

function checked([year = '', month, day]: readonly (string | undefined)[]): string | null {
  const parts = [month, day].flatMap((part) => (part === undefined ? [] : [twoDigits(Number(part))]));
  const date = [year, ...parts].join('-');
  return /^\d{4}(-\d{2}){0,2}$/.test(date) && isDate(date) ? date : null;
}

/** 2077, 二〇七七, 三十七, 元; null where it is no number. */
function numberOf(text: string): number | null {
  return text === '元' ? 1 : readCount(text);
}

/** Whether a day `YYYY-MM-DD` lies between `from` and `to`, both inclusive and both optional. No day is outside. */
export function isWithin(day: string | undefined, from: string | undefined, to: string | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  if (day === undefined) return false;
  return (from === undefined || day >= from) && (to === undefined || day.slice(0, to.length) <= to);
}
