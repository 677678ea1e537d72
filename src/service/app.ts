/**
 * The composition root of what lives with the archive: the only place that names an engine or a store. Puts archive, index,
 * searcher and intake together and brings the index up to the archive. `service.ts` starts the service over it.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { Analyzer, type AnalyzerSource, dictionaryVersion } from '../analysis/analyzer.js';
import { WatchedAnalyzer } from '../analysis/watched-analyzer.js';
import { readWordFiles, type WordFiles, type WordFolders } from '../analysis/word-folders.js';
import { Archive } from '../archive/archive.js';
import type { IndexedChange } from '../archive/archive-change.js';
import { MARKER_NAME, WORDS_NAME } from '../archive/archive-folder.js';
import { readRecords } from '../archive/read-archive.js';
import { hasNoArchive } from '../archive/restore-archive.js';
import { bringBack, followArchive, type FollowedCopy, type ShownWork } from './archive-on-cluster.js';
import { ArchiveArticleService } from './article-service.js';
import { chooseEngine } from './choose-engine.js';
import { ClusterConnection } from '../cluster/cluster-connection.js';
import { ClusterFollower } from './cluster-follower.js';
import { startCompaction } from './compact-when-due.js';
import type { Config } from '../config.js';
import { ArchiveCopy } from '../copy/archive-copy.js';
import { readCopy } from '../copy/restore-from-copy.js';
import { createMiniSearchEngine } from '../engine/minisearch/minisearch-engine.js';
import { createOpenSearchEngine } from '../engine/opensearch/opensearch-engine.js';
import { builtDocuments } from '../engine/packed/built-documents.js';
import { createPackedEngine } from '../engine/packed/packed-engine.js';
import { ReadAhead } from '../engine/packed/read-ahead.js';
import type { ServiceFigures } from '../http/metrics.js';
import type { BoundedSearcher } from '../http/queued-searcher.js';
import type { AppServices, ArticleService, MaintenanceService, Readiness } from '../http/services.js';
import { prepareIndexFolder, presentEngine, presentIndex, type IndexFolder } from '../live-index/index-folder.js';
import { clusterIndexName, IndexHome } from '../live-index/index-home.js';
import { createIntake, type IntakeFeed } from '../intake/create-intake.js';
import { IndexFeed } from '../intake/index-feed.js';
import type { Intake } from '../intake/intake.js';
import { JoinedArticles } from '../intake/joined-articles.js';
import { readPage } from '../intake/read-page.js';
import { writeRecordLine } from '../intake/record-line.js';
import { createVersion, LiveIndex, replay, type IndexVersion } from '../live-index/live-index.js';
import { LiveMaintenance } from './live-maintenance.js';
import { plainWorker, type AnalysisWorker } from '../search/analysis-pool.js';
import type { SearchEngine } from '../search/engine.js';
import { parseWeights, type RankingWeights } from '../search/ranking/weights.js';
import { SearchServiceError } from '../search-service-error.js';

/** Word files and sample pages that come with the program. */
export const SHIPPED_DATA = fileURLToPath(new URL('../../data', import.meta.url));

/** Everything a face needs, ready to answer. */
export interface App {
  readonly archive: Archive;
  readonly intake: Intake;
  readonly searcher: BoundedSearcher;
  readonly similar: AppServices['similar'];
  readonly suggester: AppServices['suggester'];
  readonly articles: ArticleService;
  readonly maintenance: MaintenanceService;
  readonly parsePage: AppServices['parsePage'];
  readiness(): Readiness;
  figures(): ServiceFigures;
  /** Compacts the archive when its log holds much that does not count any more; see docs/decisions/compaction.md. Never throws. */
  compactIfDue(): Promise<void>;
  /** Finishes what is under way, saves the index, gives the folders back. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Articles that are about to be put in. */
  readonly comingCount?: number;
  /** Suggestions and near-duplicates follow the archive too; only who serves needs them. Default false. */
  readonly withCompanions?: boolean;
  /** Called when `readiness` answers something else from now on. */
  readonly onState?: () => void;
}

