/** The slots of a table of articles, and pages with them, in the order in which they changed last: nearly that of the log file. */
import type { PageEntry } from './archive-state.js';
import type { ArticleTable } from './article-table.js';

/** A page by its id. */
export type NamedPage = readonly [id: string, entry: PageEntry];

/** The slots that are wanted, in their own order. Looks at every slot (about 1 ms a million). */
export function slotsWhere(articles: ArticleTable, wanted: (slot: number) => boolean): Uint32Array {
  const slots = new Uint32Array(articles.slotCount);
  let count = 0;
  for (let slot = 0; slot < slots.length; slot++) if (wanted(slot)) slots[count++] = slot;
  return slots.slice(0, count);
}

/** Sorts slots by their last change, those of one transaction as their texts stand in the file. In place. */
export function bySequence(articles: ArticleTable, slots: Uint32Array): Uint32Array {
  return slots.sort((a, b) => articles.sequenceAt(a) - articles.sequenceAt(b) || articles.offsetAt(a) - articles.offsetAt(b) || a - b);
}

/** Pages by their last change. */
export function pagesBySequence(pages: Iterable<NamedPage>): readonly NamedPage[] {
  return [...pages].sort(([, a], [, b]) => a.sequence - b.sequence);
}

/** Pages and slots, both by their last change, as one sequence; within a transaction pages before articles. A slot comes as its number. */
export function* merged(articles: ArticleTable, slots: Uint32Array, pages: readonly NamedPage[]): Generator<number | NamedPage> {
  let next = 0;
  for (const slot of slots) {
    const sequence = articles.sequenceAt(slot);
    for (; next < pages.length && pages[next]![1].sequence <= sequence; next++) yield pages[next]!;
    yield slot;
  }
  yield* pages.slice(next);
}
