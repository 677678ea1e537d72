/**
 * Words with their weights, found by their beginnings: a trie whose edges lie in one open hash table. The slot of an edge is
 * the node it leads to, and all that is known of it lies in 16 bytes, so that a step costs one look into memory.
 */

/** The node every word begins at. */
export const ROOT = -1;
/** There is no such edge. */
export const NO_NODE = -2;

/** Bytes of a slot: 2 + the node its edge begins at (0 = free), its unit, the weight of the word that ends there. */
const SLOT_BYTES = 16;
const FIRST_CAPACITY = 1 << 20;

export class WordTrie {
  private capacity = 0;
  private nodeCount = 0;
  private total = 0;
  private numbers = new Int32Array(0);
  /** Until `weigh` the frequency of a word, -1 where none ends. */
  private weights = new Float64Array(0);
  /** The first step, which every character of a text takes. */
  private readonly firsts = new Int32Array(0x10000).fill(NO_NODE);
  /** The weights of its nodes once more: so few are looked at all the time that they stay near. */
  private readonly firstWeights = new Float64Array(0x10000).fill(Number.NaN);

  constructor() {
    this.clear(FIRST_CAPACITY);
  }

  /** Adds the word `text[start … end)`, or gives it another frequency. */
  set(text: string, start: number, end: number, frequency: number): void {
    // Nodes move when the table grows, which must not be while a word is added.
    if ((this.nodeCount + end - start) * 3 > this.capacity * 2) this.grow();
    let node = ROOT;
    for (let at = start; at < end; at += 1) node = this.claim(node, text.charCodeAt(at));
    const before = this.weights[node * 2 + 1]!;
    this.total += frequency - Math.max(0, before);
    this.weights[node * 2 + 1] = frequency;
  }

  /** Turns frequencies into weights, ln(frequency / total); no word can be added afterwards. Answers the weight of a single occurrence. */
  weigh(): number {
    const ofAll = Math.log(this.total);
    for (let at = 1; at < this.weights.length; at += 2) this.weights[at] = this.weights[at]! < 0 ? Number.NaN : Math.log(this.weights[at]!) - ofAll;
    for (let unit = 0; unit < this.firsts.length; unit += 1) {
      const node = this.edge(ROOT, unit);
      this.firsts[unit] = node;
      if (node !== NO_NODE) this.firstWeights[unit] = this.weightAt(node);
    }
    return -ofAll;
  }

  /** The node a text's first unit leads to; NO_NODE where no word begins so. Only after `weigh`. */
  first(unit: number): number {
    return this.firsts[unit]!;
  }

  /** Weight of a word of one unit, NaN where it is none. Only after `weigh`. */
  firstWeight(unit: number): number {
    return this.firstWeights[unit]!;
  }

  /** The node one unit further; NO_NODE where no word goes on so. */
  edge(node: number, unit: number): number {
    const { numbers } = this;
    const mask = this.capacity - 1;
    for (let slot = hash(node, unit) & mask; ; slot = (slot + 1) & mask) {
      const parent = numbers[slot * 4]!;
      if (parent === node + 2 && numbers[slot * 4 + 1] === unit) return slot;
      if (parent === 0) return NO_NODE;
    }
  }

  /** Weight of the word that ends at a node, NaN where none does. Only after `weigh`. */
  weightAt(node: number): number {
    return this.weights[node * 2 + 1]!;
  }

  private claim(node: number, unit: number): number {
    const { numbers } = this;
    const mask = this.capacity - 1;
    let slot = hash(node, unit) & mask;
    for (; numbers[slot * 4] !== 0; slot = (slot + 1) & mask) {
      if (numbers[slot * 4] === node + 2 && numbers[slot * 4 + 1] === unit) return slot;
    }
    numbers[slot * 4] = node + 2;
    numbers[slot * 4 + 1] = unit;
    this.weights[slot * 2 + 1] = -1;
    this.nodeCount += 1;
    return slot;
  }

  private clear(capacity: number): void {
    const memory = new ArrayBuffer(capacity * SLOT_BYTES);
    this.numbers = new Int32Array(memory);
    this.weights = new Float64Array(memory);
    this.capacity = capacity;
    this.nodeCount = 0;
  }

  private grow(): void {
    const { numbers, weights, capacity } = this;
    this.clear(capacity * 2);
    const moved = new Int32Array(capacity).fill(NO_NODE);
    const move = (slot: number): number => {
      if (moved[slot] === NO_NODE) {
        const parent = numbers[slot * 4]! - 2;
        const to = this.claim(parent === ROOT ? ROOT : move(parent), numbers[slot * 4 + 1]!);
        this.weights[to * 2 + 1] = weights[slot * 2 + 1]!;
        moved[slot] = to;
      }
      return moved[slot]!;
    };
    for (let slot = 0; slot < capacity; slot += 1) if (numbers[slot * 4] !== 0) move(slot);
  }
}

function hash(node: number, unit: number): number {
  const mixed = Math.imul(Math.imul(node + 2, 0x9e3779b1) ^ unit, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
