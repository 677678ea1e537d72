/** Days and months as they stand in dates, for the calendar of issues and the timeline. */

/** Every day of a month (1 to 12) of a year of four digits, `YYYY-MM-DD`, in their order. */
export function daysOfMonth(year: string, month: number): readonly string[] {
  // Day 0 of the next month is the last of this one. `Date.UTC` would take a year below 100 for one of the 20th century.
  const last = new Date(Date.UTC(2000, 0));
  last.setUTCFullYear(Number(year), month, 0);
  return Array.from({ length: last.getUTCDate() }, (_, index) => `${year}-${twoDigits(month)}-${twoDigits(index + 1)}`);
}

/** `7` as `07`. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
