/**
 * Near-duplicates: the same dispatch, printed in several papers. Every different text has a sketch; texts that share two or
 * more rare values of it are compared letter by letter. What was found the same is kept, so that asking costs next to nothing.
 * docs/similar.md tells the whole.
 */
import pLimit from 'p-limit';
import type { Analyzer } from '../../analysis/analyzer.js';
import type { Article } from '../../article/article.js';
import type { ArticleDigest } from '../article-digest.js';
import type { Companion } from '../companion.js';
import type { IndexChange } from '../indexer.js';
import { type DispatchText, dispatchText } from './dispatch-text.js';
import { LetterAligner } from './letter-aligner.js';
import { readSaved, writeSaved } from './near-duplicates-file.js';
import { equalBits } from './pair-bits.js';
import { isSameDispatch, MOST_TIMES_LONGER } from './same-dispatch.js';
import { digestedTexts, readDispatch, type ReadDispatch } from './text-digest.js';
import { byUnits, type TextRecord, TextTable } from './text-table.js';

/** Raised when a saved one would answer otherwise. */
const VERSION = 1;
/** A value that stands in more different texts is a turn of phrase and proposes nothing. */
const MOST_TEXTS = 32;
/** Rare values two texts must share to be compared, */
const LEAST_SHARED = 2;
/** and bits of their pairs that must be equal: 1 copy in 100 with 30 % changed has fewer. */
const LEAST_EQUAL_BITS = 74;
/** Ids that are answered for one article unless more are asked for. */
const MOST_IDS = 20;
/** Changes whose texts are held at once, 10 MB of them: texts that came together need not be read again to be compared. */
const BATCH_COUNT = 4_096;
/** Time of work after which the event loop has its turn. */
const SLICE_MS = 8;

/** Where the texts to be compared are read; undefined = gone meanwhile. */
export interface TextReader {
  read(ids: readonly string[]): Promise<readonly (Article | undefined)[]>;
}

/** What texts are read with, and from where. */
export interface NearDuplicatesParts {
  readonly analyzer: Analyzer;
  /** The archive's articles as the index sees them. It may be ahead of `apply`. */
  readonly articles: TextReader;
}

/** An id, and what reads its text; it gives null where there is none any more. */
type Coming = readonly [id: string, read: () => ReadDispatch | null];

/** What one call of `apply` works with. */
interface Batch {
  /** Texts at hand, by slot. */
  readonly texts: Map<number, DispatchText>;
  /** Slots whose pairs must be looked for. */
  readonly toMatch: Set<number>;
  /** Values that left a text when they stood in just one too many. */
  readonly fallen: Set<number>;
}

/** Follows the articles that can be found, and answers at once. */
export class NearDuplicates implements Companion {
  readonly name = 'near-duplicates';
  readonly version: string;
  #table = new TextTable();
  /** Slots found the same, both ways, whether or not the values that proposed them are still rare. */
  #pairs = new Map<number, Set<number>>();
  /** Slots that were proposed a text the archive had changed meanwhile: matched again with the next changes. */
  #unresolved = new Set<number>();
  readonly #aligner = new LetterAligner();
  /** One write after the other, whatever became of the one before. */
  readonly #writes = pLimit(1);
  #sliceEndMs = 0;

  readonly #parts: NearDuplicatesParts;

  constructor(parts: NearDuplicatesParts) {
    this.#parts = parts;

    this.version = `${VERSION} ${parts.analyzer.version}`;
  }

