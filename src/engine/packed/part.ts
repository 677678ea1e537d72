/**
 * A segment in use: which of its documents live, and since and until which generation each did, so that a generation that is
 * kept can be answered again. The segment itself never changes.
 */
import { DocSet } from '../doc-set.js';
import { SegmentEvaluator } from './evaluator.js';
import type { Segment } from './segment.js';

/** A death stamp of the living. */
const ALIVE = 0xffffffff;

/** One segment of the index, as it stands now. */
export class Part {
  /** Documents that live. */
  readonly live: DocSet;
  liveCount: number;
  readonly evaluator: SegmentEvaluator;
  /** Generation in which each document died; null = all that are dead died before any generation that is kept. */
  deaths: Uint32Array | null = null;

  constructor(
    readonly segment: Segment,
    /** Generation each document, or all of them, came with. */
    readonly births: number | Uint32Array,
    live?: DocSet,
  ) {
    this.live = live ?? DocSet.full(segment.documentCount);
    this.liveCount = live === undefined ? segment.documentCount : live.size;
    this.evaluator = new SegmentEvaluator(segment);
  }

  get deadCount(): number {
    return this.segment.documentCount - this.liveCount;
  }

  /** Notes that a living document went with this generation. */
  kill(doc: number, generation: number): void {
    this.deaths ??= new Uint32Array(this.segment.documentCount).fill(ALIVE);
    this.deaths[doc] = generation;
    this.live.delete(doc);
    this.liveCount -= 1;
  }

  /** The generation a document came with. */
  birthOf(doc: number): number {
    return typeof this.births === 'number' ? this.births : this.births[doc]!;
  }

  /** Whether a dead document died behind `generation`. */
  diedBehind(doc: number, generation: number): boolean {
    const death = this.deaths?.[doc] ?? ALIVE;
    return death !== ALIVE && death > generation;
  }

  /** The documents that lived at a generation. Linear where something changed since. */
  liveAt(generation: number): DocSet {
    const { births, deaths } = this;
    const youngest = typeof births === 'number' ? births : Infinity;
    if (deaths === null && youngest <= generation) return this.live;
    const set = new DocSet(this.segment.documentCount);
    for (let doc = 0; doc < set.capacity; doc += 1) {
      if (this.birthOf(doc) <= generation && (this.live.has(doc) || this.diedBehind(doc, generation))) set.add(doc);
    }
    return set;
  }

  /** The living, and the dead that lived behind `generation`, which must still be answered. */
  liveOrNeeded(generation: number): DocSet {
    const { deaths } = this;
    if (deaths === null) return this.live;
    const set = this.live.clone();
    for (let doc = 0; doc < deaths.length; doc += 1) if (this.diedBehind(doc, generation)) set.add(doc);
    return set;
  }

  /** Folded text, in units. */
  get textUnits(): number {
    return this.segment.data.text.reduce((sum, { length }) => sum + length, 0);
  }

  /** The living document with this id; -1 where there is none. */
  find(id: string): number {
    for (const doc of this.segment.documentsOf(id)) if (this.live.has(doc)) return doc;
    return -1;
  }
}
