/** Days and months as they stand in dates, for the calendar of issues and the timeline. */
import { daysInMonth, isoDay } from '../notation/calendar-day.js';

/** Every day of a month (1 to 12) of a year of four digits, `YYYY-MM-DD`, in their order. */
export function daysOfMonth(year: string, month: number): readonly string[] {
  return Array.from({ length: daysInMonth(Number(year), month) }, (_, index) => isoDay(Number(year), month, index + 1));
}
