/** Which articles stand at which place of print: paper, date and page number, any of them missing. */
import type { Article, PageInfo } from '../article/article.js';
import { pagePlaceOf } from '../article/dated-by-text.js';
import type { Archive } from '../archive/archive.js';
import type { IndexedChange } from '../archive/archive-change.js';
import type { PagePlace } from '../http/services.js';

/** A place at which articles stand. */
export interface FilledPlace {
  readonly place: PagePlace;
  /** Of the article that was noted first. */
  readonly section: string | undefined;
  readonly articleCount: number;
}

interface Place extends Omit<FilledPlace, 'articleCount'> {
  /** Order on the page, by id. */
  readonly orders: Map<string, number>;
}

/** Read from all articles when it is first asked for (about 2 s for 100,000), and kept up by `apply` from then on. */
export class ArticlePlaces {
  readonly #places = new Map<string, Place>();
  readonly #keys = new Map<string, string>();
  #built: Promise<void> | undefined;

  constructor(private readonly archive: Pick<Archive, 'liveArticles' | 'status'>) {}

  /** Every place that has articles. */
  async all(): Promise<readonly FilledPlace[]> {
    await this.#build();
    return Array.from(this.#places.values(), filled);
  }

  /** What stands at a place; undefined where no article does. */
  async at(place: PagePlace): Promise<FilledPlace | undefined> {
    await this.#build();
    const found = this.#places.get(placeKey(place));
    return found === undefined ? undefined : filled(found);
  }

  /** Ids of the articles of a place in printed order; those without one last, by id. */
  async idsAt(place: PagePlace): Promise<readonly string[]> {
    await this.#build();
    const orders = [...(this.#places.get(placeKey(place))?.orders ?? [])];
    return orders.sort(([idA, a], [idB, b]) => a - b || (idA < idB ? -1 : 1)).map(([id]) => id);
  }

  /** Follows the archive; call it with every change, in order. */
  apply(changes: readonly IndexedChange[]): void {
    if (this.#built === undefined) return;
    for (const { id, article } of changes) this.#set(id, article);
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
    const key = placeKey(own);
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

function filled({ place, section, orders }: Place): FilledPlace {
  return { place, section, articleCount: orders.size };
}

/** Names a place; the same for a page and for the articles on it. */
export function placeKey({ paper, date, pageNumber }: PageInfo): string {
  return JSON.stringify([paper ?? null, date ?? null, pageNumber ?? null]);
}
