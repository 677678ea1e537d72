import fc from 'fast-check';
import { dayAfter, daysInMonth, isDay, isoDay } from '../../src/notation/calendar-day.js';
import { seed } from '../support/shared.js';

/** The same by the calendar of the language, which takes years below 100 for others unless they are set apart. */
function dateOf(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}

const years = fc.integer({ min: 0, max: 9998 });

describe('the calendar', () => {
  it(`has the days that Date has (seed ${seed})`, () => {
    fc.assert(
      fc.property(years, fc.integer({ min: -1, max: 14 }), fc.integer({ min: -1, max: 33 }), (year, month, day) => {
        const date = dateOf(year, month, day);
        expect(isDay(year, month, day)).toBe(
          date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day,
        );
      }),
      { seed, numRuns: 5000 },
    );
  });

  it(`writes a day, and goes on to the next (seed ${seed})`, () => {
    fc.assert(
      fc.property(years, fc.integer({ min: 0, max: 365 }), (year, days) => {
        const [one, next] = [dateOf(year, 1, 1 + days), dateOf(year, 1, 2 + days)];
        const iso = isoDay(one.getUTCFullYear(), one.getUTCMonth() + 1, one.getUTCDate());
        expect(iso).toBe(one.toISOString().slice(0, 10));
        expect(dayAfter(iso)).toBe(next.toISOString().slice(0, 10));
      }),
      { seed, numRuns: 2000 },
    );
  });

  it.each([
    [1900, 2, 28],
    [2000, 2, 29],
    [2024, 2, 29],
    [2100, 2, 28],
    [2030, 4, 30],
    [2030, 13, 0],
    [2030, 0, 0],
  ])('%i-%i has %i days', (year, month, days) => {
    expect(daysInMonth(year, month)).toBe(days);
  });
});
