import type { Article, ArticleLines, PageInfo } from '../article/article.js';
import type { Decision } from './decision.js';

/** What the archive keeps of a page beside its raw bytes. */
export interface PageRecord extends PageInfo {
  readonly id: string;
  /** SHA-256 (64 lower-case hex digits) of the stored bytes, the name of their file; empty when `purge` had to drop them. */
  readonly sha256: string;
  /** SHA-256 of the bytes as they came, only where `purge` has blanked lines in them or dropped them since. */
  readonly originalSha256?: string;
  /** A name of the text, whatever its bytes, only of what was put by hand: a file may bring it in other bytes. */
  readonly textId?: string;
  /** The encoding the bytes were decoded with, as `TextDecoder` names it: `utf-8`, `gb18030`, `big5`, `utf-16le`, `utf-16be`. */
  readonly encoding: string;
  /**
   * The reader that gave the lines which line numbers count, and its version; absent where they are those of the bytes as text. After a
   * purge the stored bytes of such a page are these lines, as UTF-8.
   */
  readonly form?: string;
  readonly readerVersion?: number;
  /** SHA-256 of the stored layout: those lines with their places. Absent where there is none, or `purge` had to drop it. */
  readonly layoutSha256?: string;
  /** Place of the page in its file, from 0, where that is a file of several pages. */
  readonly filePage?: number;
  /** True where the bytes are a picture of the page, of which nobody has the text. */
  readonly isPicture?: true;
  /** A stored picture of the page, where its bytes are another form. */
  readonly picture?: StoredPicture;
  /** Path of the file the page came from, or `api`. */
  readonly source?: string;
  /** Ids of the page's articles, in printed order. */
  readonly articleIds: readonly string[];
  /** Ids that an earlier reading of the same text gave, and the article that holds most of their lines now. */
  readonly formerIds?: Readonly<Record<string, string>>;
  /** Lines that belong to no article. */
  readonly furniture: readonly string[];
  /** Numbers of lines that a parser gives to an article and an editor gave to none; no later reading makes an article of them. */
  readonly leftOut?: readonly number[];
  /** What people have said of the page, part by part; it goes before what the page prints and what its path says. */
  readonly decided?: PageDecisions;
  /** Each of these as it was decided, the newest last. */
  readonly decisions?: readonly Decision[];
  /** What somebody should look at that cannot be seen from the rest of the record. */
  readonly wants?: readonly PageWant[];
  /** How sure the parser is of the page, 0 to 1. */
  readonly confidence?: number;
  /** The same for each of `articleIds`. */
  readonly confidences?: readonly number[];
}

/**
 * `readings`: what the page prints and what its path says are different places. `reading`: a reader divides the page otherwise than when
 * its division was decided.
 */
export type PageWant = 'readings' | 'reading';

/** A part of the place of a page. */
export type PlacePart = keyof PageInfo;

/** A picture of a page. */
export interface StoredPicture {
  /** SHA-256 of its file. */
  readonly sha256: string;
  /** Place of the page in that file, from 0. */
  readonly page: number;
}

/** What people have said of a page. */
export interface PageDecisions {
  /** The parts of its place that were given by hand. */
  readonly place?: PageInfo;
  /** The parts of it that somebody has said are not known, whatever the page prints. */
  readonly without?: readonly PlacePart[];
  /** True when somebody has seen how it is divided and stored it so: no later reading divides it otherwise. */
  readonly division?: true;
  /** Names the reader's division that was seen then; absent where there was none. */
  readonly against?: string;
}

/** The part of a page record that stays in memory, for lists of issues and pages. */
export interface PageHead extends PageInfo {
  readonly id: string;
  readonly sha256: string;
  readonly originalSha256?: string;
  readonly layoutSha256?: string;
  readonly isPicture?: true;
  readonly picture?: StoredPicture;
  readonly textId?: string;
  readonly source?: string;
  readonly confidence?: number;
  /** How many of its articles were read with low confidence; absent where none were, or where somebody has confirmed the division. */
  readonly unsureCount?: number;
  /** True where somebody has confirmed its division. */
  readonly isDivided?: true;
  readonly wants?: readonly PageWant[];
}

