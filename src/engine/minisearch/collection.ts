/** The documents of the index by slot, with what is counted over all of them. */
import { wordsIn } from '../../analysis/analyzer.js';
import type { CollectionStatistics, RankTerm } from '../../search/engine.js';
import { FieldLengths, scoreFieldBounds } from '../../search/ranking/score-fields.js';
import type { SearchDocument } from '../../search/search-document.js';
import { DocSet } from '../doc-set.js';
import { PairCounts } from './pair-counts.js';
import { Signatures } from './signatures.js';
import type { Slots } from './tier-sets.js';

/** A slot is a number from 0, given again when its document goes. */
export class Collection implements Slots {
  readonly documents: (SearchDocument | undefined)[] = [];
  live = new DocSet(0);
  readonly signatures = new Signatures();
  readonly #slotOf = new Map<string, number>();
  readonly #free: number[] = [];
  readonly #pairs = new PairCounts();
  readonly #words = new Map<string, number>();
  readonly #lengths = new FieldLengths();

  get size(): number {
    return this.#slotOf.size;
  }

  /** Where the document with this id is. */
  slot(id: string): number | undefined {
    return this.#slotOf.get(id);
  }

  /** Puts in a document whose id is not there. Answers its slot. */
  add(document: SearchDocument): number {
    const slot = this.#free.pop() ?? this.documents.length;
    if (slot >= this.live.capacity) this.#reserve(Math.max(1024, slot * 2));
    this.documents[slot] = document;
    this.#slotOf.set(document.id, slot);
    this.live.add(slot);
    this.signatures.add(slot, document.text);
    this.#tally(document, 1);
    return slot;
  }

  /** Takes the document out; its slot is free. */
  remove(slot: number): void {
    const document = this.documents[slot]!;
    this.documents[slot] = undefined;
    this.#slotOf.delete(document.id);
    this.live.delete(slot);
    this.signatures.clear(slot);
    this.#tally(document, -1);
    this.#free.push(slot);
  }

  /** What scoring needs, over all documents as they stand. */
  statistics(terms: readonly RankTerm[]): CollectionStatistics {
    return {
      documentCount: this.size,
      meanLengths: this.#lengths.means(),
      frequencies: terms.map(({ text, type }) => (type === 'pair' ? this.#pairs.get(text) : (this.#words.get(text) ?? 0))),
    };
  }

  #reserve(capacity: number): void {
    const grown = new DocSet(capacity);
    grown.bits.set(this.live.bits);
    this.live = grown;
    this.signatures.reserve(capacity);
  }

  #tally(document: SearchDocument, by: 1 | -1): void {
    this.#lengths.count(document, by);
    const end = scoreFieldBounds(document)[4];
    this.#pairs.count(document.text.slice(0, end), by);
    for (const word of new Set(
      wordsIn(document.text, document.words)
        .filter(({ start }) => start < end)
        .map(({ word }) => word),
    )) {
      const count = (this.#words.get(word) ?? 0) + by;
      if (count === 0) this.#words.delete(word);
      else this.#words.set(word, count);
    }
  }
}
