/**
 * Between archive and index: what the archive has acknowledged is applied to the index in the order of its sequence
 * numbers, many changes at a time, and the index is saved on the way.
 */
import type { IndexedChange } from '../archive/archive-change.js';

/** The index, as far as the feed needs it. */
export interface IndexSink {
  /** Applies changes in order; when it resolves they are searchable. Calls may overlap, and take effect in their order. */
  apply(changes: readonly IndexedChange[]): Promise<void>;
  /** Writes the index to its folder. */
  save(): Promise<void>;
}

/** What a feed begins with, and whom it tells. */
export interface IndexFeedOptions {
  /** Changes the index holds already and its folder does not. */
  readonly unsavedCount?: number;
  /** Called once when a change could not be applied: the archive has it, the index has not. */
  readonly onFailure: (error: unknown) => void;
  /** Called when saving failed; nothing is lost, the next start replays more. */
  readonly onSaveFailure: (error: unknown) => void;
  /** Changes after which the index is saved, unless saving would take more than a twentieth of the time. Default 2,000. */
  readonly saveAfterCount?: number;
  /** Quiet time after which changes are saved, in milliseconds. Default 5,000. */
  readonly saveAfterQuietMs?: number;
}

interface Waiting {
  readonly changes: readonly IndexedChange[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Groups under way at once: while one is being taken in, two are being analysed. */
const MOST_UNDER_WAY = 3;
/** Changes worth a group of their own beside others; fewer wait, so that many single writes share one. */
const LEAST_BESIDE = 256;

/** Feeds one index. After a failure nothing more is applied or saved, so that the next start replays from what was saved. */
export class IndexFeed {
  #waiting: Waiting[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #beginning: NodeJS.Immediate | undefined;
  #saving: Promise<void> | undefined;
  #replacement: (() => Promise<void>) | undefined;
  #isReplacing = false;
  #failure: unknown;
  #unsavedCount: number;
  /** The index holds in another shape what its folder has. */
  #isReshaped = false;
  #quiet: NodeJS.Timeout | undefined;
  #savedAtMs = performance.now();
  #saveDurationMs = 0;

  readonly #sink: IndexSink;
  readonly #options: IndexFeedOptions;

  constructor(sink: IndexSink, options: IndexFeedOptions) {
    this.#sink = sink;
    this.#options = options;

    this.#unsavedCount = options.unsavedCount ?? 0;
    this.#saveWhenQuiet();
  }

  /** Resolves when the changes of one commit are searchable. Call it in the order of the commits. */
  async put(changes: readonly IndexedChange[]): Promise<void> {
    if (changes.length === 0) return;
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ changes, resolve, reject });
      clearTimeout(this.#quiet);
      // Commits that end in the same turn are applied together.
      this.#beginning ??= setImmediate(() => {
        this.#beginning = undefined;
        this.#begin();
      });
    });
  }

  /** The index has come into a better shape with the same content: it is saved as well when nothing comes for a while, and at the end. */
  reshaped(): void {
    this.#isReshaped = true;
    this.#saveWhenQuiet();
  }

  /** True while the index follows the archive. */
  get healthy(): boolean {
    return this.#failure === undefined;
  }

  /** Changes the index holds and its folder does not. */
  get unsavedCount(): number {
    return this.#unsavedCount;
  }

  /** Seconds since the index was last saved (or opened) while changes wait to be saved; 0 when none do. */
  get unsavedSeconds(): number {
    return this.#unsavedCount === 0 ? 0 : (performance.now() - this.#savedAtMs) / 1000;
  }

  /**
   * Runs `work` while nothing is applied or saved; what is put meanwhile waits. It puts another index, which has everything
   * the archive has, in the place of this one, and gives the number of changes that one has not saved. A failed feed is well
   * again afterwards.
   */
  async replaceIndex(work: () => Promise<number>): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#replacement = () => this.#replace(work).then(resolve, reject);
      this.#begin();
    });
  }

  async #replace(work: () => Promise<number>): Promise<void> {
    this.#unsavedCount = await work();
    this.#isReshaped = false;
    this.#savedAtMs = performance.now();
    this.#failure = undefined;
  }

  /** Waits for what is under way and saves what is not saved yet. */
  async close(): Promise<void> {
    while (this.#beginning !== undefined || this.#underWay.size > 0) {
      if (this.#underWay.size === 0) await new Promise((resolve) => setImmediate(resolve));
      else await Promise.race(this.#underWay);
    }
    clearTimeout(this.#quiet);
    await this.#saving;
    await this.#save();
  }

  /** Applies what waits, or changes the index, now or when what is under way has ended. */
  #begin(): void {
    if (this.#replacement !== undefined) this.#beginReplacement(this.#replacement);
    if (this.#waiting.length === 0 || !this.#hasRoom()) return;
    const batch = this.#waiting;
    this.#waiting = [];
    this.#follow(this.#apply(batch));
  }

  /** Nothing new begins before it, so that a stream of writes cannot put it off. */
  #beginReplacement(replacement: () => Promise<void>): void {
    if (this.#underWay.size > 0 || this.#saving !== undefined) return;
    this.#replacement = undefined;
    this.#isReplacing = true;
    this.#follow(
      replacement().finally(() => {
        this.#isReplacing = false;
      }),
    );
  }

  #follow(work: Promise<void>): void {
    const followed = work.then(() => {
      this.#underWay.delete(followed);
      if (this.#isSaveDue()) this.#saving ??= this.#saveBeside();
      this.#begin();
      this.#saveWhenQuiet();
    });
    this.#underWay.add(followed);
  }

  get #hasToSave(): boolean {
    return this.#unsavedCount > 0 || this.#isReshaped;
  }

  #hasRoom(): boolean {
    if (this.#replacement !== undefined || this.#isReplacing) return false;
    if (this.#underWay.size === 0) return true;
    return this.#underWay.size < MOST_UNDER_WAY && this.#waiting.reduce((count, { changes }) => count + changes.length, 0) >= LEAST_BESIDE;
  }

  #isSaveDue(): boolean {
    return (
      this.#unsavedCount >= (this.#options.saveAfterCount ?? 2_000) && performance.now() - this.#savedAtMs >= 20 * this.#saveDurationMs
    );
  }

  async #apply(batch: readonly Waiting[]): Promise<void> {
    try {
      if (this.#failure !== undefined) throw this.#failure as Error;
      const changes = batch.flatMap((waiting) => waiting.changes).sort((a, b) => a.sequence - b.sequence);
      await this.#sink.apply(changes);
      this.#unsavedCount += changes.length;
      for (const { resolve } of batch) resolve();
    } catch (error) {
      if (this.#failure === undefined) this.#options.onFailure(error);
      this.#failure ??= error;
      for (const { reject } of batch) reject(error);
    }
  }

  #saveWhenQuiet(): void {
    clearTimeout(this.#quiet);
    if (!this.#hasToSave || this.#failure !== undefined || this.#underWay.size > 0) return;
    this.#quiet = setTimeout(() => {
      if (!this.#isReplacing) this.#saving ??= this.#saveBeside();
    }, this.#options.saveAfterQuietMs ?? 5_000);
    this.#quiet.unref();
  }

  /** Saves while changes go on being applied; one save at a time. */
  async #saveBeside(): Promise<void> {
    await this.#save();
    this.#saving = undefined;
    this.#begin();
    this.#saveWhenQuiet();
  }

  async #save(): Promise<void> {
    if (!this.#hasToSave || this.#failure !== undefined) return;
    const count = this.#unsavedCount;
    const startMs = performance.now();
    this.#isReshaped = false;
    try {
      await this.#sink.save();
      this.#unsavedCount -= count;
    } catch (error) {
      this.#options.onSaveFailure(error);
    }
    this.#savedAtMs = performance.now();
    this.#saveDurationMs = this.#savedAtMs - startMs;
  }
}
