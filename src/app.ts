/**
 * The composition root: the only place that names an engine or a store. Puts archive, index, searcher and intake together,
 * brings the index up to the archive, and starts the service over them.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { Analyzer, type AnalyzerSource } from './analysis/analyzer.js';
import { WatchedAnalyzer } from './analysis/watched-analyzer.js';
import type { WordFolders } from './analysis/word-folders.js';
import { Archive } from './archive/archive.js';
import type { IndexedChange } from './archive/archive-change.js';
import { MARKER_NAME, WORDS_NAME } from './archive/archive-folder.js';
import { readRecords } from './archive/read-archive.js';
import { ArchiveArticleService } from './article-service.js';
import { chooseEngine } from './choose-engine.js';
import { startCompaction } from './compact-when-due.js';
import { isLoopback, type Config } from './config.js';
import { createMiniSearchEngine } from './engine/minisearch/minisearch-engine.js';
import { builtDocuments } from './engine/packed/built-documents.js';
import { createPackedEngine } from './engine/packed/packed-engine.js';
import { createAccess } from './http/access.js';
import { createApp } from './http/create-app.js';
import { Metrics, type ServiceFigures } from './http/metrics.js';
import type { AppServices, ArticleService, Readiness } from './http/services.js';
import { startServer, type RunningServer } from './http/start-server.js';
import { forgetService, noteService, prepareIndexFolder, presentEngine, type IndexFolder } from './index-folder.js';
import { createIntake } from './intake/create-intake.js';
import { IndexFeed } from './intake/index-feed.js';
import type { Intake } from './intake/intake.js';
import { JoinedArticles } from './intake/joined-articles.js';
import { readPage } from './intake/read-page.js';
import { writeRecordLine } from './intake/record-line.js';
import type { SearchEngine } from './search/engine.js';
import { AnalysisPool, plainWorker, type AnalysisWorker } from './search/analysis-pool.js';
import { Indexer } from './search/indexer.js';
import { parseWeights, type RankingWeights } from './search/ranking/weights.js';
import { Searcher, type ArticleReader } from './search/searcher.js';
import { SimilarArticles } from './search/similar/similar-articles.js';
import { SearchServiceError } from './search-service-error.js';
import { createPages } from './web/create-pages.js';
import { linkScript } from './web/link-script.js';

/** Word files and sample pages that come with the program. */
export const SHIPPED_DATA = fileURLToPath(new URL('../data', import.meta.url));
/** Changes that are analysed and applied at once while the index is brought up. */
const REPLAY_BATCH_COUNT = 2_048;
/** Batches in memory meanwhile: one is read, others are analysed and applied. */
const REPLAY_BATCHES = 4;
const REPLAY_LOG_INTERVAL_MS = 5_000;

/** Everything a face needs, ready to answer. */
export interface App {
  readonly archive: Archive;
  readonly intake: Intake;
  readonly searcher: Searcher;
  readonly similar: SimilarArticles;
  readonly articles: ArticleService;
  readiness(): Readiness;
  figures(): ServiceFigures;
  /** Compacts the archive when its log holds much that does not count any more; see docs/decisions/compaction.md. Never throws. */
  compactIfDue(): Promise<void>;
  /** Finishes what is under way, saves the index, gives the folders back. */
  close(): Promise<void>;
}

