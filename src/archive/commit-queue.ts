import { SearchServiceError } from '../search-service-error.js';
import { articleOutcome, type ArchiveState } from './archive-state.js';
import type { Fence } from './fence.js';
import type { EncodedChange, LoggedChange } from './log-change.js';
import type { LogFile } from './log-file.js';
import { encodeCloseMark, encodeTransaction } from './log-line.js';

/** Most bytes written with one sync; a single larger transaction still goes alone. */
const MAX_GROUP_BYTES = 1 << 23;

interface PendingCommit {
  readonly changes: readonly EncodedChange[];
  readonly sizeBytes: number;
  readonly resolve: (sequence: number) => void;
  readonly reject: (reason: unknown) => void;
}

/** A commit with its place in the order of transactions; without changes it needs no line. */
interface NumberedCommit {
  readonly commit: PendingCommit;
  readonly sequence: number;
  readonly changes: readonly EncodedChange[];
}

/**
 * The only way into the log. Commits that arrive while one is being written wait and share the next write and sync
 * (group commit). A change is visible in the state after it is on the disk, never before.
 *
 * Its turns are a chain of promises of its own, where others use `p-limit`: that gathers smaller groups, and costs a commit among
 * fifty a tenth more CPU and more.
 */
export class CommitQueue {
  #waiting: PendingCommit[] = [];
  #scheduled = false;
  #turn: Promise<unknown> = Promise.resolve();
  #refusal: SearchServiceError | undefined;

  #currentLog: LogFile;
  readonly #fence: Fence;
  readonly #state: ArchiveState;
  #sequenceNumber: number;
  #marked: boolean;
  readonly #onApplied: (change: LoggedChange, sequence: number) => void;

  constructor(
    currentLog: LogFile,
    fence: Fence,
    state: ArchiveState,
    sequenceNumber: number,
    /** Whether the log's last line is a close mark. */
    marked: boolean,
    onApplied: (change: LoggedChange, sequence: number) => void,
  ) {
    this.#currentLog = currentLog;
    this.#fence = fence;
    this.#state = state;
    this.#sequenceNumber = sequenceNumber;
    this.#marked = marked;
    this.#onApplied = onApplied;
  }

  get log(): LogFile {
    return this.#currentLog;
  }

  /** Goes on in another file that holds the same and ends with a close mark; to be called within `exclusive`. */
  switchTo(log: LogFile): void {
    this.#currentLog = log;
    this.#marked = true;
  }

  /** Of the last transaction that is on the disk. */
  get sequence(): number {
    return this.#sequenceNumber;
  }

  /** Adds a transaction of encoded changes; resolves with its sequence, or the one before when nothing in it has an effect. */
  async commit(changes: readonly EncodedChange[]): Promise<number> {
    if (this.#refusal !== undefined) throw this.#refusal;
    const sizeBytes = changes.reduce((sum, { bytes }) => sum + bytes.length, 0);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ changes, sizeBytes, resolve, reject });
      this.#schedule();
    });
  }

  /** Runs `work` while nothing is being written; what is committed meanwhile waits. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** Throws as `Fence.check` does, for the log as it stands when nothing is being written; and what commits are refused with. */
  check(): Promise<void> {
    return this.exclusive(async () => {
      if (this.#refusal !== undefined) throw this.#refusal;
      await this.#fence.check(this.log);
    });
  }

  /** Refuses every commit from now on, those waiting included. */
  refuse(reason: SearchServiceError): void {
    this.#refusal ??= reason;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#refusal);
  }

  /** Writes what is waiting, then the mark of a clean close. That the mark cannot be written is no fault. */
  async finish(): Promise<void> {
    while (this.#waiting.length > 0 || this.#scheduled) await this.exclusive(() => Promise.resolve());
    await this.exclusive(async () => {
      if (this.#marked || this.#refusal !== undefined) return;
      await this.#append(encodeCloseMark(this.#sequenceNumber)).catch(() => undefined);
    });
  }

  #append(bytes: Uint8Array): Promise<number> {
    return this.log.append(bytes, () => this.#fence.check(this.log));
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    void this.exclusive(async () => {
      this.#scheduled = false;
      const group = this.#takeGroup();
      if (this.#waiting.length > 0) this.#schedule();
      if (group.length > 0) await this.#write(group);
    });
  }

  #takeGroup(): PendingCommit[] {
    let count = 0;
    for (let bytes = 0; count < this.#waiting.length; count++) {
      bytes += this.#waiting[count]!.sizeBytes;
      if (count > 0 && bytes > MAX_GROUP_BYTES) break;
    }
    return this.#waiting.splice(0, count);
  }

  async #write(group: readonly PendingCommit[]): Promise<void> {
    const durable = this.#sequenceNumber;
    const numbered = this.#number(group);
    const written = numbered.filter(({ changes }) => changes.length > 0);
    const encoded = written.map(({ sequence, changes }) =>
      encodeTransaction(
        sequence,
        durable,
        changes.map(({ bytes }) => bytes),
      ),
    );
    let offset = 0;
    try {
      if (encoded.length > 0) offset = await this.#append(Buffer.concat(encoded.map(({ bytes }) => bytes)));
    } catch (error) {
      for (const { reject } of group) reject(error);
      return;
    }
    if (encoded.length > 0) this.#marked = false;
    for (const [index, { bytes, spans }] of encoded.entries()) {
      const { sequence, changes } = written[index]!;
      for (const [at, { logged }] of changes.entries()) {
        const span = spans[at]!;
        this.#state.apply(logged, { ...span, offset: offset + span.offset }, sequence);
        this.#onApplied(logged, sequence);
      }
      offset += bytes.length;
    }
    this.#sequenceNumber = written.at(-1)?.sequence ?? durable;
    for (const { commit, sequence } of numbered) commit.resolve(sequence);
  }

  /** Gives every commit its sequence, and leaves out changes without effect, so that no text is written that must not be kept. */
  #number(group: readonly PendingCommit[]): NumberedCommit[] {
    const touched = new Set<string>();
    let sequence = this.#sequenceNumber;
    return group.map((commit) => {
      const changes = commit.changes.filter(({ logged }) => {
        const id = logged.type === 'page' ? logged.page.id : logged.id;
        const kept = touched.has(id) || this.#matters(logged);
        if (kept) touched.add(id);
        return kept;
      });
      if (changes.length > 0) sequence += 1;
      return { commit, sequence, changes };
    });
  }

  /** False for what the state, as it is on the disk, would pass over. */
  #matters(change: LoggedChange): boolean {
    if (change.type !== 'article' && change.type !== 'remove' && change.type !== 'restore') return true;
    const { articles } = this.#state;
    const slot = articles.slotOf(change.id);
    const status = slot === undefined ? undefined : articles.statusAt(slot);
    const reason = slot === undefined ? undefined : this.#state.standings.get(slot)?.reason;
    if (change.type === 'article')
      return articleOutcome(status, slot !== undefined && articles.hasText(slot), change.source, reason) !== undefined;
    if (change.type === 'remove') return status === 'live';
    return (
      status === 'withheld' ||
      status === 'deleted' ||
      (change.released !== false && (slot === undefined || !this.#state.released.has(slot)))
    );
  }
}
