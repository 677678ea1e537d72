/**
 * Back-pressure for a stream of small jobs: so many at once, and so many bytes of input at once, and no more.
 * Jobs start in the order they are given.
 */
export class WorkWindow {
  #count = 0;
  #sizeBytes = 0;
  #wake: (() => void) | undefined;

  readonly #limits: { readonly count: number; readonly sizeBytes: number };

  constructor(limits: { readonly count: number; readonly sizeBytes: number }) {
    this.#limits = limits;
  }

  /** Waits for room, then starts `job` and returns at once. A job must not reject; one larger than the window runs alone. */
  async add(sizeBytes: number, job: () => Promise<void>): Promise<void> {
    while (this.#count > 0 && (this.#count >= this.#limits.count || this.#sizeBytes + sizeBytes > this.#limits.sizeBytes))
      await this.#nextEnd();
    this.#count += 1;
    this.#sizeBytes += sizeBytes;
    void job().finally(() => {
      this.#count -= 1;
      this.#sizeBytes -= sizeBytes;
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
