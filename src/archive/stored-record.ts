import type { ArchiveChange, ArticleStatus, Standing } from './archive-change.js';
import { filesOf, type ArchiveState, type PageEntry } from './archive-state.js';
import { readSpans, type ReadableLog } from './article-reader.js';
import { encodeChange } from './log-change.js';
import type { Span } from './log-line.js';
import { bySequence, merged, pagesBySequence, slotsWhere } from './slot-order.js';

const MAX_BATCH_COUNT = 512;
const MAX_BATCH_BYTES = 1 << 22;

/** An article or a page as the archive holds it, whole: what a copy of the archive keeps under its id. */
export interface StoredRecord {
  readonly kind: 'article' | 'page';
  readonly id: string;
  /** Of the last transaction that changed how it stands. */
  readonly sequence: number;
  /** `removed` = its source no longer holds it; nothing is left but the id. */
  readonly status: ArticleStatus | 'removed';
  /** Why an article is withheld, or was before it was deleted. */
  readonly reason?: string;
  /** What is known of an article that was taken out beside the reason, and whether it was brought back; absent where that is nothing. */
  readonly known?: Omit<Standing, 'reason'> & { readonly released?: true };
  /** The bytes of the article's or the page record's change as the log holds them; absent where there is none (any more). */
  readonly change?: Buffer;
  /** Name of a page's stored bytes; absent where there are none. */
  readonly sha256?: string;
  /** Names of further stored files of it, its layout and its picture; absent where there are none. */
  readonly beside?: readonly string[];
}

/** What names a record. */
export type RecordKey = Pick<StoredRecord, 'kind' | 'id'>;

/** A record without its bytes, and where they stand. */
interface Place {
  readonly record: StoredRecord;
  readonly span: Span | undefined;
}

/** Records by their names, as they stand now; one the archive never had, or has forgotten, is `removed` at `sequence`. */
export async function recordsOf(
  state: ArchiveState,
  log: ReadableLog,
  keys: readonly RecordKey[],
  sequence: number,
): Promise<readonly StoredRecord[]> {
  return withBytes(
    log,
    keys.map(({ kind, id }) => {
      if (kind === 'page') return pagePlace(id, state.pages.get(id), sequence);
      const slot = state.articles.slotOf(id);
      return slot === undefined ? gone(kind, id, sequence) : articlePlace(state, slot);
    }),
  );
}

/** Records, and the sequence up to which everything has been given with them. */
export interface RecordBatch {
  readonly records: readonly StoredRecord[];
  readonly complete: number;
}

/**
 * Every record changed after `since`, removed ones too, a batch at a time in the order of sequence; and every article
 * without a text, since giving a text up changes no sequence. What changes meanwhile comes as it is then, or not at all:
 * follow the archive beside. Memory: some bytes an article and page, and one batch of texts.
 */
export async function* recordsAfter(state: ArchiveState, log: () => ReadableLog, since: number): AsyncGenerator<RecordBatch> {
  let batch: Place[] = [];
  let bytes = 0;
  for (const place of placesAfter(state, since)) {
    batch.push(place);
    bytes += place.span?.length ?? 0;
    if (batch.length < MAX_BATCH_COUNT && bytes < MAX_BATCH_BYTES) continue;
    // More of the same transaction may come with the next one.
    yield { records: await still(state, log(), batch), complete: place.record.sequence - 1 };
    batch = [];
    bytes = 0;
  }
  const last = batch.at(-1)?.record.sequence;
  if (last !== undefined) yield { records: await still(state, log(), batch), complete: last };
}

/** A batch as its records stand when it is read: a compaction may have moved them since they were listed. */
async function still(state: ArchiveState, log: ReadableLog, batch: readonly Place[]): Promise<readonly StoredRecord[]> {
  const records = await recordsOf(
    state,
    log,
    batch.map(({ record }) => record),
    0,
  );
  return records.filter(({ status, sequence }) => status !== 'removed' || sequence > 0);
}

