/** Looking through the archive: what `IssueTable` knows, with the texts and page records that are shown. */
import type { Article } from '../article/article.js';
import { isWholePlace } from '../article/page-place.js';
import { pagePlaceOf } from '../article/dated-by-text.js';
import type { Archive } from '../archive/archive.js';
import type { IndexedChange, PageHead } from '../archive/archive-change.js';
import { WorkSlices } from '../archive/work-slices.js';
import type {
  ArticleHead,
  Coverage,
  IssueListView,
  IssuePlace,
  IssueQuestion,
  IssueService,
  IssueSheets,
  IssueView,
  MonthGaps,
  PageArticles,
  Shelf,
  ShelfQuestion,
  SitemapPart,
  SitemapYear,
} from '../http/issue-service.js';
import type { PageAddress, PagePlace, PageSummary } from '../http/services.js';
import { pageIdOf } from '../intake/make-id.js';
import { fileNameOf } from '../intake/source-name.js';
import { headOf } from './article-head.js';
import { coverageOf } from './coverage.js';
import { monthGaps } from './month-gaps.js';
import { articlesOfYear, yearsOf } from './sitemap-addresses.js';
import { IssueTable, type AlonePage, type TableIssue, type TablePage } from './issue-table.js';

type ReadableArchive = Pick<
  Archive,
  'article' | 'status' | 'changedAt' | 'follow' | 'liveArticles' | 'pages' | 'pagesAt' | 'pageHead' | 'pageStatus'
>;

/** Pages of an issue whose headlines are shown, and headlines of each. */
const MOST_HEADED_PAGES = 40;
const MOST_HEADS = 8;
/**
 * Pages of one issue, and of all issues of a list, that are given: no paper has a thousand a day, but what names no paper and no day may
 * be any number.
 */
const MOST_ISSUE_PAGES = 1_000;
const MOST_LISTED_PAGES = 5_000;
/** Characters of JSON of the articles that are given at once, and articles that are read at once: one may have 400,000. */
const MOST_CHARACTERS = 2_000_000;
const READ_AT_ONCE = 16;
/** Articles taken in between two turns of the event loop: about 1 ms. */
const TAKEN_AT_ONCE = 64;

/**
 * The table is read from all articles once (about 2 s for 100,000, between other work): by `prepare`, or when it is first
 * asked for. From then on it follows the archive: what is taken out has left it when the commit resolves, what comes in is
 * there when the write is answered.
 */
export class ArchiveIssueService implements IssueService {
  readonly #table = new IssueTable();
  /** Live articles of which the table does not know the last change. */
  readonly #behind = new Set<string>();
  #built: Promise<void> | undefined;

  readonly #archive: ReadableArchive;

