import { readRecords } from '../archive/read-archive.js';
import { hasNoArchive } from '../extras/opensearch/copy/restore-archive.js';
import { ClusterConnection } from '../extras/opensearch/cluster/cluster-connection.js';
import type { Config } from '../config.js';
import { ArchiveCopy } from '../extras/opensearch/copy/archive-copy.js';
import { readCopy } from '../extras/opensearch/copy/restore-from-copy.js';
import { writeRecordLine } from '../intake/record-line.js';

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
