/**
 * What a newspaper page and its articles are, as plain data. Everything else in the house speaks of these; this room
 * knows nothing of the others.
 */

/** What sort of thing an article is. */
export const ARTICLE_KINDS = ['news', 'photo', 'notice', 'list', 'verse', 'letter', 'interview', 'column', 'obituary'] as const;
/** One of `ARTICLE_KINDS`. */
export type ArticleKind = (typeof ARTICLE_KINDS)[number];

/** The people and the agency behind an article. Names as printed, inner spacing removed. */
export interface Byline {
  readonly reporters: readonly string[];
  readonly correspondents: readonly string[];
  readonly photographers: readonly string[];
  readonly authors?: readonly string[];
  /** News agency, for example `新华社`. */
  readonly agency?: string;
  /** Place and day of a dispatch as printed, for example `望渡11月30日`. */
  readonly dateline?: string;
}

/** Where a page belongs. Every part may be missing. */
export interface PageInfo {
  readonly paper?: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  /** As readers say it: `3`, `A06`. */
  readonly pageNumber?: string;
  readonly section?: string;
}

/** The printed parts of an article, before it has an id and a place in an archive. */
export interface ArticleContent {
  readonly title: string;
  /** Lines above the headline. */
  readonly kicker: readonly string[];
  /** Lines below the headline. */
  readonly subtitle: readonly string[];
  /** Column banner the article stands under; two lines are joined by `\n`. */
  readonly banner?: string;
  readonly byline: Byline;
  /** One entry a printed paragraph; sub-heads, captions, credits and lines of a list or verse are entries of their own. */
  readonly paragraphs: readonly string[];
  readonly kind: ArticleKind;
  /** What the page or an importer said beyond the fields above (sub-heads, captions, jump lines, unknown fields). */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** An article as the archive keeps it. */
export interface Article extends ArticleContent, PageInfo {
  /** 1–200 characters, unique in the archive. */
  readonly id: string;
  /** Place on its page in printed order, from 1. */
  readonly order?: number;
  /** Who may do what with the text; shown with it. */
  readonly rights?: string;
}

/** An article from outside, checked; its id may be missing. */
export type ArticleInput = ArticleContent & PageInfo & Partial<Pick<Article, 'id' | 'order' | 'rights'>>;

/**
 * The printed lines an article was read from: 1-based numbers of lines in the page's decoded text, one list a part.
 * `paragraphs[i]` belongs to `ArticleContent.paragraphs[i]`.
 */
export interface ArticleLines {
  readonly banner: readonly number[];
  readonly kicker: readonly (readonly number[])[];
  readonly title: readonly number[];
  readonly subtitle: readonly (readonly number[])[];
  readonly paragraphs: readonly (readonly number[])[];
}

/** An article of a page as an editor left it, and the printed lines each of its parts came from; a part that was written anew has none. */
export interface CorrectedArticle {
  readonly content: ArticleContent;
  readonly lines: ArticleLines;
}

/** A segmented page: what `xunbao parse` prints, and the lines each article came from. */
export interface ParsedPage {
  readonly page: PageInfo;
  readonly articles: readonly ArticleContent[];
  /** Lines that belong to no article: mastheads, folios, credits of the page, jump lines. */
  readonly furniture: readonly string[];
  /** `lines[i]` belongs to `articles[i]`. */
  readonly lines: readonly ArticleLines[];
  /** How sure the reading of the page is, 0 to 1. */
  readonly confidence: number;
  /** `confidences[i]` belongs to `articles[i]`, 0 to 1. */
  readonly confidences: readonly number[];
  /** True for a picture of a page, of which nobody has the text. */
  readonly isPicture?: true;
}

/** A page that was divided and stored nowhere. */
export interface PageReading extends ParsedPage {
  /** The lines of the decoded text; `lines` of the articles count them from 1. */
  readonly printed: readonly string[];
}

/** Below this a reading (`confidence`) is said to be unsure: half of such articles have a wrong limit or headline. */
export const LOW_CONFIDENCE = 0.7;
