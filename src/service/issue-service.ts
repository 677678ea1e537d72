/** Looking through the archive: what `IssueTable` knows, with the texts and page records that are shown. */
import type { Article } from '../article/article.js';
import type { Archive } from '../archive/archive.js';
import type { IndexedChange } from '../archive/archive-change.js';
import type { ArticleHead, IssueListView, IssuePlace, IssueQuestion, IssueService, IssueSheets, IssueView, PageArticles, Shelf, ShelfQuestion } from '../http/issue-service.js';
import type { PagePlace, PageSummary } from '../http/services.js';
import { headOf } from './article-head.js';
import { IssueTable, type TableIssue, type TablePage } from './issue-table.js';

type ReadableArchive = Pick<Archive, 'article' | 'status' | 'changedAt' | 'follow' | 'liveArticles' | 'pagesAt'>;

/** Pages of an issue whose headlines are shown, and headlines of each. */
const MOST_HEADED_PAGES = 40;
const MOST_HEADS = 8;
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

  constructor(private readonly archive: ReadableArchive) {
    archive.follow(({ kind, id }) => { if (kind === 'article') this.#changed(id); });
  }

  /** Begins to read the table. */
  prepare(): void {
    // Who asks for it meets the fault.
    this.#build().catch(() => undefined);
  }

  /** Takes in the texts of changes that have been committed: what is not given so is read when it is asked for. */
  apply(changes: readonly IndexedChange[]): void {
    for (const { id, article, sequence } of changes) {
      if (article !== null && this.#behind.has(id) && this.#changedAt(id) === sequence) this.#put(article);
    }
  }

  async list({ limit, offset, ...range }: IssueQuestion): Promise<IssueListView> {
    const { total, issues } = (await this.#current()).list(range, limit, offset);
    return { total, limit, offset, issues: issues.map((issue) => this.#view(issue)) };
  }

  async shelf({ paper: asked, year, limit, offset }: ShelfQuestion): Promise<Shelf> {
    const table = await this.#current();
    const paper = asked === undefined ? table.list({}, 1, 0).issues[0]?.paper ?? null : asked;
    const calendar = table.calendar(paper ?? undefined, year);
    const list = await this.list({ ...(asked !== undefined && { paper: asked }), limit, offset });
    return { issueCount: table.issueCount, papers: table.papers(), paper, ...(calendar !== undefined && { calendar }), list };
  }

  async issue(place: IssuePlace): Promise<IssueSheets | undefined> {
    const table = await this.#current();
    const found = table.issue(place);
    if (found === undefined) return undefined;
    const issue = this.#view(found);
    const neighbours = table.neighbours(place);
    const heads = await Promise.all(found.pages.slice(0, MOST_HEADED_PAGES).map((page) => this.#heads(page, MOST_HEADS)));
    return { issue, heads, ...neighbours };
  }

  async page(place: PagePlace, limit: number): Promise<PageArticles | undefined> {
    const page = (await this.#current()).page(place);
    return page === undefined ? undefined : { page: this.#summary(page), articles: await this.#articles(page, limit) };
  }

  async headsAt(place: PagePlace, limit: number): Promise<readonly ArticleHead[]> {
    const page = (await this.#current()).page(place);
    return page === undefined ? [] : this.#heads(page, limit);
  }

  async #heads(page: TablePage, limit: number): Promise<readonly ArticleHead[]> {
    return (await this.#articles(page, limit)).map(headOf);
  }

  async #articles({ articles }: TablePage, limit: number): Promise<readonly Article[]> {
    const found = await Promise.all(articles.slice(0, limit).map(({ id }) => this.archive.article(id)));
    return found.flatMap((one) => (one?.status === 'live' ? one.article : []));
  }

  #view({ paper, date, pages }: TableIssue): IssueView {
    return { ...(paper !== undefined && { paper }), ...(date !== undefined && { date }), pages: Array.from(pages, (page) => this.#summary(page)) };
  }

  #summary({ place, articles }: TablePage): PageSummary {
    const stored = this.archive.pagesAt(place).findLast(({ pageNumber }) => pageNumber === place.pageNumber);
    const section = stored?.section ?? articles.at(0)?.section;
    return { ...place, ...(section !== undefined && { section }), ...(stored !== undefined && { id: stored.id }), articleCount: articles.size };
  }

  /** The table with every change that was committed before the call. */
  async #current(): Promise<IssueTable> {
    await this.#build();
    for (const id of [...this.#behind]) {
      const sequence = this.#changedAt(id);
      const archived = await this.archive.article(id);
      if (archived !== undefined && this.#behind.has(id) && this.#changedAt(id) === sequence) this.#put(archived.article);
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
    let count = 0;
    for await (const article of this.archive.liveArticles()) {
      // What has changed since this began is behind, was taken in already, or is gone.
      if (!this.#behind.has(article.id) && !this.#table.has(article.id) && this.archive.status(article.id) === 'live') this.#table.put(article);
      count += 1;
      if (count % TAKEN_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #put(article: Article): void {
    this.#table.put(article);
    this.#behind.delete(article.id);
  }

  #changed(id: string): void {
    if (this.#built === undefined) return;
    if (this.archive.status(id) === 'live') this.#behind.add(id);
    else {
      this.#behind.delete(id);
      this.#table.remove(id);
    }
  }

  #changedAt(id: string): number | undefined {
    return this.archive.changedAt({ kind: 'article', id });
  }
}
