/**
 * Sets of documents that were decided once and are asked for again: the parts of one query, and the words many queries share.
 * Those used last are kept.
 */
import { LRUCache } from 'lru-cache';
import { DocSet } from '../doc-set.js';

/** Bytes that are kept for each document of the segment. */
const BYTES_PER_DOCUMENT = 32;
/** What an entry takes beside its documents, about. */
const ENTRY_BYTES = 200;

export class KeptSets {
  private readonly kept: LRUCache<string, DocSet | Uint32Array>;

  /** For a segment of so many documents. */
  constructor(private readonly documentCount: number) {
    this.kept = new LRUCache({ maxSize: BYTES_PER_DOCUMENT * documentCount + 64 * ENTRY_BYTES, sizeCalculation: (set) => ENTRY_BYTES + (set instanceof DocSet ? set.bits : set).byteLength });
  }

  /** A set that was kept; the caller may not change it. */
  get(key: string): DocSet | undefined {
    const found = this.kept.get(key);
    if (!(found instanceof Uint32Array)) return found;
    const set = new DocSet(this.documentCount);
    for (const doc of found) set.add(doc);
    return set;
  }

  /** Keeps `set`, as a list of its documents where that is shorter. */
  keep(key: string, set: DocSet): void {
    const { size } = set;
    this.kept.set(key, size * 32 < this.documentCount ? set.toArray(size) : set);
  }
}
