/**
 * Merges in the background. Segments of about one size are merged when there are enough of them (a log-structured merge:
 * O'Neil et al., "The log-structured merge-tree", 1996), and all small ones when nothing has been written for a while, so that
 * a query looks at few. One merge at a time, in steps between which everything else has its turn, and which wait longer the more
 * there is of it.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { giveWay } from '../../search/give-way.js';
import type { Part } from './part.js';
import { mergeSegments, type Merged } from './segment-merge.js';
import { inSlices } from './slices.js';

/** What the merges work on. */
export interface MergeTarget {
  readonly parts: readonly Part[];
  /** The oldest generation that must still be answered. */
  oldestGeneration(): number;
  /** Puts the merged segment in the place of its parts, in one go. */
  replace(old: readonly Part[], merged: Merged): void;
}

/** When what is merged. */
export interface MergeLimits {
  /** Segments of one size that are merged into one, and the factor between two sizes. */
  readonly factor: number;
  /** Documents under which sizes are not told apart. */
  readonly least: number;
  /** Units of folded text beyond which a segment grows no further. */
  readonly mostUnits: number;
  /** Time without writes after which small segments are merged. */
  readonly quietMs: number;
  /**
   * Segments up to which sizes do not matter while writing goes on: merges take time from it, and in the quiet all small ones become one.
   */
  readonly freeParts: number;
}

/** The limits of the service; docs/packed.md tells what they come to. */
export const MERGE_LIMITS: MergeLimits = { factor: 12, least: 64, mostUnits: 2 ** 27, quietMs: 5_000, freeParts: 32 };

/** Segments at which writing waits for the merges. */
const MOST_PARTS = 64;
/** Share of dead documents at which a segment is written anew. */
const DEAD_SHARE = 0.2;
const LEAST_DEAD = 64;
/** When nothing is written, a segment joins all smaller ones if it is at most so many times as large as they are together. */
const QUIET_RATIO = 2;

/** Merges for one index. */
export class Maintenance {
  #running: Promise<void> | null = null;
  #quiet: NodeJS.Timeout | undefined;
  #stopped = false;

  readonly #target: MergeTarget;
  readonly #limits: MergeLimits;

  constructor(target: MergeTarget, limits: MergeLimits = MERGE_LIMITS) {
    this.#target = target;
    this.#limits = limits;
  }

  /** Call when an index was loaded: whoever wrote it may have had no time to merge. */
  opened(): void {
    clearTimeout(this.#quiet);
    if (this.#stopped) return;
    this.#quiet = setTimeout(() => {
      this.#start(true);
    }, this.#limits.quietMs);
    this.#quiet.unref();
  }

  /** Call after every write. Resolves at once unless the merges are far behind. */
  async written(): Promise<void> {
    this.opened();
    if (this.#stopped) return;
    this.#start(false);
    while (this.#target.parts.length > MOST_PARTS && this.#running !== null) await this.#running;
  }

  /** Does now what would be done in the quiet; for tests and the end of a build. */
  async settle(): Promise<void> {
    do {
      await this.#running;
      this.#start(true);
    } while (this.#running !== null);
  }

  /** Lets a merge under way end unused; nothing more is merged. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#quiet);
    await this.#running;
  }

  #start(isQuiet: boolean): void {
    if (this.#running !== null || this.#stopped) return;
    const due = this.#due(isQuiet);
    if (due.length === 0) return;
    this.#running = this.#merge(due).finally(() => {
      this.#running = null;
      this.#start(isQuiet);
    });
  }

  async #merge(parts: readonly Part[]): Promise<void> {
    const oldest = this.#target.oldestGeneration();
    await nextTurn();
    const steps = mergeSegments(parts.map((part) => ({ segment: part.segment, kept: part.liveOrNeeded(oldest) })));
    // Where writes wait for the merges there is no time to lose.
    const between = (workedMs: number): Promise<void> => (this.#target.parts.length > MOST_PARTS ? nextTurn() : giveWay(workedMs));
    const merged = await inSlices(steps, { stopped: () => this.#stopped, between });
    if (merged !== undefined && !this.#stopped) this.#target.replace(parts, merged);
  }

  /** The parts to merge next; none where all is well. */
  #due(isQuiet: boolean): readonly Part[] {
    const { factor } = this.#limits;
    const oldest = this.#target.oldestGeneration();
    const parts = [...this.#target.parts].sort((a, b) => a.liveCount - b.liveCount);
    const byLevel = new Map<number, Part[]>();
    for (const part of parts) {
      if (isGone(part, oldest)) return [part];
      const level = this.#level(part);
      byLevel.set(level, [...(byLevel.get(level) ?? []), part]);
    }
    if (isQuiet || parts.length > this.#limits.freeParts)
      for (const level of byLevel.values()) {
        const fitting = level.length < factor ? [] : this.#fitting(level);
        if (fitting.length > 0) return fitting;
      }
    const worn = parts.find((part) => {
      const most = Math.max(LEAST_DEAD, part.segment.documentCount * DEAD_SHARE);
      return part.deadCount > most && part.segment.documentCount - part.liveOrNeeded(oldest).size > most;
    });
    if (worn !== undefined) return [worn];
    if (!isQuiet || parts.length < 2) return [];
    return this.#fitting(smallOnes(parts));
  }

  #level(part: Part): number {
    const { least, factor } = this.#limits;
    return part.liveCount < least ? 0 : 1 + Math.floor(Math.log(part.liveCount / least) / Math.log(factor));
  }

  /** As many of `parts`, smallest first, as one segment can hold. */
  #fitting(parts: readonly Part[]): readonly Part[] {
    const taken: Part[] = [];
    let units = 0;
    for (const part of parts) {
      units += part.textUnits;
      if (units > this.#limits.mostUnits) break;
      taken.push(part);
    }
    return taken.length > 1 ? taken : [];
  }
}

/** Those of `parts`, smallest first, that are worth being merged when there is time. */
function smallOnes(parts: readonly Part[]): readonly Part[] {
  let [sum, count] = [0, 0];
  parts.forEach((part, i) => {
    if (i > 0 && part.liveCount <= sum * QUIET_RATIO) count = i + 1;
    sum += part.liveCount;
  });
  return parts.slice(0, count);
}

/** Whether nothing of a part is needed any more. */
function isGone(part: Part, oldest: number): boolean {
  return part.liveCount === 0 && part.liveOrNeeded(oldest).isEmpty;
}
