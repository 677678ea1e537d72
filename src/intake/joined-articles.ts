/**
 * Stories on two pages as one article. Nothing is recorded: each half stays in the archive as printed, and which halves
 * belong together is read from their pages when it is asked for, so that it holds in whatever order pages come and go.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Article, PageInfo } from '../article/article.js';
import type { Archive } from '../archive/archive.js';
import type { ArchiveChange, ArchivedArticle, ArticleStatus, IndexedChange } from '../archive/archive-change.js';
import { joinHalves, jumpsOf, pageNumberKey, pairHalves, type Jumps, type JumpWay } from './jumps.js';
import { placeId } from './make-id.js';

/** The archive, as far as joining needs it. */
export type JoinableArchive = Pick<Archive, 'article' | 'status' | 'page' | 'pageHead' | 'pageStatus' | 'pages' | 'sequence'>;

/** A story with the halves it was printed in. */
export interface JoinedArticle {
  readonly article: Article;
  /** In the order of the story; one alone for an article that stands on one page. */
  readonly halves: readonly JoinedHalf[];
  /** Pages the print sends the reader to whose part of the story is not in the archive. */
  readonly missing: readonly { readonly way: JumpWay; readonly pageNumber: string }[];
}

/** A half as it stands in the archive. */
export interface JoinedHalf extends ArchivedArticle {
  /** Place of each of its paragraphs in those of the joined article. */
  readonly paragraphs: readonly number[];
}

/** More pages than a story is ever printed on; a circle of jump lines ends here. */
const MOST_HALVES = 8;

/** A half and the page it stands on. */
interface Half extends ArchivedArticle {
  readonly pageId: string;
  readonly jumps: Jumps;
}

/** Reads stories with all their halves. Keeps nothing but a table of pages by their places. */
export class JoinedArticles {
  readonly #places = new Map<string, string>();
  #placesAt = -1;

  constructor(private readonly archive: JoinableArchive) {}

  /** The live article with all its halves; undefined when it is not live. An article without jump lines costs one look at the archive. */
  async read(id: string): Promise<JoinedArticle | undefined> {
    const archived = await this.#standing(id, 'live');
    if (archived === undefined) return undefined;
    const half = toHalf(archived);
    const chain: readonly ArchivedArticle[] = half === undefined ? [archived] : await this.#chain(half);
    const [first, ...rest] = chain.map(({ article }) => article);
    const { article, paragraphs } = joinHalves([first!, ...rest]);
    return {
      article,
      halves: chain.map((one, at) => ({ ...one, paragraphs: paragraphs[at]! })),
      missing: [missingOf(chain[0]!.article, 'from'), missingOf(chain.at(-1)!.article, 'to')].flat(),
    };
  }

