/**
 * The composition root of what lives with the archive: puts archive, index, searcher and intake together and brings the
 * index up to the archive. `service.ts` starts the service over it.
 */
import { existsSync } from 'node:fs';
import type { Logger } from 'pino';
import { Analyzer, type AnalyzerSource } from '../analysis/analyzer.js';
import { WatchedAnalyzer } from '../analysis/watched-analyzer.js';
import { readWordFiles } from '../analysis/word-folders.js';
import type { Archive } from '../archive/archive.js';
import type { IndexedChange } from '../archive/archive-change.js';
import type { Config } from '../config.js';
import type { ServiceFigures } from '../http/metrics.js';
import type { BoundedSearcher } from '../http/queued-services.js';
import type { IssueService } from '../http/issue-service.js';
import type { AppServices, ArticleService, MaintenanceService, Readiness } from '../http/services.js';
import type { IntakeFeed } from '../intake/change-store.js';
import { createIntake } from '../intake/create-intake.js';
import { IndexFeed } from '../live-index/index-feed.js';
import type { Intake } from '../intake/intake.js';
import { JoinedArticles } from '../intake/joined-articles.js';
import { lackingPrints } from '../intake/keep-out.js';
import { readingOf } from '../intake/read-page.js';
import { PagePictures } from '../intake/page-pictures.js';
import { phrasesOf } from '../intake/take-along.js';
import { escapedBytes } from '../intake/source-name.js';
import { TEXT_WORKER, TextPool } from '../intake/text-pool.js';
import { EngineSwitch } from '../live-index/engine-switch.js';
import { createVersion, type IndexVersion } from '../live-index/index-version.js';
import { LiveIndex, type LiveIndexParts } from '../live-index/live-index.js';
import { openIndex, replay } from '../live-index/replay.js';
import { ArchiveArticleService } from './article-service.js';
import { ArchiveDeskService } from './desk-service.js';
import { ArchiveIssueService } from './issue-service.js';
import { chooseEngine, type EngineBorders, type EngineChoice } from './choose-engine.js';
import type { FeedRetry, FollowedCopy } from './cluster-extra.js';
import { startCompaction } from './compact-when-due.js';
import { LiveMaintenance } from './live-maintenance.js';
import { openStore, type Store } from './open-store.js';
import { loadWeights, wordFoldersOf } from './shipped-data.js';

/** Everything a face needs, ready to answer. */
export interface App {
  readonly archive: Archive;
  readonly intake: Intake;
  readonly searcher: BoundedSearcher;
  readonly similar: AppServices['similar'];
  readonly suggester: AppServices['suggester'];
  readonly articles: ArticleService;
  readonly issues: IssueService;
  readonly pictures: AppServices['pictures'];
  readonly desk: AppServices['desk'];
  readonly maintenance: MaintenanceService;
  readonly parsePage: AppServices['parsePage'];
  readiness(): Readiness;
  figures(): ServiceFigures;
  /** Leaves nothing for the next start to do: index and companions in the shape they take in time. They are saved when it is closed. */
  settle(): Promise<void>;
  /** Compacts the archive when its log holds much that does not count any more; see docs/decisions/compaction.md. Never throws. */
  compactIfDue(): Promise<void>;
  /** Finishes what is under way, saves the index, gives the folders back. */
  close(): Promise<void>;
}

/** Articles looked at each time it is asked which are much the same as another. */
const MOST_ALIKE = 100;

/** What an app is opened for, and who hears of it. */
export interface OpenOptions {
  /** Articles that are about to be put in. */
  readonly comingCount?: number;
  /**
   * Suggestions and near-duplicates follow the archive too; who serves needs them, or brings so much that it had better be read once.
   * Default false.
   */
  readonly withCompanions?: boolean;
  /** It is served: the engine changes with the size of the archive, and the cluster is watched. Default as `withCompanions`. */
  readonly isServed?: boolean;
  /** Sizes at which the engine changes, for tests. */
  readonly engineBorders?: EngineBorders;
  /** Called when `readiness` answers something else from now on. */
  readonly onState?: () => void;
}

