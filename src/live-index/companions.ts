/**
 * Suggestions and near-duplicates follow the archive beside the index. What they lack at a start they take in while the service
 * answers already; from then on a write is acknowledged when they know it. An article that is taken out leaves them at once,
 * caught up or not.
 */
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Archive } from '../archive/archive.js';
import type { IndexedChange } from '../archive/archive-change.js';
import type { JoinedArticles } from '../intake/joined-articles.js';
import type { Companion } from '../search/companion.js';
import type { CompanionFiles } from './companion-files.js';
import { resumeAt } from './replay.js';

/** What follows, and what it follows. */
export interface CompanionsParts {
  readonly archive: Pick<Archive, 'changesSince' | 'checkHeld' | 'horizon' | 'sequence' | 'status'>;
  readonly joined: Pick<JoinedArticles, 'expand'>;
  readonly companions: readonly Companion[];
  readonly files: CompanionFiles;
  readonly logger: Logger;
}

/** Changes taken in at once while catching up. */
const BATCH_COUNT = 32;
/** A turn of the event loop that took longer had something else to do. */
const OTHERS_MS = 1;
/** Where searches come, catching up waits so many times as long as it worked, at most so long. */
const GIVEN_WAY = 2;
const LONGEST_WAIT_MS = 500;
/** Changed companions are saved this often; what a crash loses is taken from the archive again. */
const SAVE_INTERVAL_MS = 5 * 60_000;

/** Feeds them all, each from where it stands. */
export class Companions {
  private readonly reached = new Map<Companion, number>();
  private work: Promise<void> = Promise.resolve();
  private isCaughtUp = false;
  private isClosed = false;
  private isSaved = true;
  private hasFailed = false;
  private catching: Promise<void> | undefined;
  private saving: NodeJS.Timeout | undefined;

  constructor(private readonly parts: CompanionsParts) {}

  /** Loads what was saved, and begins to catch up. */
  async open(): Promise<void> {
    const { archive, companions, files } = this.parts;
    for (const companion of companions) {
      const sequence = await files.load(companion);
      const from = resumeAt(sequence, archive);
      if (from < sequence) companion.clear();
      this.reached.set(companion, from);
    }
    this.catching = this.catchUp().catch((err: unknown) => { this.fail(err); });
    this.saving = setInterval(() => void this.save(), SAVE_INTERVAL_MS);
    this.saving.unref();
  }

  /**
   * Takes in what was committed, in the order of the calls, whichever is ready first; while they catch up only what goes, since
   * the rest comes on that way. Never rejects: a fault is logged and ends them until the next start, and the write and the
   * index go on.
   */
  async apply(coming: readonly IndexedChange[] | Promise<readonly IndexedChange[]>): Promise<void> {
    try {
      await this.take(coming);
    } catch (err) {
      this.fail(err);
    }
  }

  private async take(coming: readonly IndexedChange[] | Promise<readonly IndexedChange[]>): Promise<void> {
    await this.inTurn(async () => {
      const changes = await coming;
      const last = changes.at(-1);
      if (this.hasFailed || last === undefined) return;
      const taken = this.isCaughtUp ? changes : changes.filter(({ article }) => article === null);
      for (const companion of this.parts.companions) {
        await companion.apply(taken);
        if (this.isCaughtUp) this.reached.set(companion, last.sequence);
      }
      this.isSaved = false;
    });
  }

  /** Writes what has changed. A fault of the disk is logged: the next start catches up from further back. */
  async save(): Promise<void> {
    await this.inTurn(async () => {
      if (this.isSaved || !this.isCaughtUp || this.hasFailed) return;
      try {
        await this.parts.archive.checkHeld();
        for (const companion of this.parts.companions) await this.parts.files.save(companion, this.reached.get(companion)!);
        this.isSaved = true;
      } catch (err) {
        this.parts.logger.warn({ event: 'companions-not-saved', err }, 'suggestions and near-duplicates could not be saved; the next start will take longer');
      }
    });
  }

  /** Resolves when they have caught up, or were closed. */
  async settled(): Promise<void> {
    await this.catching;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.saving);
    await this.catching;
    await this.save();
  }

  /** Ends without saving: their folder is about to go. */
  async discard(): Promise<void> {
    this.isClosed = true;
    this.isSaved = true;
    clearInterval(this.saving);
    await this.catching;
    await this.work;
  }

  /** What they hold may name what is taken out later: they answer nothing from now on. */
  private fail(err: unknown): void {
    if (this.hasFailed) return;
    this.hasFailed = true;
    for (const companion of this.parts.companions) companion.clear();
    this.parts.logger.error({ event: 'companions-failed', err }, 'suggestions and near-duplicates could not follow the archive; search is not affected, start again to build them anew');
  }

  private async catchUp(): Promise<void> {
    const { archive, companions, logger } = this.parts;
    const startMs = performance.now();
    let count = 0;
    while (!this.isCaughtUp && !this.isClosed && !this.hasFailed) {
      for (const companion of companions) count += await this.follow(companion);
      await this.inTurn(() => {
        // What was committed later comes through `apply`, which waits its turn behind this.
        this.isCaughtUp = companions.every((companion) => this.reached.get(companion)! >= archive.sequence);
        return Promise.resolve();
      });
    }
    if (count > 0) logger.info({ event: 'companions-ready', count, durationMs: Math.round(performance.now() - startMs) }, 'suggestions and near-duplicates are up to the archive');
    await this.save();
  }

  /** Takes in what a companion lacks; gives the number of changes. */
  private async follow(companion: Companion): Promise<number> {
    const { archive } = this.parts;
    const upTo = archive.sequence;
    let count = 0;
    let batch: IndexedChange[] = [];
    const flush = async (): Promise<void> => {
      const changes = batch;
      batch = [];
      count += changes.length;
      const startMs = performance.now();
      await this.inTurn(async () => {
        // Whatever was taken out since it was read has left already, and must not come back.
        const standing = changes.map((change) => (archive.status(change.id) === 'live' ? change : { ...change, article: null }));
        if (this.hasFailed) return;
        await companion.apply(await this.parts.joined.expand(standing));
        this.isSaved = false;
      });
      await giveWay(performance.now() - startMs);
    };
    for await (const change of archive.changesSince(this.reached.get(companion)!)) {
      if (this.isClosed) return count;
      batch.push(change);
      if (batch.length === BATCH_COUNT) await flush();
    }
    if (batch.length > 0) await flush();
    this.reached.set(companion, upTo);
    return count;
  }

  private async inTurn(task: () => Promise<void>): Promise<void> {
    const mine = this.work.then(task);
    this.work = mine.catch(() => undefined);
    await mine;
  }
}

/** Lets what waits go first after `workedMs` of work. */
async function giveWay(workedMs: number): Promise<void> {
  const startMs = performance.now();
  await nextTurn();
  if (performance.now() - startMs > OTHERS_MS) await sleep(Math.min(workedMs * GIVEN_WAY, LONGEST_WAIT_MS));
}
