/** What the core asks of this extra (`service/cluster-extra.ts`). */
import type { ArchiveRecord } from '../../archive/archive-change.js';
import type { ClusterSettings } from '../../config.js';
import type { ClusterExtra } from '../../service/cluster-extra.js';
import { bringBack, followArchive } from './archive-on-cluster.js';
import { CatchUpRetry } from './catch-up-retry.js';
import { ClusterConnection } from './cluster/cluster-connection.js';
import { ClusterHome, clusterIndexName } from './cluster-home.js';
import { ArchiveCopy } from './copy/archive-copy.js';
import { readCopy } from './copy/restore-from-copy.js';
import { createOpenSearchEngine } from './engine/opensearch-engine.js';

/** The extra, as the core knows it. */
export const clusterExtra: ClusterExtra = {
  bringBack,
  open: (settings) => ({
    home: new ClusterHome(new ClusterConnection(settings)),
    createEngine: ({ archiveId, directory, weights, onAvailability }) =>
      createOpenSearchEngine({
        settings,
        index: clusterIndexName(settings.prefix, archiveId, directory),
        weights,
        ...(onAvailability !== undefined && { onAvailability }),
      }),
    follow: (archive, logger, shown) => followArchive(settings, archive, logger, shown),
    retry: (parts) => new CatchUpRetry(parts),
  }),
  records: recordsOfCopy,
};

async function* recordsOfCopy(settings: ClusterSettings): AsyncGenerator<ArchiveRecord> {
  const connection = new ClusterConnection(settings);
  try {
    yield* readCopy(new ArchiveCopy(connection), connection);
  } finally {
    await connection.close();
  }
}
