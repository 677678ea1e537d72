/**
 * The index in use, and its replacement while it is in use. A version of the index is an engine with the analyzer it was
 * built with and the searcher over both: an answer comes from one version, never from two. Part of the composition root.
 */
import type { Logger } from 'pino';
import type { Analyzer, AnalyzerSource } from '../analysis/analyzer.js';
import type { Archive } from '../archive/archive.js';
import type { IndexedChange } from '../archive/archive-change.js';
import type { RebuildReport } from '../http/services.js';
import { folderFault, type IndexFolder } from './index-folder.js';
import type { IndexHome } from './index-home.js';
import type { IndexFeed } from '../intake/index-feed.js';
import { JoinedArticles } from '../intake/joined-articles.js';
import { CompanionFiles } from './companion-files.js';
import { Companions } from './companions.js';
import { AnalysisPool, type AnalysisWorker } from '../search/analysis-pool.js';
import type { SearchEngine } from '../search/engine.js';
import { Indexer } from '../search/indexer.js';
import type { RankingWeights } from '../search/ranking/weights.js';
import { Searcher } from '../search/searcher.js';
import { NearDuplicates } from '../search/similar/near-duplicates.js';
import { SimilarArticles } from '../search/similar/similar-articles.js';
import { Suggester } from '../search/suggest/suggester.js';
import { SearchServiceError } from '../search-service-error.js';

/** Changes that are analysed and applied at once while an index is brought up. */
const REPLAY_BATCH_COUNT = 2_048;
/** Batches in memory meanwhile: one is read, others are analysed and applied. */
const REPLAY_BATCHES = 4;
const REPLAY_LOG_INTERVAL_MS = 5_000;
/** Changes that may be left when a new index takes over: writes wait for them. */
const MOST_LEFT_COUNT = 256;

/** One index with all that was made for it. */
export interface IndexVersion {
  readonly engine: SearchEngine;
  /** The dictionary it is built with. */
  readonly analyzer: Analyzer;
  readonly indexer: Indexer;
  readonly pool: AnalysisPool;
  readonly searcher: Searcher;
  readonly similar: SimilarArticles;
  readonly suggester: Suggester;
  /** What follows the archive beside the index, once it is opened. */
  readonly companions: Companions;
}

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
  const pool = new AnalysisPool({ analyzer, worker });
  const joined = new JoinedArticles(archive);
  const articles = { read: (ids: readonly string[]) => Promise.all(ids.map(async (id) => (await joined.read(id))?.article)) };
  const suggester = new Suggester(analyzer);
  const nearDuplicates = new NearDuplicates({ analyzer, articles });
  const sameAs = (id: string): readonly string[] => nearDuplicates.sameAs(id);
  return {
    ...{ engine, analyzer, pool, suggester },
    indexer: new Indexer({ engine, analyzer, analyse: (some) => pool.documents(some) }),
    searcher: new Searcher({ engine, analyzer: queryAnalyzer, weights, articles, sameAs }),
    similar: new SimilarArticles({ engine, analyzer, weights, articles, sameAs }),
    companions: new Companions({ archive, joined, logger, companions: [suggester, nearDuplicates], files: new CompanionFiles(directory) }),
  };
}

/** What a replay reads and where it says how far it is. */
export interface Replay {
  readonly archive: Archive;
  readonly indexer: Indexer;
  /** The changes behind this sequence. */
  readonly from: number;
  readonly logger: Logger;
  /** Ends it between two batches. */
  readonly signal?: AbortSignal;
  /** Called with the number of changes of each batch that is applied. */
  readonly onApplied?: (count: number) => void;
}

/** Applies what changed after `from`; gives the number of changes. */
export async function replay({ archive, indexer, from, logger, signal, onApplied = () => undefined }: Replay): Promise<number> {
  let count = 0;
  let batch: IndexedChange[] = [];
  const joined = new JoinedArticles(archive);
  const underWay: Promise<void>[] = [];
  let saidMs = performance.now();
  const flush = async (): Promise<void> => {
    signal?.throwIfAborted();
    const { length } = batch;
    const applied = indexer.apply(joined.expand(batch)).then(() => { onApplied(length); });
    // It is awaited further down; until then a rejection must not count as unhandled.
    applied.catch(() => undefined);
    underWay.push(applied);
    count += length;
    batch = [];
    if (underWay.length === REPLAY_BATCHES) await underWay.shift();
    if (performance.now() - saidMs > REPLAY_LOG_INTERVAL_MS) {
      saidMs = performance.now();
      logger.info({ event: 'index-replay', count, ofAbout: archive.liveCount }, 'building the index');
    }
  };
  try {
    for await (const change of archive.changesSince(from)) {
      // A transaction is not divided: an engine that keeps its sequence at once must not be behind it when it says so.
      if (batch.length >= REPLAY_BATCH_COUNT && change.sequence !== batch.at(-1)!.sequence) await flush();
      batch.push(change);
    }
    await flush();
  } finally {
    await Promise.all(underWay);
  }
  return count;
}

export interface LiveIndexParts {
  readonly archive: Archive;
  readonly folder: IndexFolder;
  readonly home: IndexHome;
  readonly logger: Logger;
  /** Which engine a new index is built with, as things stand. */
  readonly chooseEngine: () => Promise<string>;
  /** An unopened version in a folder, with the word files as they stand; `before` lends its dictionary where it is the same. */
  readonly create: (engine: string, directory: string, before: IndexVersion) => IndexVersion;
  /** Called when a rebuild begins and when it has ended. */
  readonly onState: () => void;
  /** Whether suggestions and near-duplicates follow the archive. */
  readonly withCompanions: boolean;
}

