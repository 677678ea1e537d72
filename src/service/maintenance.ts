/**
 * Work on a store that nobody serves meanwhile: checking archive and index against each other; and what `live-maintenance.ts` does on one
 * that is served, building the index anew and clearing purged texts out of both.
 */
import type { Logger } from 'pino';
import { verifyArchive } from '../archive/verify-archive.js';
import type { Config } from '../config.js';
import type { IndexCheck, PurgeOutcome, RebuildReport, StoreReport } from '../http/services.js';
import { compareIndex } from '../live-index/compare-index.js';
import { closeFed, feedEngine } from '../live-index/fed-engine.js';
import { createVersion, type IndexVersion } from '../live-index/index-version.js';
import { LiveIndex } from '../live-index/live-index.js';
import { replay, resumeAt } from '../live-index/replay.js';
import { SearchServiceError } from '../search-service-error.js';
import { LiveMaintenance } from './live-maintenance.js';
import { openStore, type Store } from './open-store.js';
import { loadWeights } from './shipped-data.js';

/**
 * Checks every checksum of the archive, and the index document by document against it. Beside a service the archive alone is
 * checked. `repair` keeps what is whole of a damaged archive and builds a wrong index anew; it needs the archive for itself
 * (ARCHIVE_LOCKED). Throws FOLDER_NOT_OURS and the faults of the disk.
 */
export async function verifyStore(config: Config, logger: Logger, { repair }: { readonly repair: boolean }): Promise<StoreReport> {
  const archive = await verifyArchive(config.dataDirectory, { repair });
  if (!archive.ok && archive.repaired === undefined) {
    return { ok: false, archive, indexNote: 'not checked: the archive must be whole first' };
  }
  let store: Store;
  try {
    store = await openStore(config, logger, { keepsOthers: !repair });
  } catch (error) {
    const indexNote = repair ? undefined : whyNotChecked(error);
    if (indexNote === undefined) throw error;
    return { ok: archive.ok, archive, indexNote };
  }
  try {
    const index = await checkIndex(store, logger);
    const indexRebuilt = repair && index.problems.length > 0;
    if (indexRebuilt) await onIdleIndex(store, config, logger, (maintenance) => maintenance.rebuild());
    return { ok: archive.ok && index.problems.length === 0, archive, index, ...(indexRebuilt && { indexRebuilt }) };
  } finally {
    await store.close();
  }
}

function whyNotChecked(error: unknown): string | undefined {
  if (!(error instanceof SearchServiceError)) return undefined;
  if (error.code === 'INDEX_TAKEN') return `not checked: ${error.message}`;
  return error.code === 'ARCHIVE_LOCKED' ? 'not checked: another process has the archive open' : undefined;
}

/** Opens the saved index, lets it catch up in memory, and compares. Writes nothing. Takes about as long as a rebuild. */
async function checkIndex({ archive, analyzer, folder, engineName, createEngine, workerOf }: Store, logger: Logger): Promise<IndexCheck> {
  const fed = feedEngine(createEngine(engineName, folder.engineDirectory), analyzer, workerOf(engineName));
  const { engine, indexer } = fed;
  try {
    const { sequence, reason } = await engine.open(analyzer.version);
    if (reason === 'damaged') return { found: 'damaged', documentCount: 0, questionCount: 0, problems: ['the saved index is damaged'] };
    if (sequence === 0) return { found: reason, documentCount: 0, questionCount: 0, problems: [] };
    if (resumeAt(sequence, archive) === 0) return { found: 'behind', documentCount: 0, questionCount: 0, problems: [] };
    await replay({ archive, indexer, from: sequence, logger });
    return { found: reason, documentCount: engine.documentCount, ...(await compareIndex({ archive, engine, analyzer })) };
  } finally {
    await closeFed(fed);
  }
}

/** Builds the index from the archive beside the old one, which stays until the new one is whole. Throws as `openStore`. */
export async function rebuildIndex(config: Config, logger: Logger): Promise<RebuildReport> {
  const store = await openStore(config, logger);
  try {
    return await onIdleIndex(store, config, logger, (maintenance) => maintenance.rebuild());
  } finally {
    await store.close();
  }
}

/**
 * Removes withheld and deleted text from the archive, then builds the index anew, since an index may keep words of what
 * it has forgotten. Cut short, it is finished by calling it again. Throws as `openStore` and `Archive.purge`.
 */
export async function purgeStore(config: Config, logger: Logger): Promise<PurgeOutcome> {
  const store = await openStore(config, logger);
  try {
    return await onIdleIndex(store, config, logger, (maintenance) => maintenance.purge());
  } finally {
    await store.close();
  }
}

/** Nobody writes meanwhile, so that an index takes another's place at once. */
const IDLE_FEED = {
  replaceIndex: async (work: () => Promise<number>): Promise<void> => {
    await work();
  },
};

/**
 * Does what is done on a store that is served on one that is not: the index in use is there to be replaced and never opened, so that it
 * may be damaged. What takes its place is brought into the shape it would take in time, and saved.
 */
async function onIdleIndex<Report>(
  { archive, analyzer, folder, home, copy, engineName, createEngine, workerOf }: Store,
  { dataDirectory }: Config,
  logger: Logger,
  work: (maintenance: LiveMaintenance) => Promise<Report>,
): Promise<Report> {
  const create = (withCompanions: boolean, directory: string): IndexVersion =>
    createVersion({
      archive,
      logger,
      directory,
      withCompanions,
      analyzer,
      queryAnalyzer: analyzer,
      weights: loadWeights(),
      engine: createEngine(engineName, directory),
      worker: workerOf(engineName),
    });
  const live = new LiveIndex(create(false, folder.engineDirectory), {
    archive,
    folder,
    home,
    logger,
    settlesFirst: true,
    chooseEngine: () => engineName,
    create: (_engine, directory) => create(true, directory),
    onState: () => undefined,
  });
  try {
    const report = await work(new LiveMaintenance({ dataDirectory, archive, live, feed: IDLE_FEED, copy }));
    await live.current.companions?.close();
    return report;
  } finally {
    await live.close();
  }
}
