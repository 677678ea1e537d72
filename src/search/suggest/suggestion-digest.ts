/**
 * What suggestions take of many articles, read in another thread: every text of theirs once, with its pronunciations, and which article
 * uses which. Here it is only looked up and counted; words are cut and read over there.
 */
import type { Analyzer } from '../../analysis/analyzer.js';
import type { Article } from '../../article/article.js';
import { entriesOf } from './article-entries.js';
import type { Use } from './article-table.js';
import { EntryTable, savedTexts, type SavedEntries, type SavedText } from './entry-table.js';
import { PronunciationTable, UNREAD, WORD_START } from './pronunciation-table.js';
import { Records, type SavedRecords } from '../packed-records.js';
import { WordReader } from './word-reader.js';

/** Plain values and typed arrays. */
export interface SuggestionDigest {
  /** Sets of pronunciations by id from 2 on, as the entries number them. */
  readonly pronunciations: readonly string[];
  readonly entries: SavedEntries;
  /** Uses of each article: entry × 2, and 1 more where it is prominent. */
  readonly uses: SavedRecords<Uint32Array<ArrayBuffer>>;
}

/** Reads articles, and remembers how words are read. */
export class SuggestionReader {
  readonly #pronunciations = new PronunciationTable();
  readonly #reader = new WordReader(this.#pronunciations);

  readonly #analyzer: Analyzer;

  constructor(analyzer: Analyzer) {
    this.#analyzer = analyzer;
  }

  /** Reads articles. About 0.1 ms each. */
  read(articles: readonly Article[]): SuggestionDigest {
    const entries = new EntryTable(this.#pronunciations);
    const uses = new Records((length) => new Uint32Array(length));
    for (const [at, article] of articles.entries()) {
      uses.put(
        at,
        entriesOf(article, this.#analyzer, this.#reader).map((entry) => entries.use(entry, 0) * 2 + (entry.isProminent ? 1 : 0)),
      );
    }
    return { pronunciations: this.#pronunciations.save(), entries: entries.save(), uses: uses.save(articles.length) };
  }
}

/** Memory of a digest, to be handed over with it. */
export function memoryOfSuggestions({ entries: { texts, columns, signatures }, uses }: SuggestionDigest): ArrayBuffer[] {
  return [texts.lengths, texts.values, columns, signatures, uses.lengths, uses.values].map(({ buffer }) => buffer);
}

/** The tables a digest is taken into. */
export interface DigestTarget {
  readonly entries: EntryTable;
  readonly pronunciations: PronunciationTable;
}

/** A digest that is being taken in, article by article. */
export class DigestedSuggestions {
  readonly #textAt: (entry: number) => SavedText;
  readonly #uses = new Records((length) => new Uint32Array(length));
  /** Slot of each entry in the target where it was found last; -1 = not looked up yet. */
  readonly #slots: Int32Array;
  /** Id in the target of each set of pronunciations; -1 = not looked up yet. */
  readonly #ids: Int32Array;

  readonly #digest: SuggestionDigest;
  readonly #target: DigestTarget;

  /** Throws where the parts of the digest do not fit. */
  constructor(digest: SuggestionDigest, target: DigestTarget) {
    this.#digest = digest;
    this.#target = target;

    this.#textAt = savedTexts(digest.entries);
    this.#uses.load(digest.uses);
    this.#slots = new Int32Array(digest.entries.texts.lengths.length).fill(-1);
    this.#ids = new Int32Array(digest.pronunciations.length).fill(-1);
  }

  /** Counts the uses of the article at a place of the digest; `date`: YYYYMMDD, 0 = none. */
  useAll(at: number, date: number): readonly Use[] {
    return Array.from(this.#uses.get(at), (use) => {
      const isProminent = (use & 1) === 1;
      const entry = this.#slotOf(use >>> 1);
      this.#target.entries.count(entry, isProminent, date);
      return { entry, isProminent };
    });
  }

  #slotOf(entry: number): number {
    const { entries } = this.#target;
    const text = this.#textAt(entry);
    // What was found before may have gone since with the last article that used it.
    const known = this.#slots[entry]!;
    if (known >= 0 && entries.holds(known, text.kind, text.printed)) return known;
    const found = entries.find(text.kind, text.printed);
    const slot =
      found >= 0
        ? found
        : entries.add(text.kind, text.printed, {
            ...text,
            pronunciations: text.pronunciations.map((pronunciation) => this.#pronunciationOf(pronunciation)),
          });
    this.#slots[entry] = slot;
    return slot;
  }

  #pronunciationOf(pronunciation: number): number {
    const place = (pronunciation & ~WORD_START) - FIRST_SET;
    if (place < 0) return pronunciation;
    if (this.#ids[place]! < 0) this.#ids[place] = this.#target.pronunciations.idOfSaved(this.#digest.pronunciations[place]!);
    return (pronunciation & WORD_START) | (this.#ids[place] ?? UNREAD);
  }
}

/** Ids below it are no sets and the same in every table. */
const FIRST_SET = 2;
