/**
 * The words of a dictionary and what each weighs, as a trie in typed arrays: one open hash of (node, unit), in which a node is known by its
 * place.
 */
import { exactLogs } from './exact-logs.js';
import { readWords, type WordList } from './word-list.js';

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
export const NODE = 3;
/** In the second number of a node, above its unit. */
export const HAS_CHILDREN = 0x10000;

/**
 * Builds the trie of a dictionary of lines `word frequency …` and of `more`, which come behind it: of a word that comes twice the last
 * frequency counts. About 100 ms for jieba's.
 */
export function buildWordTrie(dictionary: Uint8Array, more: ReadonlyMap<string, number>): WordTrie {
  const list = readWords(dictionary, more);
  const { units, starts, frequencies } = list;
  // Half full at most; one node's room is never used.
  const bits = Math.max(4, Math.ceil(Math.log2(nodeBound(list) * 2 + 2)));
  const [roots, nodes, shift] = [new Int32Array(0x10000), new Int32Array(NODE * 2 ** bits), 32 - bits];
  for (let word = 0; word < frequencies.length; word += 1) {
    let node = 0;
    for (let at = starts[word]!; at < starts[word + 1]!; at += 1) {
      const unit = units[at]!;
      const next = nodePlace(nodes, shift, node, unit);
      if (nodes[next] === 0) {
        [nodes[next], nodes[next + 1]] = [node + 1, unit];
        if (node === 0) roots[unit] = next;
        else nodes[node + 1]! |= HAS_CHILDREN;
      }
      node = next;
    }
    nodes[node + 2] = word + 1;
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

/** As many nodes as the words have, or more where they do not come sorted. */
function nodeBound({ units, starts, frequencies }: WordList): number {
  let bound = 0;
  let [from, to] = [0, 0];
  for (let word = 0; word < frequencies.length; word += 1) {
    const [start, end] = [starts[word]!, starts[word + 1]!];
    let same = 0;
    while (start + same < end && from + same < to && units[start + same] === units[from + same]) same += 1;
    bound += end - start - same;
    [from, to] = [start, end];
  }
  return bound;
}

/** Puts the place of its weight where the number of its word stands in each node; returns the weights, each once. */
function weigh(nodes: Int32Array, frequencies: Float64Array): Float64Array {
  let total = 0;
  const places = new Map([[1, 0]]);
  for (let at = 2; at < nodes.length; at += NODE) {
    if (nodes[at] === 0) continue;
    const frequency = frequencies[nodes[at]! - 1]!;
    total += frequency;
    if (!places.has(frequency)) places.set(frequency, 0);
  }
  const ascending = [...places.keys()].sort((a, b) => a - b);
  const logs = exactLogs([...ascending, total]);
  const logTotal = logs[ascending.length]!;
  for (const [at, frequency] of ascending.entries()) places.set(frequency, at + 1);
  for (let at = 2; at < nodes.length; at += NODE) if (nodes[at]! > 0) nodes[at] = places.get(frequencies[nodes[at]! - 1]!)!;
  return Float64Array.from([0, ...logs.subarray(0, ascending.length)], (log) => log - logTotal);
}
