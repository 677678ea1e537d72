/**
 * The composition root: the only place that names an engine or a store. Puts archive, index, searcher and intake together,
 * brings the index up to the archive, and starts the service over them.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { Analyzer } from './analysis/analyzer.js';
import { Archive } from './archive/archive.js';
import type { IndexedChange } from './archive/archive-change.js';
import { MARKER_NAME } from './archive/archive-folder.js';
import { ArchiveArticleService } from './article-service.js';
import { isLoopback, type Config } from './config.js';
import { createMiniSearchEngine } from './engine/minisearch/minisearch-engine.js';
import { createApp } from './http/create-app.js';
import type { AppServices, ArticleService, Readiness } from './http/services.js';
import { startServer, type RunningServer } from './http/start-server.js';
import { forgetService, noteService, prepareIndexFolder } from './index-folder.js';
import { createIntake } from './intake/create-intake.js';
import { IndexFeed } from './intake/index-feed.js';
import type { Intake } from './intake/intake.js';
import { readPage } from './intake/read-page.js';
import type { SearchEngine } from './search/engine.js';
import { Indexer } from './search/indexer.js';
import { parseWeights, type RankingWeights } from './search/ranking/weights.js';
import { Searcher } from './search/searcher.js';
import { SearchServiceError } from './search-service-error.js';
import { createPages } from './web/create-pages.js';

/** Word files and sample pages that come with the program. */
export const SHIPPED_DATA = fileURLToPath(new URL('../data', import.meta.url));
/** Changes that are analysed and applied at once while the index is brought up. */
const REPLAY_BATCH_COUNT = 256;
const REPLAY_LOG_INTERVAL_MS = 5_000;

/** Everything a face needs, ready to answer. */
export interface App {
  readonly archive: Archive;
  readonly intake: Intake;
  readonly searcher: Searcher;
  readonly articles: ArticleService;
  readiness(): Readiness;
  /** Finishes what is under way, saves the index, gives the folders back. */
  close(): Promise<void>;
}

/** Loads the analyzer with the words that come with the program. Throws DICTIONARY_INVALID. */
export function loadAnalyzer(): Analyzer {
  return Analyzer.load({ dataDirectory: SHIPPED_DATA });
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
export async function openApp(config: Config, logger: Logger): Promise<App> {
  const archive = await Archive.open(config.dataDirectory);
  try {
    logRecovery(archive, logger);
    const folder = await prepareIndexFolder(config.indexDirectory, path.join(config.dataDirectory, MARKER_NAME), 'minisearch');
    const engine = createMiniSearchEngine({ directory: folder.engineDirectory });
    const analyzer = loadAnalyzer();
    const indexer = new Indexer({ engine, analyzer });
    const replayedCount = await bringUp({ archive, engine, indexer, logger, version: analyzer.version, discarded: folder.discarded });
    return compose({ archive, engine, indexer, analyzer, logger, replayedCount });
  } catch (error) {
    await archive.close();
    throw error;
  }
}

/** A service that listens. */
export interface RunningService {
  readonly url: string;
  /** Lets requests under way finish. The app stays open. */
  close(): Promise<void>;
}

/** Serves an app over HTTP. Throws PORT_IN_USE or CONFIG_INVALID. */
export async function startService(app: App, config: Config, logger: Logger): Promise<RunningService> {
  const services: AppServices = {
    searcher: app.searcher,
    intake: app.intake,
    articles: app.articles,
    parsePage: (bytes, given) => {
      const { parsed, place } = readPage(bytes, given).pages[0]!;
      return { ...parsed, page: place };
    },
    readiness: () => app.readiness(),
  };
  const handler = createApp(services, { logger, writesAllowed: isLoopback(config.host), pages: createPages(services, { logger }) });
  const server: RunningServer = await startServer(handler, { host: config.host, port: config.port });
  await noteService(config.indexDirectory, { pid: process.pid, url: server.url });
  return {
    url: server.url,
    close: async () => {
      await server.close();
      await forgetService(config.indexDirectory);
    },
  };
}

interface Parts {
  readonly archive: Archive;
  readonly engine: SearchEngine;
  readonly indexer: Indexer;
  readonly logger: Logger;
}

function compose({ archive, engine, indexer, analyzer, logger, replayedCount }: Parts & { readonly analyzer: Analyzer; readonly replayedCount: number }): App {
  const articles = new ArchiveArticleService(archive);
  const sink = {
    apply: async (changes: readonly IndexedChange[]) => {
      articles.apply(changes);
      await indexer.apply(changes);
    },
    save: () => engine.save(),
  };
  const feed = new IndexFeed(sink, {
    unsavedCount: replayedCount,
    onFailure: (err) => { logger.error({ event: 'index-failed', err }, 'the index could not follow the archive; what is stored is safe, start again to build the index anew'); },
    onSaveFailure: (err) => { logger.warn({ event: 'index-not-saved', err }, 'the index could not be saved; the next start will take longer'); },
  });
  const searcher = new Searcher({
    engine,
    analyzer,
    weights: loadWeights(),
    articles: { read: (ids) => Promise.all(ids.map(async (id) => (archive.status(id) === 'live' ? (await archive.article(id))?.article : undefined))) },
  });
  let state = 'ready';
  return {
    archive,
    intake: createIntake(archive, feed),
    searcher,
    articles,
    readiness: () => (feed.healthy ? { ready: state === 'ready', state } : { ready: false, state: 'index-failed' }),
    close: async () => {
      state = 'stopping';
      await feed.close();
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
    logger.warn({ event: 'index-rebuild', reason, articleCount: archive.liveCount }, `the index could not be used (${reason}); it is built again from the archive`);
  }
  const startMs = performance.now();
  const replayedCount = await replay(archive, indexer, from, logger);
  logger.info({ event: 'index-open', reason, replayedCount, documentCount: engine.documentCount, durationMs: Math.round(performance.now() - startMs) }, 'the index is up to the archive');
  return replayedCount;
}

async function replay(archive: Archive, indexer: Indexer, from: number, logger: Logger): Promise<number> {
  let count = 0;
  let batch: IndexedChange[] = [];
  let saidMs = performance.now();
  const flush = async (): Promise<void> => {
    await indexer.apply(batch);
    count += batch.length;
    batch = [];
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
  return count;
}

function logRecovery({ recovery }: Archive, logger: Logger): void {
  const { takenOverFrom, tornBytes, purgeUnfinished } = recovery;
  logger.info({ event: 'archive-open', ...recovery }, 'the archive is open');
  if (takenOverFrom !== undefined) logger.warn({ event: 'archive-taken-over', pid: takenOverFrom.pid }, 'the last process did not close the archive; its lock was taken over');
  if (tornBytes > 0) logger.warn({ event: 'archive-torn', tornBytes }, 'an unfinished write was cut off; nothing acknowledged was lost');
  if (purgeUnfinished) logger.warn({ event: 'purge-unfinished' }, 'a purge was cut short; run it again');
}
