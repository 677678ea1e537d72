/** Asking for suggestions: one question at a time, the newest only. */

/** One suggestion of `GET /suggest`, the pages' own or the API's. */
export interface Suggestion {
  readonly text: string;
  readonly kind: string;
  /** UTF-16 offsets into `text`, start inclusive, end exclusive. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** A pause in typing after which a question is worth asking, in milliseconds. */
const PAUSE_MS = 80;
const MOST_SUGGESTIONS = 10;

/** Where suggestions are asked for, and what goes along: headers, what the browser may send of itself. */
export interface SuggestionSource {
  readonly url: string;
  readonly request?: RequestInit;
}

/** Asks after a pause, and hands over answers that are still wanted. */
export class SuggestionRequest {
  #timer = 0;
  #running: AbortController | undefined;
  #wanted = '';

  readonly #source: SuggestionSource;
  readonly #onAnswer: (suggestions: readonly Suggestion[]) => void;

  constructor(source: SuggestionSource, onAnswer: (suggestions: readonly Suggestion[]) => void) {
    this.#source = source;
    this.#onAnswer = onAnswer;
  }

  /** Wants suggestions for `text`, and none for any text before it. The same text again asks nothing. */
  want(text: string): void {
    if (text === this.#wanted) return;
    this.forget();
    this.#wanted = text;
    if (text === '') this.#onAnswer([]);
    else this.#timer = window.setTimeout(() => void this.#ask(text), PAUSE_MS);
  }

  /** Wants nothing any more: what comes in late is dropped. */
  forget(): void {
    window.clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = undefined;
    this.#wanted = '';
  }

  async #ask(text: string): Promise<void> {
    const asking = new AbortController();
    this.#running = asking;
    const found = await this.#answer(text, asking.signal);
    if (this.#running === asking) this.#onAnswer(found);
  }

  /** Nothing where it fails: the box works without suggestions. */
  async #answer(text: string, signal: AbortSignal): Promise<readonly Suggestion[]> {
    try {
      const response = await fetch(`${this.#source.url}?q=${encodeURIComponent(text)}`, { ...this.#source.request, signal });
      if (!response.ok) return [];
      const { suggestions } = (await response.json()) as { suggestions: readonly Suggestion[] };
      return suggestions.slice(0, MOST_SUGGESTIONS);
    } catch {
      return [];
    }
  }
}
