/** Writes to single articles, many with one commit, each decided from how its article stands while nobody else changes it. */
import type { ArchiveChange } from '../archive/archive-change.js';
import type { WithheldForLikeness } from './keep-out.js';
import type { KeyedLock } from './keyed-lock.js';

/** What is written for an article, perhaps nothing, and what its writer is told. */
export interface Decision<Result> {
  readonly changes: readonly ArchiveChange[];
  /** `withheld`: the articles of the transaction that are withheld for their likeness. */
  readonly result: (withheld: WithheldForLikeness) => Result;
}

/** A write to one article. */
export interface Write<Result> {
  readonly id: string;
  /**
   * Called while the article is held; `alone`: while everything is. Undefined, only where it is not alone = the other half of
   * the story may be written too, so everything must be held; it is called again then. What it throws is the write's fault.
   */
  decide(alone: boolean): Promise<Decision<Result> | undefined>;
}

type Settled<Result> = Map<Write<Result>, PromiseSettledResult<Result>>;

/** Writes to articles, each under the lock of its id. */
export class ArticleWriter {
  readonly #lock: KeyedLock;
  readonly #store: (changes: readonly ArchiveChange[]) => Promise<WithheldForLikeness>;

  /** `store` makes changes durable and searchable, together. */
  constructor(lock: KeyedLock, store: (changes: readonly ArchiveChange[]) => Promise<WithheldForLikeness>) {
    this.#lock = lock;
    this.#store = store;
  }

  /** Writes all, with one commit where their articles differ; of one article the last write wins. Never rejects. */
  async write<Result>(writes: readonly Write<Result>[]): Promise<PromiseSettledResult<Result>[]> {
    const settled: Settled<Result> = new Map();
    for (const round of roundsOf(writes)) {
      const left = await this.#lock.withKeys(
        round.map(({ id }) => id),
        () => this.#writeRound(round, false, settled),
      );
      for (const write of left) await this.#lock.alone(() => this.#writeRound([write], true, settled));
    }
    return writes.map((write) => settled.get(write)!);
  }

  /** Gives the writes that must be alone. */
  async #writeRound<Result>(round: readonly Write<Result>[], alone: boolean, settled: Settled<Result>): Promise<Write<Result>[]> {
    const decided: [Write<Result>, Decision<Result>][] = [];
    const left: Write<Result>[] = [];
    for (const write of round) {
      try {
        const decision = await write.decide(alone);
        if (decision === undefined) left.push(write);
        else decided.push([write, decision]);
      } catch (reason) {
        settled.set(write, { status: 'rejected', reason });
      }
    }
    let fault: { readonly reason: unknown } | undefined;
    const withheld = await this.#store(decided.flatMap(([, { changes }]) => changes)).catch((reason: unknown) => {
      fault = { reason };
      return new Map<string, string>();
    });
    for (const [write, { changes, result }] of decided) {
      settled.set(
        write,
        fault !== undefined && changes.length > 0
          ? { status: 'rejected', reason: fault.reason }
          : { status: 'fulfilled', value: result(withheld) },
      );
    }
    return left;
  }
}

/** The writes in rounds of different ids: the first of each, then the second of each, and so on. */
function roundsOf<Result>(writes: readonly Write<Result>[]): Write<Result>[][] {
  const rounds: Write<Result>[][] = [];
  const counts = new Map<string, number>();
  for (const write of writes) {
    const count = counts.get(write.id) ?? 0;
    counts.set(write.id, count + 1);
    (rounds[count] ??= []).push(write);
  }
  return rounds;
}
