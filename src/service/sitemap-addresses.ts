/** Which articles a year has, for the maps of the site: from the table of issues, without a text. */
import { WorkSlices } from '../archive/work-slices.js';
import type { SitemapPart, SitemapYear } from '../http/issue-service.js';
import type { TableIssue } from './issue-table.js';

/** Articles of each year, newest first; those without a day last. In slices. */
export async function yearsOf(issues: readonly TableIssue[]): Promise<readonly SitemapYear[]> {
  const slices = new WorkSlices();
  const counts = new Map<string | undefined, number>();
  for (const { date, pages } of issues) {
    await slices.rest();
    const year = date?.slice(0, 4);
    for (const page of pages.slice(0, pages.size)) counts.set(year, (counts.get(year) ?? 0) + page.articles.size);
  }
  return [...counts].flatMap(([year, articleCount]) => (articleCount === 0 ? [] : [{ ...(year !== undefined && { year }), articleCount }]));
}

/** `limit` articles of a year from the `offset`th on, in the order of their issues and pages. In slices. */
export async function articlesOfYear(
  issues: readonly TableIssue[],
  year: string | undefined,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<SitemapPart> {
  const slices = new WorkSlices();
  const articles: { id: string; date?: string }[] = [];
  let passed = 0;
  for (const { date, pages } of issues) {
    if (date?.slice(0, 4) !== year) continue;
    await slices.rest();
    for (const { articles: own } of pages.slice(0, pages.size)) {
      const from = Math.max(0, offset - passed);
      for (const { id } of own.slice(from, Math.min(own.size, from + limit - articles.length)))
        articles.push({ id, ...(date !== undefined && { date }) });
      passed += own.size;
      if (articles.length === limit) return { articles };
    }
  }
  return { articles };
}