/** Every article and tombstone of the archive as lines of NDJSON, in the order of ids; beside a service too. Throws FOLDER_NOT_OURS, ARCHIVE_CORRUPT. */
export async function* exportLines(config: Config): AsyncGenerator<string> {
  for await (const record of readRecords(config.dataDirectory)) yield writeRecordLine(record);
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

/** The browser's script. It is compiled into `dist` whatever this file runs from. */
function loadPageScript(): string {
  const folder = new URL('../dist/web/client/', import.meta.url);
  return linkScript('page-script', (name) => readFileSync(new URL(`${name}.js`, folder), 'utf8'));
}

/**
 * Opens the archive and loads its index; what the index does not know yet is read from the archive. Throws the codes of
 * `Archive.open`, FOLDER_NOT_OURS and FOLDER_NOT_WRITABLE for the index folder, DICTIONARY_INVALID.
 */
export async function openApp(config: Config, logger: Logger, { comingCount = 0 }: { readonly comingCount?: number } = {}): Promise<App> {
  const store = await openStore(config, logger, comingCount);
  try {
    const { archive, analyzer, folder } = store;
    const engine = store.createEngine(folder.engineDirectory);
    const pool = store.createPool();
    const indexer = new Indexer({ engine, analyzer, analyse: (articles) => pool.documents(articles) });
    const replayedCount = await bringUp({ archive, engine, indexer, logger, version: analyzer.version, discarded: folder.discarded });
    return compose({ archive, engine, indexer, analyzer: watchWords(analyzer, config, logger), pool, logger, replayedCount });
  } catch (error) {
    await store.archive.close();
    throw error;
  }
}

/** An open archive and what an index over it is made with; the index itself is not opened yet. */
export interface Store {
  readonly archive: Archive;
  readonly folder: IndexFolder;
  readonly analyzer: Analyzer;
  readonly createEngine: (directory: string) => SearchEngine;
  /** Threads that analyse for the engine; to be closed. */
  readonly createPool: () => AnalysisPool;
}

/** The packed engine's segments are built where their documents are analysed. */
const packedWorker: AnalysisWorker = { module: new URL('./engine/packed/segment-worker.js', import.meta.url), documents: builtDocuments };
/** Workers run compiled; from the sources, as tests run, everything is analysed in one thread. */
const IS_COMPILED = import.meta.url.endsWith('.js');

/**
 * Opens the archive, chooses the engine and makes the index folder ready. `comingCount`: articles that are about to be put in.
 * Throws the same as `openApp`.
 */
export async function openStore(config: Config, logger: Logger, comingCount = 0): Promise<Store> {
  const archive = await Archive.open(config.dataDirectory);
  try {
    logRecovery(archive, logger);
    const { name, reason } = chooseEngine(config.engine, archive.liveCount + comingCount, await presentEngine(config.indexDirectory));
    logger.info({ event: 'engine-chosen', engine: name, reason }, `the index is ${name}: ${reason}`);
    const folder = await prepareIndexFolder(config.indexDirectory, path.join(config.dataDirectory, MARKER_NAME), name);
    const createEngine = (directory: string): SearchEngine => (name === 'packed' ? createPackedEngine({ directory, weights: loadWeights() }) : createMiniSearchEngine({ directory }));
    const analyzer = Analyzer.load(wordFoldersOf(config));
    const worker = !IS_COMPILED ? undefined : name === 'packed' ? packedWorker : plainWorker;
    const createPool = (): AnalysisPool => new AnalysisPool({ analyzer, worker });
    return { archive, folder, analyzer, createEngine, createPool };
  } catch (error) {
    await archive.close();
    throw error;
  }
}

/** A service that listens. */
export interface RunningService {
  readonly url: string;
  /** From now on questions are answered, from this app. */
  serve(app: App): Promise<void>;
  /** Says that it stops, and lets requests under way finish. The app stays open. */
  close(): Promise<void>;
}

/** Listens, and answers NOT_READY until `serve`. Throws PORT_IN_USE or CONFIG_INVALID. */
export async function startService(config: Config, logger: Logger): Promise<RunningService> {
  let app: App | undefined;
  let isStopping = false;
  const opened = (): App => {
    if (app === undefined) throw new SearchServiceError('NOT_READY', 'the archive is being opened');
    return app;
  };
  const services: AppServices = {
    get searcher() { return opened().searcher; },
    get similar() { return opened().similar; },
    get intake() { return opened().intake; },
    get articles() { return opened().articles; },
    parsePage: (bytes, given) => {
      const { parsed, place } = readPage(bytes, given).pages[0]!;
      return { ...parsed, page: place };
    },
    readiness: () => (isStopping ? { ready: false, state: 'stopping' } : app?.readiness() ?? { ready: false, state: 'loading' }),
  };
  const access = createAccess({ keys: { read: config.readKeys, write: config.writeKeys }, isLoopback: isLoopback(config.host) });
  const { rateLimit, trustedProxyCount, corsOrigins } = config;
  const handler = createApp(services, {
    ...{ logger, access, rateLimit, trustedProxyCount, corsOrigins },
    metrics: new Metrics(() => app?.figures(), { processFigures: true }),
    pages: createPages(services, { logger, access: access.pages, script: loadPageScript() }),
  });
  const server: RunningServer = await startServer(handler, { host: config.host, port: config.port });
  return {
    url: server.url,
    serve: async (whole) => {
      await noteService(config.indexDirectory, { pid: process.pid, url: server.url });
      app = whole;
    },
    close: async () => {
      isStopping = true;
      await server.close();
      if (app !== undefined) await forgetService(config.indexDirectory);
    },
  };
}

interface Parts {
  readonly archive: Archive;
  readonly engine: SearchEngine;
  readonly indexer: Indexer;
  readonly logger: Logger;
}

/** What an app is made of beside what bringing it up needed. */
interface Composed {
  readonly analyzer: AnalyzerSource;
  readonly pool: AnalysisPool;
  readonly replayedCount: number;
}

function compose({ archive, engine, indexer, analyzer, pool, logger, replayedCount }: Parts & Composed): App {
  const joined = new JoinedArticles(archive);
  const articles = new ArchiveArticleService(archive, joined);
  const sink = {
    apply: async (changes: readonly IndexedChange[]) => {
      articles.apply(changes);
      await indexer.apply(joined.expand(changes));
    },
    save: () => engine.save(),
  };
  const feed = new IndexFeed(sink, {
    unsavedCount: replayedCount,
    onFailure: (err) => { logger.error({ event: 'index-failed', err }, 'the index could not follow the archive; what is stored is safe, start again to build the index anew'); },
    onSaveFailure: (err) => { logger.warn({ event: 'index-not-saved', err }, 'the index could not be saved; the next start will take longer'); },
  });
  const reader: ArticleReader = { read: (ids) => Promise.all(ids.map(async (id) => (await joined.read(id))?.article)) };
  const weights = loadWeights();
  const searcher = new Searcher({ engine, analyzer, weights, articles: reader });
  const similar = new SimilarArticles({ engine, analyzer, weights, articles: reader, sameAs: () => [] });
  let state = 'ready';
  const compaction = startCompaction(archive, logger);
  return {
    archive,
    intake: createIntake(archive, feed),
    searcher,
    similar,
    articles,
    readiness: () => (feed.healthy ? { ready: state === 'ready', state } : { ready: false, state: 'index-failed' }),
    figures: () => ({ documentCount: engine.documentCount, archiveSequence: archive.sequence, ...archive.sizes, snapshotAgeSeconds: feed.unsavedSeconds, unsavedCount: feed.unsavedCount }),
    compactIfDue: () => compaction.runIfDue(),
    close: async () => {
      state = 'stopping';
      compaction.stop();
      await feed.close();
      await pool.close();
      await engine.close();
      await archive.close();
    },
  };
}

interface BringUp extends Parts {
  readonly version: string;
  readonly discarded: string | undefined;
}

/** Loads the saved index and replays what it lacks; gives the number of changes replayed. */
async function bringUp({ archive, engine, indexer, logger, version, discarded }: BringUp): Promise<number> {
  const opened = await engine.open(version);
  // An index ahead of its archive saw another history; one behind the horizon cannot hear of removals any more.
  const isLost = opened.sequence > archive.sequence || (opened.sequence > 0 && opened.sequence < archive.horizon);
  if (isLost) await engine.clear();
  const from = isLost ? 0 : opened.sequence;
  const reason = discarded ?? (isLost ? 'it does not belong to the archive as it stands' : opened.reason);
  if (from === 0 && archive.liveCount > 0 && reason !== 'none') {
    const why = reason === 'foreign' ? 'it was built with another dictionary, or by another version of the program' : reason;
    logger.warn({ event: 'index-rebuild', reason, articleCount: archive.liveCount }, `the index could not be used (${why}); it is built again from the archive`);
  }
  const startMs = performance.now();
  const replayedCount = await replay(archive, indexer, from, logger);
  logger.info({ event: 'index-open', reason, replayedCount, documentCount: engine.documentCount, durationMs: Math.round(performance.now() - startMs) }, 'the index is up to the archive');
  return replayedCount;
}

/** Applies what changed after `from`; gives the number of changes. */
export async function replay(archive: Archive, indexer: Indexer, from: number, logger: Logger): Promise<number> {
  let count = 0;
  let batch: IndexedChange[] = [];
  const joined = new JoinedArticles(archive);
  const underWay: Promise<void>[] = [];
  let saidMs = performance.now();
  const flush = async (): Promise<void> => {
    const applied = indexer.apply(joined.expand(batch));
    // It is awaited further down; until then a rejection must not count as unhandled.
    applied.catch(() => undefined);
    underWay.push(applied);
    count += batch.length;
    batch = [];
    if (underWay.length === REPLAY_BATCHES) await underWay.shift();
    if (performance.now() - saidMs > REPLAY_LOG_INTERVAL_MS) {
      saidMs = performance.now();
      logger.info({ event: 'index-replay', count, ofAbout: archive.liveCount }, 'building the index');
    }
  };
  for await (const change of archive.changesSince(from)) {
    batch.push(change);
    if (batch.length >= REPLAY_BATCH_COUNT) await flush();
  }
  await flush();
  await Promise.all(underWay);
  return count;
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
