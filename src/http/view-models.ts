/** What the calls answer, as JSON and as the pages for people show it. Pages know nothing of the searcher but these names. */
import type { Article, PageInfo, PageReading } from '../article/article.js';
import type { ArticleMarks, MarkedField, Range, SearchAnswer, SearchHit, Snippet } from '../search/search-answer.js';
import type { Filters, SearchRequest, Sort } from '../search/search-request.js';
import type { Suggestion } from '../search/suggest/suggestion.js';
import type { ArticleReceipt } from '../intake/intake.js';
import type { PageReceipt } from '../intake/write-receipt.js';
import type { Decision } from '../archive/decision.js';
import type { Editor } from '../intake/article-edits.js';
import type { HandPage } from '../intake/by-hand/page-view.js';
import type { PageEditReceipt } from '../intake/by-hand/page-edits.js';
import type { ArticleRegion } from '../intake/article-regions.js';
import type { PageSheet } from '../intake/page-sheet.js';
import type { RawPage } from '../intake/raw-page.js';
import type { ShownLayout } from '../intake/shown-layout.js';
import type { ArticleOrigin, ArticlePart, MissingPart } from './services.js';

/** `GET /search`. */
export type SearchView = SearchAnswer;
/** One hit of it. */
export type HitView = SearchHit;
/** Sentences of a hit. */
export type SnippetView = Snippet;
/** A line of a hit that is marked. */
export type MarkedFieldView = MarkedField;
/** Start and end of a mark, UTF-16 units, end exclusive. */
export type RangeView = Range;
/** What is asked. */
export type SearchQuestion = SearchRequest;
/** Its order. */
export type SortView = Sort;
/** What it is narrowed by. */
export type FiltersView = Filters;
/** One suggestion of `GET /suggest`. */
export type SuggestionView = Suggestion;
/** The printed lines of a page. */
export type RawPageView = RawPage;

/** `GET /pages/{id}/layout`. */
export type LayoutView = ShownLayout;

/** What an article takes of one page. */
export type RegionView = ArticleRegion;

/** The ground of a page's picture. */
export type SheetView = PageSheet;

/** What became of a page that was put. */
export type PageReceiptView = PageReceipt;

/** `POST /pages` of one page. */
export type StoredPageView = Omit<PageReceipt, 'unsure'>;

/** `POST /pages` of a file of several, in their order. */
export interface StoredPagesView {
  readonly pages: readonly StoredPageView[];
}

/** `POST /maintenance/files`. */
export interface StoredFileView {
  readonly pages: readonly PageReceipt[];
}

/** `POST /pages?dryRun=1`; what `Partial` names comes with `lines=1`. */
export type DryRunView = Pick<PageReading, 'page' | 'articles' | 'furniture'> &
  Partial<Pick<PageReading, 'printed' | 'lines' | 'confidences'>>;

/** `GET /similar/{id}`. */
export interface SimilarView {
  readonly hits: readonly HitView[];
}

/** `GET /articles/{id}`. */
export interface ArticleView {
  readonly article: Article;
  /** The stored page it was read from; null for an article that came as one. */
  readonly page: ArticleOrigin | null;
  /** The halves in their order, where the story stands on several pages of the archive. */
  readonly parts?: readonly ArticlePart[];
  /** Pages the story goes on or began on that the archive does not have. */
  readonly missing?: readonly MissingPart[];
  /** Present when `q` was given. */
  readonly marks?: ArticleMarks;
  /** What it takes of its printed pages, where they have a layout. */
  readonly regions?: readonly ArticleRegion[];
}

/** `PATCH /articles/{id}`. */
export interface PatchView extends ArticleReceipt {
  /** As it stands now: of a story on several pages the part under this id. */
  readonly article: Article;
}

/** `GET /pages/{id}`. */
export type HandPageView = HandPage;
/** Who changes something. */
export type EditorView = Editor;
/** What became of a change of a page. */
export type PageEditReceiptView = PageEditReceipt;
/** One decision of a history. */
export type DecisionView = Decision;

/** `PATCH /pages/{id}`: the page as it stands now, without its text. */
export type PagePatchView = Pick<PageEditReceipt, 'page' | 'status' | 'removedIds' | 'warnings'>;

/** `GET /pages/{paper}/{date}/{pageNumber}`. */
export interface PageView {
  readonly page: PageInfo;
  /** Name of its file, where the place is not whole. */
  readonly file?: string;
  /** Ids of the raw pages stored for this place: none where articles came without one. */
  readonly pageIds: readonly string[];
  /** How many articles the page has; no more than 500 of them are given, nor than hold 2,000,000 characters of JSON. */
  readonly total: number;
  /** In printed order. */
  readonly articles: readonly Article[];
  /** True for a picture of a page, of which nobody has the text. */
  readonly isPicture?: true;
}
