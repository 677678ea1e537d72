/** The two engines in one process: what one answers the other answers, however packed's segments came about. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { Article } from '../../../src/article/article.js';
import { createMiniSearchEngine } from '../../../src/engine/minisearch/minisearch-engine.js';
import { createPackedEngine, type PackedSearchEngine } from '../../../src/engine/packed/packed-engine.js';
import type { EngineAnswer, EngineQuery, SearchEngine } from '../../../src/search/engine.js';
import { queryTerms } from '../../../src/search/ranking/query-terms.js';
import { rankPage } from '../../../src/search/ranking/rank-page.js';
import { articles, filters, ids, queries, sorts } from '../../contract/arbitraries.js';
import { ask, clauseOf, put, remove, VERSION, withEveryFacet } from '../../contract/contract-kit.js';
import { analyzer } from '../../support/analyzer.js';
import { seed } from '../../support/shared.js';
import { rankingWeights } from '../../support/ranking-weights.js';

/** Merges at the first occasion. */
const EAGER = { factor: 2, least: 1, mostUnits: 2 ** 27, quietMs: 1e6, freeParts: 0 };

const changes = fc.array(fc.oneof({ weight: 4, arbitrary: articles }, { weight: 1, arbitrary: ids }), { maxLength: 6 });
const questions = fc.array(fc.record({ query: queries, filters, sort: sorts }), { minLength: 3, maxLength: 6 });
const steps = fc.array(fc.record({ changes, then: fc.constantFrom('nothing', 'settle', 'save', 'reopen'), questions }), {
  minLength: 1,
  maxLength: 6,
});

class Pair {
  private constructor(
    readonly folder: string,
    readonly plain: SearchEngine,
    public packed: PackedSearchEngine,
  ) {}

  static async open(): Promise<Pair> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'xunbao-agreement-'));
    const pair = new Pair(folder, createMiniSearchEngine({ directory: path.join(folder, 'minisearch') }), Pair.engine(folder));
    await pair.plain.open(VERSION);
    await pair.packed.open(VERSION);
    return pair;
  }

  static engine(folder: string): PackedSearchEngine {
    return createPackedEngine({ directory: path.join(folder, 'packed'), weights: rankingWeights, merges: EAGER });
  }

  async apply(batch: readonly (Article | string)[], sequence: number): Promise<void> {
    const both = batch.flatMap((one) => (typeof one === 'string' ? remove(one) : put(one)));
    await this.plain.apply(both, sequence);
    await this.packed.apply(both, sequence);
  }

  async reopen(sequence: number): Promise<void> {
    await this.packed.save();
    await this.packed.close();
    this.packed = Pair.engine(this.folder);
    expect(await this.packed.open(VERSION)).toEqual({ sequence, reason: 'loaded' });
  }

  async close(): Promise<void> {
    await this.packed.close();
    await this.plain.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function comparable(answer: EngineAnswer, query: Partial<EngineQuery>): unknown {
  const { total, facets, statistics } = answer;
  const page = { first: 0, limit: 100, reorder: query.sort === 'relevance', explain: false };
  const ranked = rankPage(answer, query.terms ?? [], rankingWeights, page);
  return { total, facets, statistics, hits: ranked.map(({ document, standing, score }) => [document.id, standing, score, document.text]) };
}

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';

describe('packed and minisearch', () => {
  it('agree on totals, facets, statistics and ranked hits, whatever was written, merged, saved and loaded', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const pair = await Pair.open();
        try {
          for (const [i, step] of all.entries()) {
            await pair.apply(step.changes, i + 1);
            if (step.then === 'settle') await pair.packed.settle();
            if (step.then === 'save') await pair.packed.save();
            if (step.then === 'reopen') await pair.reopen(i + 1);
            expect(pair.packed.documentCount).toBe(pair.plain.documentCount);
            for (const question of step.questions) {
              const { clause, query } = withEveryFacet(question);
              expect(comparable(await ask(pair.packed, clause, query), query)).toEqual(
                comparable(await ask(pair.plain, clause, query), query),
              );
              expect(await pair.packed.count([clause], query.filter)).toEqual(await pair.plain.count([clause], query.filter));
            }
          }
        } finally {
          await pair.close();
        }
      }),
      { seed, numRuns: LONG ? 600 : 30 },
    );
  }, 120_000);

  it('give the same order whichever way the articles lie in segments', async () => {
    const many = fc.uniqueArray(articles, { minLength: 5, maxLength: 10, selector: ({ id }) => id });
    await fc.assert(
      fc.asyncProperty(many, queries, async (archive, text) => {
        const clause = clauseOf(text);
        const parts = { terms: queryTerms(clause, analyzer) };
        const orders: string[][] = [];
        for (const size of [1, 3, 100]) {
          const pair = await Pair.open();
          try {
            for (let from = 0; from < archive.length; from += size)
              await pair.packed.apply(put(...archive.slice(from, from + size)), from + 1);
            orders.push((await ask(pair.packed, clause, parts)).hits.map(({ document }) => document.id));
          } finally {
            await pair.close();
          }
        }
        expect(orders[1]).toEqual(orders[0]);
        expect(orders[2]).toEqual(orders[0]);
      }),
      { seed, numRuns: LONG ? 400 : 20 },
    );
  }, 120_000);
});
