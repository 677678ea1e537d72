/** Random archives, random queries: every engine answers what the plain-string model answers. */
import fc from 'fast-check';
import type { Article } from '../../src/article/article.js';
import type { Clause, LiteralNeedle } from '../../src/query/clause.js';
import type { SearchEngine } from '../../src/search/engine.js';
import type { FacetName, Filters, Sort } from '../../src/search/search-request.js';
import { analyzer } from '../support/analyzer.js';
import { seed } from '../support/shared.js';
import { articles, facets, filters, ids, queries, sorts } from './arbitraries.js';
import { ask, clauseOf, type ContractSuite, filterOf, idsOf, put, remove, VERSION } from './contract-kit.js';
import { PlainModel } from './plain-model.js';

interface Question {
  readonly query: string;
  readonly filters: Filters;
  readonly sort: Sort;
  readonly facet: FacetName;
}

const changes = fc.array(fc.oneof({ weight: 4, arbitrary: articles }, { weight: 1, arbitrary: ids }), { maxLength: 8 });
const questions: fc.Arbitrary<Question> = fc.record({ query: queries, filters, sort: sorts, facet: facets });
const rounds = fc.array(fc.record({ changes, questions: fc.array(questions, { minLength: 4, maxLength: 8 }) }), {
  minLength: 1,
  maxLength: 4,
});

/** Puts and removes in both; what the engine calls searchable is what the model holds. */
async function change(engine: SearchEngine, model: PlainModel, batch: readonly (Article | string)[], sequence: number): Promise<void> {
  await engine.apply(
    batch.flatMap((one) => (typeof one === 'string' ? remove(one) : put(one))),
    sequence,
  );
  for (const one of batch) {
    if (typeof one === 'string') model.remove(one);
    else model.put(one);
  }
  expect(engine.documentCount).toBe(model.size);
}

async function compare(engine: SearchEngine, model: PlainModel, question: Question): Promise<number> {
  const clause = clauseOf(question.query);
  const runs = runsOf(clause);
  const answer = await ask(engine, clause, {
    filter: filterOf(question.filters),
    sort: question.sort,
    facets: [question.facet],
    standing: { whole: null, runs },
  });
  const wanted = model.ids(clause, question.filters);
  expect({ total: answer.total, ids: idsOf(answer).sort() }).toEqual({ total: wanted.length, ids: wanted });
  if (question.sort === 'relevance') {
    const standing = answer.hits.map(
      ({ document }) => runs.filter((needle) => model.tier({ type: 'exact', needle }, document.id) === 'exact').length,
    );
    expect(answer.hits.map((hit) => hit.standing)).toEqual(standing);
    expect(standing).toEqual([...standing].sort((a, b) => b - a));
  } else {
    expect(idsOf(answer)).toEqual(model.byDate(clause, question.filters, question.sort));
  }
  const counted = answer.facets[question.facet]!.map(({ value, count }) => [folded(question.facet, value), count] as const);
  expect(new Map(counted)).toEqual(model.facet(question.facet, clause, question.filters));
  return answer.total;
}

function folded(facet: FacetName, value: string): string {
  return ['paper', 'section', 'reporter'].includes(facet) ? analyzer.fold(value).text : value;
}

function runsOf(clause: Clause): LiteralNeedle[] {
  if (clause.type === 'run') return [clause.needle];
  return clause.type === 'and' || clause.type === 'or' ? clause.clauses.flatMap(runsOf) : [];
}

export function describeRandomArchives({ test, open, create, folder, runs }: ContractSuite): void {
  test("ids, total, order by date and facets are the model's, after any writes", async () => {
    let [asked, hits] = [0, 0];
    await fc.assert(
      fc.asyncProperty(rounds, async (all) => {
        const engine = await open();
        const model = new PlainModel(analyzer);
        for (const [i, round] of all.entries()) {
          await change(engine, model, round.changes, i + 1);
          for (const question of round.questions) {
            asked += 1;
            if ((await compare(engine, model, question)) > 0) hits += 1;
          }
        }
        // Many engines one after the other: what each holds on a cluster is given back.
        await engine.close();
      }),
      { seed, numRuns: runs(150) },
    );
    // Questions that find nothing would prove little. A few archives, as on a cluster, may have a share well off that of many.
    expect(hits / asked).toBeGreaterThan(Math.max(0, 0.12 - 1.2 / Math.sqrt(asked)));
  });

  test("loosened clauses are the model's", async () => {
    const unit = fc.record({ query: queries, weight: fc.constantFrom(0.1, 0.5, 1, 2, 3.7) });
    const loose = fc.record({ units: fc.array(unit, { minLength: 2, maxLength: 5 }), share: fc.constantFrom(0.3, 0.5, 1) });
    await fc.assert(
      fc.asyncProperty(changes, fc.array(loose, { minLength: 3, maxLength: 6 }), async (batch, clauses) => {
        const engine = await open();
        const model = new PlainModel(analyzer);
        await change(engine, model, batch, 1);
        for (const { units, share } of clauses) {
          const clause: Clause = { type: 'atLeast', share, units: units.map(({ query, weight }) => ({ clause: clauseOf(query), weight })) };
          const answer = await ask(engine, clause);
          expect(idsOf(answer).sort()).toEqual(model.ids(clause));
        }
        await engine.close();
      }),
      { seed, numRuns: runs(100) },
    );
  });

  test("an index saved and loaded between writes is the model's too", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(changes, { minLength: 2, maxLength: 4 }),
        fc.array(questions, { minLength: 3, maxLength: 6 }),
        async (batches, asked) => {
          const directory = await folder();
          const model = new PlainModel(analyzer);
          for (const [i, batch] of batches.entries()) {
            const engine = create(directory);
            expect(await engine.open(VERSION)).toEqual(i === 0 ? { sequence: 0, reason: 'none' } : { sequence: i, reason: 'loaded' });
            await change(engine, model, batch, i + 1);
            await engine.save();
            for (const question of asked) await compare(engine, model, question);
            await engine.close();
          }
        },
      ),
      { seed, numRuns: runs(30) },
    );
  });
}
