/**
 * What the HTTP faces need of the rest of the house, no more. The composition root passes the real ones; tests pass
 * fakes.
 */
import type { Article, ArticleLines, PageInfo, ParsedPage } from '../article/article.js';
import type { Intake } from '../intake/intake.js';
import type { RawPage } from '../intake/raw-page.js';
import type { ArticleMarks, SearchAnswer, SearchHit } from '../search/search-answer.js';
import type { SearchRequest } from '../search/search-request.js';
import type { Suggestion } from '../search/suggest/suggestion.js';

/** An answer that may need the disk or a cluster, or be at hand. */
export type Eventually<T> = T | Promise<T>;

export interface SearchService {
  search(request: SearchRequest): Promise<SearchAnswer>;
  /** Where `text` is marked in one whole article. */
  marks(article: Article, text: string): ArticleMarks;
}

export interface SimilarService {
  /** At most `limit` articles about the same as a live one, the most similar first; without those that print the same dispatch. */
  similar(id: string, limit: number): Promise<readonly SearchHit[]>;
}

/** What a reader may be about to type; nothing for an empty text, at most `limit`. */
export interface SuggestionService {
  suggest(text: string, limit: number): Promise<readonly Suggestion[]>;
  /** Ways on for a text that found nothing. */
  help(text: string): Promise<readonly Suggestion[]>;
}

/** Where an article was read from: the stored page, the file it came as, and the printed lines of each part. */
export interface ArticleOrigin {
  /** Id of the stored page. */
  readonly id: string;
  /** File path, or `api`. */
  readonly source: string;
  readonly lines?: ArticleLines;
  /** How sure the parser is of the article's limits and headline, 0 to 1; absent for one that came or was corrected by hand. */
  readonly confidence?: number;
}

/** One half of a story that was printed on several pages. */
export interface ArticlePart extends PageInfo {
  readonly id: string;
  /** The stored page it was read from, with the lines of this half's own paragraphs. */
  readonly page: ArticleOrigin | null;
  /** Place of each of its paragraphs in those of the whole article; the one in which the story goes over stands in both halves. */
  readonly paragraphs: readonly number[];
}

/** A page the print sends the reader to (`to`) or comes `from`, whose part of the story is not in the archive. */
export interface MissingPart {
  readonly way: 'to' | 'from';
  readonly pageNumber: string;
}

/** What the archive knows of an id. */
export type ArticleLookup =
  | {
      readonly type: 'present';
      /** All halves of its story, under the id of the first. */
      readonly article: Article;
      readonly origin?: ArticleOrigin;
      readonly parts?: readonly ArticlePart[];
      readonly missing?: readonly MissingPart[];
    }
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
  /** The printed lines of one stored page, as far as they may be shown; undefined where there are none. */
  rawPage(pageId: string): Eventually<RawPage | undefined>;
}

/** Whether questions can be answered now, and what is going on when not (`loading`, `rebuilding`, `stopping` …). */
export interface Readiness {
  readonly ready: boolean;
  readonly state: string;
}

export interface AppServices {
  readonly searcher: SearchService;
  readonly similar: SimilarService;
  readonly suggester: SuggestionService;
  readonly intake: Pick<Intake, 'addPage' | 'putArticle' | 'deleteArticle' | 'deletePage'>;
  readonly articles: ArticleService;
  /** Segments a raw page and stores nothing. `given` goes before what the page prints. Throws PAGE_… codes. */
  parsePage(bytes: Uint8Array, given: PageInfo): Eventually<ParsedPage>;
  readiness(): Readiness;
}
