/**
 * What a posting says beside its document: a nibble for how often the pair stands in which fields, and a byte a document for
 * how long its fields are. A table of 16 × 256 numbers turns the two into the BM25F gain of the pair, so that the mean
 * lengths of the whole index, and not those of a segment, decide: where an article lies changes nothing. The byte is
 * Lucene's norm byte (Similarity, "encodeNorm"), made of three fields; the formula is `src/search/ranking/scorer.ts`.
 */
import { SHORTEST_SHARE } from '../../search/ranking/score-fields.js';
import type { RankingWeights } from '../../search/ranking/weights.js';

/** Codes at and above this one: the pair stands in the title. */
export const TITLE_CODE = 10;
/** Codes at and above this one: the pair stands in the title, perhaps in the heads and people. */
export const HEADS_CODE = 8;

/** Counts each code stands for: title, heads, lead, body. */
const CODE_COUNTS: readonly (readonly [number, number, number, number])[] = [
  [0, 0, 0, 1],
  [0, 0, 0, 2],
  [0, 0, 0, 3],
  [0, 0, 0, 5],
  [0, 0, 1, 0],
  [0, 0, 1, 1],
  [0, 0, 1, 2],
  [0, 0, 2, 4],
  [0, 1, 0.5, 0],
  [0, 1, 1, 2],
  [1, 0, 0, 0],
  [1, 0, 1, 0],
  [1, 0, 1, 1],
  [1, 0, 1, 3],
  [1, 0, 2, 5],
  [2, 0, 1, 3],
];

/** The nibble of a pair that stands so often in each field; at least one of the counts is not 0. */
export function impactCode(title: number, heads: number, lead: number, body: number): number {
  if (title > 1) return 15;
  if (title === 1) {
    const rest = heads + lead + body;
    return rest < 3 ? 10 + rest : rest < 5 ? 13 : 14;
  }
  if (heads > 0) return heads + lead + body <= 2 ? 8 : 9;
  if (lead > 0) {
    const rest = lead - 1 + body;
    return rest < 2 ? 4 + rest : rest < 4 ? 6 : 7;
  }
  return body < 4 ? body - 1 : 3;
}

const TITLE_LIMITS = [10, 18, 30];
const TITLE_LENGTHS = [7, 14, 23, 40];
const LEAD_LIMITS = [40, 100, 220];
const LEAD_LENGTHS = [25, 70, 150, 320];
/** Upper ends of 15 classes of body lengths, in folded units, each 1.4 times the one before; the last is open. */
const BODY_LIMITS = Array.from({ length: 15 }, (_, i) => Math.round(64 * 1.4 ** i));
const BODY_LENGTHS = [...BODY_LIMITS.map((limit) => limit / 1.2), BODY_LIMITS.at(-1)! * 1.2];

/** The byte for the lengths of a document's fields, in folded units: two bits title, two bits lead, four bits body. */
export function normClass(title: number, lead: number, body: number): number {
  return (bucket(TITLE_LIMITS, title) << 6) | (bucket(LEAD_LIMITS, lead) << 4) | bucket(BODY_LIMITS, body);
}

function bucket(limits: readonly number[], length: number): number {
  let at = 0;
  while (at < limits.length && length >= limits[at]!) at += 1;
  return at;
}

/** `table[code << 8 | norm]` is the gain of a term of weight 1, from 0 to k1 + 1. 4,096 numbers, about 60 µs. */
export function gainTable(weights: RankingWeights, meanLengths: readonly number[]): Float32Array {
  const table = new Float32Array(16 * 256);
  const fields = [weights.field.title, weights.field.heads, weights.field.lead, weights.field.body];
  const b = [weights.b.title, weights.b.heads, weights.b.lead, weights.b.body];
  for (let norm = 0; norm < 256; norm += 1) {
    const lengths = [TITLE_LENGTHS[norm >> 6]!, meanLengths[1]!, LEAD_LENGTHS[(norm >> 4) & 3]!, BODY_LENGTHS[norm & 15]!];
    const norms = fields.map((weight, i) => weight / (1 - b[i]! + b[i]! * Math.max(SHORTEST_SHARE, lengths[i]! / (meanLengths[i]! || 1))));
    for (let code = 0; code < 16; code += 1) {
      const frequency = norms.reduce((sum, value, i) => sum + value * CODE_COUNTS[code]![i]!, 0);
      table[(code << 8) | norm] = frequency === 0 ? 0 : (frequency * (weights.k1 + 1)) / (frequency + weights.k1);
    }
  }
  return table;
}
