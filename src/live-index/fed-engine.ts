/** An engine with what feeds it: articles are analysed, in other threads where there are many, and applied in order. */
import type { Analyzer } from '../analysis/analyzer.js';
import { AnalysisPool, type AnalysisWorker } from '../search/analysis-pool.js';
import type { SearchEngine } from '../search/engine.js';
import { Indexer } from '../search/indexer.js';
import type { Companions } from './companions.js';

/** The engine, and the way into it. */
export interface FedEngine {
  readonly engine: SearchEngine;
  /** The dictionary it is built with. */
  readonly analyzer: Analyzer;
  readonly pool: AnalysisPool;
  /** What follows the archive beside the engine and is fed with it; undefined = nothing does. */
  readonly companions: Companions | undefined;
  readonly indexer: Indexer;
}

/** Without companions. `worker`: what analyses for the engine in other threads; undefined = nothing does. Nothing is opened or started. */
export function feedEngine(engine: SearchEngine, analyzer: Analyzer, worker: AnalysisWorker | undefined): FedEngine {
  return withNewIndexer({ engine, analyzer, pool: new AnalysisPool({ analyzer, worker }), companions: undefined });
}

/**
 * The same with an indexer that has not failed: after its first failure one takes nothing more, since what comes would lie behind a gap.
 */
export function withNewIndexer<Fed extends Omit<FedEngine, 'indexer'>>(fed: Fed): Fed & Pick<FedEngine, 'indexer'> {
  const { engine, analyzer, pool, companions } = fed;
  return { ...fed, indexer: new Indexer({ engine, analyzer, companions, analyse: (articles) => pool.analyse(articles) }) };
}

/** Ends its threads and closes the engine, unsaved; searches that are under way in it go on to their end. */
export async function closeFed({ pool, engine }: Pick<FedEngine, 'pool' | 'engine'>): Promise<void> {
  await pool.close();
  await engine.close();
}
