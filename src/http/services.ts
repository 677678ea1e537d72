/**
 * What the HTTP faces need of the rest of the house, no more. The composition root passes the real ones; tests pass
 * fakes.
 */
import type { Article, ArticleLines, PageInfo, ParsedPage } from '../article/article.js';
import type { Intake } from '../intake/intake.js';
import type { ArticleMarks, SearchAnswer } from '../search/search-answer.js';
import type { SearchRequest } from '../search/search-request.js';

/** An answer that may need the disk or a cluster, or be at hand. */
export type Eventually<T> = T | Promise<T>;

export interface SearchService {
  search(request: SearchRequest): Promise<SearchAnswer>;
  /** Where `text` is marked in one whole article. */
  marks(article: Article, text: string): ArticleMarks;
}

/** Where an article was read from: the stored page, the file it came as, and the printed lines of each part. */
export interface ArticleOrigin {
  /** Id of the stored page. */
  readonly id: string;
  /** File path, or `api`. */
  readonly source: string;
  readonly lines?: ArticleLines;
}

/** What the archive knows of an id. */
export type ArticleLookup =
  | { readonly type: 'present'; readonly article: Article; readonly origin?: ArticleOrigin }
  | { readonly type: 'withheld'; readonly reason: string }
  | { readonly type: 'deleted' }
  | { readonly type: 'missing' };

/** A page's place; a part that is absent here is missing on the page too. */
export type PagePlace = Pick<PageInfo, 'paper' | 'date' | 'pageNumber'>;

/** One page as a list of pages shows it. */
export interface PageSummary extends PageInfo {
  /** Id of the stored raw page; absent where only articles are known. */
  readonly id?: string;
  readonly articleCount: number;
}

/** Reading the archive. Withheld and deleted articles are in no list. */
export interface ArticleService {
  find(id: string): Eventually<ArticleLookup>;
  /** Every page that holds an article, in any order. */
  pages(): Eventually<readonly PageSummary[]>;
  /** At most `limit` articles whose paper, date and page number are exactly these, in printed order. */
  articlesAt(place: PagePlace, limit: number): Eventually<readonly Article[]>;
  /** At most `limit` articles of one stored page, in printed order. */
  articlesOf(pageId: string, limit: number): Eventually<readonly Article[]>;
}

/** Whether questions can be answered now, and what is going on when not (`loading`, `rebuilding`, `stopping` …). */
export interface Readiness {
  readonly ready: boolean;
  readonly state: string;
}

export interface AppServices {
  readonly searcher: SearchService;
  readonly intake: Pick<Intake, 'addPage' | 'putArticle' | 'deleteArticle' | 'deletePage'>;
  readonly articles: ArticleService;
  /** Segments a raw page and stores nothing. `given` goes before what the page prints. Throws PAGE_… codes. */
  parsePage(bytes: Uint8Array, given: PageInfo): Eventually<ParsedPage>;
  readiness(): Readiness;
}
