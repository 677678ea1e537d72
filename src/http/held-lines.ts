/**
 * Answer lines that are held back a little and sent together. A client that reads the status takes a short upload for done,
 * so the status of one that is done soon goes out with its last line; a long one still answers as it goes.
 */
import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Held lines go out when there are this many characters of them, or when the first has waited so long. */
const MOST_HELD = 64 * 1024;
const LONGEST_HELD_MS = 2_000;

/** Collects lines for `out` until there are enough, or the first has waited long enough, or `flush` is called. */
export class HeldLines {
  #held = '';
  #timer: NodeJS.Timeout | undefined;

  readonly #out: Writable;
  readonly #gone: AbortSignal;

  constructor(out: Writable, gone: AbortSignal) {
    this.#out = out;
    this.#gone = gone;

    // Nobody is left to send to, and a timer must not write to a stream that is closed.
    gone.addEventListener('abort', () => this.#take(), { once: true });
  }

  /** Resolves when more may be sent; rejects when nobody listens any more. */
  async send(line: string): Promise<void> {
    this.#gone.throwIfAborted();
    this.#held += line;
    if (this.#held.length >= MOST_HELD) {
      await this.flush();
    } else {
      this.#timer ??= setTimeout(() => this.#out.write(this.#take()), LONGEST_HELD_MS);
    }
  }

  /** Sends what is held. */
  async flush(): Promise<void> {
    const lines = this.#take();
    if (lines !== '' && !this.#out.write(lines)) await once(this.#out, 'drain', { signal: this.#gone });
  }

  #take(): string {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const lines = this.#held;
    this.#held = '';
    return lines;
  }
}
