/** A stored page as a person looks at it to change it: its place, which lines are which article's, and what is kept and not shown. */
import { createHash } from 'node:crypto';
import type { Article, ArticleContent, ArticleLines, PageInfo } from '../../article/article.js';
import { ownLineNumbers } from '../../article/line-numbers.js';
import { placeOf } from '../../article/page-place.js';
import type { Archive } from '../../archive/archive.js';
import type { ArchivedArticle, PageRecord, PageWant } from '../../archive/archive-change.js';
import { versionOf } from '../article-edits.js';
import { readRawPage, type RawPage } from '../raw-page.js';
import { fileNameOf } from '../source-name.js';
import { fittedLines } from './fitted-lines.js';

/** The archive, as far as pages are looked at so. */
export type ViewArchive = Pick<Archive, 'article' | 'status' | 'reason' | 'page' | 'pageBytes' | 'changedAt' | 'fingerprint' | 'pageHead'>;

/** An article that stands on the page: its headline and lines, or with its text all of it and the lines of each part. */
export type StandingArticle = { readonly id: string; readonly title: string; readonly lines: readonly number[] | ArticleLines } & Partial<
  Omit<ArticleContent, 'title'>
>;

/** A reading of the page by the reader of now; stored nowhere. */
export interface ReadAfresh {
  readonly page: PageInfo;
  /** `lines[i]` belongs to `articles[i]`. */
  readonly articles: readonly ArticleContent[];
  readonly lines: readonly ArticleLines[];
  readonly confidences: readonly number[];
}

/** `GET /pages/{id}`: what `PATCH` takes, and what is told beside it. */
export interface HandPage extends PageInfo {
  readonly id: string;
  /** Name of the file it came from; absent where it came through the API. */
  readonly file?: string;
  readonly isPicture?: true;
  /** In printed order. */
  readonly articles: readonly StandingArticle[];
  /** How sure the reading of each of them is, 0 to 1. */
  readonly confidences: readonly number[];
  /** Articles of the page that are withheld or deleted. */
  readonly away: readonly { readonly id: string; readonly status: 'withheld' | 'deleted'; readonly reason?: string }[];
  /** Parts of the place that people gave. */
  readonly decidedPlace: PageInfo;
  /** True where somebody has seen how the page is divided. */
  readonly isDivided: boolean;
  /** What somebody should look at. */
  readonly wants: readonly PageWant[];
  /** With the text: its printed lines as far as they may be shown. */
  readonly printed?: { readonly firstNumber: number; readonly lines: readonly string[] };
  /** Where it was asked for and can be made. */
  readonly reading?: ReadAfresh;
}

/** A page and the version of it, which changes with the page and with each of its articles. */
export interface VersionedPage {
  readonly page: HandPage;
  readonly version: string;
}

/** Reads it; undefined where there is no such page. `withText`: with the articles' texts and the printed lines. */
export async function readHandPage(archive: ViewArchive, id: string, withText: boolean): Promise<VersionedPage | undefined> {
  const record = await archive.page(id);
  if (record === undefined) return undefined;
  const raw = withText ? await readRawPage(archive, id) : undefined;
  const { standing } = await articlesOn(archive, record);
  return { page: handPageOf(archive, record, standing, raw), version: pageVersionOf(archive, record) };
}

/** Names the state of a page and of its articles. From memory. */
export function pageVersionOf(archive: Pick<Archive, 'changedAt' | 'fingerprint' | 'status'>, { id, articleIds }: PageRecord): string {
  const articles = articleIds.map((one) => [one, archive.status(one), versionOf(archive, one)]);
  const state = JSON.stringify([archive.changedAt({ kind: 'page', id }), articles]);
  return `p${createHash('sha256').update(state).digest('hex').slice(0, 20)}`;
}

/** The articles of a page whose text is there, each read once, in printed order. */
export interface ArticlesOnPage {
  readonly standing: readonly ArchivedArticle[];
  /** Withheld and deleted ones. */
  readonly away: readonly ArchivedArticle[];
}

/** Reads them. */
export async function articlesOn(archive: Pick<Archive, 'article'>, { id, articleIds }: PageRecord): Promise<ArticlesOnPage> {
  const standing: ArchivedArticle[] = [];
  const away: ArchivedArticle[] = [];
  for (const articleId of articleIds) {
    const archived = await archive.article(articleId);
    if (archived?.pageId === id) (archived.status === 'live' ? standing : away).push(archived);
  }
  return { standing, away };
}

function handPageOf(
  archive: Pick<Archive, 'status' | 'reason'>,
  record: PageRecord,
  standing: readonly ArchivedArticle[],
  raw: RawPage | undefined,
): HandPage {
  const { id, isPicture, decided = {}, wants = [], articleIds, confidences = [] } = record;
  const file = fileNameOf(record.source);
  return {
    id,
    ...placeOf(record),
    ...(file !== undefined && { file }),
    ...(isPicture !== undefined && { isPicture }),
    articles: standing.map(({ article, lines }) =>
      raw === undefined
        ? { id: article.id, title: article.title, lines: [...new Set(ownLineNumbers(lines))].sort((a, b) => a - b) }
        : { id: article.id, ...contentOf(article), lines: fittedLines(article, lines) },
    ),
    confidences: standing.map(({ article }) => confidences[articleIds.indexOf(article.id)] ?? 1),
    away: articleIds.flatMap((one) => awayOf(archive, one)),
    decidedPlace: decided.place ?? {},
    isDivided: decided.division === true,
    wants,
    ...(raw !== undefined && { printed: { firstNumber: raw.firstNumber, lines: raw.lines } }),
  };
}

function awayOf(archive: Pick<Archive, 'status' | 'reason'>, id: string): HandPage['away'] {
  const status = archive.status(id);
  const reason = archive.reason(id);
  return status === 'withheld' || status === 'deleted' ? [{ id, status, ...(reason !== undefined && { reason }) }] : [];
}

/** An article without its id and place. */
export function contentOf(article: Article): ArticleContent {
  const { banner, kicker, title, subtitle, byline, paragraphs, kind, extra } = article;
  const told = { kicker, title, subtitle, byline, paragraphs, kind };
  return { ...(banner !== undefined && { banner }), ...told, ...(extra !== undefined && { extra }) };
}
