/** Days, months and years as people write them. */
import { twoDigits, YEAR_BEFORE_REPUBLIC } from './calendar-day.js';
import { isDate } from './date-range.js';
import { readCount } from './read-count.js';

const NUMBER = '([0-9]{1,4}|[〇零一二三四五六七八九十廿卅元]{1,4})';
const WRITTEN = new RegExp(`^(民国)?${NUMBER}年(?:${NUMBER}月(?:${NUMBER}[日号])?)?$`);
const SEPARATED = /^(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;

/**
 * `2023`, `2023-5`, `2023/5/4`, `20230504`, `2023年5月4日`, `民国三十七年` as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null where it is none of the
 * calendar.
 */
export function readWrittenDate(text: string): string | null {
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
