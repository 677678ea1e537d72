/** The halves of stories that stand on a page, kept in memory for as long as nothing of the page has changed. */
import { LRUCache } from 'lru-cache';
import type { Article } from '../article/article.js';
import type { Archive } from '../archive/archive.js';
import type { ArchivedArticle, ArticleStatus } from '../archive/archive-change.js';
import { jumpsOf, type Jumps } from './jumps.js';

/** A half and the page it stands on. */
export interface Half extends ArchivedArticle {
  readonly pageId: string;
  readonly jumps: Jumps;
}

/** The archive, as far as finding the halves of a page needs it. */
export type HalvesArchive = Pick<Archive, 'article' | 'status' | 'page' | 'changedAt'>;

/** Bound of the kept texts, in UTF-16 units (about 8 MB). */
const KEPT_UNITS = 4_000_000;

interface Kept {
  readonly articleIds: readonly string[];
  /** Sequences of the last change to the page, and to any of its articles, when they were read. */
  readonly pageAt: number | undefined;
  readonly articlesAt: number;
  readonly halves: readonly Half[];
}

/** Reads the articles of a page once after each change of one of them. */
export class PageHalves {
  readonly #live = new LRUCache<string, Kept>({
    maxSize: KEPT_UNITS,
    sizeCalculation: ({ articleIds, halves }) => halves.reduce((sum, { article }) => sum + unitsOf(article), articleIds.length + 1),
  });

  readonly #archive: HalvesArchive;

  constructor(archive: HalvesArchive) {
    this.#archive = archive;
  }

  /**
   * The halves of a page that stand so, in printed order. Costs a look at the sequences of the page's articles where they are kept; only
   * live ones are.
   */
  async on(pageId: string, status: ArticleStatus): Promise<readonly Half[]> {
    const kept = status === 'live' ? this.#live.get(pageId) : undefined;
    if (kept !== undefined && kept.pageAt === this.#pageAt(pageId) && kept.articlesAt === this.#articlesAt(kept.articleIds))
      return kept.halves;
    // Noted before reading: what changes meanwhile makes it out of date.
    const pageAt = this.#pageAt(pageId);
    const articleIds = (await this.#archive.page(pageId))?.articleIds ?? [];
    const articlesAt = this.#articlesAt(articleIds);
    const found = await Promise.all(articleIds.filter((id) => this.#archive.status(id) === status).map((id) => this.#archive.article(id)));
    const halves = found.flatMap((archived) => halfOf(archived) ?? []).filter((half) => half.pageId === pageId);
    if (status === 'live') this.#live.set(pageId, { articleIds, pageAt, articlesAt, halves });
    return halves;
  }

  #pageAt(id: string): number | undefined {
    return this.#archive.changedAt({ kind: 'page', id });
  }

  /** Every change has a higher sequence than those before it, so that none can hide behind another. */
  #articlesAt(ids: readonly string[]): number {
    let last = 0;
    for (const id of ids) last = Math.max(last, this.#archive.changedAt({ kind: 'article', id }) ?? 0);
    return last;
  }
}

/** A stored article as a half of a story; undefined where it names no other page, or stands on none. */
export function halfOf(archived: ArchivedArticle | undefined): Half | undefined {
  const { pageId } = archived ?? {};
  if (archived === undefined || pageId === undefined) return undefined;
  const jumps = jumpsOf(archived.article);
  return goesOver(jumps) ? { ...archived, pageId, jumps } : undefined;
}

/** True when an article names the page it goes on or comes from. */
export function goesOver({ to, from }: Jumps): boolean {
  return to !== undefined || from !== undefined;
}

function unitsOf({ title, paragraphs }: Article): number {
  return paragraphs.reduce((sum, text) => sum + text.length, title.length + 1);
}
