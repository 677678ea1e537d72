/**
 * A version of the index: an engine with the analyzer it is built with, the searcher over both, and what follows the archive
 * beside it. An answer comes from one version, never from two.
 */
import type { Logger } from 'pino';
import type { Analyzer, AnalyzerSource } from '../analysis/analyzer.js';
import type { Archive } from '../archive/archive.js';
import { JoinedArticles } from '../intake/joined-articles.js';
import { AnalysisPool, type AnalysisWorker } from '../search/analysis-pool.js';
import type { SearchEngine } from '../search/engine.js';
import type { RankingWeights } from '../search/ranking/weights.js';
import { type ArticleReader, Searcher } from '../search/searcher.js';
import { NearDuplicates } from '../search/similar/near-duplicates.js';
import { SimilarArticles } from '../search/similar/similar-articles.js';
import { Suggester } from '../search/suggest/suggester.js';
import { CompanionFiles } from './companion-files.js';
import { Companions } from './companions.js';
import { type FedEngine, withNewIndexer } from './fed-engine.js';

/** One index with all that was made for it. */
export interface IndexVersion extends FedEngine {
  readonly searcher: Searcher;
  readonly similar: SimilarArticles;
  readonly suggester: Suggester;
}

/** What an engine is fed with. */
interface FeedingParts {
  readonly archive: Archive;
  readonly logger: Logger;
  readonly engine: SearchEngine;
  /** The engine's folder; companions keep their files there too. */
  readonly directory: string;
  /** What analyses for the engine in other threads; undefined = nothing does. */
  readonly worker: AnalysisWorker | undefined;
  readonly analyzer: Analyzer;
  /** Whether suggestions and near-duplicates follow the archive with it. */
  readonly withCompanions: boolean;
}

/** What a version is put together of. */
export interface VersionParts extends FeedingParts {
  /** What queries are read with: the same dictionary, query words as they stand in the files. */
  readonly queryAnalyzer: AnalyzerSource;
  readonly weights: RankingWeights;
}

/** An engine with what follows the archive beside it. */
interface FollowedEngine extends FedEngine {
  readonly articles: ArticleReader;
  readonly suggester: Suggester;
  readonly nearDuplicates: NearDuplicates;
}

/** Puts an engine, what feeds it and what follows beside it together; nothing is opened. */
function followEngine({ archive, logger, engine, directory, worker, analyzer, withCompanions }: FeedingParts): FollowedEngine {
  const joined = new JoinedArticles(archive);
  const articles = { read: (ids: readonly string[]) => Promise.all(ids.map(async (id) => (await joined.read(id))?.article)) };
  const suggester = new Suggester(analyzer);
  const nearDuplicates = new NearDuplicates({ analyzer, articles });
  const pool = new AnalysisPool({ analyzer, worker, withDigests: withCompanions });
  const companions = withCompanions
    ? new Companions({ archive, joined, logger, pool, companions: [suggester, nearDuplicates], files: new CompanionFiles(directory) })
    : undefined;
  return { ...withNewIndexer({ engine, analyzer, pool, companions }), articles, suggester, nearDuplicates };
}

/** Puts an engine and what is made for it together; nothing is opened. */
export function createVersion({ queryAnalyzer, weights, ...parts }: VersionParts): IndexVersion {
  const { engine, analyzer } = parts;
  const { articles, nearDuplicates, ...followed } = followEngine(parts);
  const sameAs = (id: string, most?: number): readonly string[] => nearDuplicates.sameAs(id, most);
  return {
    ...followed,
    searcher: new Searcher({
      engine,
      analyzer: queryAnalyzer,
      weights,
      articles,
      sameAs,
      namesNear: (typed, limit) => followed.suggester.names(typed, limit),
    }),
    similar: new SimilarArticles({ engine, analyzer, weights, articles, sameAs }),
  };
}
