/** Which issues there are, which pages they have and which articles stand on those: sorted, and kept up one article at a time. */
import type { Article } from '../article/article.js';
import { pagePlaceOf } from '../article/dated-by-text.js';
import type { IssueCalendar, IssuePlace, PaperHoldings } from '../http/issue-service.js';
import type { PagePlace } from '../http/services.js';
import { SortedList } from './sorted-list.js';

/** One page that holds articles, or is a picture. */
export interface TablePage {
  readonly place: PagePlace;
  /** Where the place is not whole: what tells it from others there. Absent where articles came without a page. */
  readonly alone: AlonePage | undefined;
  /** In printed order; those without one last, by id. */
  readonly articles: SortedList<TableArticle>;
  /** Ids of pictures of it, of which nobody has the text. */
  readonly pictures: Set<string>;
}

/** A page that stands alone, since its place does not say which it is. */
export interface AlonePage {
  readonly id: string;
  /** The name of its file when it was first taken in. */
  readonly name: string;
}

/** One article on its page. */
export interface TableArticle {
  readonly id: string;
  readonly order: number;
  readonly section: string | undefined;
}

/** One paper on one day, either of them perhaps not known. */
export interface TableIssue extends IssuePlace {
  /** In the order of their numbers, those without one last. */
  readonly pages: SortedList<TablePage>;
}

/** Which issues are meant. A paper that is null is none. */
export interface IssueRange {
  readonly paper?: string | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, inclusive; an issue without a date is outside. */
  readonly from?: string;
  readonly to?: string;
}

interface Where {
  readonly issue: TableIssue;
  readonly page: TablePage;
}

interface Row extends TableArticle, Where {}

/** About 250 bytes an article, and 500 a page. A change costs some searches in sorted lists; an answer what it shows, and those. */
export class IssueTable {
  readonly #rows = new Map<string, Row>();
  readonly #pictures = new Map<string, Where>();
  /** Newest first, those without a date last; of one day by paper, those without one last. */
  readonly #issues = new SortedList<TableIssue>(compareIssues);
  readonly #papers = new Map<string | undefined, SortedList<TableIssue>>();
  /** By id, as each was first taken in: its name must not change while it is sorted by it. */
  readonly #alone = new Map<string, AlonePage>();

  /** How many issues there are. */
  get issueCount(): number {
    return this.#issues.size;
  }

  has(id: string): boolean {
    return this.#rows.has(id);
  }

  /** True for a page that has stood alone. */
  isAlone(id: string): boolean {
    return this.#alone.has(id);
  }

  /** Takes an article in, or notes where it stands now; `stands` is its page, where that stands alone. */
  put(article: Pick<Article, 'id' | 'order' | 'paper' | 'date' | 'pageNumber' | 'section' | 'extra'>, stands?: AlonePage): void {
    const alone = stands && this.#keepAlone(stands);
    const { id, order = Number.MAX_SAFE_INTEGER, section } = article;
    this.remove(id);
    const where = this.#at(pagePlaceOf(article), alone);
    const row: Row = { id, order, section, ...where };
    where.page.articles.add(row);
    this.#rows.set(id, row);
  }

  /** Takes a picture of a page in, or notes where it stands now; `stands` as in `put`. */
  putPicture(id: string, place: PagePlace, stands?: AlonePage): void {
    const alone = stands && this.#keepAlone(stands);
    this.removePicture(id);
    const where = this.#at(place, alone);
    where.page.pictures.add(id);
    this.#pictures.set(id, where);
  }

  /** Forgets a picture; one it does not know changes nothing. */
  removePicture(id: string): void {
    const where = this.#pictures.get(id);
    if (where === undefined) return;
    this.#pictures.delete(id);
    where.page.pictures.delete(id);
    this.#dropIfEmpty(where);
  }

