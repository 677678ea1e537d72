import type { Article } from '../article/article.js';
import type { ArchiveRecord, Standing } from '../archive/archive-change.js';
import { hasNoArchive } from '../archive/claim-folder.js';
import { readRecords } from '../archive/read-archive.js';
import type { Config } from '../config.js';
import { writeRecordLine } from '../intake/record-line.js';
import { clusterOf } from './cluster-extra.js';

/** Which part of an archive is meant. */
export interface ExportRange {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, inclusive; an article without a date is outside. */
  readonly from?: string;
  readonly to?: string;
  /** Any of them; compared as it is written, whatever the width of its characters. */
  readonly papers?: readonly string[];
}

/**
 * Every article and tombstone of the archive as lines of NDJSON, in the order of ids; beside a service too. Where the engine is on a
 * cluster and the disk has no archive, they come from its copy there. Throws FOLDER_NOT_OURS, ARCHIVE_CORRUPT, COPY_NOT_FOUND,
 * COPY_MISMATCH, EXTRA_MISSING. Of a part, nothing outside of it is in any line, and no text that was taken out: it may be for others.
 */
export async function* exportLines(config: Config, range: ExportRange = {}): AsyncGenerator<string> {
  const isWhole = Object.keys(range).length === 0;
  for await (const record of exportRecords(config)) {
    if (isWhole) yield writeRecordLine(record);
    else if (record.article !== undefined && isWithin(record.article, range)) yield writeRecordLine(withoutTakenOut(record));
  }
}

function isWithin({ date, paper }: Article, { from, to, papers }: ExportRange): boolean {
  if (papers !== undefined && !papers.some((one) => paper !== undefined && plain(one) === plain(paper))) return false;
  if (from === undefined && to === undefined) return true;
  return date !== undefined && (from === undefined || date >= from) && (to === undefined || date.slice(0, to.length) <= to);
}

function plain(name: string): string {
  return name.normalize('NFKC').toLowerCase().trim();
}

/** Of what was taken out that it is, and how it is known again; not the text. */
function withoutTakenOut(record: ArchiveRecord): ArchiveRecord {
  if (record.status === 'live') return record;
  const { id, status, reason, like, withPage, prints, sequence } = record;
  const standing: Standing = {
    ...(reason !== undefined && { reason }),
    ...(like !== undefined && { like }),
    ...(withPage !== undefined && { withPage }),
    ...(prints !== undefined && { prints }),
  };
  return { id, status, sequence, ...standing };
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