/**
 * Opens the archive and loads its index; what the index does not know yet is read from the archive. Throws the codes of
 * `Archive.open`, FOLDER_NOT_OURS and FOLDER_NOT_WRITABLE for the index folder, DICTIONARY_INVALID.
 */
export async function openApp(config: Config, logger: Logger, options: OpenOptions = {}): Promise<App> {
  const { comingCount = 0, withCompanions = false, isServed = withCompanions, engineBorders, onState = () => undefined } = options;
  const onCluster = (isAvailable: boolean): void => {
    if (isAvailable) logger.info({ event: 'cluster-available' }, 'the cluster answers again');
    else logger.warn({ event: 'cluster-unavailable' }, 'the cluster does not answer; searches are refused until it does');
    onState();
  };
  const store = await openStore(config, logger, { comingCount, readsIndex: true, engineBorders, onState, ...(isServed && { onCluster }) });
  try {
    const { archive, analyzer, folder, home } = store;
    // Of an archive that an earlier version wrote.
    await archive.commit(await lackingPrints(archive, (text) => analyzer.fold(text).text));
    const merges: Merges = { done: () => undefined };
    const create = (name: string, directory: string, dictionary: Analyzer): IndexVersion =>
      createVersion({
        archive,
        directory,
        logger,
        withCompanions,
        analyzer: dictionary,
        queryAnalyzer: watchWords(dictionary, config, logger),
        weights: loadWeights(),
        engine: store.createEngine(name, directory, () => {
          merges.done();
        }),
        worker: store.workerOf(name),
      });
    const version = create(store.engineName, folder.engineDirectory, analyzer);
    const replayedCount = await bringUp(store, version, logger);
    await home.announce(folder);
    version.companions?.start();
    return compose({
      config,
      options: { ...options, isServed },
      store,
      merges,
      version,
      logger,
      replayedCount,
      create: (name, directory, before) => create(name, directory, dictionaryNow(config, before.analyzer)),
    });
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** The dictionary as its files stand; `before` itself where they have not changed, for loading takes a second. */
function dictionaryNow(config: Config, before: Analyzer): Analyzer {
  const files = readWordFiles(wordFoldersOf(config));
  return before.checkedVersion(files) === before.version ? before.withQueryWords(files) : Analyzer.of(files);
}

/** The engines' merges, and who hears of them. */
interface Merges {
  done: () => void;
}

interface Composed {
  readonly config: Config;
  readonly options: OpenOptions;
  readonly store: Store;
  readonly merges: Merges;
  readonly version: IndexVersion;
  readonly create: LiveIndexParts['create'];
  readonly logger: Logger;
  readonly replayedCount: number;
}

/** What is kept up to date with every change, and what does it. */
interface Followers {
  readonly joined: JoinedArticles;
  readonly issues: ArchiveIssueService;
  readonly live: LiveIndex;
  readonly engines: EngineSwitch;
  readonly retry: FeedRetry | undefined;
  readonly feed: IndexFeed;
}

function startFollowers({ config, options, store, merges, version, create, logger, replayedCount }: Composed): Followers {
  const { archive, folder, home } = store;
  const { onState = () => undefined } = options;
  const joined = new JoinedArticles(archive);
  const issues = new ArchiveIssueService(archive);
  if (options.isServed === true) issues.prepare();
  const choose = (present: string): EngineChoice => chooseEngine(config.engine, archive.liveCount, present, options.engineBorders);
  const onRebuild = (): void => {
    onState();
    engines.consider();
  };
  const live = new LiveIndex(version, {
    archive,
    folder,
    home,
    logger,
    create,
    chooseEngine: (present) => choose(present).name,
    onState: onRebuild,
  });
  const engines = new EngineSwitch({ live, choose, logger, feed: () => feed, isOff: options.isServed !== true });
  const retry = store.cluster?.retry({ live, feed: () => feed, logger, onState });
  const apply = async (changes: readonly IndexedChange[]): Promise<void> => {
    await issues.apply(changes);
    await live.apply(joined.expand(changes));
    engines.consider();
  };
  const feed = createFeed({ archive, live, logger, replayedCount, onState, retry, apply });
  merges.done = () => {
    feed.reshaped();
  };
  return { joined, issues, live, engines, retry, feed };
}

function compose(composed: Composed): App {
  const { config, options, store, logger } = composed;
  const { archive, copy } = store;
  const { joined, issues, live, engines, retry, feed } = startFollowers(composed);
  const texts = new TextPool(TEXT_WORKER);
  let isStopping = false;
  const compaction = startCompaction(archive, logger);
  return {
    archive,
    intake: intakeOf({ store, live, feed, texts }),
    ...answeredBy(live),
    articles: new ArchiveArticleService(archive, joined, (task) => texts.read(task)),
    issues,
    desk: new ArchiveDeskService(archive),
    pictures: new PagePictures(archive, (task) => texts.draw(task)),
    maintenance: new LiveMaintenance({ dataDirectory: config.dataDirectory, archive, live, feed, copy }),
    parsePage: async (bytes, given) => readingOf(await texts.read({ bytes, division: 'page' }), given),
    readiness: () => (isStopping ? { ready: false, state: 'stopping' } : readinessOf(store, live, feed)),
    figures: () => ({
      engine: live.current.engine.name,
      documentCount: live.current.engine.documentCount,
      archiveSequence: archive.sequence,
      ...archive.sizes,
      snapshotAgeSeconds: feed.unsavedSeconds,
      unsavedCount: feed.unsavedCount,
    }),
    settle: () => live.settle(),
    compactIfDue: () => compaction.runIfDue(),
    close: async () => {
      isStopping = true;
      options.onState?.();
      compaction.stop();
      engines.close();
      await texts.close();
      await retry?.close();
      await live.stopRebuild();
      await feed.close();
      await live.current.companions?.close();
      await live.close();
      await store.close();
    },
  };
}

function readinessOf({ archive, copy }: Store, live: LiveIndex, feed: IndexFeed): Readiness {
  if (archive.lost !== undefined) return { ready: false, state: 'archive-lost' };
  if (live.current.engine.isAvailable === false) return { ready: false, state: 'cluster-unavailable' };
  if (copy?.healthy === false) return { ready: false, state: 'copy-behind' };
  return feed.healthy ? { ready: true, state: live.isRebuilding ? 'rebuilding' : 'ready' } : { ready: false, state: 'index-failed' };
}

interface IntakeNeeds {
  readonly store: Store;
  readonly live: LiveIndex;
  readonly feed: IndexFeed;
  readonly texts: TextPool;
}

function intakeOf({ store: { archive, copy }, live, feed, texts }: IntakeNeeds): Intake {
  return createIntake(archive, followedBy(feed, copy), {
    fold: (text) => live.current.analyzer.fold(text).text,
    findAlike: (article) => articlesHolding(phrasesOf(article), live),
    isGone: (source) => !existsSync(source) && !existsSync(escapedBytes(source) ?? source),
    readText: (task) => texts.read(task),
  });
}

/** What is asked of the version in use at the moment. */
function answeredBy(live: LiveIndex): Pick<App, 'searcher' | 'similar' | 'suggester'> {
  return {
    searcher: {
      search: (request, bounds) => live.current.searcher.search(request, bounds),
      written: (request, bounds) => live.current.searcher.written(request, bounds),
      slice: (request, text, bounds) => live.current.searcher.slice(request, text, bounds),
      marks: (article, text) => live.current.searcher.marks(article, text),
    },
    similar: { similar: (id, limit) => live.current.similar.similar(id, limit) },
    suggester: { suggest: (text, limit) => live.current.suggester.suggest(text, limit), help: (text) => live.current.suggester.help(text) },
  };
}

/** Ids of articles that hold some of these phrases, most of them first. */
async function articlesHolding(phrases: readonly string[], live: LiveIndex): Promise<readonly string[]> {
  if (phrases.length === 0) return [];
  const text = phrases.map((phrase) => `"${phrase}"`).join(' OR ');
  const { hits } = await live.current.searcher.search({
    text,
    filters: {},
    sort: 'relevance',
    limit: MOST_ALIKE,
    offset: 0,
    facets: [],
    explain: false,
  });
  return hits.map(({ id }) => id);
}

/** A write is answered when the index knows it, and the archive's copy where there is one. */
function followedBy(feed: IndexFeed, copy: FollowedCopy | undefined): IntakeFeed {
  if (copy === undefined) return feed;
  return {
    put: async (changes, sequence) => {
      await Promise.all([feed.put(changes), copy.upTo(sequence)]);
    },
  };
}

interface FeedParts extends Pick<Composed, 'logger' | 'replayedCount'> {
  readonly archive: Archive;
  readonly live: LiveIndex;
  readonly onState: () => void;
  readonly apply: (changes: readonly IndexedChange[]) => Promise<void>;
  readonly retry: FeedRetry | undefined;
}

function createFeed({ archive, live, logger, replayedCount, onState, apply, retry }: FeedParts): IndexFeed {
  return new IndexFeed(
    { apply, save: () => saveIndex(archive, live) },
    {
      unsavedCount: replayedCount,
      onFailure: (err) => {
        logger.error(
          { event: 'index-failed', err },
          'the index could not follow the archive; what is stored is safe, build it anew with xunbao rebuild, or start again',
        );
        retry?.failed(err);
        onState();
      },
      onSaveFailure: (err) => {
        logger.warn({ event: 'index-not-saved', err }, 'the index could not be saved; the next start will take longer');
      },
    },
  );
}

/** Whoever has the archive has the index folder. */
async function saveIndex(archive: Archive, live: LiveIndex): Promise<void> {
  await archive.checkHeld();
  await live.current.engine.save();
}

/** Loads the saved index and replays what it lacks; gives the number of changes replayed. */
async function bringUp(
  { archive, folder }: Store,
  { engine, indexer, analyzer, companions }: IndexVersion,
  logger: Logger,
): Promise<number> {
  const { from, isLost, reason: said } = await openIndex(engine, analyzer.version, archive);
  await companions?.open(from);
  const reason = folder.discarded ?? (isLost ? 'it does not belong to the archive as it stands' : said);
  if (from === 0 && archive.liveCount > 0 && reason !== 'none') {
    const why = reason === 'foreign' ? 'it was built with another dictionary, or by another version of the program' : reason;
    logger.warn(
      { event: 'index-rebuild', reason, articleCount: archive.liveCount },
      `the index could not be used (${why}); it is built again from the archive`,
    );
  }
  const startMs = performance.now();
  const replayedCount = await replay({ archive, indexer, from, logger });
  logger.info(
    {
      event: 'index-open',
      reason,
      replayedCount,
      documentCount: engine.documentCount,
      durationMs: Math.round(performance.now() - startMs),
    },
    'the index is up to the archive',
  );
  return replayedCount;
}

function watchWords(analyzer: Analyzer, config: Config, logger: Logger): AnalyzerSource {
  return new WatchedAnalyzer(analyzer, wordFoldersOf(config), {
    onQueryWords: () => {
      logger.info({ event: 'query-words-changed' }, 'stop words, synonyms and regional words are those of the files as they stand now');
    },
    onDictionary: () => {
      logger.warn(
        { event: 'dictionary-changed' },
        'variants.tsv or userdict.txt has changed; it takes effect when the index is built anew: xunbao rebuild, or the next start',
      );
    },
    onFault: (err) => {
      logger.warn(
        { event: 'word-file-refused', err, reason: (err as Error).message },
        'a word file cannot be used as it stands; the words stay as they were',
      );
    },
  });
}
