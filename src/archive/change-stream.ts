import type { Article } from '../article/article.js';
import type { ArchiveRecord, IndexedChange } from './archive-change.js';
import type { ArchiveState } from './archive-state.js';
import type { ArticleReader } from './article-reader.js';
import type { ArticleTable } from './article-table.js';
import { bySequence, slotsWhere } from './slot-order.js';

const MAX_BATCH_COUNT = 256;
const MAX_BATCH_BYTES = 1 << 22;

/**
 * What changed after `since`, the latest state of each article only, in order of sequence; ends when it has caught up
 * with what was committed meanwhile. Memory: four bytes an article and one batch of texts.
 */
export async function* changesAfter(
  state: ArchiveState,
  reader: ArticleReader,
  since: number,
  current: () => number,
): AsyncGenerator<IndexedChange> {
  let from = since;
  while (from < current()) {
    const upTo = current();
    const slots = slotsBetween(state.articles, from, upTo);
    for (const batch of batches(state.articles, slots)) {
      // What has changed again since then comes with the next round, so that sequences never go back.
      const still = batch.filter((slot) => state.articles.sequenceAt(slot) <= upTo);
      const sequences = still.map((slot) => state.articles.sequenceAt(slot));
      const live = still.map((slot) => state.articles.statusAt(slot) === 'live');
      const texts = await reader.texts(still.filter((_, index) => live[index]));
      let next = 0;
      for (const [index, slot] of still.entries()) {
        const article = live[index] ? (texts[next++]?.article ?? null) : null;
        yield { sequence: sequences[index]!, id: state.articles.idAt(slot), article };
      }
    }
    from = upTo;
  }
}

function slotsBetween(articles: ArticleTable, from: number, upTo: number): Uint32Array {
  const slots = slotsWhere(articles, (slot) => articles.sequenceAt(slot) > from && articles.sequenceAt(slot) <= upTo);
  return bySequence(articles, slots);
}

/** Runs of slots whose texts are read together. */
function* batches(articles: ArticleTable, slots: Uint32Array): Generator<number[]> {
  let batch: number[] = [];
  let bytes = 0;
  for (const slot of slots) {
    batch.push(slot);
    bytes += articles.textAt(slot)?.length ?? 0;
    if (batch.length < MAX_BATCH_COUNT && bytes < MAX_BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Every live article in the order of its last change, which is nearly that of the file: the quickest way through. */
export async function* liveInOrder(state: ArchiveState, reader: ArticleReader): AsyncGenerator<Article> {
  const { articles } = state;
  const slots = bySequence(
    articles,
    slotsWhere(articles, (slot) => articles.statusAt(slot) === 'live'),
  );
  for (const batch of batches(articles, slots)) {
    const texts = await reader.texts(batch.filter((slot) => articles.statusAt(slot) === 'live'));
    for (const text of texts) if (text !== undefined) yield text.article;
  }
}

/** Every article and tombstone in the order of ids (code units), the same for the same content whatever its history. */
export async function* recordsById(state: ArchiveState, reader: ArticleReader): AsyncGenerator<ArchiveRecord> {
  const { articles } = state;
  const slots = [...slotsWhere(articles, (slot) => articles.statusAt(slot) !== undefined)];
  slots.sort((a, b) => (articles.idAt(a) < articles.idAt(b) ? -1 : 1));
  for (const batch of batches(articles, Uint32Array.from(slots))) {
    const found = await Promise.all(batch.map((slot) => reader.archived(slot)));
    for (const [index, slot] of batch.entries()) {
      const id = articles.idAt(slot);
      const status = articles.statusAt(slot);
      const archived = found[index];
      if (archived !== undefined) yield { id, ...archived };
      else if (status === 'withheld' || status === 'deleted') {
        yield { id, status, sequence: articles.sequenceAt(slot), ...state.standings.get(slot) };
      }
    }
  }
}
