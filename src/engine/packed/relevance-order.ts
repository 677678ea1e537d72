/**
 * Hits by relevance: standing, then the engine's estimate (BM25F over the query's pairs), newer date, id. Only documents of
 * the standings that can reach the wanted ranks are scored.
 */
import type { Standing } from '../../search/engine.js';
import type { DocSet } from '../doc-set.js';
import { daysOf, type PartHits } from './date-order.js';
import { scoreDocuments, type Scoring } from './score-documents.js';
import { SetCounts } from './set-counts.js';
import { TopHits, type Ranked } from './top-hits.js';

/** A standing weighs more than any estimate. */
export const STANDING = 2 ** 20;

interface Candidates extends PartHits {
  /** Standing of each document; null = `common` for all. */
  readonly levels: Uint8Array | null;
  readonly common: number;
}

/** What hits are ordered by. */
export interface RelevanceQuery extends Scoring {
  readonly standing: Standing;
  readonly count: number;
}

/** The best `count` of `hits`. */
export function topByRelevance(hits: readonly PartHits[], { standing, count, ...scoring }: RelevanceQuery): readonly Ranked[] {
  const all = hits.filter(({ docs }) => !docs.isEmpty).map((one) => withLevels(one, standing));
  const least = leastLevel(all, count);
  const top = new TopHits(count);
  for (const candidates of all) {
    const docs = docsFrom(candidates, least);
    if (docs.length === 0) continue;
    const { part, levels, common } = candidates;
    const { dateColumn } = part.segment.arrays;
    const days = daysOf(part.segment);
    const scores = scoreDocuments(part.segment, docs, scoring);
    let { threshold } = top;
    for (const doc of docs) {
      const first = (levels === null ? common : levels[doc]!) * STANDING + scores[doc]!;
      if (first < threshold) continue;
      top.add(part, doc, first, days[dateColumn[doc]!]!);
      threshold = top.threshold;
    }
  }
  return top.sorted();
}

/** The standing of a hit of `topByRelevance`. */
export function standingOf({ first }: Ranked): number {
  return Math.floor(first / STANDING);
}

function withLevels({ part, docs }: PartHits, { whole, runs }: Standing): Candidates {
  const counts = new SetCounts(docs.capacity);
  let [common, isUneven] = [0, false];
  const raise = (set: DocSet): boolean => {
    if (docs.isWithin(set)) return true;
    isUneven = true;
    return false;
  };
  for (const run of runs) {
    const set = part.evaluator.leaves.stands(run, null, docs);
    if (raise(set)) common += 1;
    else counts.add(set);
  }
  const standing = whole === null ? null : part.evaluator.leaves.stands(whole, null, docs);
  if (standing !== null && raise(standing)) common += runs.length + 1;
  if (!isUneven) return { part, docs, levels: null, common };
  const levels = new Uint8Array(docs.capacity);
  for (const doc of docs.toArray()) levels[doc] = common + counts.of(doc);
  if (standing !== null && !docs.isWithin(standing))
    for (const doc of docs.clone().intersect(standing).toArray()) levels[doc]! += runs.length + 1;
  return { part, docs, levels, common };
}

/** The lowest standing a document needs to be among the best `count`. */
function leastLevel(all: readonly Candidates[], count: number): number {
  const sizes = new Float64Array(256);
  for (const { docs, levels, common } of all) {
    if (levels === null) sizes[common]! += docs.size;
    else for (const doc of docs.toArray()) sizes[levels[doc]!]! += 1;
  }
  let [level, seen] = [sizes.length - 1, 0];
  for (; level > 0; level -= 1) {
    seen += sizes[level]!;
    if (seen >= count) break;
  }
  return level;
}

function docsFrom({ docs, levels, common }: Candidates, least: number): Uint32Array {
  if (levels === null) return common < least ? new Uint32Array(0) : docs.toArray();
  return docs.toArray().filter((doc) => levels[doc]! >= least);
}
