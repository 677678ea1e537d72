/** The reading order of a PAGE file: a tree of groups of regions -> which regions are one article, and in which order. */
import { attribute, type Attributes } from '../../page/readers/xml.js';
import { numberOf } from './markup.js';

/** What the order must know of a region. */
export interface OrderedRegion {
  /** It holds text that is no furniture. */
  readonly hasText: boolean;
  readonly isHeading: boolean;
}

/** The article of a region; `order` where the groups around it are ordered. */
export interface PlaceInOrder {
  readonly article: number;
  readonly order?: number;
}

interface Group {
  readonly isArticle: boolean;
  readonly isOrdered: boolean;
  /** The region it stands for: then it is the order inside of that one. */
  readonly region: string | undefined;
  readonly index: number;
  readonly children: (Group | Ref)[];
}

interface Ref {
  readonly region: string;
  readonly index: number;
}

const GROUP = /^(?:Un)?[Oo]rderedGroup(?:Indexed)?$/u;

/** Collects the groups while a file is read. */
export class ReadingOrder {
  readonly #top: Group[] = [];
  readonly #open: Group[] = [];

  open(name: string, attributes: Attributes): void {
    const isGroup = GROUP.test(name);
    if (!isGroup && !name.startsWith('RegionRef')) return;
    const region = attribute(attributes, 'regionRef');
    const index = numberOf(attribute(attributes, 'index')) ?? 0;
    if (isGroup) {
      const isArticle = attribute(attributes, 'type') === 'article';
      const group: Group = { isArticle, isOrdered: name.startsWith('Ordered'), region, index, children: [] };
      (this.#open.at(-1)?.children ?? this.#top).push(group);
      this.#open.push(group);
    } else if (region !== undefined) this.#open.at(-1)?.children.push({ region, index });
  }

  close(name: string): void {
    if (GROUP.test(name)) this.#open.pop();
  }

  /**
   * The regions of articles by their ids. Groups marked as articles are; else those that name text themselves, where two of them or more
   * have a heading: a single order over the whole page says nothing of articles, and programs write one. Linear.
   */
  articles(regions: ReadonlyMap<string, OrderedRegion>): ReadonlyMap<string, PlaceInOrder> {
    const isHeaded = (group: Group): boolean => regionsOf(group).some((region) => regions.get(region)?.isHeading === true);
    const marked = this.#top.flatMap(markedIn);
    const candidates = marked.length > 0 ? [] : this.#top.flatMap(({ children }) => childGroups(children).flatMap((one) => named(one)));
    const groups = candidates.filter(isHeaded).length >= 2 ? candidates : marked;
    const places = new Map<string, PlaceInOrder>();
    groups.forEach((group, article) => {
      const isOrdered = isOrderedThrough(group);
      for (const region of regionsOf(group))
        if (!places.has(region)) places.set(region, { article, ...(isOrdered && { order: places.size }) });
    });
    return places;

    function named(group: Group): readonly Group[] {
      if (group.region !== undefined) return [];
      const inner = childGroups(group.children).flatMap((one) => named(one));
      // The heading of a part of the page may stand beside the articles of the part.
      if (inner.filter(isHeaded).length >= 2) return inner;
      const isOfText = group.children.some((one) => one.region !== undefined && regions.get(one.region)?.hasText === true);
      return isOfText ? [group] : inner;
    }
  }
}

function markedIn(group: Group): readonly Group[] {
  return group.isArticle ? [group] : childGroups(group.children).flatMap(markedIn);
}

function childGroups(children: readonly (Group | Ref)[]): readonly Group[] {
  return children.flatMap((one) => ('children' in one ? [one] : []));
}

function isOrderedThrough(group: Group): boolean {
  return group.isOrdered && childGroups(group.children).every(isOrderedThrough);
}

/** All regions a group names, in its order. */
function regionsOf(group: Group): readonly string[] {
  const children = group.isOrdered ? [...group.children].sort((a, b) => a.index - b.index) : group.children;
  const own = group.region === undefined ? [] : [group.region];
  return [...own, ...children.flatMap((one) => ('children' in one ? regionsOf(one) : [one.region]))];
}
