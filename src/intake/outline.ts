/** What an article takes of its page, as boxes. */
import type { PageLayout, PlacedText } from '../page/page-layout.js';
import type { PageBox } from '../page/readers/page-reader.js';

/** A line joins the box before it where it covers so much of the narrower of the two, and is no farther off than so many times its type. */
const LEAST_SHARED = 0.5;
const FARTHEST = 3;

/** Boxes around the lines of these numbers, one for each stack of them; those the form of the page names, where it names them. Linear. */
export function outlineOf({ firstLine, lines, outlines = [] }: PageLayout, numbers: readonly number[]): readonly PageBox[] {
  const own = new Set(numbers);
  const named = outlines.filter(({ line }) => own.has(line)).flatMap(({ boxes }) => boxes);
  if (named.length > 0) return named;
  const stacks: PageBox[] = [];
  for (const number of [...own].sort((a, b) => a - b)) {
    const line = lines[number - firstLine];
    if (line?.box === undefined) continue;
    const before = stacks.at(-1);
    if (before !== undefined && isNext(before, line, line.box)) stacks[stacks.length - 1] = around(before, line.box);
    else stacks.push(line.box);
  }
  return stacks.map(rounded);
}

/** Lengths to a hundredth of the unit: what is beyond comes of adding them up. */
export function rounded([left, top, width, height]: PageBox): PageBox {
  const round = (length: number): number => Math.round(length * 100) / 100;
  return [round(left), round(top), round(width), round(height)];
}

function isNext(stack: PageBox, { size, upright }: PlacedText, box: PageBox): boolean {
  // Columns that go downwards stand beside each other as rows stand below each other.
  const [across, down] = upright === true ? [1, 0] : [0, 1];
  const shared = Math.min(end(stack, across), end(box, across)) - Math.max(stack[across]!, box[across]!);
  if (shared < LEAST_SHARED * Math.min(stack[across + 2]!, box[across + 2]!)) return false;
  const gap = Math.max(box[down]! - end(stack, down), stack[down]! - end(box, down));
  return gap <= FARTHEST * (size ?? box[down + 2]!);
}

function end(box: PageBox, axis: number): number {
  return box[axis]! + box[axis + 2]!;
}

/** The least box around two. */
export function around(one: PageBox, other: PageBox): PageBox {
  const [left, top] = [Math.min(one[0], other[0]), Math.min(one[1], other[1])];
  return [left, top, Math.max(end(one, 0), end(other, 0)) - left, Math.max(end(one, 1), end(other, 1)) - top];
}