export class LiveIndex {
  #current: IndexVersion;
  #folder: IndexFolder;
  #rebuild: Promise<RebuildReport> | undefined;
  readonly #closing = new AbortController();

  constructor(
    first: IndexVersion,
    private readonly parts: LiveIndexParts,
  ) {
    this.#current = first;
    this.#folder = parts.folder;
  }

  /** The one that answers. Take it once for what must not be mixed. */
  get current(): IndexVersion {
    return this.#current;
  }

  get isRebuilding(): boolean {
    return this.#rebuild !== undefined;
  }

  /**
   * Builds the index anew from the archive, with the dictionary as it stands, while the old one answers and follows the
   * archive; then takes its place in one step. Takes about as long as indexing, and as much memory again. Calls meanwhile
   * get the one that is under way. Throws NOT_READY when the service stops, STORAGE_FULL, DICTIONARY_INVALID; then the old
   * one stays.
   */
  rebuild(feed: IndexFeed): Promise<RebuildReport> {
    this.#rebuild ??= this.#build(feed).finally(() => {
      this.#rebuild = undefined;
      this.parts.onState();
    });
    this.parts.onState();
    return this.#rebuild;
  }

  /** Applies changes in order: the index knows them when it resolves, and its companions do. */
  async apply(coming: Promise<readonly IndexedChange[]>): Promise<void> {
    const { indexer, companions } = this.#current;
    await Promise.all([indexer.apply(coming), this.parts.withCompanions ? companions.apply(coming) : undefined]);
  }

  /**
   * Brings an index that could not follow the archive up to it, while nothing else is applied: what was lost on the way is read
   * from the archive again. Gives the number of changes. Throws what the engine does; then the feed stays as it was.
   */
  async catchUp(feed: IndexFeed): Promise<number> {
    let count = 0;
    await feed.replaceIndex(async () => {
      const { engine, analyzer, pool } = this.#current;
      const { archive, logger } = this.parts;
      const { sequence } = await engine.open(analyzer.version);
      const isLost = sequence > archive.sequence || (sequence > 0 && sequence < archive.horizon);
      if (isLost) await engine.clear();
      // The one before fails for good at its first failure: it must not apply what comes behind a gap.
      const indexer = new Indexer({ engine, analyzer, analyse: (some) => pool.documents(some) });
      this.#current = { ...this.#current, indexer };
      count = await replay({ archive, indexer, from: isLost ? 0 : sequence, logger, signal: this.#closing.signal });
      return 0;
    });
    return count;
  }

  /** Waits until no rebuild is under way, however the last one ended. */
  async afterRebuild(): Promise<void> {
    while (this.#rebuild !== undefined) await this.#rebuild.catch(() => undefined);
  }

  /** Gives a rebuild up; no other begins. */
  async stopRebuild(): Promise<void> {
    this.#closing.abort(new SearchServiceError('NOT_READY', 'the service is stopping; the index was not built anew. Run it again.'));
    await this.afterRebuild();
  }

  /** Closes the index; it is not saved. */
  async close(): Promise<void> {
    await closeVersion(this.#current);
  }

  async #build(feed: IndexFeed): Promise<RebuildReport> {
    const startMs = performance.now();
    this.#closing.signal.throwIfAborted();
    const engine = await this.parts.chooseEngine();
    const aside = await this.parts.home.aside(this.#folder, engine);
    const next = this.parts.create(engine, aside.engineDirectory, this.#current);
    try {
      // One that was broken off may have left something where no folder holds it.
      if ((await next.engine.open(next.analyzer.version)).sequence > 0) await next.engine.clear();
      const from = await this.#fill(next);
      await next.engine.save();
      await feed.replaceIndex(() => this.#takeOver(next, aside, from));
    } catch (error) {
      await this.parts.home.retire(aside, () => closeVersion(next));
      throw folderFault(aside.directory, error);
    }
    const report = { documentCount: next.engine.documentCount, seconds: Math.round(performance.now() - startMs) / 1000 };
    this.parts.logger.info({ event: 'index-rebuilt', engine, ...report }, 'the index was built anew and has taken over');
    return report;
  }

  /** Replays until little is left, for writes go on meanwhile; gives the sequence that was reached. */
  async #fill(next: IndexVersion): Promise<number> {
    const { archive } = this.parts;
    let from = 0;
    for (;;) {
      const reached = archive.sequence;
      await this.#follow(next, from);
      from = reached;
      if (archive.sequence - reached <= MOST_LEFT_COUNT) return from;
    }
  }

  async #follow(next: IndexVersion, from: number): Promise<number> {
    const { archive, logger } = this.parts;
    // A compaction meanwhile has forgotten what was removed since: begin again.
    const isLost = from > 0 && from < archive.horizon;
    if (isLost) await next.engine.clear();
    return replay({ archive, indexer: next.indexer, from: isLost ? 0 : from, logger, signal: this.#closing.signal });
  }

  /** While nothing is applied: what is left, then the new one is the index, in its folder and here. Gives the number of changes not saved. */
  async #takeOver(next: IndexVersion, aside: IndexFolder, from: number): Promise<number> {
    const count = await this.#follow(next, from);
    const [before, beforeFolder] = [this.#current, this.#folder];
    await this.parts.home.take(aside);
    this.#current = next;
    this.#folder = aside;
    await before.companions.discard();
    if (this.parts.withCompanions) await next.companions.open();
    await this.parts.home.retire(beforeFolder, () => closeVersion(before));
    return count;
  }
}

/** Searches that are under way in it go on to their end. */
async function closeVersion({ pool, engine }: IndexVersion): Promise<void> {
  await pool.close();
  await engine.close();
}
