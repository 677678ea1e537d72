/**
 * Work on a store that nobody serves meanwhile: checking archive and index against each other, building the index anew,
 * clearing purged texts out of both. Beside app.ts in the composition root.
 */
import type { Logger } from 'pino';
import { verifyArchive } from '../archive/verify-archive.js';
import { openStore, type Store } from './open-store.js';
import { checkIndex } from './check-index.js';
import type { Config } from '../config.js';
import type { PurgeOutcome, RebuildReport, StoreReport } from '../http/services.js';
import { folderFault } from '../live-index/index-folder.js';
import { replay } from '../live-index/live-index.js';
import { AnalysisPool } from '../search/analysis-pool.js';
import { Indexer } from '../search/indexer.js';
import { SearchServiceError } from '../search-service-error.js';

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
    store = await openStore(config, logger);
  } catch (error) {
    if (repair || !(error instanceof SearchServiceError) || error.code !== 'ARCHIVE_LOCKED') throw error;
    return { ok: archive.ok, archive, indexNote: 'not checked: another process has the archive open' };
  }
  try {
    const index = await checkIndex(store, logger);
    const indexRebuilt = repair && index.problems.length > 0;
    if (indexRebuilt) await buildAside(store, logger);
    return { ok: archive.ok && index.problems.length === 0, archive, index, ...(indexRebuilt ? { indexRebuilt } : {}) };
  } finally {
    await store.close();
  }
}

/** Builds the index from the archive beside the old one, which stays until the new one is whole. Throws as `openStore`. */
export async function rebuildIndex(config: Config, logger: Logger): Promise<RebuildReport> {
  const store = await openStore(config, logger);
  try {
    return await buildAside(store, logger);
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
    const report = await store.archive.purge();
    await store.copy?.follower.sweep();
    const { documentCount } = await buildAside(store, logger);
    return { ...report, documentCount };
  } finally {
    await store.close();
  }
}

async function buildAside({ archive, analyzer, folder, home, engineName, createEngine, workerOf }: Store, logger: Logger): Promise<RebuildReport> {
  const startMs = performance.now();
  const aside = await home.aside(folder, engineName);
  const engine = createEngine(engineName, aside.engineDirectory);
  if ((await engine.open(analyzer.version)).sequence > 0) await engine.clear();
  const pool = new AnalysisPool({ analyzer, worker: workerOf(engineName) });
  try {
    await replay({ archive, indexer: new Indexer({ engine, analyzer, analyse: (articles) => pool.documents(articles) }), from: 0, logger });
    await engine.save();
  } catch (error) {
    await home.retire(aside);
    throw folderFault(aside.directory, error);
  } finally {
    await pool.close();
    await engine.close();
  }
  const { documentCount } = engine;
  await home.take(aside);
  await home.retire(folder);
  return { documentCount, seconds: Math.round(performance.now() - startMs) / 1000 };
}