  #at(place: PagePlace, alone: AlonePage | undefined): Where {
    const issue = this.issue(place) ?? this.#addIssue(place);
    return { issue, page: pageOf(issue, place.pageNumber, alone) ?? addPage(issue, place, alone) };
  }

  /** Forgets an article; one it does not know changes nothing. */
  remove(id: string): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    this.#rows.delete(id);
    row.page.articles.delete(row);
    this.#dropIfEmpty(row);
  }

  #dropIfEmpty({ issue, page }: Where): void {
    if (page.articles.size + page.pictures.size > 0) return;
    issue.pages.delete(page);
    if (issue.pages.size > 0) return;
    this.#issues.delete(issue);
    const own = this.#papers.get(issue.paper)!;
    own.delete(issue);
    if (own.size === 0) this.#papers.delete(issue.paper);
  }

  /** The issue of a place; undefined where no article stands in it. */
  issue({ paper, date }: IssuePlace): TableIssue | undefined {
    return this.#papers.get(paper)?.find((one) => compareDates(one.date, date));
  }

  /** The page of a place, that of an id where several stand alone there, else the first; undefined where no article stands there. */
  page(place: PagePlace, id?: string): TablePage | undefined {
    const issue = this.issue(place);
    const alone = id === undefined ? undefined : this.#alone.get(id);
    const found = alone && issue && pageOf(issue, place.pageNumber, alone);
    return found ?? issue?.pages.find((one) => comparePageNumbers(one.place.pageNumber, place.pageNumber));
  }

  /** A part of the issues that are meant, and how many there are. */
  list({ paper, from, to }: IssueRange, limit: number, offset: number): { readonly total: number; readonly issues: readonly TableIssue[] } {
    const all = paper === undefined ? this.#issues : this.#papers.get(paper ?? undefined);
    if (all === undefined) return { total: 0, issues: [] };
    const start = to === undefined ? 0 : all.rank(({ date }) => (date === undefined || date.slice(0, to.length) <= to ? 0 : -1));
    const end = from === undefined && to === undefined ? all.size : endOf(all, from);
    return { total: Math.max(0, end - start), issues: all.slice(start + offset, Math.min(end, start + offset + limit)) };
  }

  /** Days of the issues of the same paper before and after that of a day. */
  neighbours({ paper, date }: IssuePlace): { readonly earlier?: string; readonly later?: string } {
    const own = this.#papers.get(paper);
    if (own === undefined || date === undefined) return {};
    const at = own.rank((one) => compareDates(one.date, date));
    const [earlier, later] = [own.at(at + 1)?.date, at === 0 ? undefined : own.at(at - 1)?.date];
    return { ...(earlier !== undefined && { earlier }), ...(later !== undefined && { later }) };
  }

  /** The papers by their names, the pages that name none last. */
  papers(): readonly PaperHoldings[] {
    const holdings = Array.from(this.#papers, ([paper, own]): PaperHoldings => {
      const [last, first] = [own.at(0)?.date, own.at(endOf(own) - 1)?.date];
      return {
        ...(paper !== undefined && { paper }),
        issueCount: own.size,
        ...(first !== undefined && last !== undefined && { first, last }),
      };
    });
    return holdings.sort((a, b) => (a.paper === undefined ? 1 : b.paper === undefined ? -1 : BY_NAME.compare(a.paper, b.paper)));
  }

  /** The days of a paper in a year, its newest where it has none in that one; undefined where no issue of it has a date. */
  calendar(paper: string | undefined, wanted: string | undefined): IssueCalendar | undefined {
    const own = this.#papers.get(paper);
    const years = own === undefined ? [] : yearsOf(own);
    const year = years.find((one) => one === wanted) ?? years[0];
    if (own === undefined || year === undefined) return undefined;
    const start = own.rank(({ date }) => (date === undefined || date.slice(0, 4) <= year ? 0 : -1));
    const days = own.slice(start, endOf(own, year)).map(({ date = '', pages }) => ({ date, pageCount: pages.size }));
    return { years, year, days };
  }

  #keepAlone(stands: AlonePage): AlonePage {
    const kept = this.#alone.get(stands.id) ?? stands;
    this.#alone.set(stands.id, kept);
    return kept;
  }

  #addIssue({ paper, date }: IssuePlace): TableIssue {
    const issue: TableIssue = {
      ...(paper !== undefined && { paper }),
      ...(date !== undefined && { date }),
      pages: new SortedList<TablePage>(comparePages),
    };
    this.#issues.add(issue);
    const own = this.#papers.get(paper) ?? new SortedList<TableIssue>(compareIssues);
    own.add(issue);
    this.#papers.set(paper, own);
    return issue;
  }
}

const BY_NAME = new Intl.Collator('zh-CN');
/** A1, A2, A10, B1: letters as letters, digits as numbers. */
const BY_NUMBER = new Intl.Collator('en', { numeric: true });

function pageOf(issue: TableIssue, pageNumber: string | undefined, alone: AlonePage | undefined): TablePage | undefined {
  return issue.pages.find((one) => comparePageNumbers(one.place.pageNumber, pageNumber) || compareAlone(one.alone, alone));
}

function addPage(issue: TableIssue, place: PagePlace, alone: AlonePage | undefined): TablePage {
  const page: TablePage = { place, alone, articles: new SortedList<TableArticle>(compareArticles), pictures: new Set() };
  issue.pages.add(page);
  return page;
}

/** Place behind the last issue of `from` or later, of those that have a date. */
function endOf(issues: SortedList<TableIssue>, from = ''): number {
  return issues.rank(({ date }) => (date === undefined || date < from ? 0 : -1));
}

/** Years with an issue, newest first: one search each. */
function yearsOf(issues: SortedList<TableIssue>): readonly string[] {
  const years: string[] = [];
  for (let at = 0; issues.at(at)?.date !== undefined; at = endOf(issues, years.at(-1))) years.push(issues.at(at)!.date!.slice(0, 4));
  return years;
}

function compareIssues(a: IssuePlace, b: IssuePlace): number {
  return compareDates(a.date, b.date) || compareTexts(a.paper, b.paper);
}

function compareDates(a: string | undefined, b: string | undefined): number {
  return a === b ? 0 : a === undefined ? 1 : b === undefined || a > b ? -1 : 1;
}

function compareTexts(a: string | undefined, b: string | undefined): number {
  return a === b ? 0 : a === undefined ? 1 : b === undefined || a < b ? -1 : 1;
}

function comparePages(a: TablePage, b: TablePage): number {
  return comparePageNumbers(a.place.pageNumber, b.place.pageNumber) || compareAlone(a.alone, b.alone);
}

/** By the names of their files, and then by id; articles of no page come first. */
function compareAlone(a: AlonePage | undefined, b: AlonePage | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  return BY_NUMBER.compare(a.name, b.name) || compareTexts(a.id, b.id);
}

/** `1` and `01` are two pages, side by side. */
function comparePageNumbers(a: string | undefined, b: string | undefined): number {
  return a === undefined || b === undefined ? compareTexts(a, b) : BY_NUMBER.compare(a, b) || compareTexts(a, b);
}

function compareArticles(a: TableArticle, b: TableArticle): number {
  return a.order - b.order || compareTexts(a.id, b.id);
}
