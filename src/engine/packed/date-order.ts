/** Hits by date: newest or oldest first, no date last in both, ties by id. */
import type { DateKey } from '../../search/engine.js';
import type { DocSet } from '../doc-set.js';
import type { Part } from './part.js';
import type { Segment } from './segment.js';
import { TopHits, type Ranked } from './top-hits.js';

const dayNumbers = new WeakMap<Segment, Float64Array>();

/** For each number of the date column a number that grows with the day; 0 for none. */
export function daysOf(segment: Segment): Float64Array {
  let days = dayNumbers.get(segment);
  if (days === undefined) {
    days = new Float64Array(segment.dates.keys.size + 1);
    for (let number = 1; number < days.length; number += 1) days[number] = dayNumber(segment.dates.keys.get(number - 1));
    dayNumbers.set(segment, days);
  }
  return days;
}

function dayNumber(day: string): number {
  return Number(day.replaceAll('-', ''));
}

/** A set of one part's documents. */
export interface PartHits {
  readonly part: Part;
  readonly docs: DocSet;
}

/** The first `count` hits in the order, behind `after` where it is given. */
export function topByDate(
  hits: readonly PartHits[],
  { oldestFirst, count, after }: { readonly oldestFirst: boolean; readonly count: number; readonly after?: DateKey | undefined },
): Ranked[] {
  const top = new TopHits(count);
  const keyOf = (day: number): number => (day === 0 ? -Infinity : oldestFirst ? -day : day);
  const border = after === undefined ? Infinity : keyOf(after.date === null ? 0 : dayNumber(after.date));
  for (const { part, docs } of hits) {
    const { segment } = part;
    const { dateColumn } = segment.arrays;
    const keys = daysOf(segment).map(keyOf);
    let threshold = top.threshold;
    for (const doc of docs.toArray()) {
      const key = keys[dateColumn[doc]!]!;
      if (key < threshold || key > border) continue;
      if (key === border && after !== undefined && segment.ids.get(doc) <= after.id) continue;
      top.add(part, doc, key, 0);
      threshold = top.threshold;
    }
  }
  return top.sorted();
}
