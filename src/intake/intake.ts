/**
 * The way in: page bytes and article JSON become one archive transaction each, and what the archive has acknowledged is
 * put into the index before the caller is answered. Stands between the faces and the archive.
 */
import type { ArticleInput, CorrectedArticle, PageInfo } from '../article/article.js';
import type { Division } from '../page/parse-pages.js';
import type { Editor, EditReceipt, Expected } from './article-edits.js';
import type { PageEdit, PageEditReceipt } from './by-hand/page-edits.js';
import type { PageReceipt, WriteStatus } from './write-receipt.js';
import type { ImportRecord } from './record-line.js';

/** What became of an article that was put. */
export interface ArticleReceipt {
  /** Under which it stands now: the one it came with, or the one it was given. */
  readonly id: string;
  readonly status: WriteStatus;
  /** Why it is kept and not shown: it is much the same as a text that was taken out. */
  readonly withheld?: string;
  /** For people: what was stored otherwise than it was given; absent where nothing was. */
  readonly warnings?: readonly string[];
}

/** What a decision to withhold led to. */
export interface WithholdReceipt {
  /** Ids of other articles that are much the same and were withheld with it. */
  readonly alike: readonly string[];
}

/** A raw page, or a file of several, on its way in. */
export interface PageInput {
  readonly bytes: Uint8Array;
  /** What the caller knows of the page; goes before what the page prints. */
  readonly given: PageInfo;
  /** What the file's path says; used where neither `given` nor the page says it. */
  readonly fromPath?: PageInfo;
  /** File path, or `api`. */
  readonly source: string;
  /** What the bytes are said to be; the content goes before it. */
  readonly mediaType?: string;
  /** What a text is taken for that may hold several pages; default of `addPages` is `file`. */
  readonly division?: Division;
  /**
   * The page's articles as an editor left them, instead of the parser's. What differs from the parser's counts as corrected by hand. Goes
   * with one page.
   */
  readonly corrected?: readonly CorrectedArticle[];
  /** Asked before anything is written; throws when the page must not be stored under this id. */
  readonly claim?: (pageId: string, isPicture: boolean) => void;
}

/** What the faces may do to the archive. Every promise resolves when the write is durable and searchable. */
export interface Intake {
  /**
   * Bytes that are one page. Throws the PAGE_… codes of reading, PARAMETER_INVALID where the form says that they are several, and
   * ARTICLE_INVALID where a corrected article names lines the page has not.
   */
  addPage(input: PageInput): Promise<PageReceipt>;
  /**
   * A file that may hold several pages, in one transaction. Throws the same, and PARAMETER_INVALID where two of them say they are the
   * same page.
   */
  addPages(input: PageInput): Promise<readonly PageReceipt[]>;
  /**
   * An article from outside, checked; a missing id is made once from its place or content. Throws ARTICLE_WITHHELD where the API puts a
   * withheld one.
   */
  putArticle(input: ArticleInput, source: string): Promise<ArticleReceipt>;
  /**
   * What stands at an article's address, put there by the API. Through an id of an earlier reading of a page it takes the place
   * of the article that holds its lines now, whose id the receipt tells.
   */
  putArticleAt(id: string, input: ArticleInput, editor?: Editor): Promise<ArticleReceipt>;
  /**
   * A merge patch (RFC 7396) of the fields of an article, where its record is one of the expected; follows former ids. Of a story on
   * several pages the part under this id. Throws ARTICLE_NOT_FOUND, ARTICLE_DELETED, ARTICLE_WITHHELD, ARTICLE_INVALID and
   * ARTICLE_TOO_LARGE.
   */
  patchArticle(id: string, patch: unknown, expected: Expected, editor?: Editor): Promise<EditReceipt>;
  /** Takes decision `n` of an article back. Throws the same, DECISION_NOT_FOUND and PARAMETER_INVALID. */
  takeBackArticle(id: string, n: number, expected: Expected, editor?: Editor): Promise<EditReceipt>;
  /**
   * Changes of stored pages by hand, all or none, with one commit. Where one is not the expected one nothing is written, and its receipt
   * says so. Throws PAGE_NOT_FOUND, PAGE_INVALID, PAGE_PLACE_TAKEN and ARTICLE_TOO_LARGE.
   */
  editPages(edits: readonly PageEdit[], editor?: Editor): Promise<readonly PageEditReceipt[]>;
  /** Takes decision `n` of a page back. Throws the same, DECISION_NOT_FOUND and PARAMETER_INVALID. */
  takeBackPage(id: string, n: number, expected: Expected, editor?: Editor): Promise<PageEditReceipt>;
  /** Many at once, with one commit: each as by `putArticle`, in their order, the fault of one its own. Never rejects. */
  putArticles(articles: readonly SourcedArticle[]): Promise<readonly PromiseSettledResult<ArticleReceipt>[]>;
  /**
   * Leaves a tombstone; an article that is deleted already stays so. This, `withhold` and `restore` follow former ids. Throws
   * ARTICLE_NOT_FOUND.
   */
  deleteArticle(id: string, editor?: Editor): Promise<void>;
  /** Deletes a page and its articles, with tombstones; what is withheld stays so. Throws PAGE_NOT_FOUND. */
  deletePage(id: string): Promise<void>;
  /**
   * Takes out a page whose file is gone, with its articles; no tombstones, deleted and withheld articles stay so. Gives the ids that are
   * gone. Throws PAGE_NOT_FOUND.
   */
  removePage(id: string): Promise<readonly string[]>;
  /** Takes an article out of search and says why, and with it those of the same paper that are much the same. Throws ARTICLE_NOT_FOUND. */
  withhold(id: string, reason: string, editor?: Editor): Promise<WithholdReceipt>;
  /** Brings a withheld or deleted article back, and those that were withheld for their likeness to it. Throws ARTICLE_NOT_FOUND. */
  restore(id: string, editor?: Editor): Promise<void>;
  /** One of `importRecords`; rejects with its fault. */
  importRecord(record: ImportRecord): Promise<WriteStatus>;
  /**
   * Exported articles and tombstones, many with one commit. What is withheld or deleted here stays so: only `restore` brings it back.
   * Never rejects.
   */
  importRecords(records: readonly ImportRecord[]): Promise<readonly PromiseSettledResult<WriteStatus>[]>;
}

/** An article and the file it came from, or `api`. */
export interface SourcedArticle {
  readonly input: ArticleInput;
  readonly source: string;
}
