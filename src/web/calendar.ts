/** The issues of an archive as a calendar: which papers there are, which years they cover, on which days they came out. */
import type { IssueView } from '../http/view-models.js';
import { daysOfMonth } from './days-of-month.js';

/** One paper, by its name; without one, the pages that name none. */
export interface PaperHoldings {
  readonly paper: string | undefined;
  readonly issueCount: number;
  /** Days of the first and the last issue; absent where no issue has a date. */
  readonly first?: string;
  readonly last?: string;
}

/** An issue on its day. */
export interface CalendarDay {
  /** 1 to 31. */
  readonly day: number;
  readonly issue?: IssueView;
}

/** One month of it. */
export interface CalendarMonth {
  /** 1 to 12. */
  readonly month: number;
  /** Weeks of seven days, Monday first; undefined where another month has the day. */
  readonly weeks: readonly (readonly (CalendarDay | undefined)[])[];
}

/** One year of one paper. */
export interface Calendar {
  /** Years with an issue, newest first. */
  readonly years: readonly string[];
  /** The one shown. */
  readonly year: string;
  /** Months with an issue, in their order. */
  readonly months: readonly CalendarMonth[];
}

/** The papers, by their names; those without a name last. `issues` are all there are. */
export function papersOf(issues: readonly IssueView[]): readonly PaperHoldings[] {
  const byPaper = new Map<string | undefined, IssueView[]>();
  for (const issue of issues) {
    const own = byPaper.get(issue.paper);
    if (own === undefined) byPaper.set(issue.paper, [issue]);
    else own.push(issue);
  }
  return [...byPaper].map(([paper, own]) => {
    const dates = own.flatMap(({ date }) => date ?? []).toSorted();
    return { paper, issueCount: own.length, ...(dates.length > 0 && { first: dates[0]!, last: dates.at(-1)! }) };
  }).toSorted((a, b) => (a.paper === undefined ? 1 : b.paper === undefined ? -1 : a.paper.localeCompare(b.paper, 'zh-CN')));
}

/** The calendar of `issues`, which are one paper's; of its newest year where it has none in `year`. Undefined without a dated issue. */
export function calendarOf(issues: readonly IssueView[], year?: string): Calendar | undefined {
  const byDate = new Map(issues.flatMap((issue) => (issue.date === undefined ? [] : [[issue.date, issue] as const])));
  const years = [...new Set([...byDate.keys()].map((date) => date.slice(0, 4)))].toSorted().toReversed();
  const shown = years.find((one) => one === year) ?? years[0];
  if (shown === undefined) return undefined;
  const months = [...new Set([...byDate.keys()].filter((date) => date.startsWith(shown)).map((date) => Number(date.slice(5, 7))))].toSorted((a, b) => a - b);
  return { years, year: shown, months: months.map((month) => ({ month, weeks: weeksOf(shown, month, byDate) })) };
}

function weeksOf(year: string, month: number, byDate: ReadonlyMap<string, IssueView>): (CalendarDay | undefined)[][] {
  const days = daysOfMonth(year, month);
  const before = (new Date(`${days[0]!}T00:00:00Z`).getUTCDay() + 6) % 7;
  const cells = Array.from({ length: Math.ceil((before + days.length) / 7) * 7 }, (_, index): CalendarDay | undefined => {
    const date = days[index - before];
    if (date === undefined) return undefined;
    const issue = byDate.get(date);
    return { day: index - before + 1, ...(issue !== undefined && { issue }) };
  });
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

/** The issues of the same paper before and after one, among `issues`, newest first; absent at the ends. */
export function neighboursOf(issues: readonly IssueView[], { paper, date }: Pick<IssueView, 'paper' | 'date'>): { readonly earlier?: IssueView; readonly later?: IssueView } {
  const own = issues.filter((issue) => issue.paper === paper && issue.date !== undefined);
  const at = own.findIndex((issue) => issue.date === date);
  const [earlier, later] = at < 0 ? [] : [own[at + 1], own[at - 1]];
  return { ...(earlier !== undefined && { earlier }), ...(later !== undefined && { later }) };
}
