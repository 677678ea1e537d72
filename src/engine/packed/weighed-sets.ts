/** Documents that are in sets which together weigh enough: 32 documents at a time, so that a set is read once and in its order. */
import type { DocSet } from '../doc-set.js';

/** A set, and what being in it weighs; 0 and above. */
export interface WeighedSet {
  readonly docs: DocSet;
  readonly weight: number;
}

/**
 * Puts the members of `among` whose sets weigh `owed`, and something at all, into `enough`. Heaviest sets first: then a
 * document is soonest decided. The cost is a step for each document of each set.
 */
export function addWeighed(sets: readonly WeighedSet[], owed: number, among: DocSet, enough: DocSet): void {
  const held = new Float64Array(32);
  for (let at = 0; at < among.bits.length; at += 1) {
    let open = among.bits[at]!;
    if (open === 0) continue;
    held.fill(0);
    for (let i = 0; i < sets.length && open !== 0; i += 1) {
      const { docs, weight } = sets[i]!;
      for (let rest = docs.bits[at]! & open; rest !== 0; rest &= rest - 1) {
        const place = 31 - Math.clz32(rest & -rest);
        held[place]! += weight;
        if (held[place]! < owed || held[place]! <= 0) continue;
        enough.bits[at]! |= 1 << place;
        open &= ~(1 << place);
      }
    }
  }
}
