/**
 * What the HTTP faces need of the rest of the house, no more. The composition root passes the real ones; tests pass
 * fakes.
 */
import type { Article, ArticleLines, PageInfo, PageReading } from '../article/article.js';
import type { Decision } from '../archive/decision.js';
import type { PurgeReport } from '../archive/purge.js';
import type { VerifyReport } from '../archive/verify-archive.js';
import type { Intake } from '../intake/intake.js';
import type { ArticleRegion, RegionSource } from '../intake/article-regions.js';
import type { VersionedPage } from '../intake/by-hand/page-view.js';
import type { PagePicture } from '../intake/page-pictures.js';
import type { PageSheet } from '../intake/page-sheet.js';
import type { RawPage } from '../intake/raw-page.js';
import type { ShownLayout } from '../intake/shown-layout.js';
import type { ArticleMarks, SearchAnswer, SearchHit } from '../search/search-answer.js';
import type { SearchRequest } from '../search/search-request.js';
import type { TakenSlice, TakenText } from '../search/taken-article.js';
import type { Suggestion } from '../search/suggest/suggestion.js';
import type { WrittenAnswer } from '../search/written-answer.js';
import type { DeskService } from './desk-service.js';
import type { ArticleHead, IssueService } from './issue-service.js';

/** An answer that may need the disk or a cluster, or be at hand. */
export type Eventually<T> = T | Promise<T>;

/** Searching. This, and every read below, has its turn while it is served: it may throw OVERLOADED and QUERY_TIMEOUT. */
export interface SearchService {
  search(request: SearchRequest): Promise<SearchAnswer>;
  /** The same as JSON, made where the search ran: what need not be read need not be carried over. */
  written(request: SearchRequest): Promise<WrittenAnswer>;
  /** The articles of one page of it, without marks; `text` says whose text comes along. */
  slice(request: SearchRequest, text: TakenText): Promise<TakenSlice>;
  /** Where `text` is marked in one whole article. */
  marks(article: Article, text: string): Eventually<ArticleMarks>;
}

/** Articles about the same. */
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
      /** Of the record that was asked for, see `versionOf`. */
      readonly version?: string;
    }
  | { readonly type: 'withheld'; readonly reason: string }
  | { readonly type: 'deleted' }
  | { readonly type: 'missing' };

/** What was decided of an article, as far as it may be told. */
export type HistoryLookup =
  { readonly type: 'present'; readonly decisions: readonly Decision[] } | Exclude<ArticleLookup, { readonly type: 'present' }>;

/** A page's place; a part that is absent here is missing on the page too. */
export type PagePlace = Pick<PageInfo, 'paper' | 'date' | 'pageNumber'>;

/** The place of a page, and its id, which counts where several pages stand alone at the place. */
export interface PageAddress extends PagePlace {
  readonly id?: string;
}

/** One page as a list of pages shows it. */
export interface PageSummary extends PageInfo {
  /** Id of the stored raw page; absent where only articles are known. */
  readonly id?: string;
  /** True for a page whose place is not whole, so that its id tells it from others there. */
  readonly alone?: true;
  /** Name of the file of such a page; absent where it came through the API. */
  readonly file?: string;
  readonly articleCount: number;
  /** True for a picture of a page, of which nobody has the text. */
  readonly isPicture?: true;
}

