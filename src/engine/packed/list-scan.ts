/**
 * The documents of a `ListPlan` in one segment, with the estimates their lists give: each list is decoded once, into arrays that
 * are used again for the next segment.
 */
import { pairOf, type WeightedPair } from '../../search/ranking/weighted-pairs.js';
import type { ListPlan } from './list-plan.js';
import { PostingProbe } from './posting-probe.js';
import { type PostingList, PostingReader } from './posting-reader.js';
import type { Scoring } from './score-documents.js';
import type { Segment } from './segment.js';

/** What a scan found; good until the next one. */
export interface Scan {
  /** The documents, `docs[0 … count)`; ascending but for those of `any`. */
  readonly docs: Uint32Array;
  readonly count: number;
  /** By document the texts of `any` it holds; null for other plans. */
  readonly held: Uint8Array | null;
  /** By document; null where the lists do not give it: `scoreDocuments` does. */
  readonly scores: Float32Array | null;
}

let docs = new Uint32Array(0);
let marks = new Uint8Array(0);
let scores = new Float32Array(0);

/** Walks the lists. Linear in their lengths; of several that must all hold in the shortest, and in the blocks of the others it lies in. */
export function scanLists(segment: Segment, plan: ListPlan, scoring: Scoring): Scan {
  if (docs.length < segment.documentCount) {
    docs = new Uint32Array(segment.documentCount);
    marks = new Uint8Array(segment.documentCount);
    scores = new Float32Array(segment.documentCount);
  }
  if (plan.any.length > 0) return scanAny(segment, plan.any, scoring);
  const lists = plan.all.map((text) => listOf(segment, text)).sort((a, b) => (a?.df ?? 0) - (b?.df ?? 0));
  const [rarest] = lists;
  if (rarest === null || rarest === undefined) return { docs, count: 0, held: null, scores: null };
  const weight = lists.length === 1 ? weightAlone(plan.all[0]!, scoring.pairs) : null;
  let count = weight === null ? readInto(rarest) : readScored(segment, rarest, weight, scoring.gains);
  for (const list of lists.slice(1)) count = new PostingProbe(list!).retain(docs, count, 0);
  for (const text of plan.none) count = without(listOf(segment, text), count);
  return { docs, count, held: null, scores: weight === null ? null : scores };
}

/** Whether the lists of a plan of alternatives give all of their documents' estimates. */
export function givesScores({ any }: ListPlan, pairs: readonly WeightedPair[]): boolean {
  return pairs.every((pair) => any.some((text) => isPair(pair, text)));
}

/** What a text weighs where nothing else does; null where something does. */
function weightAlone(text: string, pairs: readonly WeightedPair[]): number | null {
  const [pair] = pairs;
  return pairs.length === 1 && isPair(pair!, text) ? pair!.weight : null;
}

/** The documents in any of the lists, in the order of the weights, so that sums come out as everywhere. */
function scanAny(segment: Segment, any: readonly string[], { pairs, gains }: Scoring): Scan {
  const { norms } = segment.arrays;
  const placeOf = (text: string): number => pairs.findIndex((pair) => isPair(pair, text)) >>> 0;
  marks.fill(0, 0, segment.documentCount);
  let count = 0;
  for (const text of [...any].sort((a, b) => placeOf(a) - placeOf(b))) {
    const list = listOf(segment, text);
    if (list === null) continue;
    const weight = pairs[placeOf(text)]?.weight ?? 0;
    const reader = new PostingReader(list);
    const { codes, docs: block } = reader;
    while (reader.next()) {
      for (let i = 0, place = reader.codesAt; i < reader.count; i += 1, place += 1) {
        const doc = block[i]!;
        const gain = weight * gains[(((codes[place >>> 1]! >> ((place & 1) << 2)) & 15) << 8) | norms[doc]!]!;
        if (marks[doc] === 0) {
          docs[count++] = doc;
          scores[doc] = gain;
        } else scores[doc]! += gain;
        marks[doc]! += 1;
      }
    }
  }
  return { docs, count, held: marks, scores };
}

function readScored(segment: Segment, list: PostingList, weight: number, gains: Float32Array): number {
  const { norms } = segment.arrays;
  const reader = new PostingReader(list);
  const { codes, docs: block } = reader;
  let count = 0;
  while (reader.next()) {
    for (let i = 0, place = reader.codesAt; i < reader.count; i += 1, place += 1) {
      const doc = block[i]!;
      docs[count++] = doc;
      scores[doc] = weight * gains[(((codes[place >>> 1]! >> ((place & 1) << 2)) & 15) << 8) | norms[doc]!]!;
    }
  }
  return count;
}

function readInto(list: PostingList): number {
  const reader = new PostingReader(list);
  let count = 0;
  while (reader.next()) for (let i = 0; i < reader.count; i += 1) docs[count++] = reader.docs[i]!;
  return count;
}

/** Takes the documents of a list out of `docs[0 … count)`; answers how many are left. */
function without(list: PostingList | null, count: number): number {
  if (list === null) return count;
  let kept = 0;
  if (list.df > count) {
    const probe = new PostingProbe(list);
    for (let i = 0; i < count; i += 1) if (probe.codeOf(docs[i]!) < 0) docs[kept++] = docs[i]!;
    return kept;
  }
  marks.fill(0, 0, list.documentCount);
  const reader = new PostingReader(list);
  while (reader.next()) for (let i = 0; i < reader.count; i += 1) marks[reader.docs[i]!] = 1;
  for (let i = 0; i < count; i += 1) if (marks[docs[i]!] === 0) docs[kept++] = docs[i]!;
  return kept;
}

/** The list of a text of one or two units. */
function listOf(segment: Segment, text: string): PostingList | null {
  return segment.pair(...pairOf(text));
}

function isPair(pair: WeightedPair, text: string): boolean {
  const [first, second] = pairOf(text);
  return pair.first === first && pair.second === second;
}
