import fc from 'fast-check';
import { timelineOf, timelineQuestion } from '../../src/web/timeline.js';
import { seed } from '../support/shared.js';

const value = (date: string, count = 1) => ({ value: date, count });
const shown = (timeline: ReturnType<typeof timelineOf>) =>
  timeline?.slots.map(({ from, to, count, isChosen }) => `${from === to ? from : `${from}..${to}`} ${count}${isChosen ? '' : ' off'}`);

describe('timelineQuestion', () => {
  it.each([
    [{}, '', ['year', 'month']],
    [{ from: '2030' }, '', ['year', 'month']],
    [{ from: '2029', to: '2030-05' }, '', ['year', 'month']],
    [{ from: '2030', to: '2030' }, '2030', ['month']],
    [{ from: '2030-02', to: '2030-11-03' }, '2030', ['month']],
    [{ from: '2030-02', to: '2030-02' }, '2030-02', ['day']],
    [{ from: '2030-02-03', to: '2030-02-03' }, '2030-02', ['day']],
  ])('%j is asked within %j', (filters, datesBeginning, facets) => {
    expect(timelineQuestion(filters)).toEqual({ datesBeginning, facets });
  });
});

describe('timelineOf', () => {
  it('is nothing where nothing has a date', () => {
    expect(timelineOf({}, { facets: { year: [], month: [] } })).toBeUndefined();
    expect(timelineOf({}, {})).toBeUndefined();
  });

  it('shows few years by months, from the first to the last', () => {
    const facets = { year: [value('2029'), value('2030', 5)], month: [value('2029-11'), value('2030-02', 5)] };
    expect(shown(timelineOf({ from: '2030' }, { facets }))).toEqual(['2029-11 1 off', '2029-12 0 off', '2030-01 0', '2030-02 5']);
  });

  it('shows many years by years, and very many by decades', () => {
    const years = { year: [value('1998'), value('2003', 2)], month: [value('1998-01'), value('2003-01', 2)] };
    expect(shown(timelineOf({ to: '2000-06' }, { facets: years }))).toEqual([
      '1998 1',
      '1999 0',
      '2000 0',
      '2001 0 off',
      '2002 0 off',
      '2003 2 off',
    ]);
    const old = timelineOf({}, { facets: { year: [value('1872', 3), value('1879'), value('2023')], month: [] } });
    expect(shown(old)).toHaveLength(16);
    expect(shown(old)!.slice(0, 2)).toEqual(['1870..1879 4', '1880..1889 0']);
  });

  it('shows the years of decades that are chosen', () => {
    const facets = { year: [value('1872', 3), value('1879'), value('2023')], month: [] };
    expect(shown(timelineOf({ from: '1870', to: '1879' }, { facets }))).toEqual([
      '1872 3',
      ...['1873', '1874', '1875', '1876', '1877', '1878'].map((year) => `${year} 0`),
      '1879 1',
    ]);
    expect(shown(timelineOf({ from: '2024' }, { facets }))).toHaveLength(16);
  });

  it('shows one year by all its months', () => {
    expect(shown(timelineOf({}, { facets: { year: [value('2030')], month: [value('2030-05')] } }))).toHaveLength(12);
  });

  it('shows all months of a year and all days of a month', () => {
    expect(shown(timelineOf({ from: '2030', to: '2030' }, { facets: { month: [value('2030-12')] } }))).toHaveLength(12);
    const days = timelineOf({ from: '2028-02-03', to: '2028-02-04' }, { facets: { day: [value('2028-02-29', 7)] } });
    expect([days?.within, days?.slots.length, days?.slots.filter(({ isChosen }) => isChosen).map(({ from }) => from)]).toEqual([
      '2028-02',
      29,
      ['2028-02-03', '2028-02-04'],
    ]);
  });

  it('loses no article, whatever the years', () => {
    const years = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 50 })), {
      selector: ([year]) => year,
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(years, (some) => {
        const sorted = some.toSorted(([a], [b]) => a - b).map(([year, count]) => ({ year: String(year).padStart(4, '0'), count }));
        const timeline = timelineOf(
          {},
          {
            facets: {
              year: sorted.map(({ year, count }) => value(year, count)),
              month: sorted.map(({ year, count }) => value(`${year}-06`, count)),
            },
          },
        );
        expect(timeline!.slots.reduce((sum, { count }) => sum + count, 0)).toBe(sorted.reduce((sum, { count }) => sum + count, 0));
        expect(timeline!.slots.every(({ from, to }) => from <= to && from.length === to.length)).toBe(true);
      }),
      { seed, numRuns: 200 },
    );
  });
});
