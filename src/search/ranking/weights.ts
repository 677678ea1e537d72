/** The numbers ranking is made of; they stand in `data/ranking.json`, tuned by a script, not by hand. */
import { z } from 'zod';

const positive = z.number().min(0).max(100);

const weightsSchema = z.strictObject({
  /** BM25 saturation, 0.1–10. */
  k1: z.number().min(0.1).max(10),
  /** How much a field's length counts against it, 0–1, by field. */
  b: z.strictObject({
    title: z.number().min(0).max(1),
    heads: z.number().min(0).max(1),
    lead: z.number().min(0).max(1),
    body: z.number().min(0).max(1),
  }),
  /** What one occurrence counts, by field. */
  field: z.strictObject({ title: positive, heads: positive, lead: positive, body: positive }),
  /** What a term counts, by type. */
  word: positive,
  pair: positive,
  /** Share of the query's weight found in the title, times the best possible score. */
  titleCover: positive,
  /** Share of the query's weight found at all, times the best possible score. */
  cover: positive,
  /** Share of the query's weight found in the best window of text, times the best possible score. */
  window: positive,
  /** What an article of a front page (1 or A01) has more, as it is. */
  frontPage: positive,
});

/** The weights, checked. */
export type RankingWeights = z.infer<typeof weightsSchema>;

/** Checks what was read from `data/ranking.json`. Throws a ZodError that names every fault. */
export function parseWeights(value: unknown): RankingWeights {
  return weightsSchema.parse(value);
}
