/** An answer as the JSON it is sent as, with the few things a face wants to know of it without reading it. */
import { createHash } from 'node:crypto';
import type { SearchAnswer } from './search-answer.js';

/** How a search ended: everything was listed, found, found after letting go, nothing found. */
export type SearchOutcome = 'all' | 'found' | 'relaxed' | 'none';

/** The parts of a search: reading the query, asking the engine, ranking the pool, cutting the hits out, writing the JSON. */
export const SEARCH_PARTS = ['parse', 'engine', 'rank', 'snippets', 'json'] as const;
/** One of them. */
export type SearchPart = (typeof SEARCH_PARTS)[number];

/** An answer, written. */
export interface WrittenAnswer {
  /** A `SearchAnswer` as JSON in UTF-8. It owns its buffer, which can be handed to another thread. */
  readonly json: Uint8Array;
  /** The same for the same answer, whatever time it took; for an ETag. */
  readonly tag: string;
  readonly outcome: SearchOutcome;
  readonly tookMs: number;
  /** Milliseconds each part took. */
  readonly parts: Readonly<Partial<Record<SearchPart | 'queue', number>>>;
}

/** Measures the parts of one search, one after the other. */
export class Laps {
  readonly parts: Partial<Record<SearchPart, number>> = {};
  #lastMs = performance.now();

  /** Counts the time since the last call, or the making, for `part`. */
  end(part: SearchPart): void {
    const now = performance.now();
    this.parts[part] = (this.parts[part] ?? 0) + now - this.#lastMs;
    this.#lastMs = now;
  }
}

const encoder = new TextEncoder();

/** Writes an answer. About 20 µs for ten hits. */
export function writeAnswer(answer: SearchAnswer, laps: Laps): WrittenAnswer {
  const timeless = JSON.stringify({ ...answer, tookMs: 0 });
  const tag = createHash('sha256').update(timeless).digest('base64url').slice(0, 27);
  // Inside a text the quotation marks would be escaped, so the first of these is the number itself.
  const json = encoder.encode(timeless.replace('"tookMs":0', `"tookMs":${answer.tookMs}`));
  laps.end('json');
  return { json, tag, outcome: outcomeOf(answer), tookMs: answer.tookMs, parts: laps.parts };
}

function outcomeOf({ query, total }: SearchAnswer): SearchOutcome {
  if (query.text === '') return 'all';
  return total === 0 ? 'none' : query.relaxed ? 'relaxed' : 'found';
}
