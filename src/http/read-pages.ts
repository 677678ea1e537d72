/** The archive as a reader of newspapers looks through it: papers, days, pages. */
import type { Article } from '../article/article.js';
import { pagePlaceOf } from '../article/dated-by-text.js';
import { SearchServiceError } from '../search-service-error.js';
import type { AppServices, PagePlace, PageSummary } from './services.js';
import type { ArticleView, IssueListView, IssueView, PageView } from './view-models.js';

/** Which issues to list. */
export interface IssueQuestion {
  readonly paper?: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, inclusive; an issue without a date is outside. */
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
  readonly offset: number;
}

/** Issues, newest first, those without a date last; the pages of each in the order of their numbers. */
export async function listIssues(services: AppServices, question: IssueQuestion): Promise<IssueListView> {
  const { limit, offset } = question;
  const issues = groupByIssue((await services.articles.pages()).filter((page) => isAsked(page, question)));
  return { total: issues.length, limit, offset, issues: issues.slice(offset, offset + limit).map(toIssue) };
}

/** All of them, in the same order. */
export async function allIssues({ articles }: Pick<AppServices, 'articles'>): Promise<readonly IssueView[]> {
  return groupByIssue(await articles.pages()).map(toIssue);
}

function isAsked({ paper, date }: PageSummary, question: IssueQuestion): boolean {
  const { from, to } = question;
  if (question.paper !== undefined && question.paper !== paper) {
    return false;
  }
  if (from === undefined && to === undefined) {
    return true;
  }
  return date !== undefined && (from === undefined || date >= from) && (to === undefined || date.slice(0, to.length) <= to);
}

function groupByIssue(pages: readonly PageSummary[]): PageSummary[][] {
  const byIssue = new Map<string, PageSummary[]>();
  for (const page of pages) {
    const key = JSON.stringify([page.paper, page.date]);
    const issue = byIssue.get(key);
    if (issue === undefined) {
      byIssue.set(key, [page]);
    } else {
      issue.push(page);
    }
  }
  return [...byIssue.values()].sort(([a], [b]) => compareIssues(a!, b!));
}

function toIssue(pages: readonly PageSummary[]): IssueView {
  const { paper, date } = pages[0]!;
  return {
    ...(paper === undefined ? {} : { paper }),
    ...(date === undefined ? {} : { date }),
    pages: pages.toSorted((a, b) => comparePageNumbers(a.pageNumber, b.pageNumber)),
  };
}

function compareIssues(a: PageSummary, b: PageSummary): number {
  return compareTexts(b.date ?? '', a.date ?? '') || compareTexts(a.paper ?? '\uffff', b.paper ?? '\uffff');
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** A1, A2, A10, B1: letters as letters, digits as numbers. */
function comparePageNumbers(a = '\uffff', b = '\uffff'): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** Most articles of one page that are given. A printed page has fewer than 100; a place nobody named can have all. */
const MAX_PAGE_ARTICLES = 500;

/** One page with its articles in printed order. Throws PAGE_NOT_FOUND when nothing is known of the place. */
export async function readPage(services: AppServices, place: PagePlace): Promise<PageView> {
  const found = await services.articles.pageAt(place);
  if (found === undefined) {
    throw new SearchServiceError('PAGE_NOT_FOUND', 'There is no such page. Parts that are missing are written "-".');
  }
  const { id, section, articleCount } = found;
  return {
    page: { ...place, ...(section === undefined ? {} : { section }) },
    pageIds: id === undefined ? [] : [id],
    total: articleCount,
    articles: await services.articles.articlesAt(place, MAX_PAGE_ARTICLES),
  };
}

/** The articles that share an article's page, itself included, in printed order; none when its page is not known. */
export async function readSamePage({ articles }: Pick<AppServices, 'articles'>, { article, page }: ArticleView): Promise<readonly Article[]> {
  if (page !== null) {
    return articles.articlesOf(page.id, MAX_PAGE_ARTICLES);
  }
  const place = pagePlaceOf(article);
  return place.date === undefined || place.pageNumber === undefined ? [] : articles.articlesAt(place, MAX_PAGE_ARTICLES);
}

/** The place a URL names; `-` stands for a missing part. */
export function placeOf(parts: { readonly paper: string; readonly date: string; readonly pageNumber: string }): PagePlace {
  return {
    ...(parts.paper === '-' ? {} : { paper: parts.paper }),
    ...(parts.date === '-' ? {} : { date: parts.date }),
    ...(parts.pageNumber === '-' ? {} : { pageNumber: parts.pageNumber }),
  };
}
