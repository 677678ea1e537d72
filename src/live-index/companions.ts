/**
 * Suggestions and near-duplicates follow the archive beside the index, fed with it. Where they are behind the index at a start
 * they catch up while the service answers already, read by workers; from then on a write is acknowledged when they know it. An
 * article that is taken out leaves them at once, caught up or not.
 */
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import type { Archive } from '../archive/archive.js';
import type { IndexedChange } from '../archive/archive-change.js';
import type { JoinedArticles } from '../intake/joined-articles.js';
import type { AnalysisPool } from '../search/analysis-pool.js';
import type { ArticleDigest } from '../search/article-digest.js';
import type { Companion } from '../search/companion.js';
import { giveWay } from '../search/give-way.js';
import type { IndexChange } from '../search/indexer.js';
import type { CompanionFiles } from './companion-files.js';
import { resumeAt } from './replay.js';

/** What follows, and what it follows. */
export interface CompanionsParts {
  readonly archive: Pick<Archive, 'changesSince' | 'checkHeld' | 'horizon' | 'sequence' | 'status'>;
  readonly joined: Pick<JoinedArticles, 'expand'>;
  readonly companions: readonly Companion[];
  readonly files: CompanionFiles;
  /** Reads many articles in other threads, where there are any. */
  readonly pool: Pick<AnalysisPool, 'digests'>;
  readonly logger: Logger;
}

/** Changes read at once while catching up: worth a worker's time, and taken in within some tens of milliseconds. */
const BATCH_COUNT = 256;
/** Changes read here, or taken in without a worker, before others have their turn. */
const STEP_COUNT = 32;
/** Changed companions are saved this often; what a crash loses is taken from the archive again. */
const SAVE_INTERVAL_MS = 5 * 60_000;

/** Feeds them all, each from where it stands. */
export class Companions {
  readonly #reached = new Map<Companion, number>();
  /** One piece of work after the other, whatever became of the one before. */
  readonly #inTurn = pLimit(1);
  #isCaughtUp = false;
  /** Articles that went while others were read to be taken in. */
  #goneCount = 0;
  #isClosed = false;
  #isSaved = true;
  #hasFailed = false;
  #catching: Promise<void> | undefined;
  #saving: NodeJS.Timeout | undefined;

  readonly #parts: CompanionsParts;

  constructor(parts: CompanionsParts) {
    this.#parts = parts;
  }

  /**
   * Loads what was saved. `from`: the sequence behind which the index is about to be fed; companions that go as far are fed
   * with it from the first change on, others catch up when they are started.
   */
  async open(from: number): Promise<void> {
    const { archive, companions, files } = this.#parts;
    for (const companion of companions) {
      const sequence = await files.load(companion);
      const good = resumeAt(sequence, archive);
      if (good < sequence) companion.clear();
      this.#reached.set(companion, good);
    }
    this.#isCaughtUp = companions.every((companion) => this.#reached.get(companion)! >= from);
  }

