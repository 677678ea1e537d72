/** What is counted over all living documents: lengths of fields, and the words the dead take with them. */
import type { CollectionStatistics, RankTerm } from '../../search/engine.js';
import { FieldLengths, scoreFieldBounds } from '../../search/ranking/score-fields.js';
import type { SearchDocument } from '../../search/search-document.js';
import type { Part } from './part.js';
import type { Segment } from './segment.js';
import { WordCollector } from './word-collector.js';

/** The counts of one index. */
export class CollectionTotals {
  documentCount = 0;
  readonly #lengths = new FieldLengths();
  /** Documents that are dead but still counted in their segments' words, by word. */
  readonly #deadWords = new Map<string, number>();

  /** Counts a document that comes. */
  add(document: SearchDocument): void {
    this.#tally(document, 1);
  }

  /** Counts a document that dies; its words are counted apart, by `addDeadWords`. */
  remove(document: SearchDocument): void {
    this.#tally(document, -1);
  }

  /** Takes into account words of documents that are dead but still counted in their segments. */
  addDeadWords(words: Iterable<readonly [string, number]>): void {
    for (const [word, df] of words) this.#deadWords.set(word, (this.#deadWords.get(word) ?? 0) + df);
  }

  /** The dead whose words these are have left their segments. */
  forgetDeadWords(words: Iterable<readonly [string, number]>): void {
    for (const [word, df] of words) {
      const left = (this.#deadWords.get(word) ?? 0) - df;
      if (left > 0) this.#deadWords.set(word, left);
      else this.#deadWords.delete(word);
    }
  }

  /** Statistics for the terms over the living of `parts`, which together are the collection. */
  statistics(terms: readonly RankTerm[], parts: readonly Part[]): CollectionStatistics {
    return {
      documentCount: this.documentCount,
      meanLengths: this.#lengths.means(),
      frequencies: terms.map(({ text, type }) => (type === 'word' ? this.#wordFrequency(text, parts) : pairFrequency(text, parts))),
    };
  }

  #wordFrequency(word: string, parts: readonly Part[]): number {
    return parts.reduce((sum, { segment }) => sum + segment.wordFrequency(word), 0) - (this.#deadWords.get(word) ?? 0);
  }

  #tally(document: SearchDocument, by: 1 | -1): void {
    this.documentCount += by;
    this.#lengths.count(document, by);
  }
}

function pairFrequency(pair: string, parts: readonly Part[]): number {
  // What crosses the end of an entry is no pair, and its place in the dictionary is another's.
  if (pair.startsWith('\n')) return 0;
  let sum = 0;
  for (const part of parts) {
    const list = part.segment.pair(pair.charCodeAt(0), pair.charCodeAt(1));
    if (list !== null) sum += part.deadCount === 0 ? list.df : list.countIn(part.live);
  }
  return sum;
}

/** The words of some documents of a segment, with the number of these documents that hold each. */
export function wordsOf(segment: Segment, docs: Iterable<number>): WordCollector {
  const words = new WordCollector();
  for (const doc of docs) addWords(words, doc, segment, doc);
  return words;
}

/** Adds the words of one document of a segment, under a number that differs for each document. */
export function addWords(words: WordCollector, number: number, segment: Segment, doc: number): void {
  const document = segment.documentToRead(doc);
  words.add(number, document.text, document.words, scoreFieldBounds(document)[4]);
}
