/** Reading the archive for the faces: one article with its origin, and which pages there are. */
import type { Article } from '../article/article.js';
import { pagePlaceOf } from '../article/dated-by-text.js';
import type { Archive } from '../archive/archive.js';
import type { ArchivedArticle, IndexedChange, PageHead } from '../archive/archive-change.js';
import type { ArticleLookup, ArticleOrigin, ArticlePart, ArticleService, PagePlace, PageSummary } from '../http/services.js';
import { successorOf } from '../intake/former-ids.js';
import type { JoinedArticles, JoinedHalf } from '../intake/joined-articles.js';
import { isHandMade } from '../intake/hand-decisions.js';
import { readRawPage, type RawPage } from '../intake/raw-page.js';
import { ArticlePlaces, placeKey, type FilledPlace } from './article-places.js';

type ReadableArchive = Pick<Archive, 'article' | 'status' | 'reason' | 'liveArticles' | 'page' | 'pageBytes' | 'pageHead' | 'pages'>;

/** Answers from the archive. */
export class ArchiveArticleService implements ArticleService {
  readonly #places: ArticlePlaces;

  constructor(
    private readonly archive: ReadableArchive,
    private readonly joined: Pick<JoinedArticles, 'read'>,
  ) {
    this.#places = new ArticlePlaces(archive);
  }

  async find(id: string): Promise<ArticleLookup> {
    const status = this.archive.status(id);
    if (status === undefined) {
      const successor = await successorOf(this.archive, id);
      return successor === undefined ? { type: 'missing' } : this.find(successor);
    }
    if (status === 'deleted') return { type: 'deleted' };
    if (status === 'withheld') return { type: 'withheld', reason: this.archive.reason(id) ?? '' };
    const found = await this.joined.read(id);
    if (found === undefined) return { type: 'missing' };
    const { article, halves, missing } = found;
    const parts = await Promise.all(halves.map((half) => this.#part(half)));
    const origin = parts[0]!.page;
    // Paragraphs of other pages have no lines on the first one.
    const more = article.paragraphs.slice(halves[0]!.article.paragraphs.length).map(() => []);
    const whole = origin?.lines === undefined ? origin : { ...origin, lines: { ...origin.lines, paragraphs: [...origin.lines.paragraphs, ...more] } };
    return {
      type: 'present',
      article,
      ...(whole !== null && { origin: whole }),
      ...(parts.length > 1 && { parts }),
      ...(missing.length > 0 && { missing }),
    };
  }

  async pages(): Promise<readonly PageSummary[]> {
    const places = await this.#places.all();
    const stored = new Map(this.archive.pages().map((head) => [placeKey(head), head]));
    return places.map((filled) => summaryOf(filled, stored.get(placeKey(filled.place))));
  }

  async pageAt(place: PagePlace): Promise<PageSummary | undefined> {
    const filled = await this.#places.at(place);
    const { paper, date, pageNumber } = place;
    const stored = this.archive.pages().findLast((head) => head.pageNumber === pageNumber && head.date === date && head.paper === paper);
    return filled === undefined ? undefined : summaryOf(filled, stored);
  }

  async articlesAt(place: PagePlace, limit: number): Promise<readonly Article[]> {
    return this.#read(await this.#places.idsAt(place), limit);
  }

  async articlesOf(pageId: string, limit: number): Promise<readonly Article[]> {
    return this.#read((await this.archive.page(pageId))?.articleIds ?? [], limit);
  }

  async rawPage(pageId: string): Promise<RawPage | undefined> {
    return readRawPage(this.archive, pageId);
  }

  /** Follows the archive; call it with every change, in order. */
  apply(changes: readonly IndexedChange[]): void {
    this.#places.apply(changes);
  }

  async #read(ids: readonly string[], limit: number): Promise<readonly Article[]> {
    const live = ids.filter((id) => this.archive.status(id) === 'live').slice(0, limit);
    const found = await Promise.all(live.map((id) => this.archive.article(id)));
    return found.flatMap((archived) => archived?.article ?? []);
  }

  async #part(half: JoinedHalf): Promise<ArticlePart> {
    const { id, section } = half.article;
    return { id, ...pagePlaceOf(half.article), ...(section === undefined ? {} : { section }), page: await this.#origin(half), paragraphs: half.paragraphs };
  }

  async #origin(archived: ArchivedArticle): Promise<ArticleOrigin | null> {
    const { pageId, source, lines, article } = archived;
    if (pageId === undefined) return null;
    const record = await this.archive.page(pageId);
    // The page knows the file it came from, also for an article that was corrected through the API.
    const pageSource = record?.source ?? this.archive.pageHead(pageId)?.source ?? source ?? 'api';
    const confidence = isHandMade(archived) ? undefined : record?.confidences?.[record.articleIds.indexOf(article.id)];
    return { id: pageId, source: pageSource, ...(lines === undefined ? {} : { lines }), ...(confidence === undefined ? {} : { confidence }) };
  }
}

function summaryOf({ place, section, articleCount }: FilledPlace, stored: PageHead | undefined): PageSummary {
  const named = stored?.section ?? section;
  return { ...place, ...(named === undefined ? {} : { section: named }), ...(stored === undefined ? {} : { id: stored.id }), articleCount };
}
