/**
 * The words of a dictionary and what each weighs, as a trie in typed arrays: one open hash of (node, unit), in which a node is known by its
 * place.
 */
import { exactLogs } from './exact-logs.js';
import type { WordList } from './word-list.js';

/** What `markWords` reads. About 13 MB for jieba's 349,045 words. */
export interface WordTrie {
  /** By UTF-16 unit the node of it; 0 = no word begins with it. */
  readonly roots: Int32Array;
  /**
   * NODE numbers a node, which is known by the place of the first of them: 1 + the node before it (0 = free); its unit, and HAS_CHILDREN
   * where words go on behind it; the place of its weight (0 = it is no word).
   */
  readonly nodes: Int32Array;
  /** Logarithms of how often a word comes among all; the first is that of a word that comes once. */
  readonly weights: Float64Array;
  /** By how much a hash is shifted. */
  readonly shift: number;
}

/** Numbers of a node. */
const NODE = 3;
/** In the second number of a node, above its unit. */
export const HAS_CHILDREN = 0x10000;

/** Builds the trie of a dictionary and of `more`: of a word that comes twice the last frequency counts. About 150 ms for jieba's. */
export function buildWordTrie(list: WordList, more: ReadonlyMap<string, number>): WordTrie {
  const { units, starts } = list;
  const frequencies = new Float64Array(list.frequencies.length + more.size);
  frequencies.set(list.frequencies);
  const same = sameBeginnings(list);
  // Half full at most; one node's room is never used.
  const bits = Math.max(4, Math.ceil(Math.log2(nodeBound(list, same, more) * 2 + 2)));
  const [roots, nodes, shift] = [new Int32Array(0x10000), new Int32Array(NODE * 2 ** bits), 32 - bits];
  const nodeBehind = (node: number, unit: number): number => {
    const next = nodePlace(nodes, shift, node, unit);
    if (nodes[next] === 0) {
      nodes[next] = node + 1;
      nodes[next + 1] = unit;
      if (node === 0) roots[unit] = next;
      else nodes[node + 1]! |= HAS_CHILDREN;
    }
    return next;
  };
  /** By number of units the node of the word that came last; the root for none. */
  const way = [0];
  for (let word = 0; word < list.frequencies.length; word += 1) {
    const start = starts[word]!;
    const length = starts[word + 1]! - start;
    for (let at = same[word]!; at < length; at += 1) way[at + 1] = nodeBehind(way[at]!, units[start + at]!);
    nodes[way[length]! + 2] = word + 1;
  }
  let number = list.frequencies.length;
  for (const [word, frequency] of more) {
    frequencies[number] = frequency;
    number += 1;
    let node = 0;
    for (let at = 0; at < word.length; at += 1) node = nodeBehind(node, word.charCodeAt(at));
    nodes[node + 2] = number;
  }
  return { roots, nodes, weights: weigh(nodes, frequencies), shift };
}

/** Where the node behind `node` for `unit` stands, or would. The root is 0. */
export function nodePlace(nodes: Int32Array, shift: number, node: number, unit: number): number {
  let place = ((Math.imul(node, 0x9e3779b1) + Math.imul(unit, 0x85ebca6b)) >>> shift) * NODE || NODE;
  while (nodes[place] !== 0 && (nodes[place] !== node + 1 || (nodes[place + 1]! & 0xffff) !== unit)) {
    place += NODE;
    if (place === nodes.length) place = NODE;
  }
  return place;
}

/** With how many units of the word before it each word begins, 255 at most. */
function sameBeginnings({ units, starts, frequencies }: WordList): Uint8Array {
  const same = new Uint8Array(frequencies.length);
  for (let word = 1; word < same.length; word += 1) {
    const [before, start] = [starts[word - 1]!, starts[word]!];
    const most = Math.min(start - before, starts[word + 1]! - start, 255);
    let length = 0;
    while (length < most && units[before + length] === units[start + length]) length += 1;
    same[word] = length;
  }
  return same;
}

/** As many nodes as the words have, or more where they do not come sorted. */
function nodeBound({ units }: WordList, same: Uint8Array, more: ReadonlyMap<string, number>): number {
  let bound = units.length;
  for (let word = 0; word < same.length; word += 1) bound -= same[word]!;
  for (const word of more.keys()) bound += word.length;
  return bound;
}

/** Puts the place of its weight where the number of its word stands in each node; returns the weights. */
function weigh(nodes: Int32Array, frequencies: Float64Array): Float64Array {
  const places = new Map([[1, 0]]);
  const placeOf = new Int32Array(frequencies.length);
  let [last, lastPlace] = [1, 0];
  for (let word = 0; word < frequencies.length; word += 1) {
    const frequency = frequencies[word]!;
    // Half of jieba's words come three times.
    if (frequency !== last) {
      last = frequency;
      lastPlace = places.get(frequency) ?? places.size;
      places.set(frequency, lastPlace);
    }
    placeOf[word] = lastPlace;
  }
  let total = 0;
  for (let at = 2; at < nodes.length; at += NODE) {
    const number = nodes[at]!;
    if (number === 0) continue;
    total += frequencies[number - 1]!;
    // 0 is for what is no word.
    nodes[at] = 1 + placeOf[number - 1]!;
  }
  const ascending = [...places.keys()].sort((a, b) => a - b);
  const logs = exactLogs([...ascending, total]);
  const weights = new Float64Array(1 + places.size);
  for (const [at, frequency] of ascending.entries()) weights[1 + places.get(frequency)!] = logs[at]! - logs[ascending.length]!;
  weights[0] = weights[1]!;
  return weights;
}
