/**
 * The archive: the one truth about pages and articles, on disk in plain files. What comes in stands here before the
 * index sees it, and everything that can be built again is built from here.
 */
import path from 'node:path';
import pLimit from 'p-limit';
import type { Article, PageInfo } from '../article/article.js';
import { SearchServiceError } from '../search-service-error.js';
import type { ArchiveChange, ArchivedArticle, ArticleStatus, IndexedChange, PageHead, PageRecord, Standing } from './archive-change.js';
import { asideLog, LOG_NAME, MARKER_NAME, PAGES_NAME, prepareFolder, removeDamagedBytes } from './archive-folder.js';
import type { ArchiveOptions, PrintedLines } from './archive-options.js';
import { ArchiveState } from './archive-state.js';
import { ArticleReader } from './article-reader.js';
import { changesAfter, liveInOrder, recordsById } from './change-stream.js';
import { CommitQueue } from './commit-queue.js';
import { compactLog, type CompactionReport } from './compaction.js';
import { ensureFolder, readWhole, type FileLayer } from '../files/file-layer.js';
import { Fence } from './fence.js';
import { FolderLock, isLockName } from './folder-lock.js';
import { machineProcesses } from './lock-owner.js';
import { encodeChange, encodeInSlices, type LoggedChange } from './log-change.js';
import type { LogFile } from './log-file.js';
import type { LogHeader } from './log-line.js';
import { nodeFiles } from '../files/node-files.js';
import { PageFiles } from './page-files.js';
import { planPurge, type PurgeReport } from './purge.js';
import { openLog, reportOf, type RecoveryReport } from './recovery.js';
import { folderFault, writeFault } from './storage-fault.js';
import { recordsAfter, recordsOf, type RecordBatch, type RecordKey, type StoredRecord } from './stored-record.js';

/** How often a folder that nobody writes to is looked after. */
const CHECK_MS = 1_000;
const DEFAULT_CACHE_CHARACTERS = 8_000_000;

interface Parts {
  readonly folder: string;
  readonly files: FileLayer;
  readonly lock: FolderLock;
  readonly fence: Fence;
  readonly state: ArchiveState;
  readonly log: LogFile;
  readonly header: LogHeader;
  readonly recovery: RecoveryReport;
}

/** An archive open for writing; one at a time, in one process. Reads need no disk but for texts, page records and page bytes. */
export class Archive {
  /** What opening found and did. */
  readonly recovery: RecoveryReport;
  readonly #state: ArchiveState;
  readonly #reader: ArticleReader;
  readonly #queue: CommitQueue;
  readonly #pageFiles: PageFiles;
  readonly #folder: string;
  readonly #files: FileLayer;
  readonly #lock: FolderLock;
  readonly #fence: Fence;
  readonly #checks: NodeJS.Timeout | undefined;
  readonly #printedLines: PrintedLines | undefined;
  readonly #followers = new Set<(key: RecordKey, sequence: number) => void>();
  #header: LogHeader;
  /** One piece of maintenance after the other, whatever became of the one before. */
  readonly #maintenance = pLimit(1);
  #closing: Promise<void> | undefined;

