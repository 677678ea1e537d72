/**
 * Back-pressure for a stream of small jobs: so many at once, and so many characters of input at once, and no more.
 * Jobs start in the order they are given.
 */
export class WorkWindow {
  #count = 0;
  #size = 0;
  #wake: (() => void) | undefined;

  constructor(private readonly limits: { readonly count: number; readonly size: number }) {}

  /** Waits for room, then starts `job` and returns at once. A job must not reject; one larger than the window runs alone. */
  async add(size: number, job: () => Promise<void>): Promise<void> {
    while (this.#count > 0 && (this.#count >= this.limits.count || this.#size + size > this.limits.size)) await this.#nextEnd();
    this.#count += 1;
    this.#size += size;
    void job().finally(() => {
      this.#count -= 1;
      this.#size -= size;
      this.#wake?.();
    });
  }

  /** Waits until every job has ended. */
  async drain(): Promise<void> {
    while (this.#count > 0) await this.#nextEnd();
  }

  async #nextEnd(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }
}
