/** Dates as readers give them: years, months and days, each of which is a span of days. */
import { isDay } from './calendar-day.js';

/** A year, month or day of the calendar, `YYYY[-MM[-DD]]`. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (match === null) return false;
  const [, year, month = '01', day = '01'] = match;
  return isDay(Number(year), Number(month), Number(day));
}

/** True when all of `from` lies behind all of `to`. */
export function isAfter(from: string, to: string): boolean {
  const length = Math.min(from.length, to.length);
  return from.slice(0, length) > to.slice(0, length);
}
