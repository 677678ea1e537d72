/** Reading the archive for the faces: one article with its origin, one page as it was printed. */
import type { Article } from '../article/article.js';
import { pagePlaceOf } from '../article/dated-by-text.js';
import type { Archive } from '../archive/archive.js';
import type { Decision } from '../archive/decision.js';
import type { ArchivedArticle } from '../archive/archive-change.js';
import type { ArticleHead } from '../http/issue-service.js';
import type { ArticleLookup, ArticleOrigin, ArticlePart, ArticleService, HistoryLookup } from '../http/services.js';
import { readHandPage, type VersionedPage } from '../intake/by-hand/page-view.js';
import { readShownAfresh } from '../intake/by-hand/read-afresh.js';
import { readText as readTextHere, type TextReader } from '../intake/read-page.js';
import { versionOf } from '../intake/article-edits.js';
import { successorOf } from '../intake/former-ids.js';
import type { JoinedArticles, JoinedHalf } from '../intake/joined-articles.js';
import { isHandMade } from '../intake/hand-decisions.js';
import { readRegions, type ArticleRegion, type MarkedRanges, type RegionSource } from '../intake/article-regions.js';
import { readRawPage, type RawPage } from '../intake/raw-page.js';
import { readShownLayout, type ShownLayout } from '../intake/shown-layout.js';
import { headOf } from './article-head.js';

type ReadableArchive = Pick<Archive, 'article' | 'status' | 'reason' | 'page' | 'pageBytes' | 'pageHead' | 'changedAt' | 'fingerprint'>;

/** Answers from the archive. */
export class ArchiveArticleService implements ArticleService {
  readonly #archive: ReadableArchive;
  readonly #joined: Pick<JoinedArticles, 'read'>;

  readonly #readText: TextReader;

  /** `readText`: reads pages afresh. Default: in the caller's thread. */
  constructor(archive: ReadableArchive, joined: Pick<JoinedArticles, 'read'>, readText: TextReader = readTextHere) {
    this.#archive = archive;
    this.#readText = readText;
    this.#joined = joined;
  }

  async find(id: string): Promise<ArticleLookup> {
    const status = this.#archive.status(id);
    if (status === undefined) {
      const successor = await successorOf(this.#archive, id);
      return successor === undefined ? { type: 'missing' } : this.find(successor);
    }
    if (status === 'deleted') return { type: 'deleted' };
    if (status === 'withheld') return { type: 'withheld', reason: this.#archive.reason(id) ?? '' };
    const version = versionOf(this.#archive, id);
    const found = await this.#joined.read(id);
    if (found === undefined) return { type: 'missing' };
    const { article, halves, missing } = found;
    const parts = await Promise.all(halves.map((half) => this.#part(half)));
    const origin = parts[0]!.page;
    // Paragraphs of other pages have no lines on the first one.
    const more = article.paragraphs.slice(halves[0]!.article.paragraphs.length).map(() => []);
    const whole =
      origin?.lines === undefined ? origin : { ...origin, lines: { ...origin.lines, paragraphs: [...origin.lines.paragraphs, ...more] } };
    return {
      type: 'present',
      article,
      ...(whole !== null && { origin: whole }),
      ...(parts.length > 1 && { parts }),
      ...(missing.length > 0 && { missing }),
      ...(version !== undefined && { version }),
    };
  }

  async history(id: string): Promise<HistoryLookup> {
    const found = await this.find(id);
    if (found.type !== 'present') return found;
    const archived = await this.#archive.article(this.#archive.status(id) === undefined ? found.article.id : id);
    return { type: 'present', decisions: archived?.decisions ?? [] };
  }

  async headsOf(pageId: string, limit: number): Promise<readonly ArticleHead[]> {
    const ids = (await this.#archive.page(pageId))?.articleIds ?? [];
    const heads: ArticleHead[] = [];
    // One after the other: a page may hold hundreds of large ones.
    for (const id of ids.filter((one) => this.#archive.status(one) === 'live').slice(0, limit)) {
      const archived = await this.#archive.article(id);
      if (archived !== undefined) heads.push(headOf(archived.article));
    }
    return heads;
  }

  async rawPage(pageId: string): Promise<RawPage | undefined> {
    return readRawPage(this.#archive, pageId);
  }

  async handPage(id: string, { text, reading }: { readonly text: boolean; readonly reading: boolean }): Promise<VersionedPage | undefined> {
    const found = await readHandPage(this.#archive, id, text);
    const record = reading && found !== undefined ? await this.#archive.page(id) : undefined;
    const afresh = record && (await readShownAfresh(this.#archive, record, this.#readText));
    return found === undefined || afresh === undefined ? found : { ...found, page: { ...found.page, reading: afresh } };
  }

  async pageHistory(id: string): Promise<readonly Decision[] | undefined> {
    const record = await this.#archive.page(id);
    return record && (record.decisions ?? []);
  }

  async layout(pageId: string): Promise<ShownLayout | undefined> {
    return readShownLayout(this.#archive, pageId);
  }

  async regions(article: Article, sources: readonly RegionSource[], marks: MarkedRanges | undefined): Promise<readonly ArticleRegion[]> {
    return readRegions(this.#archive, article, sources, marks);
  }

  async #part(half: JoinedHalf): Promise<ArticlePart> {
    const { id, section } = half.article;
    return {
      id,
      ...pagePlaceOf(half.article),
      ...(section !== undefined && { section }),
      page: await this.#origin(half),
      paragraphs: half.paragraphs,
    };
  }

  async #origin(archived: ArchivedArticle): Promise<ArticleOrigin | null> {
    const { pageId, source, lines, article } = archived;
    if (pageId === undefined) return null;
    const record = await this.#archive.page(pageId);
    // The page knows the file it came from, also for an article that was corrected through the API.
    const pageSource = record?.source ?? this.#archive.pageHead(pageId)?.source ?? source ?? 'api';
    const confidence = isHandMade(archived) ? undefined : record?.confidences?.[record.articleIds.indexOf(article.id)];
    return { id: pageId, source: pageSource, ...(lines !== undefined && { lines }), ...(confidence !== undefined && { confidence }) };
  }
}
