/** The timeline of a search: which slices of time it shows, how many articles fall in each, and where a slice leads. */
import type { FiltersView, SearchQuestion, SearchView } from '../http/view-models.js';
import { twoDigits } from '../notation/calendar-day.js';
import { daysOfMonth } from './days-of-month.js';

/** What to ask so that a timeline can be drawn; goes into the search as it is. */
export type TimelineQuestion = Required<Pick<SearchQuestion, 'datesBeginning' | 'facets'>>;

/** One slice of time: a decade, a year, a month or a day. */
export interface TimeSlot {
  /** Bounds for the filter, inclusive. */
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** False where the dates of the search leave it out. */
  readonly isChosen: boolean;
}

/** What is drawn. */
export interface Timeline {
  /** Every slice from the first that holds something to the last, empty ones included; all of a year or month that is shown. */
  readonly slots: readonly TimeSlot[];
  /** The year or month that is shown; empty for the whole time. */
  readonly within: string;
}

/** Up to so many years are drawn by months; beyond the other number years are drawn by decades. */
const MOST_YEARS_BY_MONTH = 3;
const MOST_YEARS = 120;

/** The question for the dates of a search: within its month or year where it has but one, else over the whole time. */
export function timelineQuestion({ from = '', to = '' }: FiltersView): TimelineQuestion {
  const within = [7, 4].map((length) => from.slice(0, length)).find((part) => part.length >= 4 && part === to.slice(0, part.length)) ?? '';
  const facets = within === '' ? (['year', 'month'] as const) : within.length === 4 ? (['month'] as const) : (['day'] as const);
  return { datesBeginning: within, facets: [...facets] };
}

/** The timeline of an answer to `timelineQuestion`; undefined when no article has a date. */
export function timelineOf(filters: FiltersView, { facets }: Pick<SearchView, 'facets'>): Timeline | undefined {
  const { datesBeginning: within } = timelineQuestion(filters);
  const counts = new Map(
    [facets?.year, facets?.month, facets?.day].flatMap((values) => values ?? []).map(({ value, count }) => [value, count]),
  );
  const values = [...counts.keys()].sort();
  if (values.length === 0) return undefined;
  const slices = within === '' ? wholeTime(values, filters) : within.length === 4 ? monthsOf(within) : daysOf(within);
  return {
    within,
    slots: slices.map(([from, to]) => ({ from, to, count: countOf(from, to, counts), isChosen: isChosen(from, to, filters) })),
  };
}

type Slice = readonly [from: string, to: string];

function wholeTime(values: readonly string[], { from, to }: FiltersView): readonly Slice[] {
  const years = values.filter((value) => value.length === 4);
  let [first, last] = [Number(years[0]), Number(years.at(-1))];
  if (last - first >= MOST_YEARS) {
    // Of a time too long to draw by years, the years of the decades that were chosen.
    [first, last] = [Math.max(first, Number(from?.slice(0, 4) ?? first)), Math.min(last, Number(to?.slice(0, 4) ?? last))];
    if (first > last) [first, last] = [Number(years[0]), Number(years.at(-1))];
    else if (last - first < MOST_YEARS) return yearsBetween(first, last).map(itself);
  }
  if (last - first < MOST_YEARS_BY_MONTH) {
    if (first === last) return monthsOf(years[0]!);
    const months = values.filter((value) => value.length === 7);
    return yearsBetween(first, last)
      .flatMap(monthsOf)
      .filter(([month]) => month >= months[0]! && month <= months.at(-1)!);
  }
  if (last - first < MOST_YEARS) return yearsBetween(first, last).map(itself);
  const decades = yearsBetween(Math.floor(first / 10), Math.floor(last / 10), 3);
  return decades.map((decade) => [`${decade}0`, `${decade}9`]);
}

function yearsBetween(first: number, last: number, digits = 4): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index).padStart(digits, '0'));
}

function monthsOf(year: string): readonly Slice[] {
  return Array.from({ length: 12 }, (_, index) => itself(`${year}-${twoDigits(index + 1)}`));
}

function daysOf(month: string): readonly Slice[] {
  return daysOfMonth(month.slice(0, 4), Number(month.slice(5))).map(itself);
}

function itself(period: string): Slice {
  return [period, period];
}

function countOf(from: string, to: string, counts: ReadonlyMap<string, number>): number {
  if (from === to) return counts.get(from) ?? 0;
  return yearsBetween(Number(from), Number(to)).reduce((sum, year) => sum + (counts.get(year) ?? 0), 0);
}

/** True when the slice and the dates of the search have a day in common. */
function isChosen(from: string, to: string, filters: FiltersView): boolean {
  const begins = filters.from === undefined || to.slice(0, filters.from.length) >= filters.from.slice(0, to.length);
  const ends = filters.to === undefined || from.slice(0, filters.to.length) <= filters.to.slice(0, from.length);
  return begins && ends;
}
