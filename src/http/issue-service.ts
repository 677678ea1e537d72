/** The archive as a reader of newspapers looks through it: papers, issues, pages. Only what is shown is answered. */
import type { Article } from '../article/article.js';
import type { Eventually, PageAddress, PagePlace, PageSummary } from './services.js';

/** An issue's place; a part that is absent here is missing on its pages too. */
export type IssuePlace = Pick<PagePlace, 'paper' | 'date'>;

/** The pages of one paper on one day, in the order of their numbers. */
export interface IssueView extends IssuePlace {
  readonly pageCount: number;
  /** The first ones, up to 1,000 of an issue and 5,000 of a list. */
  readonly pages: readonly PageSummary[];
}

/** Which issues to list. */
export interface IssueQuestion {
  /** Null: the pages that name none. */
  readonly paper?: string | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, inclusive; an issue without a date is outside. */
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
  readonly offset: number;
}

/** `GET /pages`: issues, newest first, those without a date last. */
export interface IssueListView {
  /** How many issues there are. */
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
  readonly issues: readonly IssueView[];
}

/** One paper, by its name; without one, the pages that name none. */
export interface PaperHoldings {
  readonly paper?: string;
  readonly issueCount: number;
  /** Days of the first and the last issue; absent where no issue has a date. */
  readonly first?: string;
  readonly last?: string;
}

/** The issues of one paper in one year. */
export interface IssueCalendar {
  /** Years with an issue, newest first. */
  readonly years: readonly string[];
  readonly year: string;
  /** Newest first. */
  readonly days: readonly IssueDay[];
}

/** A day with an issue, `YYYY-MM-DD`. */
export interface IssueDay {
  readonly date: string;
  readonly pageCount: number;
}

/** What the list of pages shows. */
export interface ShelfQuestion {
  /** Null: the pages that name none; absent: all papers, and the calendar of that of the newest issue. */
  readonly paper?: string | null;
  /** `YYYY`, of the calendar. */
  readonly year?: string;
  readonly limit: number;
  readonly offset: number;
}

/** All that the list of pages shows. */
export interface Shelf {
  /** Of all papers. */
  readonly issueCount: number;
  /** By their names, the pages that name none last. */
  readonly papers: readonly PaperHoldings[];
  /** Whose calendar it is; null: that of the pages that name none. */
  readonly paper: string | null;
  readonly calendar?: IssueCalendar;
  /** Of the paper that is asked for, else of all. */
  readonly list: IssueListView;
}

/** An article as a list of headlines shows it. */
export interface ArticleHead extends Pick<Article, 'id' | 'title'> {
  /** Its first words, at most 24 UTF-16 units; absent where there are none. */
  readonly opening?: string;
}

/** One issue with the headlines of its first pages. */
export interface IssueSheets {
  readonly issue: IssueView;
  /** `heads[i]` belongs to `issue.pages[i]`; there are none of later pages. */
  readonly heads: readonly (readonly ArticleHead[])[];
  /** Days of the issues of the same paper before and after it; absent at the ends. */
  readonly earlier?: string;
  readonly later?: string;
}

/** One page and the first of its articles, in printed order. */
export interface PageArticles {
  readonly page: PageSummary;
  readonly articles: readonly Article[];
}

/** What there is of one paper in one month; without a paper, of the pages that name none, without a month, of those without a day. */
export interface MonthCoverage {
  readonly paper?: string;
  /** `YYYY-MM`. */
  readonly month?: string;
  readonly issueCount: number;
  readonly pageCount: number;
  /** Pages with text, and those that are pictures alone. */
  readonly textCount: number;
  readonly pictureCount: number;
  /** Pages read with low confidence. */
  readonly unsureCount: number;
  /** Days, between the first and the last issue of the paper, without one: `YYYY-MM-DD`. */
  readonly missingDays: readonly string[];
}

/** What the archive has, by paper and month. */
export interface Coverage {
  /** How many rows there are. */
  readonly total: number;
  /** The first 50,000. */
  readonly rows: readonly MonthCoverage[];
}

/** Months one after the other, `YYYY-MM`. */
export interface MonthSpan {
  readonly first: string;
  readonly last: string;
}

/** Months without an issue. */
export interface MonthGaps {
  readonly spans: readonly MonthSpan[];
}

/** How many articles a year has; without a year, those without a day. */
export interface SitemapYear {
  readonly year?: string;
  readonly articleCount: number;
}

/** Some articles of a year. */
export interface SitemapPart {
  readonly articles: readonly { readonly id: string; readonly date?: string }[];
}

/** Looking through the archive. Withheld and deleted articles, and pages without others, are in no list. */
export interface IssueService {
  list(question: IssueQuestion): Eventually<IssueListView>;
  shelf(question: ShelfQuestion): Eventually<Shelf>;
  /** Undefined where no article stands in the issue. */
  issue(place: IssuePlace): Eventually<IssueSheets | undefined>;
  /**
   * The page of a place, with at most `limit` articles from the `from`th on: one at least, and no more than hold 2,000,000 characters of
   * JSON; undefined
   * where no article stands there.
   */
  page(address: PageAddress, limit: number, from?: number): Eventually<PageArticles | undefined>;
  /** Looks at every page. */
  coverage(): Eventually<Coverage>;
  /** Months between two dates in which none of these papers, or no paper where none is named, has an issue. */
  gaps(papers: readonly string[], from: string, to: string): Eventually<MonthGaps>;
  /** Years with articles, newest first. */
  sitemapYears(): Eventually<readonly SitemapYear[]>;
  /** `limit` articles of a year from the `offset`th on; those without a day where no year is named. */
  sitemapPart(year: string | undefined, range: { readonly limit: number; readonly offset: number }): Eventually<SitemapPart>;
  /** At most `limit` articles of the page of a place, in printed order. */
  headsAt(place: PagePlace, limit: number): Eventually<readonly ArticleHead[]>;
}
