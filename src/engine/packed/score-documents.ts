/** Estimates of documents by a query's pairs. Lists much longer than the documents are not read whole. */
import type { WeightedPair } from '../../search/ranking/weighted-pairs.js';
import { PostingProbe } from './posting-probe.js';
import { PostingReader, type PostingList } from './posting-reader.js';
import type { Segment } from './segment.js';

/** What documents are scored by. */
export interface Scoring {
  readonly pairs: readonly WeightedPair[];
  /** Gains by code and norm, `impact.ts`. */
  readonly gains: Float32Array;
}

/** A list so many times longer than the documents is asked about each of them. */
const PROBE_RATIO = 4;

let scratch = new Float32Array(0);

/** Scores of `docs`, ascending, by document; what it says of others means nothing. Good until the next call. */
export function scoreDocuments(segment: Segment, docs: Uint32Array, { pairs, gains }: Scoring): Float32Array {
  if (scratch.length < segment.documentCount) scratch = new Float32Array(segment.documentCount);
  const scores = scratch;
  if (docs.length * 8 > segment.documentCount) scores.fill(0, 0, segment.documentCount);
  else for (const doc of docs) scores[doc] = 0;
  const { norms } = segment.arrays;
  for (const { first, second, weight } of pairs) {
    const list = segment.pair(first, second);
    if (list === null) continue;
    if (list.df > docs.length * PROBE_RATIO) addWithin({ list, weight, norms, gains }, docs, scores);
    else addAll({ list, weight, norms, gains }, scores);
  }
  return scores;
}

/** One list, and what it gives. */
interface WeighedList {
  readonly list: PostingList;
  readonly weight: number;
  readonly norms: Uint8Array;
  readonly gains: Float32Array;
}

function addAll({ list, weight, norms, gains }: WeighedList, scores: Float32Array): void {
  const reader = new PostingReader(list);
  while (reader.next()) {
    const { docs, count, codes } = reader;
    for (let i = 0, place = reader.codesAt; i < count; i += 1, place += 1) {
      const doc = docs[i]!;
      const code = (codes[place >>> 1]! >> ((place & 1) << 2)) & 15;
      scores[doc]! += weight * gains[(code << 8) | norms[doc]!]!;
    }
  }
}

function addWithin({ list, weight, norms, gains }: WeighedList, docs: Uint32Array, scores: Float32Array): void {
  const probe = new PostingProbe(list);
  for (const doc of docs) {
    const code = probe.codeOf(doc);
    if (code >= 0) scores[doc]! += weight * gains[(code << 8) | norms[doc]!]!;
  }
}
