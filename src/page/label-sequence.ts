import type { Seen } from './context.js';
import { LABELS, type Label } from './labels.js';
import { RULES } from './rules.js';
import { PAIR_RULES, TRANSITIONS, UNLISTED, type PairRule } from './transitions.js';
import { WEIGHTS, type RuleName } from './weights.js';

const COUNT = LABELS.length;
const INDEX = Object.fromEntries(LABELS.map((label, at) => [label, at])) as Readonly<Record<Label, number>>;

interface CompiledRule {
  readonly name: RuleName;
  readonly weight: number;
  readonly labels: readonly number[];
}

const COMPILED: readonly CompiledRule[] = (Object.keys(WEIGHTS) as RuleName[]).map((name) => {
  const { label, weight } = WEIGHTS[name];
  return { name, weight, labels: (typeof label === 'string' ? [label] : label).map((one: Label) => INDEX[one]) };
});
const TABLE = Float64Array.from(LABELS.flatMap((from) => LABELS.map((to) => TRANSITIONS[from][to] ?? UNLISTED)));
const START = Float64Array.from(LABELS.map((to) => TRANSITIONS.start[to] ?? UNLISTED));
const PAIRS = PAIR_RULES.map((rule) => ({ rule, cells: cellsOf(rule) }));

function cellsOf(rule: PairRule): readonly number[] {
  return rule.from.flatMap((from) => rule.to.map((to) => INDEX[from] * COUNT + INDEX[to]));
}

/** The label of a block, how far ahead of the next best it is, and what spoke for it. */
export interface Labelled {
  readonly label: Label;
  /** Score of the best reading of the page less the score of the best one in which this block is something else. */
  readonly margin: number;
}

/** Scores of one block for every label, in the order of `LABELS`, and the rules that held. */
export function scoreBlock(one: Seen): Float64Array {
  const scores = new Float64Array(COUNT);
  for (const { name, weight, labels } of COMPILED) {
    const held = Number(RULES[name](one));
    if (held > 0) for (const label of labels) scores[label]! += weight * held;
  }
  return scores;
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
  const own = blocks.map(scoreBlock);
  const forward = new Float64Array(size * COUNT);
  const backward = new Float64Array(size * COUNT);
  for (let to = 0; to < COUNT; to += 1) forward[to] = START[to]! + own[0]![to]!;
  const steps = blocks.slice(1).map((one, at) => stepScores(blocks[at]!, one));
  for (let at = 1; at < size; at += 1) advance(forward, own[at]!, steps[at - 1]!, at);
  for (let at = size - 2; at >= 0; at -= 1) retreat(backward, own[at + 1]!, steps[at]!, at);
  return blocks.map((_one, at) => choose(forward, backward, at));
}

/** Table plus pair rules for one pair of neighbours. Most pairs share the plain table. */
function stepScores(before: Seen, one: Seen): Float64Array {
  let scores = TABLE;
  for (const { rule, cells } of PAIRS) {
    if (!rule.holds(before, one)) continue;
    if (scores === TABLE) scores = TABLE.slice();
    for (const cell of cells) scores[cell]! += rule.weight;
  }
  return scores;
}

function advance(forward: Float64Array, own: Float64Array, step: Float64Array, at: number): void {
  const before = (at - 1) * COUNT;
  for (let to = 0; to < COUNT; to += 1) {
    let best = -Infinity;
    for (let from = 0; from < COUNT; from += 1) best = Math.max(best, forward[before + from]! + step[from * COUNT + to]!);
    forward[at * COUNT + to] = best + own[to]!;
  }
}

function retreat(backward: Float64Array, ownNext: Float64Array, step: Float64Array, at: number): void {
  const after = (at + 1) * COUNT;
  for (let from = 0; from < COUNT; from += 1) {
    let best = -Infinity;
    for (let to = 0; to < COUNT; to += 1) best = Math.max(best, step[from * COUNT + to]! + ownNext[to]! + backward[after + to]!);
    backward[at * COUNT + from] = best;
  }
}

function choose(forward: Float64Array, backward: Float64Array, at: number): Labelled {
  let best = -Infinity;
  let second = -Infinity;
  let label: Label = 'paragraph';
  for (let one = 0; one < COUNT; one += 1) {
    const total = forward[at * COUNT + one]! + backward[at * COUNT + one]!;
    if (total > best) {
      second = best;
      best = total;
      label = LABELS[one]!;
    } else if (total > second) second = total;
  }
  return { label, margin: best - second };
}
