/** Answers of the searcher on both engines against the brute-force model. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { createMiniSearchEngine } from '../../src/engine/minisearch/minisearch-engine.js';
import { createPackedEngine } from '../../src/engine/packed/packed-engine.js';
import type { SearchEngine } from '../../src/search/engine.js';
import type { SearchHit } from '../../src/search/search-answer.js';
import { filters } from '../contract/arbitraries.js';
import { analyzer } from '../support/analyzer.js';
import { seed } from '../support/shared.js';
import { rankingWeights } from '../support/ranking-weights.js';
import { looseAnswer, looseArchives, looseQueries, PlainModel } from './loosening-model.js';
import { Library } from './search-kit.js';

const ENGINES: Readonly<Record<string, (directory: string) => SearchEngine>> = {
  minisearch: (directory) => createMiniSearchEngine({ directory }),
  packed: (directory) => createPackedEngine({ directory, weights: rankingWeights }),
};

const byId = (hits: readonly SearchHit[]): string[] => hits.map(({ id }) => id).sort();

/** `archives` random archives, and as many queries in each, on every engine. */
export function describeLoosening({ archives, queries }: { readonly archives: number; readonly queries: number }): void {
  const asked = fc.array(fc.tuple(looseQueries, filters), { minLength: queries, maxLength: queries });
  it.each(Object.keys(ENGINES))('loosens as the model does: %s', async (name) => {
    let [relaxed, withMore] = [0, 0];
    await fc.assert(
      fc.asyncProperty(looseArchives, asked, async (all, questions) => {
        const directory = mkdtempSync(path.join(os.tmpdir(), 'xunbao-loose-'));
        const engine = ENGINES[name]!(directory);
        await engine.open('loose');
        const library = new Library(engine);
        const model = new PlainModel(analyzer);
        for (const article of all) model.put(article);
        await library.put(...all);
        for (const [text, filter] of questions) {
          const answer = await library.search(text, { filters: filter, limit: 100, more: true });
          const hits = [...answer.hits, ...(answer.more?.hits ?? [])];
          const said = {
            total: answer.total,
            relaxed: answer.query.relaxed,
            ids: byId(answer.hits),
            missing: Object.fromEntries(hits.flatMap(({ id, missing }) => (missing === undefined ? [] : [[id, missing]]))),
            more: answer.more === null ? null : byId(answer.more!.hits),
          };
          expect([text, said]).toEqual([text, looseAnswer(model, text, filter)]);
          expect(answer.more?.total ?? 0).toBe(answer.more?.hits.length ?? 0);
          if (said.relaxed) relaxed += 1;
          if (said.more !== null) withMore += 1;
        }
        await library.close();
        rmSync(directory, { recursive: true, force: true });
      }),
      { seed, numRuns: archives },
    );
    // Queries of which nothing may go would prove little.
    expect(relaxed).toBeGreaterThan(archives / 5);
    expect(withMore).toBeGreaterThan(archives / 14);
  });
}
