/** Which halves belong together, the plain way: everything is read, every two headings are compared. */
import type { Article } from '../../src/article/article.js';
import { placeKey } from '../../src/article/page-place.js';
import type { Archive } from '../../src/archive/archive.js';
import { breaksOff, headingsOf, jumpsOf, mayGoOn } from '../../src/intake/jumps.js';
import { placeId } from '../../src/intake/make-id.js';

type Pair = readonly [begun: number, resumed: number];

/** `pairHalves`, two headings at a time. */
export function plainPairs(begun: readonly Article[], resumed: readonly Article[]): readonly Pair[] {
  const pairs: Pair[] = [];
  const isFree = ([from, to]: Pair): boolean => !pairs.some(([a, b]) => a === from || b === to);
  const alike = begun.flatMap((one, from) => resumed.map((other, to) => ({ pair: [from, to] as const, likeness: likenessOf(one, other) })));
  for (const { pair, likeness } of alike.sort((a, b) => b.likeness - a.likeness)) if (likeness >= 0.5 && isFree(pair)) pairs.push(pair);
  const open = begun.flatMap((one, from) => (isFree([from, -1]) && breaksOff(one.paragraphs.at(-1)) ? [from] : []));
  const goingOn = resumed.flatMap((one, to) => (isFree([-1, to]) && mayGoOn(one) ? [to] : []));
  if (open.length === 1 && goingOn.length === 1) pairs.push([open[0]!, goingOn[0]!]);
  return pairs;
}

function likenessOf(one: Article, other: Article): number {
  const against = (title: string, headings: readonly string[]): number =>
    Math.max(0, ...headings.map((heading) => pairShare(title, heading)));
  return Math.max(against(one.title, headingsOf(other)), against(other.title, headingsOf(one)));
}

function pairShare(left: string, right: string): number {
  const [a, b] = [pairsOf(left), pairsOf(right)];
  const least = Math.min(a.size, b.size);
  if (least === 0) return 0;
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return Math.max((2 * shared) / (a.size + b.size), least >= 3 ? (0.9 * shared) / least : 0);
}

function pairsOf(text: string): ReadonlySet<string> {
  const letters = Array.from(text.slice(0, 200).replace(/[^\p{L}\p{N}]+/gu, ''));
  return new Set(letters.length === 1 ? letters : letters.slice(1).map((letter, at) => letters[at]! + letter));
}

interface Standing {
  readonly article: Article;
  readonly pageId: string;
}

/** Ids of the halves of every live article's story, in its order, as the archive stands; one that no page names any more is alone. */
export async function plainStories(archive: Archive): Promise<ReadonlyMap<string, readonly string[]>> {
  const standing = new Map<string, Standing[]>();
  for (const { id: pageId } of archive.pages()) {
    const found = await Promise.all((await archive.page(pageId))!.articleIds.map((id) => archive.article(id)));
    standing.set(
      pageId,
      found.flatMap((one) => (one?.status === 'live' && one.pageId === pageId ? [{ article: one.article, pageId }] : [])),
    );
  }
  const endOf = ({ article, pageId }: Standing, way: 'to' | 'from'): string | undefined => {
    const named = jumpsOf(article)[way];
    if (named === undefined) return undefined;
    const place = { ...archive.pageHead(pageId), pageNumber: named };
    const direct = placeId(place);
    if (direct !== undefined && archive.pageStatus(direct) === 'live') return direct;
    const changedAt = (id: string): number => archive.changedAt({ kind: 'page', id })!;
    return archive
      .pages()
      .filter((head) => placeKey(head) === placeKey(place))
      .toSorted((a, b) => changedAt(a.id) - changedAt(b.id) || (a.id < b.id ? -1 : 1))
      .at(-1)?.id;
  };
  const next = new Map<string, string>();
  for (const from of standing.keys()) {
    for (const to of standing.keys()) {
      if (from === to) continue;
      const begun = standing.get(from)!.filter((one) => endOf(one, 'to') === to);
      const resumed = standing.get(to)!.filter((one) => endOf(one, 'from') === from);
      for (const [a, b] of plainPairs(
        begun.map(({ article }) => article),
        resumed.map(({ article }) => article),
      ))
        next.set(begun[a]!.article.id, resumed[b]!.article.id);
    }
  }
  const before = new Map([...next].map(([a, b]) => [b, a]));
  const stories = new Map<string, readonly string[]>();
  for await (const { id } of archive.liveArticles()) stories.set(id, chainOf(id, before, next));
  return stories;
}

function chainOf(id: string, before: ReadonlyMap<string, string>, next: ReadonlyMap<string, string>): readonly string[] {
  const chain = [id];
  for (let one = before.get(id); one !== undefined && !chain.includes(one) && chain.length < 8; one = before.get(one)) chain.unshift(one);
  for (let one = next.get(id); one !== undefined && !chain.includes(one) && chain.length < 8; one = next.get(one)) chain.push(one);
  return chain;
}
