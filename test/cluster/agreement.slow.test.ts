/** The engine on the cluster and packed beside each other: what one answers the other answers. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { Article } from '../../src/article/article.js';
import { createOpenSearchEngine } from '../../src/extras/opensearch/engine/opensearch-engine.js';
import { createPackedEngine } from '../../src/engine/packed/packed-engine.js';
import type { EngineAnswer, EngineQuery, SearchEngine } from '../../src/search/engine.js';
import { rankPage } from '../../src/search/ranking/rank-page.js';
import { articles, filters, ids, queries, sorts } from '../contract/arbitraries.js';
import { ask, put, remove, VERSION, withEveryFacet } from '../contract/contract-kit.js';
import { describeWithCluster, TestCluster } from '../support/cluster.js';
import { rankingWeights } from '../support/ranking-weights.js';
import { seed } from '../support/shared.js';

const RUN_COUNT = process.env['XUNBAO_TEST_LONG'] === '1' ? 150 : Number(process.env['RUNS'] ?? 8);
/** Shrinking makes hundreds of indices: only where there is time. */
const IS_SHORT = process.env['XUNBAO_TEST_LONG'] !== '1';

const changes = fc.array(fc.oneof({ weight: 5, arbitrary: articles }, { weight: 1, arbitrary: ids }), { minLength: 4, maxLength: 10 });
const questions = fc.array(fc.record({ query: queries, filters, sort: sorts }), { minLength: 8, maxLength: 12 });
const steps = fc.array(fc.record({ changes, questions }), { minLength: 1, maxLength: 2 });

/** All of an answer but its generation, with the hits in the core's order. */
function comparable(answer: EngineAnswer, { sort, terms }: Pick<EngineQuery, 'sort' | 'terms'>): unknown {
  const { total, facets, statistics, partial } = answer;
  const ranked = rankPage(answer, terms, rankingWeights, { first: 0, limit: 100, reorder: sort === 'relevance', explain: false });
  return {
    total,
    facets,
    statistics,
    partial,
    hits: ranked.map(({ document, standing, score }) => [document.id, standing, score, document.text, document.words.bytes.length]),
  };
}

describeWithCluster('opensearch and packed', () => {
  const cluster = new TestCluster();
  afterAll(() => cluster.close());

  it(`agree on totals, facets, statistics and ranked hits (seed ${seed})`, async () => {
    const directory = await mkdtemp(path.join(os.tmpdir(), 'xunbao-agreement-'));
    const engines = (name: string): SearchEngine[] => [
      createOpenSearchEngine({ settings: cluster.connection.settings, index: `${cluster.prefix}-${name}`, weights: rankingWeights }),
      createPackedEngine({ directory: path.join(directory, name), weights: rankingWeights }),
    ];
    let run = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const both = engines(`run${(run += 1)}`);
        try {
          await Promise.all(both.map((engine) => engine.open(VERSION)));
          for (const [i, step] of all.entries()) {
            await Promise.all(
              both.map((engine) =>
                engine.apply(
                  step.changes.flatMap((one: Article | string) => (typeof one === 'string' ? remove(one) : put(one))),
                  i + 1,
                ),
              ),
            );
            for (const question of step.questions) {
              const { clause, query } = withEveryFacet(question);
              const [onCluster, packed] = await Promise.all(
                both.map(async (engine) => [
                  comparable(await ask(engine, clause, query), query),
                  await engine.count([clause], query.filter),
                ]),
              );
              expect(onCluster).toEqual(packed);
            }
          }
        } finally {
          await both[0]!.clear();
          await Promise.all(both.map((engine) => engine.close()));
        }
      }),
      { seed, numRuns: RUN_COUNT, endOnFailure: IS_SHORT },
    );
    await rm(directory, { recursive: true, force: true });
  }, 1_800_000);
});
