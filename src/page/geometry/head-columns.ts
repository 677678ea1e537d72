/** Which columns stand under which headline: each is centred over its own, or begins with them. */
import type { Thing } from './things.js';
import { overlapX, ruledBetween, type Area } from './placed-line.js';
import type { Stack } from './stacks.js';

/** What a column that begins below a headline and is given to none costs, in ems of the headline. */
const ORPHAN = 1.2;
/** What an empty column at the end of a story costs: text that is shared out may leave some. */
const EMPTY = 0.3;
/** What a headline without a column costs. */
const CHILDLESS = 4;
/** What it costs where the first column of a headline does not begin with a paragraph. */
const MIDWAY = 1;

interface Row {
  readonly stacks: readonly Stack[];
  readonly things: readonly Thing[];
}

/** The stack over each thing that begins right under one. `em` is the size of running type. */
export function headColumns(
  stacks: readonly Stack[],
  things: readonly Thing[],
  { em, rules, edge }: { readonly em: number; readonly rules: readonly Area[]; readonly edge: number },
): ReadonlyMap<Thing, Stack> {
  const below = new Map(stacks.map((stack) => [stack, beginningUnder(stack, stacks, things, em, rules)] as const));
  const grid = [...new Set(things.filter(({ type }) => type === 'text').map(({ right }) => Math.round(right)))];
  const owners = new Map<Thing, Stack>();
  for (const row of rowsOf(stacks, below)) for (const [thing, stack] of assign(row, { below, em, grid, edge })) owners.set(thing, stack);
  return owners;
}

interface Surroundings {
  readonly below: ReadonlyMap<Stack, readonly Thing[]>;
  readonly em: number;
  /** Right edges of all columns. */
  readonly grid: readonly number[];
  /** Right edge of the page or frame. */
  readonly edge: number;
}

/** Things that begin close under a stack, with nothing between its height and them. */
function beginningUnder(
  stack: Stack,
  stacks: readonly Stack[],
  things: readonly Thing[],
  em: number,
  rules: readonly Area[],
): readonly Thing[] {
  const reach = Math.max(stack.size * 1.6, em * 3);
  return things.filter((thing) => {
    if (thing.y0 < stack.y1 - em * 0.7 || thing.y0 > stack.y1 + reach) return false;
    if (ruledBetween(rules, thing, stack.y1, thing.y0)) return false;
    const gapTop = stack.y1 - stack.size * 0.5;
    const blocks = (one: Area): boolean => overlapX(one, thing) > 2 && one.y1 > gapTop && one.y1 <= thing.y0 + em * 0.5;
    return !things.some((one) => one !== thing && blocks(one)) && !stacks.some((one) => one !== stack && blocks(one));
  });
}

/** Stacks that reach for the same things, with these. */
function rowsOf(stacks: readonly Stack[], below: ReadonlyMap<Stack, readonly Thing[]>): readonly Row[] {
  const rows: { stacks: Stack[]; things: Set<Thing> }[] = [];
  for (const stack of stacks) {
    const things = below.get(stack)!;
    const joined = rows.filter((row) => things.some((thing) => row.things.has(thing)));
    const row = joined[0] ?? { stacks: [], things: new Set<Thing>() };
    if (joined.length === 0) rows.push(row);
    for (const other of joined.slice(1)) {
      row.stacks.push(...other.stacks);
      for (const thing of other.things) row.things.add(thing);
      rows.splice(rows.indexOf(other), 1);
    }
    row.stacks.push(stack);
    for (const thing of things) row.things.add(thing);
  }
  return rows.map((row) => ({
    stacks: row.stacks.sort((a, b) => a.x0 + a.x1 - b.x0 - b.x1),
    things: [...row.things].sort((a, b) => a.left - b.left || a.y0 - b.y0),
  }));
}

/**
 * The cheapest way to give each stack a run of neighbouring things, by dynamic programming over both in their order from the left.
 */
function assign({ stacks, things }: Row, { below, em, grid, edge }: Surroundings): readonly (readonly [Thing, Stack])[] {
  const width = things.length + 1;
  const cost = new Float64Array((stacks.length + 1) * width).fill(Infinity);
  const from = new Int32Array(cost.length).fill(-1);
  cost[0] = 0;
  const reach = (at: number, value: number, before: number): void => {
    if (value >= cost[at]!) return;
    cost[at] = value;
    from[at] = before;
  };
  for (let s = 0; s <= stacks.length; s += 1) {
    for (let t = 0; t < width; t += 1) {
      const at = s * width + t;
      if (cost[at] === Infinity) continue;
      if (t + 1 < width) reach(at + 1, cost[at]! + ORPHAN, at);
      const stack = stacks[s];
      if (stack === undefined) continue;
      reach(at + width, cost[at]! + CHILDLESS, at);
      for (let end = t + 1; end < width; end += 1) {
        if (!below.get(stack)!.includes(things[end - 1]!)) break;
        const limit = Math.min(things[end]?.left ?? Infinity, stacks[s + 1]?.x0 ?? Infinity);
        const run = things.slice(t, end);
        const rights = [...grid, ...emptyColumns(run, em)].filter((right) => right < limit && right < edge);
        reach(at + width + end - t, cost[at]! + fitOf(stack, run, em, rights), at);
      }
    }
  }
  return trace(stacks, things, from);
}

function trace(stacks: readonly Stack[], things: readonly Thing[], from: Int32Array): readonly (readonly [Thing, Stack])[] {
  const width = things.length + 1;
  const pairs: (readonly [Thing, Stack])[] = [];
  for (let at = from.length - 1; at > 0; at = from[at]!) {
    const before = from[at]!;
    const [s, t] = [Math.floor(before / width), before % width];
    if (Math.floor(at / width) > s) for (const thing of things.slice(t, at % width)) pairs.push([thing, stacks[s]!]);
  }
  return pairs;
}

/** Right edges of the columns that would come next. */
function emptyColumns(run: readonly Thing[], em: number): readonly number[] {
  const [first, last] = [run[0]!, run.at(-1)!];
  const pitch = run.length > 1 ? (last.left - first.left) / (run.length - 1) : last.right - last.left + em * 1.3;
  return [1, 2, 3, 4].map((count) => last.right + count * pitch);
}

/** How badly a stack sits on a run of columns, in its ems: off their middle and their left edge, or beyond them. */
function fitOf(stack: Stack, run: readonly Thing[], em: number, rights: readonly number[]): number {
  const [left, right] = [Math.min(...run.map((one) => one.left)), Math.max(...run.map((one) => one.right))];
  const size = Math.max(stack.size, em);
  const tops = run.map(({ y0 }) => y0);
  const uneven = Math.min(2, (Math.max(...tops) - Math.min(...tops)) / em) * 0.15;
  const midway = run[0]!.beginsMidway ? MIDWAY : 0;
  const fromLeft = 0.4 + Math.abs(stack.x0 - left) / size;
  const fit = (edge: number): number => {
    const beyond = Math.max(0, left - stack.x0, stack.x1 - edge) / size;
    return Math.min(Math.abs(stack.x0 + stack.x1 - left - edge) / 2 / size, fromLeft) + beyond * 2;
  };
  const wider = rights.filter((edge) => edge > right + em).map((edge) => fit(edge) + EMPTY);
  return Math.min(fit(right), ...wider) + uneven + midway;
}