  /**
   * Ids of articles that print the same dispatch, ascending, at most `most`; empty for an unknown id. Symmetric but for that bound, and
   * not passed on: what is the same as the same need not be. At once for most; 10 µs a near one.
   */
  sameAs(id: string, most = MOST_IDS): readonly string[] {
    const slot = this.#table.slotOf(id);
    if (slot === undefined) return [];
    const near = [...(this.#pairs.get(slot) ?? [])].filter((other) => this.#isProposed(slot, other));
    const ids = [slot, ...near].flatMap((one) => this.#table.idsAt(one)).filter((other) => other !== id);
    return ids.sort(byUnits).slice(0, most);
  }

  /**
   * About 0.1 ms an article of 600 characters, next to nothing where it comes with its digest, and 0.1 ms for each text it is compared
   * with.
   */
  async apply(changes: readonly IndexChange[], digests?: readonly ArticleDigest[]): Promise<void> {
    const read = digests === undefined ? undefined : digestedIn(digests);
    const last = [
      ...new Map(
        changes.map(({ id, article }): Coming => {
          if (article === null) return [id, () => null];
          const digested = read?.next().value;
          return [id, digested === undefined ? () => readDispatch(article, this.#parts.analyzer) : () => digested];
        }),
      ),
    ];
    await this.#writes(async () => {
      for (let start = 0; start < last.length; start += BATCH_COUNT) await this.#applyBatch(last.slice(start, start + BATCH_COUNT));
    });
  }

  save(): Uint8Array {
    const table = this.#table;
    const pairs = this.#pairs;
    const unresolved = this.#unresolved;
    return writeSaved({ table, pairs, unresolved });
  }

  load(bytes: Uint8Array): void {
    ({ table: this.#table, pairs: this.#pairs, unresolved: this.#unresolved } = readSaved(bytes));
  }

  clear(): void {
    this.#table = new TextTable();
    this.#pairs = new Map();
    this.#unresolved = new Set();
  }

  async #applyBatch(changes: readonly Coming[]): Promise<void> {
    const batch: Batch = { texts: new Map(), toMatch: this.#unresolved, fallen: new Set() };
    this.#unresolved = new Set();
    for (const [id, read] of changes) {
      this.#put(id, read(), batch);
      await this.#pause();
    }
    for (const value of batch.fallen) {
      const slots = this.#table.slotsWith(value, MOST_TEXTS);
      if (slots.length <= MOST_TEXTS) for (const slot of slots) batch.toMatch.add(slot);
    }
    for (const slot of batch.toMatch) await this.#match(slot, batch);
  }

  /** Takes one article in, or out. Its pairs are found later, when all texts of the batch are known. */
  #put(id: string, dispatch: ReadDispatch | null, batch: Batch): void {
    const before = this.#table.slotOf(id);
    const equal = dispatch === null ? undefined : this.#table.find(dispatch.text.fingerprint);
    if (before !== undefined && before === equal) return;
    if (before !== undefined) this.#remove(id, before, batch);
    if (dispatch === null) return;
    if (equal !== undefined) {
      this.#table.join(equal, id);
      return;
    }
    const slot = this.#table.addRow(dispatch.row, 0, [id]);
    batch.texts.set(slot, dispatch.text);
    batch.toMatch.add(slot);
  }

  #remove(id: string, slot: number, batch: Batch): void {
    if (this.#table.idsAt(slot).length === 1) {
      for (const value of this.#table.record(slot).sketch) {
        if (this.#table.slotsWith(value, MOST_TEXTS + 1).length === MOST_TEXTS + 1) batch.fallen.add(value);
      }
      for (const other of this.#pairs.get(slot) ?? []) this.#unpair(other, slot);
      this.#pairs.delete(slot);
      batch.texts.delete(slot);
      batch.toMatch.delete(slot);
    }
    this.#table.leave(id);
  }

  /** Compares a text with all that its rare values propose. */
  async #match(slot: number, batch: Batch): Promise<void> {
    const others = this.#proposed(slot).filter((other) => this.#pairs.get(slot)?.has(other) !== true);
    if (others.length === 0) return;
    await this.#readTexts([slot, ...others], batch.texts);
    const text = batch.texts.get(slot);
    for (const other of others) {
      const otherText = batch.texts.get(other);
      if (text === undefined || otherText === undefined) this.#unresolved.add(slot);
      else if (isSameDispatch(text, otherText, this.#aligner)) this.#pair(slot, other);
      await this.#pause();
    }
  }

  /** The other texts that share enough rare values and pairs with one, and are not too long or too short for it. */
  #proposed(slot: number): number[] {
    const { sketch, length, bits } = this.#table.record(slot);
    const shared = new Map<number, number>();
    for (const value of sketch) {
      const slots = this.#table.slotsWith(value, MOST_TEXTS);
      if (slots.length > MOST_TEXTS) continue;
      for (const other of slots) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    return [...shared]
      .filter(
        ([other, count]) =>
          other !== slot &&
          count >= LEAST_SHARED &&
          isComparable(length, this.#table.lengthAt(other)) &&
          equalBits(bits, this.#table.bitsAt(other)) >= LEAST_EQUAL_BITS,
      )
      .map(([other]) => other);
  }

  /** The same question for two texts. */
  #isProposed(slot: number, other: number): boolean {
    const values = new Set(this.#table.record(other).sketch);
    let shared = 0;
    for (const value of this.#table.record(slot).sketch) {
      if (values.has(value) && this.#table.slotsWith(value, MOST_TEXTS).length <= MOST_TEXTS) shared += 1;
      if (shared === LEAST_SHARED) return true;
    }
    return false;
  }

  /** Reads the texts that are not at hand; one that is not (any more) what its slot says is left out. */
  async #readTexts(slots: readonly number[], texts: Map<number, DispatchText>): Promise<void> {
    const wanted = slots.filter((slot) => !texts.has(slot)).flatMap((slot) => this.#table.idsAt(slot).map((id) => ({ slot, id })));
    if (wanted.length === 0) return;
    const articles = await this.#parts.articles.read(wanted.map(({ id }) => id));
    for (const [i, { slot }] of wanted.entries()) {
      const article = articles[i];
      if (article === undefined || texts.has(slot)) continue;
      const text = dispatchText(article, this.#parts.analyzer);
      if (text !== null && isSame(text.fingerprint, this.#table.record(slot).fingerprint)) texts.set(slot, text);
      await this.#pause();
    }
  }

  #pair(slot: number, other: number): void {
    for (const [from, to] of [
      [slot, other],
      [other, slot],
    ] as const) {
      const known = this.#pairs.get(from);
      if (known === undefined) this.#pairs.set(from, new Set([to]));
      else known.add(to);
    }
  }

  #unpair(slot: number, other: number): void {
    const known = this.#pairs.get(slot)!;
    known.delete(other);
    if (known.size === 0) this.#pairs.delete(slot);
  }

  async #pause(): Promise<void> {
    const nowMs = performance.now();
    if (nowMs < this.#sliceEndMs) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#sliceEndMs = performance.now() + SLICE_MS;
  }
}

function* digestedIn(digests: readonly ArticleDigest[]): Generator<ReadDispatch | null, undefined> {
  for (const { texts } of digests) yield* digestedTexts(texts);
}

function isSame([a, b]: TextRecord['fingerprint'], [c, d]: TextRecord['fingerprint']): boolean {
  return a === c && b === d;
}

function isComparable(one: number, other: number): boolean {
  return Math.max(one, other) <= Math.min(one, other) * MOST_TIMES_LONGER;
}
