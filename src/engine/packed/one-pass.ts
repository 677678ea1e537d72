/**
 * A query whose posting lists say it all, answered in one pass over them: matching documents and estimates come out of the lists
 * as they are decoded, and filters, facets and the heap of the best look at nothing else. The answer is that of the evaluator.
 */
import type { EngineQuery } from '../../search/engine.js';
import { columnTests, type ColumnTest, filterOfFacet } from './column-filter.js';
import { daysOf } from './date-order.js';
import { FacetTotals } from './facet-totals.js';
import { type ListedStanding, listedStanding, type ListPlan, listPlan } from './list-plan.js';
import { givesScores, scanLists, type Scan } from './list-scan.js';
import type { Part } from './part.js';
import { STANDING } from './relevance-order.js';
import { scoreDocuments, type Scoring } from './score-documents.js';
import { type Ranked, TopHits } from './top-hits.js';

/** What a pass answers. */
export interface PassAnswer {
  readonly total: number;
  /** The best, as many as were wanted. */
  readonly ranked: readonly Ranked[];
  readonly facets: ReadonlyMap<FacetTotals, EngineQuery['facets'][number]>;
}

/** What a query by relevance at the newest generation is answered by; null where it takes more than its lists. */
export function onePass(parts: readonly Part[], query: EngineQuery, scoring: Scoring): PassAnswer | null {
  const plan = listPlan(query.clause);
  if (plan === null || (plan.any.length > 0 && !givesScores(plan, scoring.pairs))) return null;
  const standing = listedStanding(plan, query.standing);
  if (standing === null) return null;
  const { whole } = query.standing;
  if (whole !== null && parts.some(({ evaluator }) => evaluator.lookup.candidates([whole.text], null, null, 0).length > 0)) return null;
  const pass = new Pass(query, plan, { ...scoring, standing });
  for (const part of parts) {
    query.deadline?.check();
    pass.add(part);
  }
  return pass.answer();
}

class Pass {
  readonly #top: TopHits;
  readonly #facets: ReadonlyMap<FacetTotals, EngineQuery['facets'][number]>;
  #total = 0;

  readonly #query: EngineQuery;
  readonly #plan: ListPlan;
  readonly #scoring: Scoring & { readonly standing: ListedStanding };

  constructor(query: EngineQuery, plan: ListPlan, scoring: Scoring & { readonly standing: ListedStanding }) {
    this.#query = query;
    this.#plan = plan;
    this.#scoring = scoring;

    this.#top = new TopHits(query.first + query.count);
    this.#facets = new Map(query.facets.map((facet) => [new FacetTotals(facet, query.datesBeginning), facet]));
  }

  /** Takes the documents of one segment in. */
  add(part: Part): void {
    const { segment, live } = part;
    const scan = scanLists(segment, this.#plan, this.#scoring);
    const { docs } = scan;
    let { count } = scan;
    if (part.deadCount > 0) count = keep(docs, count, (doc) => live.has(doc));
    if (count === 0) return;
    const tests = columnTests(segment, this.#query.filter);
    this.#countFacets(part, docs.subarray(0, count), tests);
    for (const { test } of tests) count = keep(docs, count, test);
    this.#total += count;
    for (const [totals, facet] of this.#facets) {
      if (!tests.some(({ name }) => name === filterOfFacet(facet))) totals.add(segment, docs.subarray(0, count));
    }
    if (count > 0 && this.#query.count > 0) this.#rank(part, scan, count);
  }

  answer(): PassAnswer {
    return { total: this.#total, ranked: this.#top.sorted(), facets: this.#facets };
  }

  /** Counts the facets that are filtered by themselves: they leave that filter out. */
  #countFacets({ segment }: Part, docs: Uint32Array, tests: readonly ColumnTest[]): void {
    for (const [totals, facet] of this.#facets) {
      const own = filterOfFacet(facet);
      const others = tests.filter(({ name }) => name !== own);
      if (others.length === tests.length) continue;
      const passing = docs.slice();
      let { length } = passing;
      for (const { test } of others) length = keep(passing, length, test);
      totals.add(segment, passing.subarray(0, length));
    }
  }

  #rank(part: Part, { docs, held, scores: given }: Scan, count: number): void {
    const { segment } = part;
    const { dateColumn } = segment.arrays;
    const days = daysOf(segment);
    const scores = given ?? scoreDocuments(segment, docs.subarray(0, count), this.#scoring);
    const { common, each } = this.#scoring.standing;
    const top = this.#top;
    const least = common * STANDING;
    let { threshold } = top;
    for (let i = 0; i < count; i += 1) {
      const doc = docs[i]!;
      const first = (each === 0 ? least : held![doc]! * STANDING) + scores[doc]!;
      if (first < threshold) continue;
      top.add(part, doc, first, days[dateColumn[doc]!]!);
      threshold = top.threshold;
    }
  }
}

/** Keeps, at the front of `docs[0 … count)`, those that pass; answers how many. */
function keep(docs: Uint32Array, count: number, test: (doc: number) => boolean): number {
  let kept = 0;
  for (let i = 0; i < count; i += 1) if (test(docs[i]!)) docs[kept++] = docs[i]!;
  return kept;
}
