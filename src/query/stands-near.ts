/**
 * Whether parts stand near each other: the answer of `findNear` without the places. It reads entry after entry, as no chain
 * crosses the end of one, and ends with the first that holds a chain: what is common is mostly found in the first lines.
 */
import { ALNUM, classAt } from '../analysis/char-class.js';
import type { FoldedText } from '../analysis/fold.js';
import { isBorder } from './match-text.js';
import { isGap } from './unit-scan.js';

/** The parts of one clause, each different text once. */
interface Plan {
  readonly texts: readonly string[];
  /** Whether every text may stand anywhere, so that no border is looked at. */
  readonly isPlain: readonly boolean[];
  /** The chain: indexes into `texts`. */
  readonly order: readonly number[];
  /** The different steps of the chain, from one text to the next. */
  readonly steps: readonly (readonly [from: number, to: number])[];
}

const NOWHERE = Number.MAX_SAFE_INTEGER;
/** Made once a clause, not once a document: a chain may have hundreds of parts. */
const plans = new WeakMap<readonly string[], Plan>();

/** O(length of the text + places × different steps); where not every part has a neighbour at once, × parts. */
export function standsNear(text: FoldedText, parts: readonly string[], distance: number, from: number, to: number): boolean {
  const plan = planOf(parts);
  const next = plan.texts.map((part) => placeFrom(text.text, part, from));
  for (let start = from; start < to;) {
    const newline = text.text.indexOf('\n', start);
    const end = newline < 0 || newline > to ? to : newline;
    let isHere = true;
    for (let i = 0; i < next.length; i += 1) {
      if (next[i]! < start) next[i] = placeFrom(text.text, plan.texts[i]!, start);
      if (next[i] === NOWHERE) return false;
      isHere &&= next[i]! < end;
    }
    if (isHere && holdsChain(text, plan, next, end, distance)) return true;
    start = end + 1;
  }
  return false;
}

function planOf(parts: readonly string[]): Plan {
  let plan = plans.get(parts);
  if (plan === undefined) {
    const texts = [...new Set(parts)];
    const order = parts.map((part) => texts.indexOf(part));
    const steps = new Map(order.slice(1).map((to, i) => [`${order[i]} ${to}`, [order[i]!, to] as const]));
    const isPlain = texts.map((part) => !(classAt(part, 0) & ALNUM) && !(classAt(part, part.length - 1) & ALNUM));
    plan = { texts, isPlain, order, steps: [...steps.values()] };
    plans.set(parts, plan);
  }
  return plan;
}

function placeFrom(text: string, part: string, from: number): number {
  const at = text.indexOf(part, from);
  return at < 0 ? NOWHERE : at;
}

/** Whether one entry, which ends at `end`, holds the chain; `next` is where each text stands first in it. */
function holdsChain(
  text: FoldedText,
  { texts, isPlain, order, steps }: Plan,
  next: readonly number[],
  end: number,
  distance: number,
): boolean {
  const places: number[][] = [];
  for (const [i, part] of texts.entries()) {
    const found: number[] = [];
    for (let at = next[i]!; at >= 0 && at + part.length <= end; at = text.text.indexOf(part, at + 1)) {
      if (isPlain[i] === true || isBorder(text, at, at + part.length, false)) found.push(at);
    }
    if (found.length === 0) return false;
    places.push(found);
  }
  const beside = (before: readonly number[], from: number, to: number): readonly number[] =>
    neighbours(text.text, before, texts[from]!.length, places[to]!, texts[to]!.length, distance);
  if (steps.length === 1 && order.length === 2) return beside(places[order[0]!]!, order[0]!, order[1]!).length > 0;
  // Where every place has a neighbour at every step, every place is in a chain, however long it is.
  if (steps.every(([from, to]) => beside(places[from]!, from, to).length === places[to]!.length)) return true;
  let kept: readonly number[] = places[order[0]!]!;
  for (let i = 1; i < order.length && kept.length > 0; i += 1) kept = beside(kept, order[i - 1]!, order[i]!);
  return kept.length > 0;
}

/** Those of `places` that have one of `before` near enough on one side, not overlapping. Both ascend. */
function neighbours(
  text: string,
  before: readonly number[],
  beforeLength: number,
  places: readonly number[],
  length: number,
  distance: number,
): readonly number[] {
  const kept: number[] = [];
  let behind = 0;
  for (const place of places) {
    while (behind < before.length && before[behind]! < place + length) behind += 1;
    let ahead = behind - 1;
    while (ahead >= 0 && before[ahead]! + beforeLength > place) ahead -= 1;
    const isNear =
      (behind < before.length && isGap(text, place + length, before[behind]!, distance)) ||
      (ahead >= 0 && isGap(text, before[ahead]! + beforeLength, place, distance));
    if (isNear) kept.push(place);
  }
  return kept;
}
