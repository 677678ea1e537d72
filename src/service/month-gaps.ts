/** Months without an issue. */
import type { MonthGaps, MonthSpan } from '../http/issue-service.js';
import type { IssueTable } from './issue-table.js';

/** Months that are looked at: a hundred years. */
const MOST_MONTHS = 1_200;

/**
 * The months from `from` to `to` (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`) in which none of `papers`, or no paper where none is named, has an
 * issue; neighbours as one span. Two searches in a sorted list a month and paper.
 */
export function monthGaps(table: Pick<IssueTable, 'list'>, papers: readonly string[], from: string, to: string): MonthGaps {
  const spans: MonthSpan[] = [];
  const last = monthIn(to, '12');
  let isBehindGap = false;
  for (let month = monthIn(from, '01'), count = 0; month <= last && count < MOST_MONTHS; month = after(month), count += 1) {
    const isThere = (papers.length === 0 ? [undefined] : papers).some((paper) => hasIssue(table, paper, month));
    const before = spans.at(-1);
    if (!isThere && isBehindGap && before !== undefined) spans[spans.length - 1] = { ...before, last: month };
    else if (!isThere) spans.push({ first: month, last: month });
    isBehindGap = !isThere;
  }
  return { spans };
}

function hasIssue(table: Pick<IssueTable, 'list'>, paper: string | undefined, month: string): boolean {
  return table.list({ ...(paper !== undefined && { paper }), from: month, to: month }, 0, 0).total > 0;
}

function monthIn(date: string, otherwise: string): string {
  return date.length > 4 ? date.slice(0, 7) : `${date}-${otherwise}`;
}

function after(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  const next = number === 12 ? [year + 1, 1] : [year, number + 1];
  return `${String(next[0]).padStart(4, '0')}-${String(next[1]).padStart(2, '0')}`;
}
