import path from 'node:path';
import { SearchServiceError } from '../search-service-error.js';
import type { ArchiveChange, ArticleStatus, Standing } from './archive-change.js';
import type { ArchiveState, PageEntry } from './archive-state.js';
import { readSpans } from './article-reader.js';
import type { ArticleTable } from './article-table.js';
import type { CommitQueue } from './commit-queue.js';
import { removeIfThere, writeFully, type FileLayer, type OpenFile } from '../files/file-layer.js';
import type { Fence } from './fence.js';
import { encodeChange } from './log-change.js';
import { LogFile } from './log-file.js';
import { EMPTY_HEADER, encodeCloseMark, encodeHeader, encodeTransaction, type LogHeader, type Span } from './log-line.js';
import { bySequence, merged, pagesBySequence, slotsWhere, type NamedPage } from './slot-order.js';
import { writeFault } from './storage-fault.js';

const BATCH_BYTES = 1 << 22;
const BATCH_COUNT = 4096;

/** Size of the log before and after. */
export interface CompactionReport {
  readonly bytesBefore: number;
  readonly bytesAfter: number;
}

/** What a compaction works on. */
export interface CompactionTarget {
  readonly files: FileLayer;
  readonly queue: CommitQueue;
  readonly state: ArchiveState;
  readonly header: LogHeader;
  readonly fence: Fence;
  /** Where the new log is written. */
  readonly aside: string;
}

/** A change for the new log: bytes made anew, or those of a text or page record where they stand in the old one. */
interface KeptChange {
  readonly sequence: number;
  readonly from: Span | Buffer;
  readonly slot?: number;
  readonly pageId?: string;
}

/** The state at the moment the compaction begins. */
interface Frozen {
  readonly articles: ArticleTable;
  readonly pages: readonly NamedPage[];
  readonly standings: ReadonlyMap<number, Standing>;
  readonly released: ReadonlySet<number>;
  readonly sequence: number;
  readonly logLength: number;
  readonly uncleared: number;
}

/**
 * Writes a log that holds only what still counts, and puts it in the old one's place: aside, synced, renamed, the folder
 * synced. Reading and committing go on; commits wait only while the last of them are copied. Removals stay known until
 * the next compaction, so that an index that was up to date at the last one can follow. A failure leaves the old log as
 * it was; only when the folder cannot be synced after the renaming are commits refused until the archive is opened again.
 */
export async function compactLog(target: CompactionTarget): Promise<{ readonly header: LogHeader; readonly report: CompactionReport }> {
  const { files, queue, aside } = target;
  const bytesBefore = queue.log.length;
  let output: OpenFile | undefined;
  await queue.check();
  try {
    await removeIfThere(files, aside);
    output = await files.open(aside, 'create');
    const frozen = await queue.exclusive(() => Promise.resolve(freeze(target)));
    const rewriter = new LogRewriter(queue.log, output, frozen, target.header);
    await rewriter.writeKept();
    while (queue.log.length - rewriter.tailDone > BATCH_BYTES) await rewriter.copyTail(queue.log.length);
    const header = await queue.exclusive(() => finish(target, rewriter));
    return { header, report: { bytesBefore, bytesAfter: queue.log.length } };
  } catch (cause) {
    await removeIfThere(files, aside).catch(() => undefined);
    throw writeFault(cause, aside);
  } finally {
    await output?.close();
  }
}

function freeze({ state, queue }: CompactionTarget): Frozen {
  return {
    articles: state.articles.frozen(),
    pages: pagesBySequence(state.pages),
    standings: new Map(state.standings),
    released: new Set(state.released),
    sequence: queue.sequence,
    logLength: queue.log.length,
    uncleared: state.unclearedCount,
  };
}

async function finish({ files, queue, state, fence, aside }: CompactionTarget, rewriter: LogRewriter): Promise<LogHeader> {
  const old = queue.log;
  await rewriter.copyTail(old.length);
  const { header, length } = await rewriter.seal(queue.sequence);
  const log = await LogFile.open(files, aside, length, old.path);
  try {
    await fence.check(old);
    await files.rename(aside, old.path);
  } catch (error) {
    await log.retire();
    throw error;
  }
  try {
    await files.syncFolder(path.dirname(old.path));
    await fence.check(log);
  } catch (cause) {
    await log.retire();
    if (fence.lost !== undefined) throw fence.lost;
    const refusal = new SearchServiceError(
      'ARCHIVE_WRITE_FAILED',
      `the compacted ${old.path} is in place, but its folder could not be synced. Nothing is lost and reading goes on; writing ` +
        'is refused until the archive is opened again.',
      { cause },
    );
    queue.refuse(refusal);
    throw refusal;
  }
  rewriter.moveState(state);
  forgetRemoved(state, header.horizon);
  queue.switchTo(log);
  await old.retire();
  return header;
}

/** Takes the ids removed up to the horizon out of memory, but for those that were released. */
function forgetRemoved({ articles, released }: ArchiveState, horizon: number): void {
  for (let slot = 0; slot < articles.slotCount; slot++) {
    if (articles.statusAt(slot) === undefined && articles.sequenceAt(slot) <= horizon && !released.has(slot)) articles.forget(slot);
  }
}

class LogRewriter {
  /** Up to where the old log has been copied. */
  tailDone: number;
  #position = EMPTY_HEADER.length;
  #lineCount = 0;
  #tailShift = 0;
  readonly #textOffsets: Float64Array;
  readonly #pageOffsets = new Map<string, number>();

  readonly #log: LogFile;
  readonly #output: OpenFile;
  readonly #frozen: Frozen;
  readonly #old: LogHeader;