/**
 * One change to the archive. All changes of one `Archive.commit` become durable and visible together, in their order.
 *
 * - `article` stores an article or replaces the one with its id. `source` is a file's path or `api`. An id that was
 *   deleted comes back only when `source` is `api`; from any other source the change is passed over, so that indexing
 *   the same file again cannot undo a deletion. A withheld article gets its new text and stays withheld; when its text
 *   was purged, only `api` can give it one again. `decisions` are those kept with the article from now on: none where it brings none.
 * - `page` stores a page record; a deleted page comes back only when the record's `source` is `api`.
 * - `delete` and `deletePage` leave a tombstone; `restore` and `restorePage` lift it. `deletePage` does not touch the
 *   page's articles: name them in the same commit.
 * - `withhold` takes an article out of search and says why; `restore` lifts this too. Deleting what is withheld keeps the
 *   reason: only `restore` brings it back then, no source. What they say beside stays known (`Standing`), the prints of
 *   an earlier decision too where a new one brings none.
 * - `restore` also marks the id as released, whatever stands there, unless it says otherwise: no likeness to another text
 *   takes a released article out again.
 * - `remove` and `removePage` are for what its source no longer holds: no tombstone. They do not touch an article that
 *   is withheld or deleted, nor a deleted page, so that a decision about a text outlives its file.
 * - `purge` gives up the stored text of a withheld or deleted article, `purgePage` the record of a deleted page. Use
 *   `Archive.purge()`, which also clears the files.
 */
export type ArchiveChange =
  | {
      readonly type: 'article';
      readonly article: Article;
      readonly pageId?: string;
      readonly lines?: ArticleLines;
      readonly source?: string;
      readonly decisions?: readonly Decision[];
    }
  | { readonly type: 'page'; readonly page: PageRecord }
  | { readonly type: 'remove'; readonly id: string }
  | { readonly type: 'purge'; readonly id: string }
  | { readonly type: 'restore'; readonly id: string; readonly released?: false }
  | ({ readonly type: 'delete'; readonly id: string } & Standing)
  | { readonly type: 'deletePage' | 'restorePage' | 'removePage' | 'purgePage'; readonly id: string }
  | ({ readonly type: 'withhold'; readonly id: string; readonly reason: string } & Omit<Standing, 'reason' | 'withPage'>);

/** What the archive remembers of a text that was taken out, to know it again under another id. The text cannot be read from it. */
export interface TextPrint {
  /** The paper it stood in; absent where that is not known. */
  readonly paper?: string;
  /** How many different pieces the text has. */
  readonly pieceCount: number;
  /** A sample of them, three bytes each, base64. */
  readonly sample: string;
}

/** What is known of an article that was taken out, beside its status. */
export interface Standing {
  /** Why it is withheld; of a deleted one why it was withheld before. */
  readonly reason?: string;
  /** The id of the article for whose likeness it is withheld; absent where a person named it. */
  readonly like?: string;
  /** It was deleted with its page, and comes back with it. */
  readonly withPage?: true;
  /** Of each text that stood under the id while it was out, the newest last. */
  readonly prints?: readonly TextPrint[];
}

/** Where an article stands: in search, out of search with a reason, or gone with a tombstone. */
export type ArticleStatus = 'live' | 'withheld' | 'deleted';

/** An article as the archive holds it, with its place and standing. */
export interface ArchivedArticle extends Standing {
  readonly article: Article;
  readonly status: ArticleStatus;
  /** True when a person has brought it back: see `restore`. */
  readonly released?: true;
  readonly pageId?: string;
  readonly lines?: ArticleLines;
  readonly source?: string;
  /** What was decided of it by hand, the newest last. */
  readonly decisions?: readonly Decision[];
  /** Sequence number of the last transaction that changed it. */
  readonly sequence: number;
}

/** What an index must do to follow the archive: search `article` under `id`, or forget `id` when it is null. */
export interface IndexedChange {
  readonly sequence: number;
  readonly id: string;
  readonly article: Article | null;
}

/** An article or a tombstone, for an export. */
export type ArchiveRecord =
  | ({ readonly id: string } & ArchivedArticle)
  | ({ readonly id: string; readonly status: 'withheld' | 'deleted'; readonly sequence: number; readonly article?: undefined } & Standing);
