/** Writes to single articles, many with one commit, each decided from how its article stands while nobody else changes it. */
import type { IntakeChange } from './histories.js';
import type { WithheldForLikeness } from './keep-out.js';
import type { KeyedLock } from './keyed-lock.js';

/** What is written for an article, perhaps nothing, and what its writer is told. */
export interface Decision<Result> {
  readonly changes: readonly IntakeChange[];
  /** `withheld`: the articles of the transaction that are withheld for their likeness. */
  readonly result: (withheld: WithheldForLikeness) => Result;
}

/** What a write may change: its own article, or others with it, so that nothing else may be written until it is. */
export type Reach = 'article' | 'archive';

/** A write to one article. What either member throws is the write's fault. */
export interface Write<Result> {
  readonly id: string;
  /** How far it reaches. Asked first, while the article is held. */
  reach(): Promise<Reach>;
  /** Asked once, while all that is within `reach` is held. */
  decide(reach: Reach): Promise<Decision<Result>>;
}

type Decided<Result> = readonly [Write<Result>, Decision<Result>];

type Settled<Result> = Map<Write<Result>, PromiseSettledResult<Result>>;

/** Writes to articles, each under the lock of its id. */
export class ArticleWriter {
  readonly #lock: Pick<KeyedLock, 'withKeys' | 'alone'>;
  readonly #store: (changes: readonly IntakeChange[]) => Promise<WithheldForLikeness>;

  /** `store` makes changes durable and searchable, together. */
  constructor(lock: Pick<KeyedLock, 'withKeys' | 'alone'>, store: (changes: readonly IntakeChange[]) => Promise<WithheldForLikeness>) {
    this.#lock = lock;
    this.#store = store;
  }

  /** Writes all, with one commit where their articles differ; of one article the last write wins. Never rejects. */
  async write<Result>(writes: readonly Write<Result>[]): Promise<PromiseSettledResult<Result>[]> {
    const settled: Settled<Result> = new Map();
    for (const round of roundsOf(writes)) {
      const far: Write<Result>[] = [];
      await this.#lock.withKeys(
        round.map(({ id }) => id),
        () => this.#writeRound(round, settled, (write) => far.push(write)),
      );
      for (const write of far) await this.#lock.alone(() => this.#writeAlone(write, settled));
    }
    return writes.map((write) => settled.get(write)!);
  }

  /** Writes those whose articles are all they reach, with one commit; `isFar` is told of the others. */
  async #writeRound<Result>(
    round: readonly Write<Result>[],
    settled: Settled<Result>,
    isFar: (write: Write<Result>) => void,
  ): Promise<void> {
    const decided: Decided<Result>[] = [];
    for (const write of round) {
      try {
        if ((await write.reach()) === 'archive') isFar(write);
        else decided.push([write, await write.decide('article')]);
      } catch (reason) {
        settled.set(write, { status: 'rejected', reason });
      }
    }
    await this.#commit(decided, settled);
  }

  async #writeAlone<Result>(write: Write<Result>, settled: Settled<Result>): Promise<void> {
    try {
      await this.#commit([[write, await write.decide('archive')]], settled);
    } catch (reason) {
      settled.set(write, { status: 'rejected', reason });
    }
  }

  async #commit<Result>(decided: readonly Decided<Result>[], settled: Settled<Result>): Promise<void> {
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
