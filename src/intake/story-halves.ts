/**
 * Which halves of stories belong together, as the archive stands at one sequence. Each page is read once, the halves of each two pages
 * are paired once.
 */
import type { PageInfo } from '../article/article.js';
import type { Archive } from '../archive/archive.js';
import type { ArticleStatus } from '../archive/archive-change.js';
import type { JumpWay } from './jumps.js';
import { placeId } from './make-id.js';
import type { Half, PageHalves } from './page-halves.js';
import { pairHalves } from './pair-halves.js';

/** More pages than a story is ever printed on; a circle of jump lines ends here. */
const MOST_HALVES = 8;

/** All halves, standing alike, that go over from one page to another. */
export interface Crossing {
  /** Those that begin on the one page, and those that end on the other. */
  readonly halves: readonly Half[];
  /** The other half of a half, by its id. */
  readonly partners: ReadonlyMap<string, Half>;
}

/** The halves of a page by the page at their other end. */
type ByOtherPage = Readonly<Record<JumpWay, ReadonlyMap<string, readonly Half[]>>>;

const NONE: readonly Half[] = [];

/** One look at the archive. */
export class StoryHalves {
  /** Of the archive when the look began; at another it is out of date. */
  readonly sequence: number;
  readonly #crossings = new Map<string, Promise<Crossing>>();
  readonly #pages = new Map<string, Promise<ByOtherPage>>();
  readonly #ends = new Map<string, string | undefined>();

  readonly #archive: Pick<Archive, 'pageHead' | 'pageStatus' | 'pagesAt' | 'sequence'>;
  readonly #pageHalves: PageHalves;

  constructor(archive: Pick<Archive, 'pageHead' | 'pageStatus' | 'pagesAt' | 'sequence'>, pageHalves: PageHalves) {
    this.#archive = archive;
    this.#pageHalves = pageHalves;

    this.sequence = archive.sequence;
  }

  /** All halves of a story, in its order, from any of them; those that cannot be paired stand alone. */
  async chain(half: Half): Promise<readonly Half[]> {
    const chain = [half];
    const known = new Set([half.article.id]);
    for (const way of ['from', 'to'] as const) {
      for (
        let one = await this.#partner(half, way);
        one !== undefined && !known.has(one.article.id) && chain.length < MOST_HALVES;
        one = await this.#partner(one, way)
      ) {
        known.add(one.article.id);
        if (way === 'from') chain.unshift(one);
        else chain.push(one);
      }
    }
    return chain;
  }

  /** The crossings a half takes part in, each the same object for all its halves: where its pairing changes, so may their partners. */
  async crossings(half: Half): Promise<readonly Crossing[]> {
    const both = await Promise.all([this.#crossing(half, 'to'), this.#crossing(half, 'from')]);
    return both.filter((one) => one !== undefined);
  }

  async #partner(half: Half, way: JumpWay): Promise<Half | undefined> {
    return (await this.#crossing(half, way))?.partners.get(half.article.id);
  }

  async #crossing(half: Half, way: JumpWay): Promise<Crossing | undefined> {
    const { pageId, status } = half;
    const other = this.#endOf(half, way);
    if (other === undefined || other === pageId) return undefined;
    const [from, to] = way === 'to' ? [pageId, other] : [other, pageId];
    return kept(this.#crossings, JSON.stringify([from, to, status]), () => this.#pair(from, to, status));
  }

  async #pair(from: string, to: string, status: ArticleStatus): Promise<Crossing> {
    const begun = (await this.#onPage(from, status)).to.get(to) ?? NONE;
    const resumed = (await this.#onPage(to, status)).from.get(from) ?? NONE;
    const partners = new Map<string, Half>();
    for (const [first, second] of pairHalves(
      begun.map(({ article }) => article),
      resumed.map(({ article }) => article),
    )) {
      partners.set(begun[first]!.article.id, resumed[second]!);
      partners.set(resumed[second]!.article.id, begun[first]!);
    }
    return { halves: [...begun, ...resumed], partners };
  }

  #onPage(pageId: string, status: ArticleStatus): Promise<ByOtherPage> {
    return kept(this.#pages, JSON.stringify([pageId, status]), () => this.#read(pageId, status));
  }

  async #read(pageId: string, status: ArticleStatus): Promise<ByOtherPage> {
    const byOther = { to: new Map<string, Half[]>(), from: new Map<string, Half[]>() };
    for (const half of await this.#pageHalves.on(pageId, status)) {
      for (const way of ['to', 'from'] as const) {
        const other = this.#endOf(half, way);
        if (other === undefined) continue;
        const halves = byOther[way].get(other);
        if (halves === undefined) byOther[way].set(other, [half]);
        else halves.push(half);
      }
    }
    return byOther;
  }

  /** Id of the live page that a half names. */
  #endOf({ pageId, jumps }: Half, way: JumpWay): string | undefined {
    const named = jumps[way];
    const own = this.#archive.pageHead(pageId);
    if (named === undefined || own === undefined) return undefined;
    const key = JSON.stringify([pageId, named]);
    if (!this.#ends.has(key)) this.#ends.set(key, this.#pageAt({ ...own, pageNumber: named }));
    return this.#ends.get(key);
  }

  /** Most pages have the id of their place. */
  #pageAt(place: PageInfo): string | undefined {
    const direct = placeId(place);
    return direct !== undefined && this.#archive.pageStatus(direct) === 'live' ? direct : this.#archive.pagesAt(place).at(-1)?.id;
  }
}

/** What is kept under a key, made where it is not; what could not be made is not kept. */
function kept<T>(table: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = table.get(key);
  if (known !== undefined) return known;
  const made = make();
  table.set(key, made);
  made.catch(() => table.delete(key));
  return made;
}
