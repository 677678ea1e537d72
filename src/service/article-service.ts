/** Reading the archive for the faces: one article with its origin, and which pages there are. */
import type { Article, PageInfo } from '../article/article.js';
import { pagePlaceOf } from '../article/dated-by-text.js';
import type { Archive } from '../archive/archive.js';
import type { ArchivedArticle, IndexedChange, PageHead } from '../archive/archive-change.js';
import type { ArticleLookup, ArticleOrigin, ArticlePart, ArticleService, PagePlace, PageSummary } from '../http/services.js';
import { successorOf } from '../intake/former-ids.js';
import type { JoinedArticles, JoinedHalf } from '../intake/joined-articles.js';
import { isHandMade } from '../intake/hand-decisions.js';
import { readRawPage, type RawPage } from '../intake/raw-page.js';

type ReadableArchive = Pick<Archive, 'article' | 'status' | 'reason' | 'liveArticles' | 'page' | 'pageBytes' | 'pageHead' | 'pages'>;

/** The articles of one place: their ids, and their order on the page. */
interface Place {
  readonly place: PagePlace;
  readonly section: string | undefined;
  readonly orders: Map<string, number>;
}

/**
 * Answers from the archive. Which articles stand at which place is read from all of them when it is first asked for
 * (about 2 s for 100,000) and kept up by `apply` from then on.
 */
export class ArchiveArticleService implements ArticleService {
  readonly #places = new Map<string, Place>();
  readonly #keys = new Map<string, string>();
  #built: Promise<void> | undefined;

  constructor(
    private readonly archive: ReadableArchive,
    private readonly joined: Pick<JoinedArticles, 'read'>,
  ) {}

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
    await this.#build();
    const stored = new Map(this.archive.pages().map((head) => [keyOf(head), head]));
    return [...this.#places].map(([key, place]) => summaryOf(place, stored.get(key)));
  }

  async pageAt(place: PagePlace): Promise<PageSummary | undefined> {
    await this.#build();
    const found = this.#places.get(keyOf(place));
    const { paper, date, pageNumber } = place;
    const stored = this.archive.pages().findLast((head) => head.pageNumber === pageNumber && head.date === date && head.paper === paper);
    return found === undefined ? undefined : summaryOf(found, stored);
  }

  async articlesAt(place: PagePlace, limit: number): Promise<readonly Article[]> {
    await this.#build();
    const orders = [...(this.#places.get(keyOf(place))?.orders ?? [])];
    orders.sort(([idA, a], [idB, b]) => a - b || (idA < idB ? -1 : 1));
    return this.#read(orders.map(([id]) => id), limit);
  }

  async articlesOf(pageId: string, limit: number): Promise<readonly Article[]> {
    return this.#read((await this.archive.page(pageId))?.articleIds ?? [], limit);
  }

  async rawPage(pageId: string): Promise<RawPage | undefined> {
    return readRawPage(this.archive, pageId);
  }

  /** Follows the archive; call it with every change, in order. */
  apply(changes: readonly IndexedChange[]): void {
    if (this.#built === undefined) return;
    for (const { id, article } of changes) this.#set(id, article);
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

  #build(): Promise<void> {
    this.#built ??= this.#readAll();
    return this.#built;
  }

  async #readAll(): Promise<void> {
    try {
      for await (const article of this.archive.liveArticles()) {
        // What has changed since this began was applied already, or is gone.
        if (!this.#keys.has(article.id) && this.archive.status(article.id) === 'live') this.#set(article.id, article);
      }
    } catch (error) {
      this.#built = undefined;
      throw error;
    }
  }

  #set(id: string, article: Article | null): void {
    const before = this.#keys.get(id);
    if (before !== undefined) this.#leave(id, before);
    if (article === null) return;
    const own = pagePlaceOf(article);
    const key = keyOf(own);
    const place = this.#places.get(key) ?? { place: own, section: article.section, orders: new Map<string, number>() };
    place.orders.set(id, article.order ?? Number.MAX_SAFE_INTEGER);
    this.#places.set(key, place);
    this.#keys.set(id, key);
  }

  #leave(id: string, key: string): void {
    this.#keys.delete(id);
    const place = this.#places.get(key);
    place?.orders.delete(id);
    if (place?.orders.size === 0) this.#places.delete(key);
  }
}

function summaryOf({ place, section, orders }: Place, stored: PageHead | undefined): PageSummary {
  const named = stored?.section ?? section;
  return { ...place, ...(named === undefined ? {} : { section: named }), ...(stored === undefined ? {} : { id: stored.id }), articleCount: orders.size };
}

function keyOf({ paper, date, pageNumber }: PageInfo): string {
  return JSON.stringify([paper ?? null, date ?? null, pageNumber ?? null]);
}
