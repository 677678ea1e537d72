/** The lists of issues and pages the plain way: made anew from every article and page of the archive. */
import type { Article } from '../../src/article/article.js';
import { pagePlaceOf } from '../../src/article/dated-by-text.js';
import type { Archive } from '../../src/archive/archive.js';
import type { IssueListView, IssuePlace, IssueQuestion, IssueView, PaperHoldings } from '../../src/http/issue-service.js';
import type { PageSummary } from '../../src/http/services.js';

/** One page with its articles. */
export interface PlainPage {
  readonly page: PageSummary;
  readonly ids: readonly string[];
}

/** Every page that holds a live article, issues newest first, numbers as they count. */
export async function plainPages(archive: Archive): Promise<readonly PlainPage[]> {
  const byPlace = new Map<string, Article[]>();
  for await (const article of archive.liveArticles()) {
    const key = JSON.stringify(pagePlaceOf(article));
    byPlace.set(key, [...(byPlace.get(key) ?? []), article]);
  }
  const pages = [...byPlace.values()].map((articles): PlainPage => {
    const sorted = articles.toSorted((a, b) => (a.order ?? 1e9) - (b.order ?? 1e9) || (a.id < b.id ? -1 : 1));
    const place = pagePlaceOf(sorted[0]!);
    const stored = archive
      .pages()
      .filter((head) => head.paper === place.paper && head.date === place.date && head.pageNumber === place.pageNumber)
      .toSorted((a, b) => changedAt(archive, a.id) - changedAt(archive, b.id) || order(a.id, b.id))
      .at(-1);
    const section = stored?.section ?? sorted[0]!.section;
    return {
      page: {
        ...place,
        ...(section !== undefined && { section }),
        ...(stored !== undefined && { id: stored.id }),
        articleCount: sorted.length,
      },
      ids: sorted.map(({ id }) => id),
    };
  });
  return pages.toSorted(
    ({ page: a }, { page: b }) =>
      order(b.date ?? '', a.date ?? '') ||
      order(a.paper ?? '\uffff', b.paper ?? '\uffff') ||
      (a.pageNumber ?? '\uffff').localeCompare(b.pageNumber ?? '\uffff', 'en', { numeric: true }) ||
      order(a.pageNumber ?? '\uffff', b.pageNumber ?? '\uffff'),
  );
}

function changedAt(archive: Archive, id: string): number {
  return archive.changedAt({ kind: 'page', id })!;
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

export function plainIssues(pages: readonly PlainPage[]): readonly IssueView[] {
  const issues = new Map<string, PageSummary[]>();
  for (const { page } of pages) {
    const key = JSON.stringify([page.paper, page.date]);
    issues.set(key, [...(issues.get(key) ?? []), page]);
  }
  return [...issues.values()].map((own) => {
    const { paper, date } = own[0]!;
    return { ...(paper !== undefined && { paper }), ...(date !== undefined && { date }), pageCount: own.length, pages: own };
  });
}

export function plainList(issues: readonly IssueView[], { paper, from, to, limit, offset }: IssueQuestion): IssueListView {
  const meant = issues.filter(
    (one) =>
      (paper === undefined || (paper ?? undefined) === one.paper) &&
      ((from === undefined && to === undefined) ||
        (one.date !== undefined && (from === undefined || one.date >= from) && (to === undefined || one.date.slice(0, to.length) <= to))),
  );
  return { total: meant.length, limit, offset, issues: meant.slice(offset, offset + limit) };
}

export function plainPapers(issues: readonly IssueView[]): readonly PaperHoldings[] {
  const papers = [...new Set(issues.map(({ paper }) => paper))];
  return papers
    .toSorted((a, b) => (a === undefined ? 1 : b === undefined ? -1 : a.localeCompare(b, 'zh-CN')))
    .map((paper) => {
      const own = issues.filter((one) => one.paper === paper);
      const dates = own.flatMap(({ date }) => date ?? []).toSorted();
      return {
        ...(paper !== undefined && { paper }),
        issueCount: own.length,
        ...(dates.length > 0 && { first: dates[0]!, last: dates.at(-1)! }),
      };
    });
}

export function plainNeighbours(
  issues: readonly IssueView[],
  { paper, date }: IssuePlace,
): { readonly earlier?: string; readonly later?: string } {
  const days = issues.filter((one) => one.paper === paper).flatMap((one) => one.date ?? []);
  const at = date === undefined ? -1 : days.indexOf(date);
  const [earlier, later] = at < 0 ? [] : [days[at + 1], days[at - 1]];
  return { ...(earlier !== undefined && { earlier }), ...(later !== undefined && { later }) };
}
