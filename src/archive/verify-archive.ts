import path from 'node:path';
import { SearchServiceError } from '../search-service-error.js';
import { asideLog, checkMarker, LOG_NAME, MARKER_NAME, PAGES_NAME } from './archive-folder.js';
import type { PageHead } from './archive-change.js';
import { ArchiveState, filesOf } from './archive-state.js';
import type { FileLayer } from '../files/file-layer.js';
import { Fence } from './fence.js';
import { FolderLock } from './folder-lock.js';
import { machineProcesses, type Processes } from './lock-owner.js';
import { nodeFiles } from '../files/node-files.js';
import { PageFiles } from './page-files.js';
import { repairArchive } from './repair-archive.js';
import { replayLog } from './replay-log.js';
import { salvageLog, type LogDamage, type Salvage } from './salvage-log.js';
import { folderFault } from './storage-fault.js';

/** Something wrong in an archive. */
export interface ArchiveProblem {
  /** Path of the file within the archive's folder. */
  readonly file: string;
  /** Byte from the file's start. */
  readonly offset?: number;
  readonly what: string;
  /** Articles and pages whose last change cannot be read any more, as far as their ids can. */
  readonly lostIds?: readonly string[];
  /** Articles whose text was found whole in the damaged stretch; a repair keeps them. */
  readonly savedIds?: readonly string[];
  /** Ids whose deletion or withholding was read in it; a repair keeps it, to be checked by a person. */
  readonly takenOutIds?: readonly string[];
}

/** What checking every checksum of an archive has shown. */
export interface VerifyReport {
  readonly ok: boolean;
  readonly sequence: number;
  readonly articleCount: number;
  readonly withheldCount: number;
  readonly deletedCount: number;
  readonly pageCount: number;
  /** Bytes of an unfinished write at the end of the log: cut off when the archive is opened, no damage. */
  readonly tornBytes: number;
  readonly problems: readonly ArchiveProblem[];
  /** Page files no page names (any more): no damage; compacting removes them. */
  readonly unusedFiles: readonly string[];
  /** Set by a repair that changed something: where the damaged bytes were put, relative to the folder. */
  readonly repaired?: { readonly damagedBytesFile?: string };
}

/** How it is checked. */
export interface VerifyOptions {
  /** Keeps what is whole and drops the rest; the problems in the report are those found before. Default false. */
  readonly repair?: boolean;
  readonly files?: FileLayer;
  readonly processes?: Processes;
  readonly now?: () => Date;
}

/**
 * Checks every line of the log and the bytes of every page, whether the archive can be opened or not, and while another
 * process has it open. With `repair`, which needs the lock, a damaged log is replaced by what is whole of it. Throws
 * FOLDER_NOT_OURS; with `repair` also ARCHIVE_LOCKED, STORAGE_FULL, FOLDER_NOT_WRITABLE. Damage is reported, not thrown.
 */
export async function verifyArchive(directory: string, options: VerifyOptions = {}): Promise<VerifyReport> {
  const files = options.files ?? nodeFiles;
  const folder = path.resolve(directory);
  if ((await files.kind(folder)) !== 'folder' || !(await files.list(folder)).some((name) => name === MARKER_NAME || name === LOG_NAME)) {
    throw new SearchServiceError('FOLDER_NOT_OURS', `there is no archive in ${folder}. Name one with XUNBAO_DATA or --data.`);
  }
  if (options.repair !== true) return (await inspect(files, folder)).report;
  let lock: FolderLock | undefined;
  try {
    lock = await FolderLock.take(files, folder, options.processes ?? machineProcesses());
    const found = await inspect(files, folder);
    const fence = new Fence(folder, lock);
    return await repairArchive(
      { files, folder, aside: asideLog(folder, lock.number), check: () => fence.check(), now: options.now ?? (() => new Date()) },
      found,
    );
  } catch (error) {
    throw folderFault(error, folder);
  } finally {
    await lock?.release();
  }
}

/** What was found, as a repair needs it. */
export interface Inspection {
  readonly report: VerifyReport;
  readonly markerDamaged: boolean;
  /** Set when the log has to be replaced. */
  readonly salvage: Salvage | undefined;
}