/**
 * Every article and tombstone of the archive as lines of NDJSON, in the order of ids; beside a service too. Where the engine is on a
 * cluster and the disk has no archive, they come from its copy there. Throws FOLDER_NOT_OURS, ARCHIVE_CORRUPT, COPY_NOT_FOUND,
 * COPY_MISMATCH.
 */
export async function* exportLines(config: Config): AsyncGenerator<string> {
  const { cluster, dataDirectory } = config;
  if (config.engine !== 'opensearch' || cluster === undefined || !(await hasNoArchive(dataDirectory))) {
    for await (const record of readRecords(dataDirectory)) yield writeRecordLine(record);
    return;
  }
  const connection = new ClusterConnection(cluster);
  try {
    for await (const record of readCopy(new ArchiveCopy(connection), connection)) yield writeRecordLine(record);
  } finally {
    await connection.close();
  }
}

/** Where the word files of an archive lie: its own in its folder, for the rest those that come with the program. */
export function wordFoldersOf(config: Pick<Config, 'dataDirectory'>): WordFolders {
  return { dataDirectory: SHIPPED_DATA, ownDirectory: path.join(config.dataDirectory, WORDS_NAME) };
}

function loadWeights(): RankingWeights {
  const file = path.join(SHIPPED_DATA, 'ranking.json');
  try {
    return parseWeights(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new SearchServiceError('CONFIG_INVALID', `${file} cannot be used (${(cause as Error).message}). Restore the file that came with the program.`, { cause });
  }
}

/**
 * Opens the archive and loads its index; what the index does not know yet is read from the archive. Throws the codes of
 * `Archive.open`, FOLDER_NOT_OURS and FOLDER_NOT_WRITABLE for the index folder, DICTIONARY_INVALID.
 */
export async function openApp(config: Config, logger: Logger, { comingCount = 0, withCompanions = false, onState = () => undefined }: OpenOptions = {}): Promise<App> {
  const onCluster = (isAvailable: boolean): void => {
    if (isAvailable) logger.info({ event: 'cluster-available' }, 'the cluster answers again');
    else logger.warn({ event: 'cluster-unavailable' }, 'the cluster does not answer; searches are refused until it does');
    onState();
  };
  const store = await openStore(config, logger, { comingCount, readsIndex: true, onState, ...(withCompanions && { onCluster }) });
  try {
    const { archive, analyzer, folder, home } = store;
    const create = (name: string, directory: string, dictionary: Analyzer): IndexVersion => createVersion({
      ...{ archive, directory, logger, analyzer: dictionary, queryAnalyzer: watchWords(dictionary, config, logger), weights: loadWeights() },
      ...{ engine: store.createEngine(name, directory), worker: store.workerOf(name) },
    });
    const version = create(store.engineName, folder.engineDirectory, analyzer);
    const replayedCount = await bringUp(store, version, logger);
    await home.announce(folder);
    const live = new LiveIndex(version, {
      ...{ archive, folder, home, logger, onState },
      chooseEngine: async () => chooseEngine(config.engine, archive.liveCount, await presentEngine(config.indexDirectory)).name,
      create: (name, directory, before) => create(name, directory, dictionaryNow(config, before.analyzer)),
      withCompanions,
    });
    if (withCompanions) await version.companions.open();
    return compose({ config, store, live, logger, replayedCount, onState });
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** An open archive and what an index over it is made with; the index itself is not opened yet. */
export interface Store {
  readonly archive: Archive;
  readonly folder: IndexFolder;
  readonly analyzer: Analyzer;
  /** The engine of the folder. */
  readonly engineName: string;
  readonly createEngine: (name: string, directory: string) => SearchEngine;
  /** What analyses for an engine in other threads. */
  readonly workerOf: (name: string) => AnalysisWorker | undefined;
  readonly home: IndexHome;
  /** Follows the archive on a cluster, where the engine is on one. */
  readonly copy: FollowedCopy | undefined;
  /** Gives everything back but the index, which goes first. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Articles that are about to be put in. Default 0. */
  readonly comingCount?: number;
  /** Called when the cluster of the engine does not answer any more, and when it does again; with it the cluster is watched. */
  readonly onCluster?: (isAvailable: boolean) => void;
  /** Called when the copy cannot follow the archive any more, and when it can again. */
  readonly onState?: () => void;
  /** The index that is there will be opened: a large one is read in another thread while the log and the dictionary are here. Default false. */
  readonly readsIndex?: boolean;
  /** Shows how far bringing back or copying the archive is. Default in the log. */
  readonly work?: ShownWork;
}

/**
 * Opens the archive, chooses the engine and makes the index folder ready. Where the engine is on a cluster, an archive that is not on
 * the disk is brought back from its copy there, and the copy brought up to one that is. Throws the same as `openApp`.
 */
export async function openStore(config: Config, logger: Logger, { comingCount = 0, readsIndex = false, onCluster, onState, work }: StoreOptions = {}): Promise<Store> {
  const cluster = config.engine === 'opensearch' ? config.cluster : undefined;
  const shown = { ...(onState !== undefined && { onState }), ...(work !== undefined && { work }) };
  if (cluster !== undefined) await bringBack(cluster, config.dataDirectory, logger, work);
  const words = readWordFiles(wordFoldersOf(config));
  let reading: Promise<ReadAhead | undefined> = Promise.resolve(undefined);
  const archive = await Archive.open(config.dataDirectory, { onLocked: () => { if (readsIndex) reading = readAhead(config.indexDirectory, words); } });
  const home = new IndexHome(cluster === undefined ? undefined : new ClusterConnection(cluster));
  let copy: FollowedCopy | undefined;
  const close = async (): Promise<void> => {
    await home.close();
    await copy?.close();
    await archive.close();
  };
  try {
    logRecovery(archive, logger);
    const { name, reason } = chooseEngine(config.engine, archive.liveCount + comingCount, await presentEngine(config.indexDirectory));
    logger.info({ event: 'engine-chosen', engine: name, reason }, `the index is ${name}: ${reason}`);
    if (cluster !== undefined) copy = await followArchive(cluster, archive, logger, shown);
    const folder = await home.inUse(await prepareIndexFolder(config.indexDirectory, path.join(config.dataDirectory, MARKER_NAME), name));
    const ahead = await keptReading(reading, folder);
    const createEngine = (engine: string, directory: string): SearchEngine => {
      if (engine === 'opensearch') return createClusterEngine({ config, archiveId: folder.marker.archive, directory, onCluster });
      if (engine === 'minisearch') return createMiniSearchEngine({ directory });
      return createPackedEngine({ directory, weights: loadWeights(), ahead: ahead?.directory === directory ? ahead : undefined });
    };
    return { archive, folder, home, copy, close, analyzer: Analyzer.of(words), engineName: name, createEngine, workerOf };
  } catch (error) {
    await (await reading)?.end();
    await close();
    throw error;
  }
}

/** Begins to read the index that lies in a folder, in another thread, if it is one that takes long. Never rejects. */
async function readAhead(indexDirectory: string, words: WordFiles): Promise<ReadAhead | undefined> {
  const present = IS_COMPILED ? await presentIndex(indexDirectory) : undefined;
  return present?.marker.engine === 'packed' ? ReadAhead.begin(present.engineDirectory, dictionaryVersion(words)).catch(() => undefined) : undefined;
}

/** What is read ahead of the index of `folder`; ended where the folder is another one now, or was emptied. */
async function keptReading(reading: Promise<ReadAhead | undefined>, { engineDirectory, discarded }: IndexFolder): Promise<ReadAhead | undefined> {
  const ahead = await reading;
  if (ahead === undefined || (discarded === undefined && ahead.directory === engineDirectory)) return ahead;
  await ahead.end();
  return undefined;
}

interface ClusterEngineParts {
  readonly config: Config;
  /** Which archive the index belongs to. */
  readonly archiveId: string;
  /** What the index would lie in on a disk: its last part names the index on the cluster. */
  readonly directory: string;
  readonly onCluster: ((isAvailable: boolean) => void) | undefined;
}

function createClusterEngine({ config, archiveId, directory, onCluster }: ClusterEngineParts): SearchEngine {
  if (config.cluster === undefined) throw new SearchServiceError('CONFIG_INVALID', 'the engine opensearch needs the addresses of a cluster. Set OPENSEARCH_URL, or choose another XUNBAO_ENGINE.');
  const index = clusterIndexName(config.cluster.prefix, archiveId, directory);
  return createOpenSearchEngine({ settings: config.cluster, index, weights: loadWeights(), ...(onCluster !== undefined && { onAvailability: onCluster }) });
}

/** The packed engine's segments are built where their documents are analysed. */
const packedWorker: AnalysisWorker = { module: new URL('../engine/packed/segment-worker.js', import.meta.url), documents: builtDocuments };
/** Workers run compiled; from the sources, as tests run, everything is analysed in one thread. */
const IS_COMPILED = import.meta.url.endsWith('.js');

function workerOf(name: string): AnalysisWorker | undefined {
  if (!IS_COMPILED) return undefined;
  return name === 'packed' ? packedWorker : plainWorker;
}

/** The dictionary as its files stand; `before` itself where they have not changed, for loading takes a second. */
function dictionaryNow(config: Config, before: Analyzer): Analyzer {
  const files = readWordFiles(wordFoldersOf(config));
  return before.checkedVersion(files) === before.version ? before.withQueryWords(files) : Analyzer.of(files);
}

interface Composed {
  readonly config: Config;
  readonly store: Store;
  readonly live: LiveIndex;
  readonly logger: Logger;
  readonly replayedCount: number;
  readonly onState: () => void;
}

function compose({ config, store, live, logger, replayedCount, onState }: Composed): App {
  const { archive, copy } = store;
  const joined = new JoinedArticles(archive);
  const articles = new ArchiveArticleService(archive, joined);
  const follower = new ClusterFollower({ live, feed: () => feed, logger, onState });
  const feed = createFeed({ live, logger, replayedCount, onState, follower, apply: async (changes) => {
    articles.apply(changes);
    await live.apply(joined.expand(changes));
  } });
  let isStopping = false;
  const compaction = startCompaction(archive, logger);
  const readiness = (): Readiness => {
    if (isStopping) return { ready: false, state: 'stopping' };
    if (live.current.engine.isAvailable === false) return { ready: false, state: 'cluster-unavailable' };
    if (copy?.follower.healthy === false) return { ready: false, state: 'copy-behind' };
    return feed.healthy ? { ready: true, state: live.isRebuilding ? 'rebuilding' : 'ready' } : { ready: false, state: 'index-failed' };
  };
  return {
    archive,
    intake: createIntake(archive, followedBy(feed, copy)),
    searcher: {
      search: (request, bounds) => live.current.searcher.search(request, bounds),
      written: (request, bounds) => live.current.searcher.written(request, bounds),
      marks: (article, text) => live.current.searcher.marks(article, text),
    },
    similar: { similar: (id, limit) => live.current.similar.similar(id, limit) },
    suggester: {
      suggest: (text, limit) => live.current.suggester.suggest(text, limit),
      help: (text) => live.current.suggester.help(text),
    },
    articles,
    maintenance: new LiveMaintenance({ dataDirectory: config.dataDirectory, archive, live, feed, copy }),
    parsePage: (bytes, given) => {
      const { text, pages } = readPage({ bytes, given });
      const { parsed, place } = pages[0]!;
      return { ...parsed, page: place, printed: text.split('\n') };
    },
    readiness,
    figures: () => ({ documentCount: live.current.engine.documentCount, archiveSequence: archive.sequence, ...archive.sizes, snapshotAgeSeconds: feed.unsavedSeconds, unsavedCount: feed.unsavedCount }),
    compactIfDue: () => compaction.runIfDue(),
    close: async () => {
      isStopping = true;
      onState();
      compaction.stop();
      await follower.close();
      await live.stopRebuild();
      await feed.close();
      await live.current.companions.close();
      await live.close();
      await store.close();
    },
  };
}

/** A write is answered when the index knows it, and the archive's copy where there is one. */
function followedBy(feed: IndexFeed, copy: FollowedCopy | undefined): IntakeFeed {
  if (copy === undefined) return feed;
  return { put: async (changes, sequence) => { await Promise.all([feed.put(changes), copy.follower.upTo(sequence)]); } };
}

interface FeedParts extends Pick<Composed, 'live' | 'logger' | 'replayedCount' | 'onState'> {
  readonly apply: (changes: readonly IndexedChange[]) => Promise<void>;
  readonly follower: ClusterFollower;
}

function createFeed({ live, logger, replayedCount, onState, apply, follower }: FeedParts): IndexFeed {
  return new IndexFeed({ apply, save: () => live.current.engine.save() }, {
    unsavedCount: replayedCount,
    onFailure: (err) => {
      logger.error({ event: 'index-failed', err }, 'the index could not follow the archive; what is stored is safe, build it anew with xunbao rebuild, or start again');
      follower.failed(err);
      onState();
    },
    onSaveFailure: (err) => { logger.warn({ event: 'index-not-saved', err }, 'the index could not be saved; the next start will take longer'); },
  });
}

/** Loads the saved index and replays what it lacks; gives the number of changes replayed. */
async function bringUp({ archive, folder }: Store, { engine, indexer, analyzer }: IndexVersion, logger: Logger): Promise<number> {
  const opened = await engine.open(analyzer.version);
  // An index ahead of its archive saw another history; one behind the horizon cannot hear of removals any more.
  const isLost = opened.sequence > archive.sequence || (opened.sequence > 0 && opened.sequence < archive.horizon);
  if (isLost) await engine.clear();
  const from = isLost ? 0 : opened.sequence;
  const reason = folder.discarded ?? (isLost ? 'it does not belong to the archive as it stands' : opened.reason);
  if (from === 0 && archive.liveCount > 0 && reason !== 'none') {
    const why = reason === 'foreign' ? 'it was built with another dictionary, or by another version of the program' : reason;
    logger.warn({ event: 'index-rebuild', reason, articleCount: archive.liveCount }, `the index could not be used (${why}); it is built again from the archive`);
  }
  const startMs = performance.now();
  const replayedCount = await replay({ archive, indexer, from, logger });
  logger.info({ event: 'index-open', reason, replayedCount, documentCount: engine.documentCount, durationMs: Math.round(performance.now() - startMs) }, 'the index is up to the archive');
  return replayedCount;
}

function watchWords(analyzer: Analyzer, config: Config, logger: Logger): AnalyzerSource {
  return new WatchedAnalyzer(analyzer, wordFoldersOf(config), {
    onQueryWords: () => { logger.info({ event: 'query-words-changed' }, 'stop words, synonyms and regional words are those of the files as they stand now'); },
    onDictionary: () => { logger.warn({ event: 'dictionary-changed' }, 'variants.tsv or userdict.txt has changed; it takes effect when the index is built anew: xunbao rebuild, or the next start'); },
    onFault: (err) => { logger.warn({ event: 'word-file-refused', err, reason: (err as Error).message }, 'a word file cannot be used as it stands; the words stay as they were'); },
  });
}

function logRecovery({ recovery }: Archive, logger: Logger): void {
  const { takenOverFrom, tornBytes, purgeUnfinished } = recovery;
  logger.info({ event: 'archive-open', ...recovery }, 'the archive is open');
  if (takenOverFrom !== undefined) logger.warn({ event: 'archive-taken-over', pid: takenOverFrom.pid }, 'the last process did not close the archive; its lock was taken over');
  if (tornBytes > 0) logger.warn({ event: 'archive-torn', tornBytes }, 'an unfinished write was cut off; nothing acknowledged was lost');
  if (purgeUnfinished) logger.warn({ event: 'purge-unfinished' }, 'a purge was cut short; run it again');
}
