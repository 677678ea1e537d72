import type { Archive } from '../../../archive/archive.js';
import type { ArchiveContent } from './content-sum.js';
import type { RecordKey } from '../../../archive/stored-record.js';
import type { ClusterConnection } from '../cluster/cluster-connection.js';
import { SearchServiceError } from '../../../search-service-error.js';
import type { ArchiveCopy, CopyState } from './archive-copy.js';
import { bringUp, fillCopy, verifyCopy, type CopiedArchive, type OnRecords } from './fill-copy.js';

/** The archive, as far as it is followed. */
export type FollowedArchive = CopiedArchive & Pick<Archive, 'follow'>;

/** Who hears how it goes. */
export interface FollowerOptions {
  /** Called when the copy cannot follow, and not again until it has. */
  readonly onFailure: (error: unknown) => void;
  /** Called when it follows again. */
  readonly onRecovery: () => void;
}

/** Records that may be known to have changed and not be written; beyond that they are looked for in the archive. */
const MOST_CHANGED = 50_000;
const SAVE_INTERVAL_MS = 5_000;
const RETRY_MS = 1_000;

interface Waiter {
  readonly sequence: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Keeps the copy up with an archive that is written to. It hears of every record a transaction has changed, and writes the
 * records as they stand then, many transactions at a time; a write of the archive is acknowledged when `upTo` resolves.
 * While the cluster is away `upTo` rejects, nothing is forgotten, and it catches up by itself.
 */
export class CopyFollower {
  #changed = new Map<string, RecordKey>();
  #isLost = false;
  #heard: number;
  #state: CopyState;
  #savedSequence: number;
  #waiting: Waiter[] = [];
  #running: Promise<void> | undefined;
  #saving: NodeJS.Timeout | undefined;
  #retrying: NodeJS.Timeout | undefined;
  #failure: unknown;
  #isClosed = false;

  readonly #copy: ArchiveCopy;
  readonly #connection: ClusterConnection;
  readonly #archive: FollowedArchive;
  readonly #options: FollowerOptions;

  /** `state`: of a copy that was claimed and brought up to the archive as it stands. */
  constructor(copy: ArchiveCopy, connection: ClusterConnection, archive: FollowedArchive, state: CopyState, options: FollowerOptions) {
    this.#copy = copy;
    this.#connection = connection;
    this.#archive = archive;
    this.#options = options;

    this.#state = state;
    this.#heard = state.sequence;
    this.#savedSequence = state.sequence;
    archive.follow((key, sequence) => {
      this.#hear(key, sequence);
    });
  }

  /** False while the copy cannot follow. */
  get healthy(): boolean {
    return this.#failure === undefined;
  }

  /** Resolves when everything up to this sequence is in the copy. Rejects with ClusterFault, COPY_TAKEN. */
  async upTo(sequence: number): Promise<void> {
    if (sequence <= this.#state.sequence) return;
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ sequence, resolve, reject });
      this.#begin();
    });
  }

  /**
   * Reads the copy and the archive whole and holds them against each other; a copy that is wrong is written anew, once. For an
   * archive nobody writes to meanwhile. Throws COPY_MISMATCH when it is wrong still.
   */
  async verify(onRecords?: OnRecords): Promise<ArchiveContent> {
    await this.upTo(this.#archive.sequence);
    const copy = this.#copy;
    const connection = this.#connection;
    const archive = this.#archive;
    const check = (): Promise<ArchiveContent> => verifyCopy(copy, connection, archive, this.#state, onRecords);
    return check().catch(async (error: unknown) => {
      if (!(error instanceof SearchServiceError) || error.code !== 'COPY_MISMATCH') throw error;
      await copy.remove();
      this.#state = await fillCopy(copy, connection, archive, onRecords);
      return check();
    });
  }

  /** Removes page bytes nothing names any more. */
  async sweep(): Promise<void> {
    await this.upTo(this.#archive.sequence);
    await this.#copy.sweep((sha256) => this.#archive.usesBytes(sha256));
  }

  /** Writes what is left, if it can, and notes how far the copy is. */
  async close(): Promise<void> {
    await this.upTo(this.#archive.sequence).catch(() => undefined);
    this.#isClosed = true;
    clearTimeout(this.#saving);
    clearTimeout(this.#retrying);
    await this.#running;
    if (this.healthy && this.#state.sequence > this.#savedSequence) await this.#copy.save(this.#state).catch(() => undefined);
  }

  #hear(key: RecordKey, sequence: number): void {
    this.#heard = sequence;
    if (this.#changed.size < MOST_CHANGED) this.#changed.set(`${key.kind} ${key.id}`, key);
    else this.#isLost = true;
    // Whoever committed asks for it; a purge does not.
    setImmediate(() => {
      this.#begin();
    });
  }

  #begin(): void {
    if (this.#running !== undefined || this.#isClosed) return;
    clearTimeout(this.#retrying);
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      if (this.#failure === undefined && this.#state.sequence < this.#heard) this.#begin();
    });
  }

  async #run(): Promise<void> {
    const [upTo, changed, isLost] = [this.#heard, this.#changed, this.#isLost];
    [this.#changed, this.#isLost] = [new Map<string, RecordKey>(), false];
    try {
      if (this.#isTaken) throw this.#failure as Error;
      if (isLost) this.#state = await bringUp(this.#copy, this.#connection, this.#archive, this.#state);
      else {
        await this.#copy.write(await this.#archive.recordsOf([...changed.values()]), (sha256) => this.#archive.pageBytes(sha256));
        this.#state = { ...this.#state, sequence: Math.max(this.#state.sequence, upTo) };
      }
      this.#follows();
    } catch (error) {
      this.#changed = new Map([...changed, ...this.#changed]);
      this.#isLost ||= isLost;
      this.#fail(error);
    }
  }

  #follows(): void {
    if (this.#failure !== undefined) this.#options.onRecovery();
    this.#failure = undefined;
    for (const { resolve } of this.#take(({ sequence }) => sequence <= this.#state.sequence)) resolve();
    this.#saving ??= setTimeout(() => {
      this.#saving = undefined;
      void this.#save();
    }, SAVE_INTERVAL_MS).unref();
  }

  #fail(error: unknown): void {
    if (this.#failure === undefined) this.#options.onFailure(error);
    this.#failure = error;
    for (const { reject } of this.#take(() => true)) reject(error);
    if (this.#isClosed || this.#isTaken) return;
    this.#retrying = setTimeout(() => {
      this.#begin();
    }, RETRY_MS).unref();
  }

  /** Another service has it: nothing of this one may go there any more. */
  get #isTaken(): boolean {
    return this.#failure instanceof SearchServiceError && this.#failure.code === 'COPY_TAKEN';
  }

  #take(which: (waiter: Waiter) => boolean): readonly Waiter[] {
    const taken = this.#waiting.filter(which);
    this.#waiting = this.#waiting.filter((waiter) => !taken.includes(waiter));
    return taken;
  }

  async #save(): Promise<void> {
    const state = this.#state;
    try {
      await this.#copy.save(state);
      this.#savedSequence = state.sequence;
    } catch (error) {
      this.#fail(error);
    }
  }
}
