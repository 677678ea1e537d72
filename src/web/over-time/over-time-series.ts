/** Words over time as numbers: the same slices of time for every query, and how much the archive has in each. */
import type { Coverage } from '../../http/issue-service.js';
import type { AppServices } from '../../http/services.js';
import type { FiltersView, SearchView } from '../../http/view-models.js';
import { twoDigits } from '../../notation/calendar-day.js';
import { daysOfMonth } from '../days-of-month.js';
import { UNITS, type OverTimeState, type TimeUnit } from './over-time-question.js';

/** One slice of time. */
export interface TimeSlice {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly period: string;
  /** Articles of the archive within the filters; none is a gap. */
  readonly total: number;
  /** Days in it without an issue, between the first issue of a paper and its last, summed over papers. */
  readonly missingDays: number;
}

/** One query. */
export interface TimeLine {
  readonly text: string;
  /** Articles in all slices. */
  readonly total: number;
  /** A count a slice. */
  readonly counts: readonly number[];
}

/** What is drawn. */
export interface OverTime {
  readonly unit: TimeUnit;
  /** True where the time is too long for the unit that was asked for. */
  readonly isCoarser: boolean;
  /** From the first with anything to the last, without holes. */
  readonly slices: readonly TimeSlice[];
  readonly lines: readonly TimeLine[];
}

/** Most slices of each unit; of a time that is longer by years too, the last ones. */
const MOST_SLICES: Readonly<Record<TimeUnit, number>> = { year: 600, month: 600, day: 732 };
/** Slices that are still told apart at a glance: the finest unit with no more is the one that is chosen. */
const CHOSEN_SLICES: Readonly<Record<TimeUnit, number>> = { year: 600, month: 48, day: 62 };
const LENGTHS: Readonly<Record<TimeUnit, number>> = { year: 4, month: 7, day: 10 };

type Counts = ReadonlyMap<string, number>;

/** Counts by facets, a search for each query and one for all articles. Throws as a search. */
export async function readSeries({ searcher, issues }: Pick<AppServices, 'searcher' | 'issues'>, state: OverTimeState): Promise<OverTime> {
  const { filters, queries } = state;
  const base = await countsBy(searcher, '', filters, 'month');
  const months = periodsOf(base, filters);
  const { unit, isCoarser } = unitOf(state, months);
  const [all, coverage, ...found] = await Promise.all([
    unit === 'month' ? base : countsBy(searcher, '', filters, unit),
    issues.coverage(),
    ...queries.map((text) => countsBy(searcher, text, filters, unit)),
  ]);
  const periods = between(periodsOf(all, filters), unit).slice(-MOST_SLICES[unit]);
  const missing = missingDays(coverage, filters, LENGTHS[unit]);
  return {
    unit,
    isCoarser,
    slices: periods.map((period) => ({ period, total: all.get(period) ?? 0, missingDays: missing.get(period) ?? 0 })),
    lines: queries.map((text, at) => {
      const counts = periods.map((period) => found[at]!.get(period) ?? 0);
      return { text, counts, total: counts.reduce((sum, count) => sum + count, 0) };
    }),
  };
}

/** A loosened answer is of other words: nothing is counted for it. */
async function countsBy(searcher: AppServices['searcher'], text: string, filters: FiltersView, unit: TimeUnit): Promise<Counts> {
  const asked = {
    text,
    filters,
    sort: 'newest',
    limit: 1,
    offset: 0,
    facets: [unit],
    datesBeginning: '',
    explain: false,
    more: false,
  } as const;
  const { query, facets }: SearchView = await searcher.search(asked);
  return new Map(query.relaxed ? [] : (facets?.[unit] ?? []).map(({ value, count }) => [value, count]));
}

/** Those with an article that lie within the dates, in their order; the facets of dates count outside of them too. */
function periodsOf(counts: Counts, { from = '', to = '' }: FiltersView): readonly string[] {
  return [...counts.keys()]
    .filter((period) => period >= from.slice(0, period.length) && (to === '' || period.slice(0, to.length) <= to.slice(0, period.length)))
    .sort();
}

function unitOf({ unit: asked }: OverTimeState, months: readonly string[]): Pick<OverTime, 'unit' | 'isCoarser'> {
  const [first, last] = [months[0], months.at(-1)];
  const most = asked === undefined ? CHOSEN_SLICES : MOST_SLICES;
  const fits = UNITS.filter((unit) => first === undefined || last === undefined || roughLength(first, last, unit) <= most[unit]);
  if (asked === undefined) return { unit: fits.at(-1) ?? 'year', isCoarser: false };
  const unit = fits.includes(asked) ? asked : (fits.findLast((one) => UNITS.indexOf(one) < UNITS.indexOf(asked)) ?? 'year');
  return { unit, isCoarser: unit !== asked };
}

/** Slices from one month to another. */
function roughLength(first: string, last: string, unit: TimeUnit): number {
  const [years, months] = [Number(last.slice(0, 4)) - Number(first.slice(0, 4)), Number(last.slice(5)) - Number(first.slice(5))];
  return unit === 'year' ? years + 1 : (years * 12 + months + 1) * (unit === 'month' ? 1 : 30);
}

/** Every slice from the first to the last. */
function between(periods: readonly string[], unit: TimeUnit): readonly string[] {
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return [];
  const years = Array.from({ length: Number(last.slice(0, 4)) - Number(first.slice(0, 4)) + 1 }, (_, at) =>
    String(Number(first.slice(0, 4)) + at).padStart(4, '0'),
  );
  if (unit === 'year') return years;
  const slices = years.flatMap((year) =>
    Array.from({ length: 12 }, (_, month) =>
      unit === 'month' ? [`${year}-${twoDigits(month + 1)}`] : daysOfMonth(year, month + 1),
    ).flat(),
  );
  return slices.filter((slice) => slice >= first && slice <= last);
}

/** By slice, for the papers of the filters as they are named there; for all where none is named. */
function missingDays({ rows }: Coverage, { paper }: FiltersView, length: number): Counts {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (paper !== undefined && (row.paper === undefined || !paper.includes(row.paper))) continue;
    for (const day of row.missingDays) counts.set(day.slice(0, length), (counts.get(day.slice(0, length)) ?? 0) + 1);
  }
  return counts;
}