  constructor(log: LogFile, output: OpenFile, frozen: Frozen, old: LogHeader) {
    this.#log = log;
    this.#output = output;
    this.#frozen = frozen;
    this.#old = old;

    this.tailDone = frozen.logLength;
    this.#textOffsets = new Float64Array(frozen.articles.slotCount);
  }

  /** Writes what still counts, in order of sequence, a batch of texts in memory at a time. */
  async writeKept(): Promise<void> {
    let batch: KeptChange[] = [];
    let bytes = 0;
    for (const change of keptChanges(this.#frozen, this.#old.base)) {
      batch.push(change);
      bytes += change.from.length;
      if (batch.length < BATCH_COUNT && bytes < BATCH_BYTES) continue;
      await this.#writeBatch(batch);
      batch = [];
      bytes = 0;
    }
    await this.#writeBatch(batch);
    this.#tailShift = this.#position - this.#frozen.logLength;
  }

  async #writeBatch(batch: readonly KeptChange[]): Promise<void> {
    const found = await readSpans(
      this.#log,
      batch.map(({ from }) => (Buffer.isBuffer(from) ? undefined : from)),
    );
    const lines: Buffer[] = [];
    for (let start = 0; start < batch.length;) {
      const { sequence } = batch[start]!;
      let end = start + 1;
      while (batch[end]?.sequence === sequence) end++;
      const bytes = batch.slice(start, end).map(({ from }, index) => found[start + index] ?? (from as Buffer));
      const line = encodeTransaction(sequence, sequence, bytes);
      for (const [index, { slot, pageId }] of batch.slice(start, end).entries()) {
        const offset = this.#position + line.spans[index]!.offset;
        if (slot !== undefined) this.#textOffsets[slot] = offset;
        if (pageId !== undefined) this.#pageOffsets.set(pageId, offset);
      }
      lines.push(line.bytes);
      this.#position += line.bytes.length;
      this.#lineCount += 1;
      start = end;
    }
    const bytes = Buffer.concat(lines);
    await writeFully(this.#output, bytes, this.#position - bytes.length);
  }

  /** Copies what was committed since, as it stands. */
  async copyTail(upTo: number): Promise<void> {
    while (this.tailDone < upTo) {
      const bytes = await this.#log.read(this.tailDone, Math.min(BATCH_BYTES, upTo - this.tailDone));
      await writeFully(this.#output, bytes, this.#position);
      this.#position += bytes.length;
      this.tailDone += bytes.length;
    }
  }

  /** Writes the mark that all of this is on the disk, and the header, and makes it so. */
  async seal(sequence: number): Promise<{ readonly header: LogHeader; readonly length: number }> {
    const mark = encodeCloseMark(sequence);
    await writeFully(this.#output, mark, this.#position);
    const header = { base: this.#frozen.sequence, horizon: this.#old.base, count: this.#lineCount };
    await writeFully(this.#output, encodeHeader(header), 0);
    await this.#output.sync();
    return { header: { type: 'header', ...header }, length: this.#position + mark.length };
  }

  /** Points the state at the new log. */
  moveState(state: ArchiveState): void {
    const { articles, pages } = state;
    for (let slot = 0; slot < articles.slotCount; slot++) {
      if (!articles.hasText(slot)) continue;
      const offset = articles.offsetAt(slot);
      articles.moveText(slot, offset < this.#frozen.logLength ? this.#textOffsets[slot]! : offset + this.#tailShift);
    }
    for (const [id, entry] of pages) {
      if (entry.record === undefined) continue;
      const { offset } = entry.record;
      const moved = offset < this.#frozen.logLength ? this.#pageOffsets.get(id)! : offset + this.#tailShift;
      pages.set(id, { ...entry, record: { ...entry.record, offset: moved } });
    }
    state.unclearedCount -= this.#frozen.uncleared;
  }
}

/** What still counts, in order of sequence; within one, pages before articles and these as they stood in the file. */
function* keptChanges(frozen: Frozen, oldBase: number): Generator<KeptChange> {
  const { articles, pages } = frozen;
  const slots = bySequence(
    articles,
    slotsWhere(articles, () => true),
  );
  for (const one of merged(articles, slots, pages)) {
    if (typeof one === 'number') yield* keptOfArticle(frozen, one, oldBase);
    else yield* keptOfPage(...one);
  }
}

function* keptOfPage(pageId: string, { record, status, sequence }: PageEntry): Generator<KeptChange> {
  if (record !== undefined) yield { sequence, from: record, pageId };
  if (status === 'deleted') yield { sequence, from: encodeChange({ type: 'deletePage', id: pageId }).bytes };
}

function* keptOfArticle({ articles, standings, released }: Frozen, slot: number, oldBase: number): Generator<KeptChange> {
  const sequence = articles.sequenceAt(slot);
  const text = articles.textAt(slot);
  if (text !== undefined) yield { sequence, from: text, slot };
  const id = articles.idAt(slot);
  const standing = standingOf(id, articles.statusAt(slot), standings.get(slot), sequence > oldBase);
  const release: ArchiveChange[] = released.has(slot) ? [{ type: 'restore', id }] : [];
  for (const change of [...standing, ...release]) yield { sequence, from: encodeChange(change).bytes };
}

function standingOf(
  id: string,
  status: ArticleStatus | undefined,
  standing: Standing | undefined,
  isNew: boolean,
): readonly ArchiveChange[] {
  switch (status) {
    case 'live':
      return [];
    case 'withheld':
      return [{ type: 'withhold', id, reason: '', ...standing }];
    case 'deleted':
      return [{ type: 'delete', id, ...standing }];
    case undefined:
      return isNew ? [{ type: 'remove', id }] : [];
  }
}
