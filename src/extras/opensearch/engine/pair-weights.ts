/**
 * What each pair of neighbouring units weighs in a document: the frequency BM25F takes before it saturates (scorer.ts), with
 * the lengths of typical fields in the place of the index's means, which a document cannot know when it is written. The
 * cluster saturates it with the query's k1. It orders the pool; the core scores the pool again with the true means.
 */
import { fieldLength, SCORE_FIELDS, scoreFieldBounds, SHORTEST_SHARE } from '../../../search/ranking/score-fields.js';
import type { RankingWeights } from '../../../search/ranking/weights.js';
import type { SearchDocument } from '../../../search/search-document.js';
import { pairName } from './unit-tokens.js';

/** Units of a title, heads, a lead and a body, as newspapers have them. */
const TYPICAL_LENGTHS = [14, 12, 110, 480];

/** By name of the pair, or of the single unit. All are above 0. */
export function pairWeights(document: SearchDocument, weights: RankingWeights): Record<string, number> {
  const bounds = scoreFieldBounds(document);
  const { text } = document;
  const sums = new Map<string, number>();
  const raise = (name: string, by: number): void => {
    sums.set(name, (sums.get(name) ?? 0) + by);
  };
  for (const [i, field] of SCORE_FIELDS.entries()) {
    const b = weights.b[field];
    // A field that counts nothing still tells which documents hold a pair.
    const gain = Math.max(
      1e-6,
      weights.field[field] / (1 - b + b * Math.max(SHORTEST_SHARE, fieldLength(bounds, i) / TYPICAL_LENGTHS[i]!)),
    );
    // Without a body the lead's bounds go on into section and paper, which are not searched.
    const end = Math.min(bounds[i + 1]!, bounds[4]);
    for (let at = bounds[i]!; at < end; at += 1) {
      if (text[at] === '\n') continue;
      raise(pairName(text[at]!), gain);
      if (at + 1 < text.length && text[at + 1] !== '\n') raise(pairName(text[at]!, text[at + 1]), gain);
    }
  }
  return Object.fromEntries([...sums].map(([name, sum]) => [name, Math.round(sum * 1e4) / 1e4 || 1e-4]));
}