function* placesAfter(state: ArchiveState, since: number): Generator<Place> {
  const { articles } = state;
  // The slot of an id that was forgotten and came again is not the one it has now.
  const slots = bySequence(
    articles,
    slotsWhere(
      articles,
      (slot) => (articles.sequenceAt(slot) > since || isPurged(state, slot)) && articles.slotOf(articles.idAt(slot)) === slot,
    ),
  );
  const pages = pagesBySequence([...state.pages].filter(([, { sequence }]) => sequence > since));
  for (const one of merged(articles, slots, pages)) yield typeof one === 'number' ? articlePlace(state, one) : pagePlace(...one, 0);
}

function isPurged({ articles }: ArchiveState, slot: number): boolean {
  const status = articles.statusAt(slot);
  return (status === 'withheld' || status === 'deleted') && !articles.hasText(slot);
}

function gone(kind: StoredRecord['kind'], id: string, sequence: number): Place {
  return { record: { kind, id, sequence, status: 'removed' }, span: undefined };
}

function articlePlace({ articles, standings, released }: ArchiveState, slot: number): Place {
  const { reason, ...standing } = standings.get(slot) ?? {};
  const known = { ...standing, ...(released.has(slot) && { released: true as const }) };
  const status = articles.statusAt(slot) ?? 'removed';
  return {
    record: {
      kind: 'article',
      id: articles.idAt(slot),
      sequence: articles.sequenceAt(slot),
      status,
      ...(reason !== undefined && { reason }),
      ...(Object.keys(known).length !== 0 && { known }),
    },
    span: articles.textAt(slot),
  };
}

function pagePlace(id: string, entry: PageEntry | undefined, sequence: number): Place {
  if (entry === undefined) return gone('page', id, sequence);
  const { head, record: span, status } = entry;
  const { sha256 } = head;
  const beside = filesOf(head).filter((name) => name !== sha256);
  const files = { ...(sha256 !== '' && { sha256 }), ...(beside.length > 0 && { beside }) };
  return { record: { kind: 'page', id, sequence: entry.sequence, status, ...files }, span };
}

async function withBytes(log: ReadableLog, places: readonly Place[]): Promise<readonly StoredRecord[]> {
  const bytes = await readSpans(
    log,
    places.map(({ span }) => span),
  );
  return places.map(({ record }, at) => (bytes[at] === undefined ? record : { ...record, change: bytes[at] }));
}

/**
 * The changes that bring a record about in a log, as a compaction writes them. `again`: in a log that may hold an earlier
 * state of it, which a text alone could not undo.
 */
export function changesOfRecord(record: StoredRecord, again: boolean): readonly Buffer[] {
  const { kind, id, change, known } = record;
  const liftArticle: ArchiveChange[] = [
    { type: 'delete', id },
    { type: 'restore', id, released: false },
  ];
  const lift: ArchiveChange[] = !again ? [] : kind === 'page' ? [{ type: 'restorePage', id }] : liftArticle;
  const release: ArchiveChange[] = known?.released === true ? [{ type: 'restore', id }] : [];
  const bytesOf = (one: ArchiveChange): Buffer => encodeChange(one).bytes;
  return [...lift.map(bytesOf), ...(change === undefined ? [] : [change]), ...[...standingOf(record), ...release].map(bytesOf)];
}

function standingOf({ kind, id, status, reason, known = {} }: StoredRecord): readonly ArchiveChange[] {
  const { like, withPage, prints } = known;
  const standing = {
    ...(like !== undefined && { like }),
    ...(withPage !== undefined && { withPage }),
    ...(prints !== undefined && { prints }),
  };
  switch (status) {
    case 'live':
      return [];
    case 'withheld':
      return [{ type: 'withhold', id, ...standing, reason: reason ?? '' }];
    case 'deleted':
      return [kind === 'page' ? { type: 'deletePage', id } : { type: 'delete', id, ...standing, ...(reason !== undefined && { reason }) }];
    case 'removed':
      return [kind === 'page' ? { type: 'removePage', id } : { type: 'remove', id }];
  }
}
