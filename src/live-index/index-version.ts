/**
 * A version of the index: an engine with the analyzer it is built with, the searcher over both, and what follows the archive
 * beside it. An answer comes from one version, never from two.
 */
import type { Logger } from 'pino';
import type { Analyzer, AnalyzerSource } from '../analysis/analyzer.js';
import type { Archive } from '../archive/archive.js';
import { JoinedArticles } from '../intake/joined-articles.js';
import type { AnalysisWorker } from '../search/analysis-pool.js';
import type { SearchEngine } from '../search/engine.js';
import type { RankingWeights } from '../search/ranking/weights.js';
import { Searcher } from '../search/searcher.js';
import { NearDuplicates } from '../search/similar/near-duplicates.js';
import { SimilarArticles } from '../search/similar/similar-articles.js';
import { Suggester } from '../search/suggest/suggester.js';
import { CompanionFiles } from './companion-files.js';
import { Companions } from './companions.js';
import { feedEngine, type FedEngine } from './fed-engine.js';

/** One index with all that was made for it. */
export interface IndexVersion extends FedEngine {
  readonly searcher: Searcher;
  readonly similar: SimilarArticles;
  readonly suggester: Suggester;
  /** What follows the archive beside the index, once it is opened. */
  readonly companions: Companions;
}

/** What a version is put together of. */
export interface VersionParts {
  readonly archive: Archive;
  readonly logger: Logger;
  readonly engine: SearchEngine;
  /** The engine's folder; companions keep their files there too. */
  readonly directory: string;
  /** What analyses for the engine in other threads; undefined = nothing does. */
  readonly worker: AnalysisWorker | undefined;
  readonly analyzer: Analyzer;
  /** What queries are read with: the same dictionary, query words as they stand in the files. */
  readonly queryAnalyzer: AnalyzerSource;
  readonly weights: RankingWeights;
}

/** Puts an engine and what is made for it together; nothing is opened. */
export function createVersion({ archive, logger, engine, directory, worker, analyzer, queryAnalyzer, weights }: VersionParts): IndexVersion {
  const joined = new JoinedArticles(archive);
  const articles = { read: (ids: readonly string[]) => Promise.all(ids.map(async (id) => (await joined.read(id))?.article)) };
  const suggester = new Suggester(analyzer);
  const nearDuplicates = new NearDuplicates({ analyzer, articles });
  const sameAs = (id: string): readonly string[] => nearDuplicates.sameAs(id);
  return {
    ...feedEngine(engine, analyzer, worker),
    suggester,
    searcher: new Searcher({ engine, analyzer: queryAnalyzer, weights, articles, sameAs }),
    similar: new SimilarArticles({ engine, analyzer, weights, articles, sameAs }),
    companions: new Companions({ archive, joined, logger, companions: [suggester, nearDuplicates], files: new CompanionFiles(directory) }),
  };
}
