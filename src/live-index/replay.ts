/** How an index is brought up to the archive: opened, and given what has changed since it was saved. */
import type { Logger } from 'pino';
import type { Archive } from '../archive/archive.js';
import type { IndexedChange } from '../archive/archive-change.js';
import { JoinedArticles } from '../intake/joined-articles.js';
import type { OpenReport, SearchEngine } from '../search/engine.js';
import type { Indexer } from '../search/indexer.js';

/** Changes that are analysed and applied at once while an index is brought up. */
const BATCH_COUNT = 2_048;
/** Batches in memory meanwhile: one is read, others are analysed and applied. */
const MOST_BATCHES = 4;
const LOG_INTERVAL_MS = 5_000;

/**
 * Where something that has followed the archive up to `sequence` goes on: behind it, or at 0 where it must begin anew. What is
 * ahead of the archive saw another history; what is behind the horizon cannot hear of removals any more.
 */
export function resumeAt(sequence: number, archive: Pick<Archive, 'sequence' | 'horizon'>): number {
  return sequence > archive.sequence || sequence < archive.horizon ? 0 : sequence;
}

/** An index that was opened, and where it goes on. */
export interface OpenedIndex {
  /** The sequence up to which it is good; 0 = it is empty. */
  readonly from: number;
  /** True where it did not belong to the archive as it stands, and was cleared. */
  readonly isLost: boolean;
  /** What the engine said of it: `OpenReport`. */
  readonly reason: OpenReport['reason'];
}

/** Opens a saved index; one that is lost is cleared. Throws what the engine does. */
export async function openIndex(
  engine: SearchEngine,
  version: string,
  archive: Pick<Archive, 'sequence' | 'horizon'>,
): Promise<OpenedIndex> {
  const { sequence, reason } = await engine.open(version);
  const from = resumeAt(sequence, archive);
  const isLost = from < sequence;
  if (isLost) await engine.clear();
  return { from, isLost, reason };
}

/** Opens an index that is to be filled from the beginning: what a filling that was broken off may have left is cleared. */
export async function openEmpty(engine: SearchEngine, version: string): Promise<void> {
  if ((await engine.open(version)).sequence > 0) await engine.clear();
}

/** What a replay reads and where it says how far it is. */
export interface Replay {
  readonly archive: Archive;
  readonly indexer: Indexer;
  /** The changes behind this sequence. */
  readonly from: number;
  readonly logger: Logger;
  /** Ends it between two batches. */
  readonly signal?: AbortSignal;
  /** Called with the number of changes of each batch that is applied. */
  readonly onApplied?: (count: number) => void;
}

/** Applies what changed after `from`; gives the number of changes. */
export async function replay({ archive, indexer, from, logger, signal, onApplied = () => undefined }: Replay): Promise<number> {
  let count = 0;
  let batch: IndexedChange[] = [];
  const joined = new JoinedArticles(archive);
  const underWay: Promise<void>[] = [];
  let saidMs = performance.now();
  const flush = async (): Promise<void> => {
    signal?.throwIfAborted();
    const { length } = batch;
    const applied = indexer.apply(joined.expand(batch)).then(() => {
      onApplied(length);
    });
    // It is awaited further down; until then a rejection must not count as unhandled.
    applied.catch(() => undefined);
    underWay.push(applied);
    count += length;
    batch = [];
    if (underWay.length === MOST_BATCHES) await underWay.shift();
    if (performance.now() - saidMs > LOG_INTERVAL_MS) {
      saidMs = performance.now();
      logger.info({ event: 'index-replay', count, ofAbout: archive.liveCount }, 'building the index');
    }
  };
  try {
    for await (const change of archive.changesSince(from)) {
      // A transaction is not divided: an engine that keeps its sequence at once must not be behind it when it says so.
      if (batch.length >= BATCH_COUNT && change.sequence !== batch.at(-1)!.sequence) await flush();
      batch.push(change);
    }
    await flush();
  } finally {
    await Promise.all(underWay);
  }
  return count;
}
