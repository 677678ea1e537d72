import type { WorkWindow } from './work-window.js';

/**
 * Articles and bytes of JSON at which a batch is written: one sync and one piece of the index carry many, and few batches are in memory.
 */
export const BATCH = { count: 4_096, sizeBytes: 8_000_000 };

/** Gathers what is read one by one into batches, which are jobs of a window: while some are written, the next is read. */
export class Batches<Item> {
  #items: Item[] = [];
  #sizeBytes = 0;

  readonly #window: Pick<WorkWindow, 'add'>;
  readonly #write: (items: readonly Item[]) => Promise<void>;

  /** `write` must not reject. */
  constructor(window: Pick<WorkWindow, 'add'>, write: (items: readonly Item[]) => Promise<void>) {
    this.#window = window;
    this.#write = write;
  }

  /** Takes an item; where it fills a batch, waits until that has room in the window. */
  async add(item: Item, sizeBytes: number): Promise<void> {
    this.#items.push(item);
    this.#sizeBytes += sizeBytes;
    if (this.#items.length >= BATCH.count || this.#sizeBytes >= BATCH.sizeBytes) await this.flush();
  }

  /** Begins to write what is gathered; waits only for room. */
  async flush(): Promise<void> {
    const [items, sizeBytes] = [this.#items, this.#sizeBytes];
    if (items.length === 0) return;
    [this.#items, this.#sizeBytes] = [[], 0];
    await this.#window.add(sizeBytes, () => this.#write(items));
  }
}