  /** Ids of all halves of a story that stand as this one does (live, or all withheld), this one included. */
  async idsOf(id: string): Promise<readonly string[]> {
    const status = this.archive.status(id);
    const archived = await this.archive.article(id);
    const half = archived === undefined || status === undefined ? undefined : toHalf(archived);
    return half === undefined ? [id] : (await this.#chain(half)).map(({ article }) => article.id);
  }

  /**
   * What the index must do for changes of single articles, as the archive stands now: one document for all halves of a
   * story, under the id of the first. The last word on each id only.
   */
  async expand(changes: readonly IndexedChange[]): Promise<readonly IndexedChange[]> {
    const latest = new Map<string, IndexedChange>();
    const set = (change: IndexedChange): void => {
      latest.delete(change.id);
      latest.set(change.id, change);
    };
    for (const change of changes) {
      const touched = change.article === null || !goesOver(jumpsOf(change.article)) ? undefined : await this.#standing(change.id, 'live');
      const half = touched === undefined ? undefined : toHalf(touched);
      if (half === undefined) set(change);
      else for (const id of await this.#nearby(half)) set({ sequence: change.sequence, id, article: await this.#document(id) });
    }
    return [...latest.values()];
  }

  /**
   * Writes that must go with these changes, in one transaction: a half that loses its other half gets a new sequence, so
   * that an index that was behind hears of it too. Nothing else may be written until they are.
   */
  async rewrites(changes: readonly ArchiveChange[]): Promise<readonly ArchiveChange[]> {
    const changed = new Map<string, Article | undefined>();
    for (const change of changes) {
      if (change.type === 'article') changed.set(change.article.id, change.article);
      else if (change.type === 'delete' || change.type === 'remove' || change.type === 'withhold') changed.set(change.id, undefined);
    }
    const left = new Map<string, Half>();
    for (const [id, next] of changed) {
      const before = await this.#standing(id, 'live');
      const half = before === undefined ? undefined : toHalf(before);
      if (half === undefined || (next !== undefined && hinges(half.article, next))) continue;
      for (const other of await this.#chain(half)) if (!changed.has(other.article.id)) left.set(other.article.id, other);
    }
    return [...left.values()].map(({ article, pageId, lines, source }): ArchiveChange => ({
      type: 'article', article, pageId, ...(lines === undefined ? {} : { lines }), ...(source === undefined ? {} : { source }),
    }));
  }

  /** What is found under an id: the whole story under that of its first half, nothing under those of the others. */
  async #document(id: string): Promise<Article | null> {
    const joined = await this.read(id);
    return joined === undefined || joined.halves[0]!.article.id !== id ? null : joined.article;
  }

  /** Every half whose partner may be another one because of this one, itself included. */
  async #nearby(half: Half): Promise<ReadonlySet<string>> {
    const ids = new Set([half.article.id]);
    for (const way of ['to', 'from'] as const) {
      const { begun, resumed } = await this.#candidates(half, way);
      for (const one of [...begun, ...resumed]) for (const { article } of await this.#chain(one)) ids.add(article.id);
    }
    return ids;
  }

  async #chain(half: Half): Promise<readonly Half[]> {
    const chain = [half];
    const isKnown = (one: Half): boolean => chain.some(({ article }) => article.id === one.article.id);
    for (let one = await this.#partner(half, 'from'); one !== undefined && !isKnown(one) && chain.length < MOST_HALVES; one = await this.#partner(one, 'from')) chain.unshift(one);
    for (let one = await this.#partner(half, 'to'); one !== undefined && !isKnown(one) && chain.length < MOST_HALVES; one = await this.#partner(one, 'to')) chain.push(one);
    return chain;
  }

  async #partner(half: Half, way: JumpWay): Promise<Half | undefined> {
    const { begun, resumed } = await this.#candidates(half, way);
    const [own, others] = way === 'to' ? [0, resumed] as const : [1, begun] as const;
    const self = (way === 'to' ? begun : resumed).findIndex(({ article }) => article.id === half.article.id);
    const pair = pairHalves(begun.map(({ article }) => article), resumed.map(({ article }) => article)).find((places) => places[own] === self);
    return pair === undefined ? undefined : others[pair[1 - own]!];
  }

  /** All halves, standing as this one does, that go over from one of the two pages to the other: those that begin, those that end there. */
  async #candidates(half: Half, way: JumpWay): Promise<{ readonly begun: readonly Half[]; readonly resumed: readonly Half[] }> {
    const named = half.jumps[way];
    const own = this.archive.pageHead(half.pageId);
    const otherId = named === undefined || own === undefined ? undefined : this.#pageAt({ ...own, pageNumber: named });
    if (otherId === undefined || otherId === half.pageId) return { begun: [], resumed: [] };
    const [from, to] = way === 'to' ? [half.pageId, otherId] : [otherId, half.pageId];
    return { begun: await this.#halvesOn(from, 'to', to, half.status), resumed: await this.#halvesOn(to, 'from', from, half.status) };
  }

  async #halvesOn(pageId: string, way: JumpWay, otherId: string, status: ArticleStatus): Promise<readonly Half[]> {
    const page = await this.archive.page(pageId);
    const found = await Promise.all((page?.articleIds ?? []).map((id) => this.#standing(id, status)));
    return found.flatMap((archived) => {
      const half = archived === undefined || archived.pageId !== pageId ? undefined : toHalf(archived);
      const named = half?.jumps[way];
      return half !== undefined && named !== undefined && this.#pageAt({ ...page, pageNumber: named }) === otherId ? [half] : [];
    });
  }

  async #standing(id: string, status: ArticleStatus): Promise<ArchivedArticle | undefined> {
    return this.archive.status(id) === status ? this.archive.article(id) : undefined;
  }

  /** Id of the live page at a place. Most pages have the id of their place; others are looked up in a table made again after a change. */
  #pageAt(place: PageInfo): string | undefined {
    const direct = placeId(place);
    if (direct !== undefined && this.archive.pageStatus(direct) === 'live') return direct;
    if (this.#placesAt !== this.archive.sequence) {
      this.#places.clear();
      for (const head of this.archive.pages()) if (head.pageNumber !== undefined) this.#places.set(placeKey(head), head.id);
      this.#placesAt = this.archive.sequence;
    }
    return this.#places.get(placeKey(place));
  }
}

/** True when a stored article says that it goes over to another page. */
export function isHalf(archived: ArchivedArticle | undefined): boolean {
  return archived !== undefined && toHalf(archived) !== undefined;
}

function placeKey({ paper, date, pageNumber = '' }: PageInfo): string {
  return JSON.stringify([paper ?? null, date ?? null, pageNumberKey(pageNumber)]);
}

function goesOver({ to, from }: Jumps): boolean {
  return to !== undefined || from !== undefined;
}

function toHalf(archived: ArchivedArticle): Half | undefined {
  const { article, pageId } = archived;
  const jumps = jumpsOf(article);
  return pageId === undefined || !goesOver(jumps) ? undefined : { ...archived, pageId, jumps };
}

/** True when what pairs a half is the same in both texts. */
function hinges(before: Article, after: Article): boolean {
  const hinge = (article: Article): unknown => {
    const { paper, date, pageNumber, title, kicker, subtitle, paragraphs } = article;
    return [paper, date, pageNumber, title, kicker, subtitle, paragraphs[0], paragraphs.at(-1), jumpsOf(article)];
  };
  return isDeepStrictEqual(hinge(before), hinge(after));
}

function missingOf(article: Article, way: JumpWay): JoinedArticle['missing'] {
  const pageNumber = jumpsOf(article)[way];
  return pageNumber === undefined ? [] : [{ way, pageNumber }];
}