  private constructor(parts: Parts, { cacheCharacters = DEFAULT_CACHE_CHARACTERS, processes, onLost, printedLines }: ArchiveOptions) {
    this.#printedLines = printedLines;
    this.recovery = parts.recovery;
    this.#state = parts.state;
    this.#header = parts.header;
    this.#folder = parts.folder;
    this.#files = parts.files;
    this.#lock = parts.lock;
    this.#fence = parts.fence;
    this.#pageFiles = new PageFiles(parts.files, path.join(parts.folder, PAGES_NAME), () => this.checkHeld());
    this.#reader = new ArticleReader(parts.state, () => this.#queue.log, cacheCharacters);
    const { log, fence, state, recovery } = parts;
    this.#queue = new CommitQueue(log, fence, state, recovery.sequence, recovery.closedInOrder, (change, sequence) => {
      if (change.type !== 'page') this.#reader.drop(change.id);
      for (const follower of this.#followers) follower(keyOf(change), sequence);
    });
    this.#fence.whenLost((reason) => {
      this.#queue.refuse(reason);
      onLost?.(reason);
    });
    if (processes?.beatMs !== 0) this.#checks = setInterval(() => void this.checkHeld().catch(() => undefined), CHECK_MS).unref();
  }

  /**
   * Opens the archive in `directory`, or makes one in a folder that is missing or empty. Reads the whole log once: about
   * 0.5 s for 100,000 articles. Throws ARCHIVE_LOCKED, FOLDER_NOT_OURS, FOLDER_NOT_WRITABLE, STORAGE_FULL, ARCHIVE_CORRUPT.
   */
  static async open(directory: string, options: ArchiveOptions = {}): Promise<Archive> {
    const files = options.files ?? nodeFiles;
    const folder = path.resolve(directory);
    const startedMs = performance.now();
    let lock: FolderLock | undefined;
    try {
      await ensureFolder(files, folder);
      lock = await FolderLock.take(files, folder, options.processes ?? machineProcesses());
      options.onLocked?.();
      const folderState = await prepareFolder(files, folder, isLockName, options.now ?? (() => new Date()));
      const state = new ArchiveState();
      const fence = new Fence(folder, lock);
      const { log, reading } = await openLog(files, path.join(folder, LOG_NAME), state, () => fence.check());
      const { takenOverFrom } = lock;
      const recovery = reportOf(state, reading, startedMs, { ...folderState, ...(takenOverFrom !== undefined && { takenOverFrom }) });
      return new Archive({ folder, files, lock, fence, state, log, header: reading.header, recovery }, options);
    } catch (error) {
      await lock?.release().catch(() => undefined);
      throw folderFault(error, folder);
    }
  }

  /** Set for good from when the folder was found to be lost to this process; reading goes on from the files it has open. */
  get lost(): SearchServiceError | undefined {
    return this.#fence.lost;
  }

  /** Looks now whether the folder is still this process's. Throws ARCHIVE_LOST, or ARCHIVE_WRITE_FAILED where the disk does not say. */
  checkHeld(): Promise<void> {
    return this.#queue.check();
  }

  /** Of the last committed transaction; 0 in a new archive. */
  get sequence(): number {
    return this.#queue.sequence;
  }

  /** Articles that may be found. */
  get liveCount(): number {
    return this.#state.liveCount;
  }

  /** An index that stopped at an earlier sequence than this must be emptied before it follows `changesSince`. */
  get horizon(): number {
    return this.#header.horizon;
  }

  /** Bytes of the log, and those of them that still count, headers aside. Looks at every slot (about 5 ms a million). */
  get sizes(): { readonly logBytes: number; readonly keptBytes: number } {
    return { logBytes: this.#queue.log.length, keptBytes: this.#state.keptBytes() };
  }

  /**
   * Makes all changes durable and visible together, and resolves with the sequence. `pageBytes` are the raw bytes and the
   * layouts of the pages in `changes`; they are on the disk before the changes. Commits that run at the same time share a write; their
   * order is that of their calls, but for page bytes, which come first: await one before another that must come after it.
   * Changes without effect are not written.
   * Throws STORAGE_FULL or ARCHIVE_WRITE_FAILED (then nothing was kept), NOT_READY after `close`, and ARCHIVE_LOST from when the
   * folder is not this process's any more, or is another (then nobody knows what was kept of the write that found it out).
   */
  async commit(changes: readonly ArchiveChange[], pageBytes: readonly Uint8Array[] = []): Promise<number> {
    this.#checkOpen();
    const encoded = pageBytes.length === 0 ? changes.map(encodeChange) : await encodeInSlices(changes);
    if (encoded.length === 0) return this.sequence;
    const commit = (): Promise<number> => this.#queue.commit(encoded);
    return pageBytes.length === 0 ? commit() : this.#pageFiles.putFor(pageBytes, commit);
  }

  /** An article with its place and standing; undefined when the id is unknown, removed, or its text was purged. */
  async article(id: string): Promise<ArchivedArticle | undefined> {
    const slot = this.#state.articles.slotOf(id);
    return slot === undefined ? undefined : this.#reader.archived(slot);
  }

  /** From memory. Undefined when the id is unknown or removed. */
  status(id: string): ArticleStatus | undefined {
    const slot = this.#state.articles.slotOf(id);
    return slot === undefined ? undefined : this.#state.articles.statusAt(slot);
  }

  /** Why an article is withheld, or was before it was deleted; from memory, and there after a purge too. */
  reason(id: string): string | undefined {
    const slot = this.#state.articles.slotOf(id);
    return slot === undefined ? undefined : this.#state.standings.get(slot)?.reason;
  }

  /** What is known of an article that is withheld or deleted; from memory, and there after a purge too. */
  standing(id: string): Standing | undefined {
    const slot = this.#state.articles.slotOf(id);
    return slot === undefined ? undefined : this.#state.standings.get(slot);
  }

  /** True when a person has brought the article back and nobody taken it out since; from memory. */
  isReleased(id: string): boolean {
    const slot = this.#state.articles.slotOf(id);
    return slot !== undefined && this.#state.released.has(slot);
  }

  /** True when decisions are kept with the stored article; from memory. */
  isDecided(id: string): boolean {
    const slot = this.#state.articles.slotOf(id);
    return slot !== undefined && this.#state.decided.has(slot);
  }

  /** Every withheld or deleted article, in the order in which it was taken out; from memory. */
  *takenOut(): Iterable<{ readonly id: string; readonly standing: Standing }> {
    for (const [slot, standing] of this.#state.standings) yield { id: this.#state.articles.idAt(slot), standing };
  }

  /** `fingerprintOf` the stored article, from memory; undefined when no text is stored under the id. */
  fingerprint(id: string): string | undefined {
    const slot = this.#state.articles.slotOf(id);
    return slot === undefined || !this.#state.articles.hasText(slot) ? undefined : this.#state.articles.fingerprintAt(slot);
  }

  /** A page's record; undefined when it is unknown, removed or deleted. */
  async page(id: string): Promise<PageRecord | undefined> {
    const entry = this.#state.pages.get(id);
    return entry?.status !== 'live' || entry.record === undefined ? undefined : this.#reader.page(entry.record);
  }

  /** A page's record, deleted or not; undefined when it is unknown, removed or purged. */
  async pageRecord(id: string): Promise<PageRecord | undefined> {
    const record = this.#state.pages.get(id)?.record;
    return record === undefined ? undefined : this.#reader.page(record);
  }

  /** From memory. Undefined when the id is unknown or removed. */
  pageStatus(id: string): 'live' | 'deleted' | undefined {
    return this.#state.pages.get(id)?.status;
  }

  /** The head of a page, deleted or not; from memory. */
  pageHead(id: string): PageHead | undefined {
    return this.#state.pages.get(id)?.head;
  }

  /** Heads of all live pages, in the order in which they were first stored; from memory. */
  pages(): readonly PageHead[] {
    return this.#state.livePages();
  }

  /** Heads of the live pages at a place, page numbers compared by `pageNumberKey`, the one that changed last at the end; from memory. */
  pagesAt(place: PageInfo): readonly PageHead[] {
    return this.#state.pagesAt(place);
  }

  /** Sequence of the last change to a record; undefined where nothing of it is known. From memory. */
  changedAt({ kind, id }: RecordKey): number | undefined {
    if (kind === 'page') return this.#state.pages.get(id)?.sequence;
    const slot = this.#state.articles.slotOf(id);
    return slot === undefined ? undefined : this.#state.articles.sequenceAt(slot);
  }

  /** Ids of the pages, deleted ones included, that came from a source; from memory. */
  pagesOfSource(source: string): readonly string[] {
    return this.#state.pagesOfSource(source);
  }

  /** Ids of the pages, deleted ones included, that came as the bytes of this SHA-256, or with this `textId`; from memory. */
  pagesAsCame(name: string): readonly string[] {
    return this.#state.pagesAsCame(name);
  }

  /** A page's stored bytes, or its layout, by their names in `PageHead`. Throws PAGE_NOT_FOUND, FILE_UNREADABLE, ARCHIVE_CORRUPT. */
  async pageBytes(sha256: string): Promise<Uint8Array> {
    return this.#pageFiles.get(sha256);
  }

  /**
   * What an index at `sequence` must do to catch up, in order of sequence: the latest state of each changed article; null
   * when it is not to be found any more. Several changes can share a sequence: an index has reached it when a higher one
   * comes, or the end. With `sequence` below `horizon` it yields everything, and the index must start empty.
   */
  changesSince(sequence: number): AsyncIterable<IndexedChange> {
    return changesAfter(this.#state, this.#reader, sequence < this.horizon ? 0 : sequence, () => this.sequence);
  }

  /** Every article that may be found, in the order of its last change; one batch in memory at a time. */
  liveArticles(): AsyncIterable<Article> {
    return liveInOrder(this.#state, this.#reader);
  }

  /** Every article and tombstone in the order of ids, for an export. */
  records(): ReturnType<typeof recordsById> {
    return recordsById(this.#state, this.#reader);
  }

  /** The text of the file that says whose folder this is; no other archive has the same. */
  async marker(): Promise<string> {
    return (await readWhole(this.#files, path.join(this.#folder, MARKER_NAME))).toString();
  }

  /**
   * From now on `follower` hears, in the order of sequence and before the commit resolves, of every record that a transaction has
   * changed.
   */
  follow(follower: (key: RecordKey, sequence: number) => void): void {
    this.#followers.add(follower);
  }

  /** Records as they stand now, whole. One that the archive does not know is `removed` at the current sequence. */
  async recordsOf(keys: readonly RecordKey[]): Promise<readonly StoredRecord[]> {
    return recordsOf(this.#state, this.#queue.log, keys, this.sequence);
  }

  /** Articles or pages that are not removed: live ones and those with a tombstone. Looks at every slot. */
  recordCount(kind: RecordKey['kind']): number {
    return kind === 'page' ? this.#state.pages.size : this.#state.articles.presentCount();
  }

  /** True when nothing is left of a record, or it never was. */
  isRemoved({ kind, id }: RecordKey): boolean {
    return (kind === 'page' ? this.pageStatus(id) : this.status(id)) === undefined;
  }

  /** Every record changed after `sequence`, in order; see `recordsAfter`. Below `horizon` removed ones may be missing. */
  recordsAfter(sequence: number): AsyncIterable<RecordBatch> {
    return recordsAfter(this.#state, () => this.#queue.log, sequence);
  }

  /** True when a page, deleted or not, names these bytes, as its own or as its layout. */
  usesBytes(sha256: string): boolean {
    return this.#state.usesBytes(sha256);
  }

  /**
   * Rewrites the log with what still counts (superseded texts go, and page bytes no page names any more), while reading and
   * committing go on. Needs room for a second log. Throws STORAGE_FULL or ARCHIVE_WRITE_FAILED; then the old log stays.
   */
  compact(): Promise<CompactionReport> {
    return this.#maintain(async () => {
      const report = await this.#compactLog();
      await this.#removeUnusedPages();
      return report;
    });
  }

  /**
   * Removes the text of withheld and deleted articles, and deleted pages, from every file; tombstones and reasons stay. In
   * the stored bytes of a live page the printed lines are blanked, or all the bytes dropped, and the report says so. One
   * that was cut short is finished by calling it again. Throws STORAGE_FULL or ARCHIVE_WRITE_FAILED.
   */
  purge(): Promise<PurgeReport> {
    return this.#maintain(async () => {
      const { changes, pageBytes, ...done } = await planPurge(this.#state, this.#reader, this.#pageFiles, this.#printedLines);
      if (changes.length > 0) await this.#pageFiles.putFor(pageBytes, () => this.#queue.commit(changes.map(encodeChange)));
      const report = await this.#compactLog();
      const removedFileCount =
        (await this.#removeUnusedPages()) +
        (await this.#removing(this.#fence.check().then(() => removeDamagedBytes(this.#files, this.#folder))));
      return { ...done, ...report, removedFileCount };
    });
  }

  async #compactLog(): Promise<CompactionReport> {
    const { header, report } = await compactLog({
      files: this.#files,
      queue: this.#queue,
      state: this.#state,
      header: this.#header,
      fence: this.#fence,
      aside: asideLog(this.#folder, this.#lock.number),
    });
    this.#header = header;
    return report;
  }

  #removeUnusedPages(): Promise<number> {
    return this.#removing(this.#pageFiles.removeUnused((sha256) => this.#state.usesBytes(sha256)));
  }

  async #removing(removal: Promise<number>): Promise<number> {
    try {
      return await removal;
    } catch (cause) {
      throw writeFault(cause, this.#folder);
    }
  }

  #maintain<T>(work: () => Promise<T>): Promise<T> {
    this.#checkOpen();
    return this.#maintenance(work);
  }

  /** Finishes what is being written, a compaction included, and gives the folder back. */
  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  async #finish(): Promise<void> {
    clearInterval(this.#checks);
    await this.#maintenance(() => undefined);
    await this.#queue.finish();
    await this.#queue.log.retire();
    await this.#lock.release();
  }

  #checkOpen(): void {
    if (this.#closing !== undefined) throw new SearchServiceError('NOT_READY', 'the archive is closed');
  }
}

function keyOf(change: LoggedChange): RecordKey {
  if (change.type === 'page') return { kind: 'page', id: change.page.id };
  return { kind: change.type.endsWith('Page') ? 'page' : 'article', id: change.id };
}
