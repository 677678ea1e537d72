/** The issues of a paper's year as a calendar. */
import type { IssueCalendar, IssueDay } from '../http/issue-service.js';
import { weekdayOf } from '../notation/calendar-day.js';
import { daysOfMonth } from './days-of-month.js';

/** A day of a month, with its issue where there is one. */
export interface CalendarDay {
  /** 1 to 31. */
  readonly day: number;
  readonly issue?: IssueDay;
}

/** One month of it. */
export interface CalendarMonth {
  /** 1 to 12. */
  readonly month: number;
  /** Weeks of seven days, Monday first; undefined where another month has the day. */
  readonly weeks: readonly (readonly (CalendarDay | undefined)[])[];
}

/** The months of the year with an issue, in their order. */
export function monthsOf({ year, days }: Pick<IssueCalendar, 'year' | 'days'>): readonly CalendarMonth[] {
  const byDate = new Map(days.map((day) => [day.date, day]));
  const months = [...new Set(days.map(({ date }) => Number(date.slice(5, 7))))].toSorted((a, b) => a - b);
  return months.map((month) => ({ month, weeks: weeksOf(year, month, byDate) }));
}

function weeksOf(year: string, month: number, byDate: ReadonlyMap<string, IssueDay>): (CalendarDay | undefined)[][] {
  const days = daysOfMonth(year, month);
  const before = weekdayOf(days[0]!);
  const cells = Array.from({ length: Math.ceil((before + days.length) / 7) * 7 }, (_, index): CalendarDay | undefined => {
    const date = days[index - before];
    if (date === undefined) return undefined;
    const issue = byDate.get(date);
    return { day: index - before + 1, ...(issue !== undefined && { issue }) };
  });
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
