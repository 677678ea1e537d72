/** Maintenance of a store that is being served: the index built anew, purged texts cleared out, everything checked. */
import type { Archive } from '../archive/archive.js';
import { LOG_NAME } from '../archive/archive-folder.js';
import { verifyArchive, type VerifyReport } from '../archive/verify-archive.js';
import type { MaintenanceService, PurgeOutcome, RebuildReport, StoreReport } from '../http/services.js';
import type { IndexFeed } from '../live-index/index-feed.js';
import { compareIndex } from '../live-index/compare-index.js';
import type { LiveIndex } from '../live-index/live-index.js';
import { SearchServiceError } from '../search-service-error.js';
import type { FollowedCopy } from './cluster-extra.js';

/** What is worked on. */
export interface LiveStore {
  readonly dataDirectory: string;
  readonly archive: Archive;
  readonly live: LiveIndex;
  readonly feed: Pick<IndexFeed, 'replaceIndex'>;
  /** Follows the archive on a cluster, where there is one. */
  readonly copy: FollowedCopy | undefined;
}

/** What the port of http asks, done in the process that has the archive. */
export class LiveMaintenance implements MaintenanceService {
  readonly #store: LiveStore;

  constructor(store: LiveStore) {
    this.#store = store;
  }

  rebuild(): Promise<RebuildReport> {
    return this.#store.live.rebuild(this.#store.feed);
  }

  /** The index is built anew after it, since one may keep words of what it has forgotten; one that was begun before would. */
  async purge(): Promise<PurgeOutcome> {
    const { archive, live, copy } = this.#store;
    await live.afterRebuild();
    const report = await archive.purge();
    await copy?.sweep();
    await live.afterRebuild();
    const { documentCount } = await this.rebuild();
    return { ...report, documentCount };
  }

  /** Compares what is there when it begins; articles that change meanwhile are left out. */
  async verify(): Promise<StoreReport> {
    const { archive, live, dataDirectory } = this.#store;
    const { engine, analyzer } = live.current;
    await archive.checkHeld().catch(() => undefined);
    if (archive.lost !== undefined) return lostReport(archive.lost, dataDirectory);
    const checked = await verifyArchive(dataDirectory, { repair: false });
    const index = { found: 'in use', documentCount: engine.documentCount, ...(await compareIndex({ archive, engine, analyzer })) };
    return { ok: checked.ok && index.problems.length === 0, archive: checked, index };
  }
}

/** What stands in the folder may be whole and yet not the archive this process has open: then all is not well, whatever it holds. */
async function lostReport(lost: SearchServiceError, directory: string): Promise<StoreReport> {
  const found = await verifyArchive(directory, { repair: false }).catch((error: unknown) => {
    if (error instanceof SearchServiceError) return { ...NOTHING, problems: [{ file: LOG_NAME, what: error.message }] };
    throw error;
  });
  const archive = { ...found, ok: false, problems: [{ file: LOG_NAME, what: `${lost.code}: ${lost.message}` }, ...found.problems] };
  return { ok: false, archive, indexNote: 'not checked: the archive is lost to this service' };
}

const NOTHING: VerifyReport = {
  ok: false,
  sequence: 0,
  articleCount: 0,
  withheldCount: 0,
  deletedCount: 0,
  pageCount: 0,
  tornBytes: 0,
  problems: [],
  unusedFiles: [],
};
