/**
 * Sets of documents that were decided once and are asked for again: the parts of one query, which asks for its leaves again when
 * it orders what it found, and the words many queries share.
 */
import { LRUCache } from 'lru-cache';
import { DocSet } from '../doc-set.js';

/** Bytes that are kept for each document of the segment, of sets decided for all of them; those used last are kept. */
const BYTES_PER_DOCUMENT = 32;
/** What an entry takes beside its documents, about. */
const ENTRY_BYTES = 200;
/** Sets that are kept which were decided for some documents alone. */
const MOST_PARTIAL = 128;

/** A set that was decided for the documents of `within` alone. */
interface PartialSet {
  readonly set: DocSet;
  readonly within: DocSet;
}

/** The sets of one segment. */
export class KeptSets {
  readonly #whole: LRUCache<string, DocSet | Uint32Array>;
  readonly #partial = new Map<string, PartialSet>();

  readonly #documentCount: number;

  /** For a segment of so many documents. */
  constructor(documentCount: number) {
    this.#documentCount = documentCount;

    this.#whole = new LRUCache({
      maxSize: BYTES_PER_DOCUMENT * documentCount + 64 * ENTRY_BYTES,
      sizeCalculation: (set) => ENTRY_BYTES + (set instanceof DocSet ? set.bits : set).byteLength,
    });
  }

  /**
   * The set of `key`, good for the documents of `within`, or for all where that is null; made where it is not kept. The caller
   * may not change it. `within` is kept as it is: what becomes of it later only makes it smaller.
   */
  decided(key: string, within: DocSet | null, make: () => DocSet): DocSet {
    const known = this.#wholeSet(key);
    if (known !== undefined) return known;
    const partial = within === null ? undefined : this.#partial.get(key);
    if (partial !== undefined && within!.isWithin(partial.within)) return partial.set;
    const set = make();
    if (within === null) this.#keepWhole(key, set);
    else this.#keepPartial(key, { set, within });
    return set;
  }

  /** Keeps a set as the newest of its kind; the oldest goes. */
  #keepPartial(key: string, partial: PartialSet): void {
    this.#partial.delete(key);
    const [oldest] = this.#partial.keys();
    if (oldest !== undefined && this.#partial.size >= MOST_PARTIAL) this.#partial.delete(oldest);
    this.#partial.set(key, partial);
  }

  #wholeSet(key: string): DocSet | undefined {
    const found = this.#whole.get(key);
    return found instanceof Uint32Array ? DocSet.of(found, this.#documentCount) : found;
  }

  /** Keeps a set, as a list of its documents where that is shorter. */
  #keepWhole(key: string, set: DocSet): void {
    const { size } = set;
    this.#whole.set(key, size * 32 < this.#documentCount ? set.toArray(size) : set);
  }
}