/** Reading single articles and pages. Withheld and deleted articles are in no list. */
export interface ArticleService {
  find(id: string): Eventually<ArticleLookup>;
  /** The oldest first. */
  history(id: string): Eventually<HistoryLookup>;
  /** At most `limit` articles of one stored page, in printed order. */
  headsOf(pageId: string, limit: number): Eventually<readonly ArticleHead[]>;
  /** The printed lines of one stored page, as far as they may be shown; undefined where there are none. */
  rawPage(pageId: string): Eventually<RawPage | undefined>;
  /** A stored page as it is changed by hand; undefined where it is not there. `reading`: with what the reader of now makes of it. */
  handPage(pageId: string, how: { readonly text: boolean; readonly reading: boolean }): Eventually<VersionedPage | undefined>;
  /** What was decided of a page, the oldest first; undefined where it is not there. */
  pageHistory(pageId: string): Eventually<readonly Decision[] | undefined>;
  /** Where they stand; undefined where the page has no places, or its lines may not be shown. */
  layout(pageId: string): Eventually<ShownLayout | undefined>;
  /** What an article, whole as `find` gives it, takes of the pages it was read from, and where its marks stand. */
  regions(article: Article, sources: readonly RegionSource[], marks: ArticleMarks | undefined): Eventually<readonly ArticleRegion[]>;
}

/** Pictures of pages, on which what is withheld or deleted cannot be seen. */
export interface PictureService {
  /** As `PagePictures.page`. */
  page(pageId: string, width?: number): Promise<PagePicture>;
  /** As `PagePictures.sheet`. */
  sheet(pageId: string): Promise<PageSheet | undefined>;
}

/**
 * Whether questions can be answered now, and what is going on (`loading`, `ready`, `rebuilding`, `stopping`, `index-failed`,
 * `cluster-unavailable`, `copy-behind`, `archive-lost`).
 */
export interface Readiness {
  readonly ready: boolean;
  readonly state: string;
}

/** What building the index anew led to. */
export interface RebuildReport {
  readonly documentCount: number;
  readonly seconds: number;
}

/** What a purge did, and the documents of the index that was built after it. */
export type PurgeOutcome = PurgeReport & { readonly documentCount: number };

/** What comparing an index with its archive has shown. */
export interface IndexCheck {
  /** How the saved index was found: `loaded`, `none`, `damaged`, `foreign`, `older`, `newer`, `behind`; `in use` for that of a service. */
  readonly found: string;
  readonly documentCount: number;
  /** Texts that must be found, and were looked for. */
  readonly questionCount: number;
  /** In words, the first ones only; empty when all is well. An index that is missing or out of date is no problem. */
  readonly problems: readonly string[];
}

/** What a check has shown; `index` is missing where it could not be checked, and `indexNote` says why. */
export interface StoreReport {
  readonly ok: boolean;
  readonly archive: VerifyReport;
  readonly index?: IndexCheck;
  readonly indexNote?: string;
  /** The index was built anew, because it was not what the archive says. */
  readonly indexRebuilt?: boolean;
}

/** Work on the whole store while it is served. Each takes as long as indexing, or longer. */
export interface MaintenanceService {
  /** Builds the index anew beside the old one, which answers meanwhile. */
  rebuild(): Promise<RebuildReport>;
  /** Removes the text of withheld and deleted articles from every file, and builds the index anew. */
  purge(): Promise<PurgeOutcome>;
  /** Checks every checksum of the archive, and the index against it. Changes nothing. */
  verify(): Promise<StoreReport>;
}

/** All of it. */
export interface AppServices {
  readonly searcher: SearchService;
  readonly similar: SimilarService;
  readonly suggester: SuggestionService;
  readonly intake: Pick<
    Intake,
    | 'addPage'
    | 'addPages'
    | 'putArticle'
    | 'putArticleAt'
    | 'patchArticle'
    | 'takeBackArticle'
    | 'editPages'
    | 'takeBackPage'
    | 'deleteArticle'
    | 'deletePage'
    | 'withhold'
    | 'restore'
    | 'importRecord'
  >;
  readonly articles: ArticleService;
  readonly issues: IssueService;
  readonly pictures: PictureService;
  readonly desk: DeskService;
  readonly maintenance: MaintenanceService;
  /** Segments a raw page and stores nothing. `given` goes before what the page prints. Throws PAGE_… codes. */
  parsePage(bytes: Uint8Array, given: PageInfo): Eventually<PageReading>;
  readiness(): Readiness;
}
