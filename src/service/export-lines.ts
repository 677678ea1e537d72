import type { ArchiveRecord } from '../archive/archive-change.js';
import { hasNoArchive } from '../archive/claim-folder.js';
import { readRecords } from '../archive/read-archive.js';
import type { Config } from '../config.js';
import { writeRecordLine } from '../intake/record-line.js';
import { clusterOf } from './cluster-extra.js';

/**
 * Every article and tombstone of the archive as lines of NDJSON, in the order of ids; beside a service too. Where the engine is on a
 * cluster and the disk has no archive, they come from its copy there. Throws FOLDER_NOT_OURS, ARCHIVE_CORRUPT, COPY_NOT_FOUND,
 * COPY_MISMATCH, EXTRA_MISSING.
 */
export async function* exportLines(config: Config): AsyncGenerator<string> {
  for await (const record of exportRecords(config)) yield writeRecordLine(record);
}

/** The same as they stand. */
export async function* exportRecords(config: Config): AsyncGenerator<ArchiveRecord> {
  yield* await recordsOf(config);
}

async function recordsOf(config: Config): Promise<AsyncIterable<ArchiveRecord>> {
  const { dataDirectory } = config;
  const cluster = (await hasNoArchive(dataDirectory)) ? await clusterOf(config) : undefined;
  return cluster === undefined ? readRecords(dataDirectory) : cluster.extra.records(cluster.settings);
}
