/**
 * Where words begin, as jieba's `cut` without its hidden Markov model says: among all ways to lay words of the dictionary end to end the
 * one whose words come most often together. Held to jieba by test/analysis/cutting.
 */
import type { WordBits } from '../word-bits.js';
import { HAS_CHILDREN, nodePlace, type WordTrie } from './word-trie.js';

/** Marks the words of a text in `bits`; what stands in no dictionary is words of one character. About 12 million units a second. */
export type WordMarker = (text: string, bits: WordBits) => void;

/** Units that are cut by the dictionary; in what lies between them every character is a word. */
const [BETWEEN, INSIDE, LETTER_DIGIT, HIGH_HALF] = [0, 1, 2, 3];

const KINDS = kindsOfUnits();

function kindsOfUnits(): Uint8Array {
  const kinds = new Uint8Array(0x10000);
  for (const [first, last] of [
    [0x3400, 0x4dbf],
    [0x4e00, 0x9fff],
    [0xf900, 0xfaff],
  ] as const) {
    kinds.fill(INSIDE, first, last + 1);
  }
  for (const mark of '+#&._%-') kinds[mark.charCodeAt(0)] = INSIDE;
  for (const sign of '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ') kinds[sign.charCodeAt(0)] = LETTER_DIGIT;
  kinds.fill(HIGH_HALF, 0xd800, 0xdc00);
  return kinds;
}

/** Ideographs beyond the first plane. */
function isIdeograph(codePoint: number): boolean {
  return (
    (codePoint >= 0x20000 && codePoint <= 0x2a6df) ||
    (codePoint >= 0x2a700 && codePoint <= 0x2ebef) ||
    (codePoint >= 0x2f800 && codePoint <= 0x2fa1f)
  );
}

/** Marks with the words of `trie`. What it returns keeps room for the longest text it was given. */
export function createWordMarker(trie: WordTrie): WordMarker {
  const path = new BestPath(trie);
  return (text, bits) => {
    path.mark(text, bits);
  };
}

class BestPath {
  readonly #trie: WordTrie;
  /** The text's units; by unit the weight of the best path from it on, and where the first word of that path ends. */
  #units = new Uint16Array(0);
  #weights = new Float64Array(0);
  #ends = new Uint32Array(0);

  constructor(trie: WordTrie) {
    this.#trie = trie;
  }

  mark(text: string, bits: WordBits): void {
    if (this.#units.length <= text.length) {
      const room = text.length * 2 + 1;
      [this.#units, this.#weights, this.#ends] = [new Uint16Array(room), new Float64Array(room), new Uint32Array(room)];
    }
    for (let at = 0; at < text.length;) {
      const end = this.#stretchEnd(text, at);
      if (end > at) {
        this.#weigh(at, end);
        this.#walk(at, end, bits);
        at = end;
      } else {
        bits.set(at);
        at += text.codePointAt(at)! > 0xffff || text.startsWith('\r\n', at) ? 2 : 1;
      }
    }
  }

  /** End of the stretch that the dictionary cuts and that begins at `from`, whose units are taken; `from` where none does. */
  #stretchEnd(text: string, from: number): number {
    const units = this.#units;
    let at = from;
    for (; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      const kind = KINDS[unit]!;
      units[at] = unit;
      if (kind === BETWEEN) return at;
      if (kind !== HIGH_HALF) continue;
      if (!isIdeograph(text.codePointAt(at)!)) return at;
      at += 1;
      units[at] = text.charCodeAt(at);
    }
    return at;
  }

  /** Weighs the paths from every unit of `[from, to)` to the end of it. */
  #weigh(from: number, to: number): void {
    const { roots, nodes, weights: wordWeights, shift } = this.#trie;
    const [units, weights, ends] = [this.#units, this.#weights, this.#ends];
    const once = wordWeights[0]!;
    weights[to] = 0;
    for (let start = to - 1; start >= from; start -= 1) {
      let best = 0;
      let end = 0;
      let at = start;
      let node = roots[units[at]!]!;
      while (node !== 0) {
        at += 1;
        const place = nodes[node + 2]!;
        if (place > 0) {
          const weight = wordWeights[place]! + weights[at]!;
          // Of two that weigh the same the longer one, which comes later.
          if (end === 0 || weight >= best) {
            best = weight;
            end = at;
          }
        }
        const unit = units[at]!;
        if (at === to || (nodes[node + 1]! & HAS_CHILDREN) === 0) break;
        const next = nodePlace(nodes, shift, node, unit);
        node = nodes[next] === 0 ? 0 : next;
      }
      if (end === 0) {
        end = KINDS[units[start]!] === HIGH_HALF ? start + 2 : start + 1;
        best = once + weights[end]!;
      }
      weights[start] = best;
      ends[start] = end;
    }
  }

  /** Marks the words of the best path. Letters and digits that are words of one character become one. */
  #walk(from: number, to: number, bits: WordBits): void {
    const [units, ends] = [this.#units, this.#ends];
    let isOpen = false;
    for (let at = from; at < to;) {
      const end = ends[at]!;
      const isSign = end === at + 1 && KINDS[units[at]!] === LETTER_DIGIT;
      if (!isSign || !isOpen) bits.set(at);
      isOpen = isSign;
      at = end;
    }
  }
}
