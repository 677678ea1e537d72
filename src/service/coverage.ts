/** What there is of each paper in each month: read from the table of issues, and the heads of the pages. */
import { LOW_CONFIDENCE } from '../article/article.js';
import type { PageHead } from '../archive/archive-change.js';
import { WorkSlices } from '../archive/work-slices.js';
import type { Coverage, MonthCoverage } from '../http/issue-service.js';
import type { TableIssue, TablePage } from './issue-table.js';

/** Rows that are given; seventy years of thirty papers are 25,000. */
const MOST_ROWS = 50_000;
const DAY_MS = 86_400_000;

/** What is added up for one paper in one month. */
interface Sums {
  issueCount: number;
  pageCount: number;
  pictureCount: number;
  unsureCount: number;
  readonly days: Set<string>;
}

/**
 * A row for each paper and month with an issue, by paper and month; issues without a day are in a row without a month. `headsOf`: the
 * stored pages at a place of the table. In slices; about 2 µs a page.
 */
export async function coverageOf(issues: readonly TableIssue[], headsOf: (page: TablePage) => readonly PageHead[]): Promise<Coverage> {
  const slices = new WorkSlices();
  const papers = new Map<string | undefined, Map<string | undefined, Sums>>();
  for (const { paper, date, pages } of issues) {
    const months = papers.get(paper) ?? new Map<string | undefined, Sums>();
    papers.set(paper, months);
    const month = date?.slice(0, 7);
    const sums = months.get(month) ?? { issueCount: 0, pageCount: 0, pictureCount: 0, unsureCount: 0, days: new Set<string>() };
    months.set(month, sums);
    sums.issueCount += 1;
    if (date !== undefined) sums.days.add(date);
    for (const page of pages.slice(0, pages.size)) {
      await slices.rest();
      sums.pageCount += 1;
      if (page.articles.size === 0 && page.pictures.size > 0) sums.pictureCount += 1;
      if (headsOf(page).some(({ confidence = 1 }) => confidence < LOW_CONFIDENCE)) sums.unsureCount += 1;
    }
  }
  const rows = [...papers].sort(([a], [b]) => compareNames(a, b)).flatMap(([paper, months]) => rowsOf(paper, months));
  return { total: rows.length, rows: rows.slice(0, MOST_ROWS) };
}

function compareNames(a: string | undefined, b: string | undefined): number {
  return a === undefined ? 1 : b === undefined ? -1 : a.localeCompare(b, 'zh-CN');
}

function rowsOf(paper: string | undefined, months: ReadonlyMap<string | undefined, Sums>): readonly MonthCoverage[] {
  const days = [...months.values()].flatMap((sums) => [...sums.days]).sort();
  const span = { first: days[0], last: days.at(-1) };
  return [...months]
    .sort(([a = '9999'], [b = '9999']) => (a < b ? -1 : 1))
    .map(([month, { issueCount, pageCount, pictureCount, unsureCount, days: own }]) => ({
      ...(paper !== undefined && { paper }),
      ...(month !== undefined && { month }),
      issueCount,
      pageCount,
      textCount: pageCount - pictureCount,
      pictureCount,
      unsureCount,
      missingDays: month === undefined ? [] : missingIn(month, own, span),
    }));
}

/** Days of the month, from the paper's first issue to its last, on which there is none. */
function missingIn(
  month: string,
  own: ReadonlySet<string>,
  { first = '', last = '' }: { readonly first?: string | undefined; readonly last?: string | undefined },
): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${month}-01T00:00:00Z`); ; at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (!day.startsWith(month)) return days;
    if (day >= first && day <= last && !own.has(day)) days.push(day);
  }
}
