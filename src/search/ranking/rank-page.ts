/** One page of hits in the core's order: the engine's best, scored again the same way whatever the engine. */
import type { Deadline } from '../deadline.js';
import type { EngineAnswer, EngineHit, RankTerm } from '../engine.js';
import type { Explanation } from '../search-answer.js';
import { Scorer } from './scorer.js';
import type { RankingWeights } from './weights.js';

/** Hits of the engine's order that are scored and ordered by the core; beyond them the engine's order stands. */
export const RANK_POOL = 50;

/** A hit with the core's score; 0 for a query without terms. */
export interface RankedHit extends EngineHit {
  readonly score: number;
  readonly explanation?: Explanation;
}

/** The page that is cut out. */
export interface PageWanted {
  /** Rank of the page's first hit among the answer's hits. */
  readonly first: number;
  readonly limit: number;
  /** Whether the answer's first hits are the pool, to be ordered here. */
  readonly reorder: boolean;
  readonly explain: boolean;
  readonly deadline?: Deadline;
}

/** Cuts the page out of `answer`. The cost is scoring the pool: about 3 ns a character of its texts. */
export function rankPage(answer: EngineAnswer, terms: readonly RankTerm[], weights: RankingWeights, wanted: PageWanted): RankedHit[] {
  const scored = terms.length > 0 && answer.statistics.frequencies.length === terms.length;
  const scorer = scored ? new Scorer(terms, answer.statistics, weights) : null;
  const withScore = (hit: EngineHit): RankedHit => {
    wanted.deadline?.check();
    return { ...hit, score: scorer?.score(hit.document) ?? 0 };
  };
  const end = wanted.first + wanted.limit;
  const pool = wanted.reorder ? answer.hits.slice(0, RANK_POOL).map(withScore).sort(compareRanked) : [];
  const behindPool = answer.hits.slice(Math.max(pool.length, wanted.first), end).map(withScore);
  const page = [...pool.slice(wanted.first, end), ...behindPool];
  if (!wanted.explain || scorer === null) return page;
  return page.map((hit) => ({ ...hit, explanation: scorer.explain(hit.document) }));
}

function compareRanked(a: RankedHit, b: RankedHit): number {
  if (a.standing !== b.standing) return b.standing - a.standing;
  if (a.score !== b.score) return b.score - a.score;
  const [x, y] = [a.document.date ?? '', b.document.date ?? ''];
  if (x !== y) return x < y ? 1 : -1;
  return a.document.id < b.document.id ? -1 : 1;
}
