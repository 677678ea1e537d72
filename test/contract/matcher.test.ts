/** The matcher of src/query, and the sets the MiniSearch engine makes of it, against the plain-string model: tier by tier. */
import fc from 'fast-check';
import { Collection } from '../../src/engine/minisearch/collection.js';
import { TierEvaluator } from '../../src/engine/minisearch/tier-sets.js';
import type { Clause } from '../../src/query/clause.js';
import { match, NO_MATCH } from '../../src/query/match-document.js';
import { MATCH_TIERS } from '../../src/search/search-answer.js';
import { createSearchDocument } from '../../src/search/search-document.js';
import { analyzer } from '../support/analyzer.js';
import { seed } from '../support/shared.js';
import { articles, queries } from './arbitraries.js';
import { article, clauseOf } from './contract-kit.js';
import { PlainModel } from './plain-model.js';

describe('the matcher', () => {
  it('gives every article the tier the plain-string model gives it', () => {
    const tiers = new Map<string | null, number>();
    fc.assert(
      fc.property(
        fc.array(articles, { minLength: 1, maxLength: 5 }),
        fc.array(queries, { minLength: 4, maxLength: 12 }),
        (texts, asked) => {
          const model = new PlainModel(analyzer);
          const collection = new Collection();
          for (const text of new Map(texts.map((t) => [t.id, t])).values()) {
            model.put(text);
            collection.add(createSearchDocument(text, analyzer));
          }
          const evaluator = new TierEvaluator(collection);
          for (const clause of asked.map(clauseOf)) {
            const sets = evaluator.evaluate(clause);
            for (const slot of collection.live.toArray()) {
              const document = collection.documents[slot]!;
              const tier = match(clause, document);
              const wanted = model.tier(clause, document.id);
              expect(tier === NO_MATCH ? null : MATCH_TIERS[tier]).toBe(wanted);
              expect(sets.map((set) => set.has(slot))).toEqual(MATCH_TIERS.map((_, i) => tier !== NO_MATCH && tier <= i));
              tiers.set(wanted, (tiers.get(wanted) ?? 0) + 1);
            }
          }
        },
      ),
      { seed, numRuns: 400 },
    );
    for (const tier of ['exact', 'words', null]) expect(tiers.get(tier)).toBeGreaterThan(20);
  });

  it('and the model agree on a share of the weight', () => {
    const text = article('a', { title: '渡口，麦田' });
    const model = new PlainModel(analyzer);
    model.put(text);
    const unit = (word: string, weight: number): { clause: Clause; weight: number } => ({ clause: clauseOf(word), weight });
    const clause = (share: number): Clause => ({ type: 'atLeast', share, units: [unit('渡口', 1), unit('灯塔', 2), unit('麦田', 1)] });
    for (const [share, tier] of [
      [0.3, 'loosened'],
      [0.5, 'loosened'],
      [0.51, null],
    ] as const) {
      expect(model.tier(clause(share), 'a')).toBe(tier);
      expect(match(clause(share), createSearchDocument(text, analyzer))).toBe(tier === null ? NO_MATCH : 3);
    }
  });
});