async function inspect(files: FileLayer, folder: string): Promise<Inspection> {
  const problems: ArchiveProblem[] = [];
  const markerProblem = await checkedMarker(files, folder);
  if (markerProblem !== undefined) problems.push(markerProblem);
  const log = await inspectLog(files, folder);
  problems.push(...log.problems);
  const pages = await inspectPages(files, folder, log.state);
  problems.push(...pages.problems);
  const report = {
    ok: problems.length === 0,
    sequence: log.sequence,
    articleCount: log.state.liveCount,
    withheldCount: log.state.countOf('withheld'),
    deletedCount: log.state.countOf('deleted'),
    pageCount: log.state.livePages().length,
    tornBytes: log.tornBytes,
    problems,
    unusedFiles: pages.unusedFiles,
  };
  return { report, markerDamaged: markerProblem !== undefined, salvage: log.salvage };
}

async function checkedMarker(files: FileLayer, folder: string): Promise<ArchiveProblem | undefined> {
  if ((await files.kind(path.join(folder, MARKER_NAME))) !== 'file') return { file: MARKER_NAME, what: 'the file is missing' };
  try {
    await checkMarker(files, folder);
    return undefined;
  } catch (error) {
    if (error instanceof SearchServiceError && error.code === 'ARCHIVE_CORRUPT')
      return { file: MARKER_NAME, what: 'it does not say which format the archive has' };
    throw error;
  }
}

interface LogInspection {
  readonly state: ArchiveState;
  readonly sequence: number;
  readonly tornBytes: number;
  readonly problems: readonly ArchiveProblem[];
  readonly salvage: Salvage | undefined;
}

async function inspectLog(files: FileLayer, folder: string): Promise<LogInspection> {
  const name = path.join(folder, LOG_NAME);
  const state = new ArchiveState();
  if ((await files.kind(name)) !== 'file') {
    return {
      state,
      sequence: 0,
      tornBytes: 0,
      problems: [{ file: LOG_NAME, what: 'the file is missing; bring it back from a backup' }],
      salvage: undefined,
    };
  }
  const handle = await files.open(name, 'read');
  try {
    const { sequence, tornBytes } = await replayLog(handle, name, state);
    return { state, sequence, tornBytes, problems: [], salvage: undefined };
  } catch (error) {
    if (!(error instanceof SearchServiceError) || error.code !== 'ARCHIVE_CORRUPT') throw error;
    const salvage = await salvageLog(handle);
    const damages = salvage.damages.length > 0 ? salvage.damages.map(problemOf) : [{ file: LOG_NAME, what: error.message }];
    return { state: salvage.state, sequence: salvage.sequence, tornBytes: 0, problems: damages, salvage };
  } finally {
    await handle.close();
  }
}

function problemOf({ offset, reason, lostIds, savedIds, takenOutIds }: LogDamage): ArchiveProblem {
  return { file: LOG_NAME, offset, what: reason, lostIds, savedIds, takenOutIds };
}

const LOST = {
  bytes: (id: string, state: string) => `the bytes of page ${id} are ${state}`,
  layout: (id: string, state: string) => `the layout of page ${id} is ${state}; xunbao read-again makes it anew`,
  picture: (id: string, state: string) => `the picture of page ${id} is ${state}; put it in again`,
} as const;

function kindOf(name: string, { sha256, layoutSha256 }: PageHead): keyof typeof LOST {
  return name === sha256 ? 'bytes' : name === layoutSha256 ? 'layout' : 'picture';
}

async function problemOfFile(
  name: string,
  pageFiles: PageFiles,
  kind: keyof typeof LOST,
  pageId: string,
): Promise<Pick<ArchiveProblem, 'what' | 'lostIds'> | undefined> {
  try {
    await pageFiles.get(name);
    return undefined;
  } catch (error) {
    if (!(error instanceof SearchServiceError)) throw error;
    const state = error.code === 'PAGE_NOT_FOUND' ? 'missing' : 'damaged or cannot be read';
    return { what: LOST[kind](pageId, state), ...(kind === 'bytes' && { lostIds: [pageId] }) };
  }
}

async function inspectPages(
  files: FileLayer,
  folder: string,
  state: ArchiveState,
): Promise<{ readonly problems: ArchiveProblem[]; readonly unusedFiles: string[] }> {
  const pageFiles = new PageFiles(files, path.join(folder, PAGES_NAME));
  const problems: ArchiveProblem[] = [];
  for (const { head } of state.pages.values()) {
    for (const name of filesOf(head)) {
      const problem = await problemOfFile(name, pageFiles, kindOf(name, head), head.id);
      if (problem !== undefined) problems.push({ file: path.relative(folder, pageFiles.pathOf(name)), ...problem });
    }
  }
  const unusedFiles = (await pageFiles.names()).filter((name) => !state.usesBytes(name));
  return { problems, unusedFiles: unusedFiles.map((name) => path.relative(folder, pageFiles.pathOf(name))) };
}
