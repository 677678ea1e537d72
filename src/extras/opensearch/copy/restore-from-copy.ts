/** The way back: an archive folder, or an export, out of the copy on a cluster. */
import type { ArchiveRecord } from '../../../archive/archive-change.js';
import { ContentSum, filesOf, isSameContent, type ArchiveContent } from './content-sum.js';
import { decodeText } from '../../../archive/log-change.js';
import { ArchiveRestoration } from './restore-archive.js';
import type { StoredRecord } from '../../../archive/stored-record.js';
import type { ClusterConnection } from '../cluster/cluster-connection.js';
import { SearchServiceError } from '../../../search-service-error.js';
import { copyNotFound, type ArchiveCopy, type CopyState } from './archive-copy.js';
import { articlesById, recordsBySequence } from './copy-records.js';
import { summaryOf, type OnRecords } from './fill-copy.js';

/** What is brought back, and where to. */
export interface Restoring {
  readonly copy: ArchiveCopy;
  readonly connection: ClusterConnection;
  /** Folder of the archive; empty, or one in which this was cut short. */
  readonly directory: string;
  readonly onRecords?: OnRecords;
}

/** What was written. */
export interface RestoreReport {
  readonly content: ArchiveContent;
  readonly sequence: number;
  /** True when an earlier run had been cut short. */
  readonly resumed: boolean;
}

/** The state of a copy that is whole. Throws COPY_NOT_FOUND. */
async function wholeState(copy: ArchiveCopy): Promise<CopyState> {
  const state = await copy.state();
  if (state?.isWhole !== true) throw copyNotFound(copy.index);
  return state;
}

/**
 * Writes an archive folder out of a copy, whole or not at all: what is on the disk is read again and must have the counts
 * and the checksum of the copy. Cut short, it goes on when it is called again. Memory: some pages of documents, then what
 * an open archive takes. Throws FOLDER_NOT_EMPTY, COPY_NOT_FOUND, COPY_MISMATCH, ClusterFault and the faults of the disk.
 */
export async function restoreFromCopy({ copy, connection, directory, onRecords = () => undefined }: Restoring): Promise<RestoreReport> {
  const state = await wholeState(copy);
  const target = await ArchiveRestoration.begin(directory, state.marker);
  let isWrong = false;
  try {
    await copy.refresh();
    const sequence = await copyRecords({ copy, connection, target, onRecords }, state);
    await target.seal(sequence, state.horizon);
    const content = await target.content();
    const wanted = await contentOfRecords(connection, copy.index);
    isWrong = !isSameContent(content, wanted) || (state.verified?.sequence === sequence && !isSameContent(content, state.verified.content));
    if (isWrong) throw disagrees(copy, content, isSameContent(content, wanted) ? state.verified!.content : wanted);
    await target.publish(state.marker);
    return { content, sequence, resumed: target.reached > 0 };
  } catch (error) {
    await target.stop({ wrong: isWrong });
    throw error;
  }
}

/** Gives the sequence the archive goes up to. */
async function copyRecords(
  {
    copy,
    connection,
    target,
    onRecords,
  }: Pick<Restoring, 'copy' | 'connection'> & { readonly target: ArchiveRestoration; readonly onRecords: OnRecords },
  state: CopyState,
): Promise<number> {
  let { sequence } = state;
  for await (const records of recordsBySequence(connection, copy.index, target.reached)) {
    for (const name of records.flatMap(filesOf)) if (!(await target.hasFile(name))) await target.putFile(await copy.file(name));
    await target.add(records);
    sequence = Math.max(sequence, records.at(-1)?.sequence ?? 0);
    onRecords(records);
  }
  return sequence;
}

/** The records alone: the bytes of pages have been held against their names already. */
async function contentOfRecords(connection: ClusterConnection, index: string): Promise<ArchiveContent> {
  const sum = new ContentSum();
  for await (const records of recordsBySequence(connection, index, 0)) for (const record of records) sum.add(record);
  return sum.content();
}

function disagrees(copy: ArchiveCopy, here: ArchiveContent, there: ArchiveContent): SearchServiceError {
  return new SearchServiceError(
    'COPY_MISMATCH',
    `what was read from the archive's copy ${copy.index} (${summaryOf(here)}) does not agree with what it should hold ` +
      `(${summaryOf(there)}): it was changed meanwhile, or something of it is lost. No archive was made. Stop whoever writes to it and ` +
      'run this again; if that does not help, bring the index back from a snapshot.',
  );
}

/**
 * Every article and tombstone of a copy in the order of ids, as an archive's `records`. Throws COPY_NOT_FOUND, COPY_MISMATCH,
 * ClusterFault.
 */
export async function* readCopy(copy: ArchiveCopy, connection: ClusterConnection): AsyncGenerator<ArchiveRecord> {
  await wholeState(copy);
  await copy.refresh();
  for await (const records of articlesById(connection, copy.index)) {
    for (const record of records) {
      const read = exported(record);
      if (read !== undefined) yield read;
    }
  }
}

function exported({
  id,
  status,
  sequence,
  reason,
  known: { released, ...standing } = {},
  change,
}: StoredRecord): ArchiveRecord | undefined {
  if (status === 'removed') return undefined;
  const why = { ...(reason !== undefined && { reason }), ...standing };
  if (change === undefined) return status === 'live' ? undefined : { id, status, sequence, ...why };
  const { article, source, pageId, lines, decisions } = decodeText(change);
  return {
    id,
    article,
    status,
    sequence,
    ...why,
    ...(released !== undefined && { released }),
    ...(source !== undefined && { source }),
    ...(pageId !== undefined && { pageId }),
    ...(lines !== undefined && { lines }),
    ...(decisions !== undefined && { decisions }),
  };
}
