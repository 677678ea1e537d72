/** The orders of hits as sorts and scores of OpenSearch. */
import type { CollectionStatistics, EngineHit, EngineQuery, Standing } from '../../../search/engine.js';
import { SINGLE, weightedPairs } from '../../../search/ranking/weighted-pairs.js';
import type { RankingWeights } from '../../../search/ranking/weights.js';
import { readDocument } from './document-source.js';
import type { FoundHit, SearchBody } from './point-search.js';
import type { QueryJson } from './query-json.js';
import { hasPair, standsQuery, type TextScope } from './translate-text.js';
import { pairName } from './unit-tokens.js';

/** Pairs that are looked at, the heaviest: parts of a query are bounded. */
const MOST_PAIRS = 200;

/** How a search by relevance scores: `unit` is what one more standing run counts, above every estimate. */
export interface RelevanceScore {
  readonly should: readonly QueryJson[];
  readonly unit: number;
}

/** What a score is made with. */
export interface ScoreParts {
  readonly statistics: CollectionStatistics;
  readonly weights: RankingWeights;
  /** Parts the query may still have. */
  readonly room: number;
}

/**
 * Standing before the estimate in one score: a run that stands counts a power of two that is above twice all the pairs together,
 * so that a 32-bit float keeps both.
 */
export function relevanceScore(
  { standing, terms }: Pick<EngineQuery, 'standing' | 'terms'>,
  { statistics, weights, room }: ScoreParts,
): RelevanceScore {
  const pairs = weightedPairs(terms, statistics, weights)
    .slice(0, Math.max(0, Math.min(MOST_PAIRS, room - standing.runs.length - 1)))
    .filter(({ weight }) => weight > 1e-9);
  const unit =
    2 **
    Math.ceil(
      Math.log2(
        Math.max(
          1,
          pairs.reduce((sum, { weight }) => sum + weight, 0),
        ) * 2,
      ),
    );
  const estimates = pairs.map(({ first, second, weight }) => {
    const [one, other] = [String.fromCharCode(first), String.fromCharCode(second)];
    const { rank_feature: feature } = hasPair(first === SINGLE ? pairName(other) : pairName(one, other)) as { rank_feature: object };
    return { rank_feature: { ...feature, boost: weight, saturation: { pivot: weights.k1 } } };
  });
  return { should: [...standingScores(standing, unit), ...estimates], unit };
}

/** Among documents that match already: only the phrase tells. */
const ALONE: TextScope = { field: null, pairCount: 0 };

function standingScores({ whole, runs }: Standing, unit: number): QueryJson[] {
  const scored = (filter: QueryJson, boost: number): QueryJson => ({ constant_score: { filter, boost } });
  const counted = runs.map((run) => scored(standsQuery(run, ALONE), unit));
  return whole === null ? counted : [...counted, scored(standsQuery(whole, ALONE), unit * (runs.length + 1))];
}

/** Query and sort of a search by relevance among the documents of `filter`. */
export function byRelevance(filter: QueryJson, { should }: RelevanceScore): Pick<SearchBody, 'query' | 'sort'> {
  const query = should.length === 0 ? { constant_score: { filter } } : { bool: { filter: [filter], should } };
  return {
    query,
    sort: [...(should.length === 0 ? [] : [{ _score: 'desc' }]), { date: { order: 'desc', missing: '_last' } }, { id: 'asc' }],
  };
}

/** Query and sort of a search by date; `after`: what comes behind this place. */
export function byDate(
  filter: QueryJson,
  { sort, after }: Pick<EngineQuery, 'sort' | 'after'>,
): Pick<SearchBody, 'query' | 'sort' | 'search_after'> {
  return {
    query: { constant_score: { filter } },
    sort: [{ date: { order: sort === 'oldest' ? 'asc' : 'desc', missing: '_last' } }, { id: 'asc' }],
    ...(after !== undefined && { search_after: [after.date, after.id] }),
  };
}

/** No score: order by date. */
export const UNSCORED: RelevanceScore = { should: [], unit: 0 };

/** A hit with its standing, read out of its score. */
export function readHit({ _source, sort }: FoundHit, { should, unit }: RelevanceScore): EngineHit {
  return { document: readDocument(_source!.document), standing: should.length === 0 ? 0 : Math.floor(Number(sort[0]) / unit) };
}