  constructor(archive: ReadableArchive) {
    this.#archive = archive;

    archive.follow(({ kind, id }) => {
      if (kind === 'article') this.#changed(id);
      else if (this.#built !== undefined) this.#takePicture(id);
    });
  }

  /** Begins to read the table. */
  prepare(): void {
    // Who asks for it meets the fault.
    this.#build().catch(() => undefined);
  }

  /** Takes in the texts of changes that have been committed, in slices: what is not given so is read when it is asked for. */
  async apply(changes: readonly IndexedChange[]): Promise<void> {
    const slices = new WorkSlices();
    for (const { id, article, sequence } of changes) {
      if (article !== null && this.#behind.has(id) && this.#changedAt(id) === sequence && this.#knowsPageOf(article)) this.#put(article);
      await slices.rest();
    }
  }

  async list({ limit, offset, ...range }: IssueQuestion): Promise<IssueListView> {
    const { total, issues } = (await this.#current()).list(range, limit, offset);
    let left = MOST_LISTED_PAGES;
    const views = issues.map((issue) => {
      const view = this.#view(issue, left);
      left -= view.pages.length;
      return view;
    });
    return { total, limit, offset, issues: views };
  }

  async shelf({ paper: asked, year, limit, offset }: ShelfQuestion): Promise<Shelf> {
    const table = await this.#current();
    const paper = asked === undefined ? (table.list({}, 1, 0).issues[0]?.paper ?? null) : asked;
    const calendar = table.calendar(paper ?? undefined, year);
    const list = await this.list({ ...(asked !== undefined && { paper: asked }), limit, offset });
    return { issueCount: table.issueCount, papers: table.papers(), paper, ...(calendar !== undefined && { calendar }), list };
  }

  async issue(place: IssuePlace): Promise<IssueSheets | undefined> {
    const table = await this.#current();
    const found = table.issue(place);
    if (found === undefined) return undefined;
    const issue = this.#view(found, MOST_ISSUE_PAGES);
    const neighbours = table.neighbours(place);
    const heads = await Promise.all(found.pages.slice(0, MOST_HEADED_PAGES).map((page) => this.#heads(page, MOST_HEADS)));
    return { issue, heads, ...neighbours };
  }

  async page({ id, ...place }: PageAddress, limit: number, from = 0): Promise<PageArticles | undefined> {
    const page = (await this.#current()).page(place, id);
    if (page === undefined) return undefined;
    const given: Article[] = [];
    let left = MOST_CHARACTERS;
    for await (const article of this.#articles(page, limit, from)) {
      left -= JSON.stringify(article).length;
      if (left < 0 && given.length > 0) break;
      given.push(article);
    }
    return { page: this.#summary(page), articles: given };
  }

  async coverage(): Promise<Coverage> {
    const table = await this.#current();
    const { issues } = table.list({}, table.issueCount, 0);
    return coverageOf(issues, ({ place, alone }) =>
      alone === undefined ? this.#archive.pagesAt(place) : [this.#archive.pageHead(alone.id)].flatMap((head) => head ?? []),
    );
  }

  async gaps(papers: readonly string[], from: string, to: string): Promise<MonthGaps> {
    return monthGaps(await this.#current(), papers, from, to);
  }

  async sitemapYears(): Promise<readonly SitemapYear[]> {
    const table = await this.#current();
    return yearsOf(table.list({}, table.issueCount, 0).issues);
  }

  async sitemapPart(year: string | undefined, range: { readonly limit: number; readonly offset: number }): Promise<SitemapPart> {
    const table = await this.#current();
    const { issues } = table.list(year === undefined ? {} : { from: year, to: year }, table.issueCount, 0);
    return articlesOfYear(issues, year, range);
  }

  async headsAt(place: PagePlace, limit: number): Promise<readonly ArticleHead[]> {
    const page = (await this.#current()).page(place);
    return page === undefined ? [] : this.#heads(page, limit);
  }

  async #heads(page: TablePage, limit: number): Promise<readonly ArticleHead[]> {
    const heads: ArticleHead[] = [];
    for await (const article of this.#articles(page, limit)) heads.push(headOf(article));
    return heads;
  }

  /** A few at a time, for each may be large. */
  async *#articles({ articles }: TablePage, limit: number, from = 0): AsyncGenerator<Article> {
    const asked = articles.slice(from, from + limit);
    for (let at = 0; at < asked.length; at += READ_AT_ONCE) {
      for (const found of await Promise.all(asked.slice(at, at + READ_AT_ONCE).map(({ id }) => this.#archive.article(id)))) {
        if (found?.status === 'live') yield found.article;
      }
    }
  }

  /** With at most `most` of its pages. */
  #view({ paper, date, pages }: TableIssue, most: number): IssueView {
    const given = pages.slice(0, Math.min(most, MOST_ISSUE_PAGES)).map((page) => this.#summary(page));
    return { ...(paper !== undefined && { paper }), ...(date !== undefined && { date }), pageCount: pages.size, pages: given };
  }

  #summary({ place, alone, articles, pictures }: TablePage): PageSummary {
    const stored = alone === undefined ? this.#storedAt(place) : this.#archive.pageHead(alone.id);
    const file = alone && fileNameOf(stored?.source);
    const section = stored?.section ?? articles.at(0)?.section;
    return {
      ...place,
      ...(section !== undefined && { section }),
      ...(stored !== undefined && { id: stored.id }),
      ...(alone !== undefined && { alone: true as const }),
      ...(file !== undefined && { file }),
      articleCount: articles.size,
      ...(articles.size === 0 && pictures.size > 0 && { isPicture: true as const }),
    };
  }

  /** The page of a place; one that stands alone there is not that of articles without a page. */
  #storedAt(place: PagePlace): PageHead | undefined {
    const isWhole = isWholePlace(place);
    return this.#archive
      .pagesAt(place)
      .findLast(({ id, pageNumber }) => pageNumber === place.pageNumber && (isWhole || !this.#table.isAlone(id)));
  }

  /** The table with every change that was committed before the call. */
  async #current(): Promise<IssueTable> {
    await this.#build();
    for (const id of [...this.#behind]) {
      const sequence = this.#changedAt(id);
      const archived = await this.#archive.article(id);
      if (archived !== undefined && this.#behind.has(id) && this.#changedAt(id) === sequence) this.#put(archived.article, archived.pageId);
    }
    return this.#table;
  }

  #build(): Promise<void> {
    this.#built ??= this.#readAll().catch((error: unknown) => {
      this.#built = undefined;
      throw error;
    });
    return this.#built;
  }

  async #readAll(): Promise<void> {
    for (const { id, isPicture } of this.#archive.pages()) if (isPicture === true) this.#takePicture(id);
    let count = 0;
    for await (const article of this.#archive.liveArticles()) {
      // What has changed since this began is behind, was taken in already, or is gone.
      if (!this.#behind.has(article.id) && !this.#table.has(article.id) && this.#archive.status(article.id) === 'live') {
        if (this.#knowsPageOf(article)) this.#put(article);
        else this.#behind.add(article.id);
      }
      count += 1;
      if (count % TAKEN_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** A page as it stands now: where it is a picture without text it is shown though it has no article. */
  #takePicture(id: string): void {
    const head = this.#archive.pageStatus(id) === 'live' ? this.#archive.pageHead(id) : undefined;
    if (head?.isPicture !== true) {
      this.#table.removePicture(id);
      return;
    }
    const place = pagePlaceOf(head);
    this.#table.putPicture(id, place, isWholePlace(place) ? undefined : { id, name: fileNameOf(head.source) ?? '' });
  }

  #put(article: Article, pageId = pageIdOf(article.id)): void {
    this.#table.put(article, this.#aloneOf(article, pageId));
    this.#behind.delete(article.id);
  }

  /** False for an article whose id names no page of the archive though it may be of one: what is stored of it says which. */
  #knowsPageOf(article: Article): boolean {
    const pageId = pageIdOf(article.id);
    return isWholePlace(pagePlaceOf(article)) || pageId === undefined || this.#archive.pageStatus(pageId) === 'live';
  }

  /** The page of an article, where the article's place does not say which it is. */
  #aloneOf(article: Article, pageId: string | undefined): AlonePage | undefined {
    if (pageId === undefined || isWholePlace(pagePlaceOf(article)) || this.#archive.pageStatus(pageId) !== 'live') return undefined;
    return { id: pageId, name: fileNameOf(this.#archive.pageHead(pageId)?.source) ?? '' };
  }

  #changed(id: string): void {
    if (this.#built === undefined) return;
    if (this.#archive.status(id) === 'live') this.#behind.add(id);
    else {
      this.#behind.delete(id);
      this.#table.remove(id);
    }
  }

  #changedAt(id: string): number | undefined {
    return this.#archive.changedAt({ kind: 'article', id });
  }
}
