/**
 * Lets writers of different articles work at once and writers of the same one after the other, in the order they came;
 * a writer of a whole page works alone. So a decision taken from what the archive holds is still true when it is
 * committed, and many commits still share one sync.
 */
export class KeyedLock {
  #exclusive: Promise<unknown> = Promise.resolve();
  readonly #shared = new Set<Promise<unknown>>();
  readonly #byKey = new Map<string, Promise<unknown>>();

  /**
   * Runs `work` after all earlier work on any of `keys`, beside work on others. Those who share keys wait in the order they came, so
   * nobody waits in a circle.
   */
  withKeys<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    const earlier = new Set(keys.flatMap((key) => this.#byKey.get(key) ?? []));
    const done = settled([this.#exclusive, ...earlier]).then(work);
    const end = done
      .catch(() => undefined)
      .then(() => {
        this.#shared.delete(end);
        for (const key of keys) if (this.#byKey.get(key) === end) this.#byKey.delete(key);
      });
    this.#shared.add(end);
    for (const key of keys) this.#byKey.set(key, end);
    return done;
  }

  /** Runs `work` after all earlier work, and before all later work. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const done = settled([this.#exclusive, ...this.#shared]).then(work);
    this.#exclusive = done.catch(() => undefined);
    return done;
  }
}

async function settled(promises: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(promises);
}
