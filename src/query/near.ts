/** Parts near each other: each at most so many folded characters from the nearer edge of the next one, in either order. */
import type { FoldedText } from '../analysis/fold.js';
import { findAll, type Span } from './match-text.js';
import { isGap } from './unit-scan.js';

/**
 * The places of all parts that stand in a chain of neighbours, per part; null when there is no chain. Two neighbours do not
 * overlap and stand in one entry of one field. O(places × log places).
 */
export function findNear(text: FoldedText, parts: readonly string[], distance: number, from: number, to: number): Span[][] | null {
  const chain: Span[][] = [];
  const found = new Map<string, Span[]>();
  for (const part of parts) {
    const places = found.get(part) ?? findAll(text, { pieces: [part], openEnd: false }, from, to);
    found.set(part, places);
    const before = chain.at(-1);
    const kept = before === undefined ? places : places.filter((place) => hasNeighbour(text.text, place, before, distance));
    if (kept.length === 0) return null;
    chain.push(kept);
  }
  for (let i = chain.length - 2; i >= 0; i -= 1) {
    const after = chain[i + 1]!;
    chain[i] = chain[i]!.filter((place) => hasNeighbour(text.text, place, after, distance));
  }
  return chain;
}

/** `others` have one length and ascend, so only the nearest on each side can be near enough. */
function hasNeighbour(text: string, place: Span, others: readonly Span[], distance: number): boolean {
  const after = others[firstIndex(others, (other) => other[0] >= place[1])];
  if (after !== undefined && isNear(text, place[1], after[0], distance)) return true;
  const before = others[firstIndex(others, (other) => other[1] > place[0]) - 1];
  return before !== undefined && isNear(text, before[1], place[0], distance);
}

function isNear(text: string, start: number, end: number, distance: number): boolean {
  return isGap(text, start, end, distance) && !text.slice(start, end).includes('\n');
}

/** Index of the first item for which `test` holds; the items that fail all come before. */
function firstIndex(items: readonly Span[], test: (span: Span) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
