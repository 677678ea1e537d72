/**
 * Stories on two pages as one article. Nothing is recorded: each half stays in the archive as printed, and which halves
 * belong together is read from their pages when it is asked for, so that it holds in whatever order pages come and go.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Article } from '../article/article.js';
import type { Archive } from '../archive/archive.js';
import { WorkSlices } from '../archive/work-slices.js';
import type { ArchiveChange, ArchivedArticle, IndexedChange } from '../archive/archive-change.js';
import { joinHalves, jumpsOf, type JumpWay } from './jumps.js';
import { goesOver, halfOf, PageHalves, type Half } from './page-halves.js';
import { StoryHalves, type Crossing } from './story-halves.js';

/** The archive, as far as joining needs it. */
export type JoinableArchive = Pick<
  Archive,
  'article' | 'status' | 'page' | 'pageHead' | 'pageStatus' | 'pagesAt' | 'changedAt' | 'sequence'
>;

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

/** Reads stories with all their halves. Keeps the halves of the pages it looked at last, and their pairs until the archive changes. */
export class JoinedArticles {
  readonly #pageHalves: PageHalves;
  #look: StoryHalves | undefined;

  readonly #archive: JoinableArchive;

  constructor(archive: JoinableArchive) {
    this.#archive = archive;

    this.#pageHalves = new PageHalves(archive);
  }

  /** The live article with all its halves; undefined when it is not live. An article without jump lines costs one look at the archive. */
  async read(id: string): Promise<JoinedArticle | undefined> {
    const archived = await this.#live(id);
    if (archived === undefined) return undefined;
    const half = halfOf(archived);
    const chain: readonly ArchivedArticle[] = half === undefined ? [archived] : await this.#halves().chain(half);
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
    const half = halfOf(await this.#archive.article(id));
    return half === undefined ? [id] : (await this.#halves().chain(half)).map(({ article }) => article.id);
  }

  /**
   * What the index must do for changes of single articles, as the archive stands now: one document for all halves of a
   * story, under the id of the first. The last word on each id only. Each two pages with halves are paired once.
   */
  async expand(changes: readonly IndexedChange[]): Promise<readonly IndexedChange[]> {
    const look = this.#halves();
    const touched = await this.#touched(changes, look);
    const latest = new Map<string, IndexedChange | Pick<IndexedChange, 'sequence' | 'id'>>();
    const set = (change: IndexedChange | Pick<IndexedChange, 'sequence' | 'id'>): void => {
      latest.delete(change.id);
      latest.set(change.id, change);
    };
    for (const change of changes) {
      const crossings = touched.get(change);
      set(crossings === undefined ? change : { sequence: change.sequence, id: change.id });
      // Every half whose partner may be another one because of this one, and what hangs on it.
      for (const half of (crossings ?? []).flatMap(({ halves }) => halves)) {
        for (const { article } of await look.chain(half)) set({ sequence: change.sequence, id: article.id });
      }
    }
    return Promise.all(
      Array.from(latest.values(), async (change) =>
        'article' in change ? change : { ...change, article: await this.#document(change.id) },
      ),
    );
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
    const slices = new WorkSlices();
    for (const [id, next] of changed) {
      await slices.rest();
      const half = halfOf(await this.#live(id));
      if (half === undefined || (next !== undefined && hinges(half.article, next))) continue;
      for (const other of await this.#halves().chain(half)) if (!changed.has(other.article.id)) left.set(other.article.id, other);
    }
    return [...left.values()].map(({ article, pageId, lines, source }): ArchiveChange => ({
      type: 'article',
      article,
      pageId,
      ...(lines !== undefined && { lines }),
      ...(source !== undefined && { source }),
    }));
  }

  /** The changes to halves, each with the crossings that none behind it takes part in. */
  async #touched(changes: readonly IndexedChange[], look: StoryHalves): Promise<ReadonlyMap<IndexedChange, readonly Crossing[]>> {
    const touched = new Map<IndexedChange, readonly Crossing[]>();
    const known = new Set<Crossing>();
    for (const change of changes.toReversed()) {
      const half = change.article !== null && goesOver(jumpsOf(change.article)) ? halfOf(await this.#live(change.id)) : undefined;
      if (half === undefined) continue;
      const crossings = (await look.crossings(half)).filter((one) => !known.has(one));
      for (const one of crossings) known.add(one);
      touched.set(change, crossings);
    }
    return touched;
  }

  /** What is found under an id: the whole story under that of its first half, nothing under those of the others. */
  async #document(id: string): Promise<Article | null> {
    const joined = await this.read(id);
    return joined === undefined || joined.halves[0]!.article.id !== id ? null : joined.article;
  }

  async #live(id: string): Promise<ArchivedArticle | undefined> {
    return this.#archive.status(id) === 'live' ? this.#archive.article(id) : undefined;
  }

  /** The look at the archive as it stands. */
  #halves(): StoryHalves {
    if (this.#look?.sequence !== this.#archive.sequence) this.#look = new StoryHalves(this.#archive, this.#pageHalves);
    return this.#look;
  }
}

/** True when a stored article says that it goes over to another page. */
export function isHalf(archived: ArchivedArticle | undefined): boolean {
  return halfOf(archived) !== undefined;
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
