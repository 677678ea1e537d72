import { LRUCache } from 'lru-cache';
import type { ArchivedArticle, PageRecord } from './archive-change.js';
import type { ArchiveState } from './archive-state.js';
import { crc32 } from 'node:zlib';
import { readFully, type OpenFile } from '../files/file-layer.js';
import { decodePage, decodeText, type LoggedText } from './log-change.js';
import type { LogFile } from './log-file.js';
import type { Span } from './log-line.js';
import { corrupt, readFault } from './storage-fault.js';

/** Reads closer together than this are made one. */
const MAX_GAP_BYTES = 1 << 14;
const MAX_RUN_BYTES = 1 << 20;

/** The log, as far as reading needs it. */
export type ReadableLog = Pick<LogFile, 'read' | 'path'>;

/** An open log that nobody writes to here; `path` is its name in faults. Reading throws FILE_UNREADABLE. */
export function readableLog(file: OpenFile, path: string): ReadableLog {
  const read = async (offset: number, lengthBytes: number): Promise<Buffer> => {
    try {
      return await readFully(file, offset, lengthBytes);
    } catch (cause) {
      throw readFault(cause, path);
    }
  };
  return { path, read };
}

/** Reads texts from the log by their place, with the most recently used ones kept in memory. */
export class ArticleReader {
  readonly #cache: LRUCache<number, LoggedText>;

  readonly #state: ArchiveState;
  readonly #log: () => ReadableLog;

  /** `cacheCharacters` bounds the kept texts, counted as characters of their JSON (two bytes each at most). */
  constructor(state: ArchiveState, log: () => ReadableLog, cacheCharacters: number) {
    this.#state = state;
    this.#log = log;

    this.#cache = new LRUCache({ maxSize: cacheCharacters });
  }

  /** Forgets the kept text of an article that has changed. */
  drop(id: string): void {
    const slot = this.#state.articles.slotOf(id);
    if (slot !== undefined) this.#cache.delete(slot);
  }

  /** The text in a slot; undefined when it has none. Throws ARCHIVE_CORRUPT when the bytes on the disk have changed. */
  async text(slot: number): Promise<LoggedText | undefined> {
    const kept = this.#cache.get(slot);
    if (kept !== undefined) return kept;
    const span = this.#state.articles.textAt(slot);
    if (span === undefined) return undefined;
    const text = decodeText(await readSpan(this.#log(), span));
    // Meanwhile the article may have changed; what was read is right for the caller, who asked before, but must not stay.
    if (this.#state.articles.textAt(slot)?.crc === span.crc) this.#cache.set(slot, text, { size: span.length });
    return text;
  }

  /** The texts in many slots, past the cache, neighbours with one read. */
  async texts(slots: readonly number[]): Promise<(LoggedText | undefined)[]> {
    const spans = slots.map((slot) => this.#state.articles.textAt(slot));
    const bytes = await readSpans(this.#log(), spans);
    return bytes.map((change) => (change === undefined ? undefined : decodeText(change)));
  }

  /** A page record at its place in the log. */
  async page(span: Span): Promise<PageRecord> {
    return decodePage(await readSpan(this.#log(), span));
  }

  /** An article with its standing; undefined when there is no text. */
  async archived(slot: number): Promise<ArchivedArticle | undefined> {
    const { articles, standings, released } = this.#state;
    const status = articles.statusAt(slot);
    const sequence = articles.sequenceAt(slot);
    const standing = standings.get(slot);
    const text = status === undefined ? undefined : await this.text(slot);
    if (status === undefined || text === undefined) return undefined;
    const { article, source, pageId, lines, decisions } = text;
    return {
      article,
      status,
      sequence,
      ...standing,
      ...(released.has(slot) && { released: true as const }),
      ...(source !== undefined && { source }),
      ...(pageId !== undefined && { pageId }),
      ...(lines !== undefined && { lines }),
      ...(decisions !== undefined && { decisions }),
    };
  }
}

/** The bytes of one change. Throws ARCHIVE_CORRUPT when they are not what was written. */
async function readSpan(log: ReadableLog, span: Span): Promise<Buffer> {
  return checked(await log.read(span.offset, span.length), span, log);
}

/** The bytes of many changes, neighbours with one read of up to a megabyte. */
export async function readSpans(log: ReadableLog, spans: readonly (Span | undefined)[]): Promise<(Buffer | undefined)[]> {
  const found = new Array<Buffer | undefined>(spans.length);
  const order = [...spans.keys()].filter((index) => spans[index] !== undefined);
  order.sort((a, b) => spans[a]!.offset - spans[b]!.offset);
  for (let start = 0; start < order.length;) {
    const from = spans[order[start]!]!.offset;
    let end = start;
    let to = from;
    while (end < order.length) {
      const { offset, length } = spans[order[end]!]!;
      if (end > start && (offset > to + MAX_GAP_BYTES || offset + length > from + MAX_RUN_BYTES)) break;
      to = Math.max(to, offset + length);
      end++;
    }
    const run = await log.read(from, to - from);
    for (const index of order.slice(start, end)) {
      const span = spans[index]!;
      found[index] = checked(run.subarray(span.offset - from, span.offset - from + span.length), span, log);
    }
    start = end;
  }
  return found;
}

function checked(bytes: Buffer, span: Span, log: ReadableLog): Buffer {
  if (bytes.length !== span.length || crc32(bytes) !== span.crc)
    throw corrupt(log.path, span.offset, 'a stored text is not what was written');
  return bytes;
}
