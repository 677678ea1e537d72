/** Documents that are in sets which together weigh enough: 32 documents at a time, so that a set is read once and in its order. */
import type { DocSet } from '../doc-set.js';

/** A set, and what being in it weighs; 0 and above. */
export interface WeighedSet {
  readonly docs: DocSet;
  readonly weight: number;
}

/** What the sets of a document must weigh together, and how many they must be. */
export interface OwedSets {
  readonly weight: number;
  readonly count: number;
}

/**
 * Puts the members of `among` whose sets weigh what is owed, and something at all, into `enough`. Heaviest sets first: then a
 * document is soonest decided. The cost is a step for each document of each set.
 */
export function addWeighed(sets: readonly WeighedSet[], owed: OwedSets, among: DocSet, enough: DocSet): void {
  const held = new Float64Array(32);
  const counts = new Uint16Array(32);
  for (let at = 0; at < among.bits.length; at += 1) {
    let open = among.bits[at]!;
    if (open === 0) continue;
    held.fill(0);
    counts.fill(0);
    for (let i = 0; i < sets.length && open !== 0; i += 1) {
      const { docs, weight } = sets[i]!;
      for (let rest = docs.bits[at]! & open; rest !== 0; rest &= rest - 1) {
        const place = 31 - Math.clz32(rest & -rest);
        held[place]! += weight;
        counts[place]! += 1;
        if (held[place]! < owed.weight || held[place]! <= 0 || counts[place]! < owed.count) continue;
        enough.bits[at]! |= 1 << place;
        open &= ~(1 << place);
      }
    }
  }
}
