import type { Seen } from './context.js';
import { HEADINGS, LABELS, type Label } from './labels.js';
import { RULES, type Rule } from './rules.js';
import { PAIR_RULES, TRANSITIONS, UNLISTED, type PairRule } from './transitions.js';
import { WEIGHTS, type RuleName } from './weights.js';

const COUNT = LABELS.length;
/** What a label costs that the place of a block on its page rules out: more than words can outweigh. */
const OUT_OF_PLACE = 60;
const INDEX = Object.fromEntries(LABELS.map((label, at) => [label, at])) as Readonly<Record<Label, number>>;

interface CompiledRule {
  readonly name: RuleName;
  readonly holds: Rule;
  readonly weight: number;
  readonly labels: readonly number[];
}

const COMPILED: readonly CompiledRule[] = (Object.keys(WEIGHTS) as RuleName[]).map((name) => {
  const { label, weight } = WEIGHTS[name];
  return { name, holds: RULES[name], weight, labels: (typeof label === 'string' ? [label] : label).map((one: Label) => INDEX[one]) };
});
const TABLE = Float64Array.from(LABELS.flatMap((from) => LABELS.map((to) => TRANSITIONS[from][to] ?? UNLISTED)));
const START = Float64Array.from(LABELS.map((to) => TRANSITIONS.start[to] ?? UNLISTED));
const PAIRS = PAIR_RULES.map((rule) => ({ rule, cells: cellsOf(rule) }));

function cellsOf(rule: PairRule): readonly number[] {
  return rule.from.flatMap((from) => rule.to.map((to) => INDEX[from] * COUNT + INDEX[to]));
}

/** The label of a block, and how far ahead of the next best it is. */
export interface Labelled {
  readonly label: Label;
  /** Score of the best reading of the page less the score of the best one in which this block is something else. */
  readonly margin: number;
  /** The same against readings in which it is of the head of an article where it now is not, or the other way round. */
  readonly limit: number;
}

/** Adds the scores of one block for every label, in the order of `LABELS`, to a stretch of `scores`. */
function scoreBlock(one: Seen, scores: Float64Array, from: number): void {
  for (const { holds, weight, labels } of COMPILED) {
    const held = Number(holds(one));
    if (held > 0) for (const label of labels) scores[from + label]! += weight * held;
  }
  const { labels } = one.own.block.printed ?? {};
  if (labels !== undefined) LABELS.forEach((label, at) => (labels.includes(label) ? undefined : (scores[from + at]! -= OUT_OF_PLACE)));
}

/** The rules that hold for a block and speak for or against a label, strongest first. */
export function rulesFor(one: Seen, label: Label): readonly { readonly name: RuleName; readonly weight: number }[] {
  return COMPILED.filter((rule) => rule.labels.includes(INDEX[label]))
    .map((rule) => ({ name: rule.name, weight: rule.weight * Number(RULES[rule.name](one)) }))
    .filter((rule) => rule.weight !== 0)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}

/**
 * The best labels for a sequence of blocks: Viterbi (1967) forward and backward, so that each block's margin over its
 * next best label is known too. Linear in the number of blocks.
 */
export function labelBlocks(blocks: readonly Seen[]): readonly Labelled[] {
  const size = blocks.length;
  if (size === 0) return [];
  const own = new Float64Array(size * COUNT);
  blocks.forEach((one, at) => {
    scoreBlock(one, own, at * COUNT);
  });
  const steps = readSteps(blocks);
  const forward = own.slice();
  const backward = new Float64Array(size * COUNT);
  for (let to = 0; to < COUNT; to += 1) forward[to]! += START[to]!;
  for (let at = 1; at < size; at += 1) advance(forward, steps[at]!, at);
  for (let at = size - 2; at >= 0; at -= 1) retreat(backward, own, steps[at + 1]!, at);
  return blocks.map((_one, at) => choose(forward, backward, at));
}

/** Table plus pair rules for each block and the one before it. Pairs for which the same rules hold share a table. */
function readSteps(blocks: readonly Seen[]): readonly Float64Array[] {
  const tables = new Map<number, Float64Array>([[0, TABLE]]);
  return blocks.map((one, at) => {
    const before = blocks[at - 1];
    if (before === undefined) return TABLE;
    let held = 0;
    PAIRS.forEach(({ rule }, bit) => {
      if (rule.holds(before, one)) held |= 1 << bit;
    });
    const known = tables.get(held);
    if (known) return known;
    const table = stepTable(held);
    tables.set(held, table);
    return table;
  });
}

function stepTable(held: number): Float64Array {
  const scores = TABLE.slice();
  PAIRS.forEach(({ rule, cells }, bit) => {
    if (held & (1 << bit)) for (const cell of cells) scores[cell]! += rule.weight;
  });
  return scores;
}

function advance(forward: Float64Array, step: Float64Array, at: number): void {
  const before = (at - 1) * COUNT;
  for (let to = 0; to < COUNT; to += 1) {
    let best = -Infinity;
    for (let from = 0; from < COUNT; from += 1) {
      const score = forward[before + from]! + step[from * COUNT + to]!;
      if (score > best) best = score;
    }
    forward[at * COUNT + to]! += best;
  }
}

function retreat(backward: Float64Array, own: Float64Array, step: Float64Array, at: number): void {
  const after = (at + 1) * COUNT;
  for (let from = 0; from < COUNT; from += 1) {
    let best = -Infinity;
    for (let to = 0; to < COUNT; to += 1) {
      const score = step[from * COUNT + to]! + own[after + to]! + backward[after + to]!;
      if (score > best) best = score;
    }
    backward[at * COUNT + from] = best;
  }
}

const IS_HEAD: readonly boolean[] = LABELS.map((label) => (HEADINGS as readonly Label[]).includes(label));

function choose(forward: Float64Array, backward: Float64Array, at: number): Labelled {
  let [best, second] = [-Infinity, -Infinity];
  // The best of heads, and of all else.
  let [head, other] = [-Infinity, -Infinity];
  let label: Label = 'paragraph';
  for (let one = 0; one < COUNT; one += 1) {
    const total = forward[at * COUNT + one]! + backward[at * COUNT + one]!;
    if (IS_HEAD[one]) head = Math.max(head, total);
    else other = Math.max(other, total);
    if (total > best) {
      second = best;
      best = total;
      label = LABELS[one]!;
    } else if (total > second) second = total;
  }
  return { label, margin: best - second, limit: Math.abs(head - other) };
}
