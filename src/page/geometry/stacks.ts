/** Lines of display type that belong together: kickers, headline, sub-headlines, and the byline under them. */
import type { Segment } from './columns.js';
import { around, overlapX, overlapY, ruledBetween, type Area, type PlacedLine } from './placed-line.js';

/** A headline in its lines, from above. */
export interface Stack extends Area {
  readonly lines: readonly PlacedLine[];
  /** The largest type in it. */
  readonly size: number;
  readonly across: boolean;
}

/** What lies around lines of display type. */
export interface StackSurroundings {
  readonly running: readonly PlacedLine[];
  readonly rules: readonly Area[];
  /** Recognised: sizes err, and a headline comes in pieces. */
  readonly recognised: boolean;
}

/** Joins lines of display type that stand close above each other, or in pieces beside each other. */
export function findStacks(display: readonly PlacedLine[], surroundings: StackSurroundings): readonly Stack[] {
  const stacks: PlacedLine[][] = [];
  for (const line of [...display].sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0)) {
    const found = stacks.filter((stack) => stack.some((other) => belongs(other, line, surroundings)));
    const first = found[0];
    if (first === undefined) stacks.push([line]);
    else {
      first.push(line);
      for (const more of found.slice(1)) {
        first.push(...more);
        stacks.splice(stacks.indexOf(more), 1);
      }
    }
  }
  return stacks.map(stackOf);
}

/**
 * Lines a little larger or bolder than running type that stand right under or over display type and in its middle: with it they are
 * sub-headlines and kickers, in the text they would be headings.
 */
export function raisedBeside(display: readonly PlacedLine[], running: readonly PlacedLine[], em: number): ReadonlySet<PlacedLine> {
  const bold = running.filter((line) => line.bold).length * 2 > running.length;
  const raised = running.filter((line) => line.size >= em * 1.06 || (line.bold && !bold));
  const taken = new Set<PlacedLine>();
  const touches = (one: PlacedLine, line: PlacedLine): boolean => {
    const gap = Math.max(line.y0 - one.y1, one.y0 - line.y1);
    const inside = line.x0 >= one.x0 - em && line.x1 <= one.x1 + em;
    return !one.across && gap > -em * 0.3 && gap < em * 1.1 && (inside || Math.abs(one.x0 + one.x1 - line.x0 - line.x1) < em * 1.6);
  };
  for (let grown = true; grown;) {
    grown = false;
    for (const line of raised) {
      if (taken.has(line) || ![...display, ...taken].some((one) => touches(one, line))) continue;
      taken.add(line);
      grown = true;
    }
  }
  return taken;
}

/** The stack of lines, sorted as they are read. */
export function stackOf(lines: readonly PlacedLine[]): Stack {
  const across = lines[0]!.across;
  const sorted = [...lines].sort((a, b) => (across ? b.x0 - a.x0 : rowOrder(a, b)));
  return { ...around(lines), lines: sorted, size: Math.max(...lines.map(({ size }) => size)), across };
}

function rowOrder(a: PlacedLine, b: PlacedLine): number {
  return overlapY(a, b) > Math.min(a.size, b.size) * 0.5 ? a.x0 - b.x0 : a.y0 - b.y0;
}

function belongs(above: PlacedLine, line: PlacedLine, { running, rules, recognised }: StackSurroundings): boolean {
  if (above.across !== line.across) return false;
  const size = Math.max(above.size, line.size);
  if (line.across) return overlapY(above, line) > 0 && -overlapX(above, line) < size;
  if (overlapY(above, line) > Math.min(above.size, line.size) * 0.5) return isPieceBeside(above, line, rules, recognised);
  if (overlapX(above, line) <= 0 || line.y0 - above.y1 > size * 0.95) return false;
  const between = { x0: Math.max(above.x0, line.x0), x1: Math.min(above.x1, line.x1), y0: above.y1, y1: line.y0 };
  if (ruledBetween(rules, between, above.y1, line.y0)) return false;
  return !running.some((one) => overlapX(one, between) > 0 && one.y0 >= above.y0 && one.y1 <= line.y1);
}

/** Two pieces of one headline: of one size, with less than an em and a half and no rule between them. */
function isPieceBeside(left: PlacedLine, right: PlacedLine, rules: readonly Area[], recognised: boolean): boolean {
  const gap = -overlapX(left, right);
  const size = Math.max(left.size, right.size);
  const near = recognised && gap < size * 0.4;
  const [unlike, apart] = recognised ? [size * (near ? 0.5 : 0.2), size * 0.8] : [left.size * 0.08, left.size * 0.6];
  if (Math.abs(left.size - right.size) > unlike || gap > apart) return false;
  return !rules.some(
    (rule) => rule.x1 - rule.x0 < rule.y1 - rule.y0 && overlapY(rule, left) > 0 && overlapX(rule, around([left, right])) >= 0,
  );
}

/** Takes short lines of running type that stand in the middle above or below a headline into its stack; gives the rest. */
export function absorbLines(
  stacks: readonly Stack[],
  segments: readonly Segment[],
  em: number,
  rules: readonly Area[],
): { readonly stacks: readonly Stack[]; readonly segments: readonly Segment[] } {
  const grown = [...stacks];
  const left: Segment[] = [];
  for (const segment of [...segments].sort((a, b) => a.y0 - b.y0)) {
    const at = segment.lines.length > 2 ? -1 : grown.findIndex((stack) => isCentredOn(stack, segment, em, rules));
    const stack = grown[at];
    const crowded = stack !== undefined && segments.some((other) => other !== segment && isBetween(other, stack, segment));
    if (stack === undefined || crowded || standsOn(segment, segments, em) || isOneOfRow(segment, segments, em)) left.push(segment);
    else grown[at] = stackOf([...stack.lines, ...segment.lines]);
  }
  return { stacks: grown, segments: left };
}

/** Beside it another column begins: it is one too. */
function isOneOfRow(segment: Segment, segments: readonly Segment[], em: number): boolean {
  return segments.some(
    (other) =>
      other !== segment &&
      Math.abs(other.lines[0]!.y0 - segment.y0) < em * 0.6 &&
      -overlapX(other, segment) > 0 &&
      -overlapX(other, segment) < em * 30,
  );
}

function isCentredOn(stack: Stack, segment: Segment, em: number, rules: readonly Area[]): boolean {
  if (stack.across) return false;
  const gap = Math.max(segment.y0 - stack.y1, stack.y0 - segment.y1);
  if (gap > em * 1.3 || gap < -em * 0.4) return false;
  if (ruledBetween(rules, segment, Math.min(stack.y1, segment.y1), Math.max(stack.y0, segment.y0))) return false;
  const off = Math.abs(stack.x0 + stack.x1 - segment.x0 - segment.x1) / 2;
  return off < em * 0.8;
}

function isBetween(other: Segment, stack: Stack, segment: Segment): boolean {
  return overlapX(other, segment) > 0 && other.y0 >= Math.min(stack.y1, segment.y1) - 1 && other.y1 <= Math.max(stack.y0, segment.y0) + 1;
}

/** A line right on top of running text of one column is the text's: a heading in it, or its first line. */
function standsOn(segment: Segment, segments: readonly Segment[], em: number): boolean {
  const width = segment.x1 - segment.x0;
  return segments.some(
    (other) =>
      other !== segment &&
      other.lines.length > 2 &&
      overlapX(other, segment) >= width * 0.8 &&
      other.x1 - other.x0 < width * 1.1 &&
      ((other.y0 >= segment.y1 - 1 && other.y0 - segment.y1 < em) || (segment.y0 >= other.y1 - 1 && segment.y0 - other.y1 < em)),
  );
}
