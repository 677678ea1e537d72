/** Bringing the copy up to an archive: what it lacks is written, what the archive no longer knows is taken out. */
import type { Archive } from '../../../archive/archive.js';
import { archiveIdOf } from '../../../archive/archive-id.js';
import { contentOf, isSameContent, type ArchiveContent } from './content-sum.js';
import type { RecordKey, StoredRecord } from '../../../archive/stored-record.js';
import type { ClusterConnection } from '../cluster/cluster-connection.js';
import { SearchServiceError } from '../../../search-service-error.js';
import type { ArchiveCopy, CopyState } from './archive-copy.js';
import { keysOf, recordsBySequence } from './copy-records.js';

/** The archive, as far as a copy of it is made. */
export type CopiedArchive = Pick<
  Archive,
  'sequence' | 'horizon' | 'marker' | 'pageBytes' | 'recordsAfter' | 'recordsOf' | 'recordCount' | 'isRemoved' | 'usesBytes'
>;

/** Called with records that were dealt with. */
export type OnRecords = (records: readonly StoredRecord[]) => void;

/** How often the copy notes how far it is, in milliseconds: what a kill loses is written again. */
const SAVE_INTERVAL_MS = 3_000;
const GONE_BATCH = 500;

/**
 * Opens the copy of this archive for writing, makes it where there is none, and writes what it lacks. Goes on where it was
 * cut short. Throws COPY_MISMATCH when it is that of another archive, or ahead of this one; ClusterFault.
 */
export async function fillCopy(
  copy: ArchiveCopy,
  connection: ClusterConnection,
  archive: CopiedArchive,
  onRecords?: OnRecords,
): Promise<CopyState> {
  const marker = await archive.marker();
  if ((await copy.state()) === undefined) await copy.create(marker);
  const state = await copy.claim();
  if (archiveIdOf(state.marker) !== archiveIdOf(marker))
    throw mismatch(
      copy,
      'belongs to another archive',
      'Look at XUNBAO_DATA and at the prefix; or remove the index, if it is not needed any more.',
    );
  if (state.sequence > archive.sequence) {
    throw mismatch(
      copy,
      `goes up to transaction ${state.sequence} and the archive on disk only to ${archive.sequence}: the disk holds an older ` +
        'state, perhaps from a backup',
      'Move the archive on disk away and start again, or run xunbao migrate --to disk into an empty folder: it comes back from the copy.',
    );
  }
  return bringUp(copy, connection, archive, { ...state, marker }, onRecords);
}

/** Writes what changed behind `state`; gives the state it is in then. For a copy that is claimed. */
export async function bringUp(
  copy: ArchiveCopy,
  connection: ClusterConnection,
  archive: CopiedArchive,
  state: CopyState,
  onRecords: OnRecords = () => undefined,
): Promise<CopyState> {
  const upTo = archive.sequence;
  if (state.isWhole && state.sequence === upTo) return state;
  // Below the horizon removals have left no trace: everything is written again, and what is too much is looked for.
  const isLost = state.sequence < archive.horizon;
  const horizon = isLost ? archive.horizon : state.horizon;
  let savedMs = performance.now();
  for await (const { records, complete } of archive.recordsAfter(isLost && state.isWhole ? 0 : state.sequence)) {
    await copy.write(records, (sha256) => archive.pageBytes(sha256));
    onRecords(records);
    if (performance.now() - savedMs < SAVE_INTERVAL_MS || (isLost && state.isWhole)) continue;
    await copy.save({ ...state, horizon, sequence: Math.max(state.sequence, complete) });
    savedMs = performance.now();
  }
  if (state.sequence > 0) await takeOut(copy, connection, archive);
  const now = {
    marker: state.marker,
    sequence: upTo,
    horizon,
    isWhole: true,
    ...(state.verified !== undefined && { verified: state.verified }),
  };
  await copy.save(now);
  return now;
}

/**
 * Marks as removed what the copy has and the archive does not know any more: a page that went leaves no trace there, nor does an
 * article below the horizon. The copy has all the archive has, so that equal numbers mean that there is none.
 */
async function takeOut(copy: ArchiveCopy, connection: ClusterConnection, archive: CopiedArchive): Promise<void> {
  await copy.refresh();
  for (const kind of ['page', 'article'] as const) {
    if ((await copy.count(kind)) === archive.recordCount(kind)) continue;
    let gone: RecordKey[] = [];
    const flush = async (): Promise<void> => {
      const records = await archive.recordsOf(gone);
      await copy.write(
        records.filter(({ status }) => status === 'removed'),
        (sha256) => archive.pageBytes(sha256),
      );
      gone = [];
    };
    for await (const keys of keysOf(connection, copy.index, kind)) {
      gone.push(...keys.filter((key) => archive.isRemoved(key)));
      if (gone.length >= GONE_BATCH) await flush();
    }
    if (gone.length > 0) await flush();
  }
}

/** Counts and checksum of an archive nobody writes to meanwhile, every record and every page's bytes read. */
export async function contentOfArchive(archive: Pick<Archive, 'recordsAfter' | 'pageBytes'>): Promise<ArchiveContent> {
  return contentOf(archive.recordsAfter(0), (sha256) => archive.pageBytes(sha256));
}

/** Counts and checksum of a copy, every record and every page's bytes read. Throws COPY_MISMATCH for what is not as it was written. */
export async function contentOfCopy(copy: ArchiveCopy, connection: ClusterConnection, onRecords?: OnRecords): Promise<ArchiveContent> {
  await copy.refresh();
  return contentOf(recordsOfCopy(copy, connection), (sha256) => copy.file(sha256), onRecords);
}

async function* recordsOfCopy(
  copy: ArchiveCopy,
  connection: ClusterConnection,
): AsyncGenerator<{ readonly records: readonly StoredRecord[] }> {
  for await (const records of recordsBySequence(connection, copy.index, 0)) yield { records };
}

/** Holds a copy that was brought up against its archive, reading both whole, and notes the result in it. Throws COPY_MISMATCH. */
export async function verifyCopy(
  copy: ArchiveCopy,
  connection: ClusterConnection,
  archive: CopiedArchive,
  state: CopyState,
  onRecords?: OnRecords,
): Promise<ArchiveContent> {
  const there = await contentOfCopy(copy, connection, onRecords);
  const here = await contentOfArchive(archive);
  if (!isSameContent(here, there))
    throw mismatch(
      copy,
      `does not agree with the archive: ${summaryOf(there)} there, ${summaryOf(here)} here`,
      'Run xunbao migrate --to opensearch again.',
    );
  await copy.save({ ...state, verified: { sequence: state.sequence, content: here } });
  return here;
}

/** For people: counts and the first digits of the checksum. */
export function summaryOf({ articleCount, withheldCount, deletedCount, pageCount, fileCount, checksum }: ArchiveContent): string {
  return (
    `${articleCount} articles, ${withheldCount} withheld, ${deletedCount} deleted, ${pageCount} pages, ${fileCount} page files, ` +
    `checksum ${checksum.slice(0, 16)}`
  );
}

function mismatch(copy: ArchiveCopy, what: string, advice: string): SearchServiceError {
  return new SearchServiceError(
    'COPY_MISMATCH',
    `the archive's copy on the cluster (${copy.index}) ${what}. Nothing was changed. ${advice}`,
  );
}
