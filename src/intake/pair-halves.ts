/** Which of the halves that go over from one page to another, and come from it there, are one story. */
import type { Article } from '../article/article.js';
import { breaksOff, headingsOf, mayGoOn } from './jumps.js';

/** Places in the two lists. */
export type HalfPair = readonly [begun: number, resumed: number];

/** Share of common character pairs from which two headlines are one story's. */
const LEAST_LIKENESS = 0.5;
/** Steps of comparing after which no headline tells any more: some 2,000 halves either way, more than is printed on a page. */
const MOST_STEPS = 200_000_000;

/**
 * Pairs the halves that go over from one page to another with those that come from it, one to one: the most similar
 * headlines first; then the only one that breaks off with the only one that can go on from it. Costs a step for every two
 * headings and character pair they have in common; where that would be more than `MOST_STEPS`, no headline is compared.
 */
export function pairHalves(begun: readonly Article[], resumed: readonly Article[]): readonly HalfPair[] {
  const pairs: HalfPair[] = [];
  const [taken, met] = [new Set<number>(), new Set<number>()];
  const alike = alikePairs(begun, resumed);
  for (const likeness of [...alike.keys()].sort((a, b) => b - a)) {
    for (const pair of alike.get(likeness)!) {
      if (taken.has(pair[0]) || met.has(pair[1])) continue;
      pairs.push(pair);
      taken.add(pair[0]);
      met.add(pair[1]);
    }
  }
  const open = begun.flatMap((one, from) => (!taken.has(from) && breaksOff(one.paragraphs.at(-1)) ? [from] : []));
  const goingOn = resumed.flatMap((one, to) => (!met.has(to) && mayGoOn(one) ? [to] : []));
  if (open.length === 1 && goingOn.length === 1) pairs.push([open[0]!, goingOn[0]!]);
  return pairs;
}

/**
 * All that are alike enough, by how much, each list in the order of places. How much the headings of two halves are alike is
 * what the headline of one has in common with a heading of the other: the rest of a story often prints its headline short.
 */
function alikePairs(begun: readonly Article[], resumed: readonly Article[]): ReadonlyMap<number, readonly HalfPair[]> {
  const titles = new HeadingIndex(resumed.map(({ title }) => [title]));
  const headings = new HeadingIndex(resumed.map(headingsOf));
  const asked = begun.map((half) => ({ title: [pairsOf(half.title)], headings: headingsOf(half).map(pairsOf) }));
  const steps = asked.reduce((sum, half) => sum + headings.stepsOf(half.title) + titles.stepsOf(half.headings), 0);
  const alike = new Map<number, HalfPair[]>();
  if (steps > MOST_STEPS) return alike;
  for (const [from, half] of asked.entries()) {
    const likeness = new Map<number, number>();
    headings.compare(half.title, likeness);
    titles.compare(half.headings, likeness);
    for (const [to, share] of [...likeness].sort(([a], [b]) => a - b)) {
      const sharing = alike.get(share);
      if (sharing === undefined) alike.set(share, [[from, to]]);
      else sharing.push([from, to]);
    }
  }
  return alike;
}

/** Headings by their character pairs. */
class HeadingIndex {
  readonly #byPair = new Map<string, number[]>();
  readonly #owners: number[] = [];
  readonly #sizes: number[] = [];
  readonly #shared: Uint32Array;

  /** `headings[i]` are those of the half at place `i`. */
  constructor(headings: readonly (readonly string[])[]) {
    for (const [owner, texts] of headings.entries()) for (const text of texts) this.#add(owner, pairsOf(text));
    this.#shared = new Uint32Array(this.#owners.length);
  }

  /** Steps that `compare` takes. */
  stepsOf(asked: readonly ReadonlySet<string>[]): number {
    let steps = 0;
    for (const pairs of asked) for (const pair of pairs) steps += this.#byPair.get(pair)?.length ?? 0;
    return steps;
  }

  /** Notes for every half how much its most similar heading has in common with one of `asked`, where that is enough. */
  compare(asked: readonly ReadonlySet<string>[], likeness: Map<number, number>): void {
    for (const pairs of asked) {
      const touched: number[] = [];
      for (const pair of pairs)
        for (const heading of this.#byPair.get(pair) ?? []) if (this.#shared[heading]!++ === 0) touched.push(heading);
      for (const heading of touched) {
        const share = shareOf(this.#shared[heading]!, pairs.size, this.#sizes[heading]!);
        const owner = this.#owners[heading]!;
        if (share >= LEAST_LIKENESS && share > (likeness.get(owner) ?? 0)) likeness.set(owner, share);
        this.#shared[heading] = 0;
      }
    }
  }

  #add(owner: number, pairs: ReadonlySet<string>): void {
    const heading = this.#owners.push(owner) - 1;
    this.#sizes.push(pairs.size);
    for (const pair of pairs) {
      const holding = this.#byPair.get(pair);
      if (holding === undefined) this.#byPair.set(pair, [heading]);
      else holding.push(heading);
    }
  }
}

/**
 * Dice's coefficient of two sets that have `shared` members in common; where one is much smaller, nine tenths of the share of it that the
 * other has.
 */
function shareOf(shared: number, one: number, other: number): number {
  const least = Math.min(one, other);
  return Math.max((2 * shared) / (one + other), least >= 3 ? (0.9 * shared) / least : 0);
}

/** The pairs of neighbouring letters in the first 200 units of a text; a single letter stands for itself. */
function pairsOf(text: string): ReadonlySet<string> {
  const letters = Array.from(text.slice(0, 200).replace(/[^\p{L}\p{N}]+/gu, ''));
  return new Set(letters.length === 1 ? letters : letters.slice(1).map((letter, at) => letters[at]! + letter));
}
