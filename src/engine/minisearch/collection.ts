/** The documents of the index by slot, with what is counted over all of them. */
import { wordsIn } from '../../analysis/analyzer.js';
import type { CollectionStatistics, RankTerm } from '../../search/engine.js';
import { fieldLength, SCORE_FIELDS, scoreFieldBounds } from '../../search/ranking/score-fields.js';
import type { SearchDocument } from '../../search/search-document.js';
import { Bitset } from './bitset.js';
import { PairCounts } from './pair-counts.js';
import { Signatures } from './signatures.js';
import type { Slots } from './tier-sets.js';

export class Collection implements Slots {
  readonly documents: (SearchDocument | undefined)[] = [];
  live = new Bitset(0);
  readonly signatures = new Signatures();
  private readonly slotOf = new Map<string, number>();
  private readonly free: number[] = [];
  private readonly pairs = new PairCounts();
  private readonly words = new Map<string, number>();
  /** Units of each score field over all documents, and how many documents have it. */
  private readonly lengths = SCORE_FIELDS.map(() => 0);
  private readonly holders = SCORE_FIELDS.map(() => 0);

  get size(): number {
    return this.slotOf.size;
  }

  slot(id: string): number | undefined {
    return this.slotOf.get(id);
  }

  /** Puts in a document whose id is not there. Answers its slot. */
  add(document: SearchDocument): number {
    const slot = this.free.pop() ?? this.documents.length;
    if (slot >= this.live.bits.length * 32) this.reserve(Math.max(1024, slot * 2));
    this.documents[slot] = document;
    this.slotOf.set(document.id, slot);
    this.live.add(slot);
    this.signatures.add(slot, document.text);
    this.tally(document, 1);
    return slot;
  }

  remove(slot: number): void {
    const document = this.documents[slot]!;
    this.documents[slot] = undefined;
    this.slotOf.delete(document.id);
    this.live.delete(slot);
    this.signatures.clear(slot);
    this.tally(document, -1);
    this.free.push(slot);
  }

  statistics(terms: readonly RankTerm[]): CollectionStatistics {
    const documentCount = this.size;
    return {
      documentCount,
      meanLengths: this.lengths.map((length, i) => length / Math.max(1, this.holders[i]!)),
      frequencies: terms.map(({ text, type }) => (type === 'pair' ? this.pairs.get(text) : (this.words.get(text) ?? 0))),
    };
  }

  private reserve(capacity: number): void {
    const grown = new Bitset(capacity);
    grown.bits.set(this.live.bits);
    this.live = grown;
    this.signatures.reserve(capacity);
  }

  private tally(document: SearchDocument, by: 1 | -1): void {
    const bounds = scoreFieldBounds(document);
    for (let i = 0; i < this.lengths.length; i += 1) {
      const length = fieldLength(bounds, i);
      this.lengths[i]! += by * length;
      if (length > 0) this.holders[i]! += by;
    }
    const searched = document.text.slice(0, bounds[4]);
    this.pairs.count(searched, by);
    for (const word of new Set(wordsIn(document.text, document.words).filter(({ start }) => start < bounds[4]).map(({ word }) => word))) {
      const count = (this.words.get(word) ?? 0) + by;
      if (count === 0) this.words.delete(word);
      else this.words.set(word, count);
    }
  }
}
