/**
 * Hits by relevance: standing, then the engine's estimate (BM25F over the query's pairs), newer date, id. Only documents of
 * the standings that can reach the wanted ranks are scored, and lists much longer than these are skipped through (Moffat and
 * Zobel, "Self-indexing inverted files for fast text retrieval", 1996).
 */
import type { Standing } from '../../search/engine.js';
import type { WeightedPair } from '../../search/ranking/weighted-pairs.js';
import type { DocSet } from '../doc-set.js';
import { daysOf, type PartHits } from './date-order.js';
import { PostingReader, type PostingList } from './posting-reader.js';
import type { Segment } from './segment.js';
import { SetCounts } from './set-counts.js';
import { TopHits, type Ranked } from './top-hits.js';

/** A standing weighs more than any estimate. */
const STANDING = 2 ** 20;
/** A list so many times longer than the candidates is skipped through. */
const SKIP_RATIO = 8;

interface Candidates extends PartHits {
  /** Standing of each document; null = `common` for all. */
  readonly levels: Uint8Array | null;
  readonly common: number;
}

/** What hits are ordered by. */
export interface RelevanceQuery {
  readonly standing: Standing;
  readonly pairs: readonly WeightedPair[];
  /** Gains by code and norm, `impact.ts`. */
  readonly gains: Float32Array;
  readonly count: number;
}

/** The best `count` of `hits`. */
export function topByRelevance(hits: readonly PartHits[], { standing, pairs, gains, count }: RelevanceQuery): readonly Ranked[] {
  const all = hits.filter(({ docs }) => !docs.isEmpty).map((one) => withLevels(one, standing));
  const least = leastLevel(all, count);
  const top = new TopHits(count);
  for (const candidates of all) {
    const docs = docsFrom(candidates, least);
    if (docs.length === 0) continue;
    const { part, levels, common } = candidates;
    const { dateColumn } = part.segment.arrays;
    const days = daysOf(part.segment);
    const scores = scoresOf(part.segment, docs, pairs, gains);
    let threshold = top.threshold;
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
  if (standing !== null && !docs.isWithin(standing)) for (const doc of docs.clone().intersect(standing).toArray()) levels[doc]! += runs.length + 1;
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

let scratch = new Float32Array(0);

/** Scores of `docs`, by document; what it says of others means nothing. Good until the next call. */
function scoresOf(segment: Segment, docs: Uint32Array, pairs: readonly WeightedPair[], gains: Float32Array): Float32Array {
  if (scratch.length < segment.documentCount) scratch = new Float32Array(segment.documentCount);
  const scores = scratch;
  if (docs.length * 8 > segment.documentCount) scores.fill(0, 0, segment.documentCount);
  else for (const doc of docs) scores[doc] = 0;
  const { norms } = segment.arrays;
  for (const { first, second, weight } of pairs) {
    const list = segment.pair(first, second);
    if (list === null) continue;
    const gain = new ListGain(list, norms, gains, weight);
    if (list.df > docs.length * SKIP_RATIO) gain.addWithin(docs, scores);
    else gain.addAll(scores);
  }
  return scores;
}

/** Adds what one list gives to the scores. */
class ListGain {
  constructor(
    private readonly list: PostingList,
    private readonly norms: Uint8Array,
    private readonly gains: Float32Array,
    private readonly weight: number,
  ) {}

  addAll(scores: Float32Array): void {
    const { norms, gains, weight } = this;
    const reader = new PostingReader(this.list);
    while (reader.next()) {
      const { docs, count, codes } = reader;
      for (let i = 0, place = reader.codesAt; i < count; i += 1, place += 1) {
        const doc = docs[i]!;
        const code = (codes[place >>> 1]! >> ((place & 1) << 2)) & 15;
        scores[doc]! += weight * gains[(code << 8) | norms[doc]!]!;
      }
    }
  }

  addWithin(wanted: Uint32Array, scores: Float32Array): void {
    const { norms, gains, weight } = this;
    const reader = new PostingReader(this.list);
    for (let i = 0; i < wanted.length && reader.skipTo(wanted[i]!);) {
      const { docs } = reader;
      const last = docs[reader.count - 1]!;
      let at = 0;
      for (; i < wanted.length && wanted[i]! <= last; i += 1) {
        const doc = wanted[i]!;
        while (docs[at]! < doc) at += 1;
        if (docs[at] === doc) scores[doc]! += weight * gains[(reader.code(at) << 8) | norms[doc]!]!;
      }
    }
  }
}