  /** Begins to catch up where that is needed, and to save now and then. */
  start(): void {
    this.#catching = this.#catchUp().catch((err: unknown) => {
      this.#fail(err);
    });
    this.#saving = setInterval(() => void this.save(), SAVE_INTERVAL_MS);
    this.#saving.unref();
  }

  /** Empties them, to be fed from the beginning. */
  async restart(): Promise<void> {
    await this.#inTurn(() => {
      for (const companion of this.#parts.companions) {
        companion.clear();
        this.#reached.set(companion, 0);
      }
    });
  }

  /**
   * Takes in what was committed, in the order of the calls; while they catch up only what goes, since the rest comes on that
   * way. `digests`: of its articles, where workers have read them. Never rejects: a fault is logged and ends them until the next
   * start, and the write and the index go on.
   */
  async apply(changes: readonly IndexChange[], digests?: readonly ArticleDigest[]): Promise<void> {
    try {
      await this.#inTurn(() => this.#take(changes, digests));
    } catch (err) {
      this.#fail(err);
    }
  }

  async #take(changes: readonly IndexChange[], digests?: readonly ArticleDigest[]): Promise<void> {
    const last = changes.at(-1);
    if (this.#hasFailed || last === undefined) return;
    const gone = changes.filter(({ article }) => article === null);
    this.#goneCount += gone.length;
    for (const companion of this.#parts.companions) {
      if (!this.#isCaughtUp) {
        await companion.apply(gone);
        continue;
      }
      await companion.apply(changes, digests);
      this.#reached.set(companion, last.sequence);
    }
    this.#isSaved = false;
  }

  /** Writes what has changed. A fault of the disk is logged: the next start catches up from further back. */
  async save(): Promise<void> {
    await this.#inTurn(async () => {
      if (this.#isSaved || !this.#isCaughtUp || this.#hasFailed) return;
      try {
        await this.#parts.archive.checkHeld();
        for (const companion of this.#parts.companions) await this.#parts.files.save(companion, this.#reached.get(companion)!);
        this.#isSaved = true;
      } catch (err) {
        this.#parts.logger.warn(
          { event: 'companions-not-saved', err },
          'suggestions and near-duplicates could not be saved; the next start will take longer',
        );
      }
    });
  }

  /** Resolves when they have caught up, or were closed. */
  async settled(): Promise<void> {
    await this.#catching;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#saving);
    await this.#catching;
    await this.save();
  }

  /** Ends without saving: their folder is about to go. */
  async discard(): Promise<void> {
    this.#isClosed = true;
    this.#isSaved = true;
    clearInterval(this.#saving);
    await this.#catching;
    await this.#inTurn(() => undefined);
  }

  /** What they hold may name what is taken out later: they answer nothing from now on. */
  #fail(err: unknown): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    for (const companion of this.#parts.companions) companion.clear();
    this.#parts.logger.error(
      { event: 'companions-failed', err },
      'suggestions and near-duplicates could not follow the archive; search is not affected, start again to build them anew',
    );
  }

  async #catchUp(): Promise<void> {
    const { archive, companions, logger } = this.#parts;
    const startMs = performance.now();
    let count = 0;
    const isUp = (companion: Companion): boolean => this.#reached.get(companion)! >= archive.sequence;
    while (!this.#isClosed && !this.#hasFailed && !companions.every(isUp)) {
      count += await this.#follow(companions.filter((companion) => !isUp(companion)));
      await this.#inTurn(() => {
        // What was committed later comes through `apply`, which waits its turn behind this.
        this.#isCaughtUp = companions.every(isUp);
      });
    }
    if (count > 0)
      logger.info(
        { event: 'companions-ready', count, durationMs: Math.round(performance.now() - startMs) },
        'suggestions and near-duplicates are up to the archive',
      );
    await this.save();
  }

  /** Takes in what some companions lack; gives the number of changes. */
  async #follow(lagging: readonly Companion[]): Promise<number> {
    const { archive } = this.#parts;
    const upTo = archive.sequence;
    let count = 0;
    let batch: IndexedChange[] = [];
    const flush = async (): Promise<void> => {
      const changes = batch;
      batch = [];
      count += changes.length;
      await this.#takeBehind(changes, lagging);
    };
    let startMs = performance.now();
    for await (const change of archive.changesSince(Math.min(...lagging.map((companion) => this.#reached.get(companion)!)))) {
      if (this.#isClosed) return count;
      batch.push(change);
      if (batch.length % STEP_COUNT > 0) continue;
      if (batch.length === BATCH_COUNT) await flush();
      await giveWay(performance.now() - startMs);
      startMs = performance.now();
    }
    if (batch.length > 0) await flush();
    if (!this.#isClosed) for (const companion of lagging) this.#reached.set(companion, upTo);
    return count;
  }

  /** Takes in changes that others have heard of long ago: read by a worker and taken in at once, or read here in steps. */
  async #takeBehind(changes: readonly IndexedChange[], lagging: readonly Companion[]): Promise<void> {
    const { joined, pool } = this.#parts;
    const goneCount = this.#goneCount;
    const expanded = await joined.expand(this.#standing(changes));
    const digests = await pool.digests(expanded.flatMap(({ article }) => article ?? []));
    // Whatever was taken out while they were read has left already, and must not come back: then they are read again.
    if (digests !== undefined && (await this.#takeIn(lagging, () => (this.#goneCount === goneCount ? expanded : undefined), digests)))
      return;
    for (let at = 0; at < changes.length; at += STEP_COUNT) {
      await this.#takeIn(lagging, () => joined.expand(this.#standing(changes.slice(at, at + STEP_COUNT))));
    }
  }

  /** Feeds what `changes` gives when it is their turn, and lets others go before what follows; false where it gives nothing. */
  async #takeIn(
    lagging: readonly Companion[],
    changes: () => readonly IndexChange[] | undefined | Promise<readonly IndexChange[]>,
    digests?: readonly ArticleDigest[],
  ): Promise<boolean> {
    const startMs = performance.now();
    let isTaken = false;
    await this.#inTurn(async () => {
      const coming = await changes();
      isTaken = coming !== undefined;
      if (this.#hasFailed || coming === undefined) return;
      for (const companion of lagging) await companion.apply(coming, digests);
      this.#isSaved = false;
    });
    await giveWay(performance.now() - startMs);
    return isTaken;
  }

  /** Changes as their articles stand now. */
  #standing(changes: readonly IndexedChange[]): readonly IndexedChange[] {
    return changes.map((change) => (this.#parts.archive.status(change.id) === 'live' ? change : { ...change, article: null }));
  }
}
