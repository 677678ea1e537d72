/**
 * The suggester: what a reader may be about to type, out of this archive. It hears of every article that becomes or ceases
 * to be searchable, keeps headlines, people, sections and words packed in memory, and holds what is typed against all of
 * them. Pronunciations serve here alone: a search never finds by sound.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Article } from '../../article/article.js';
import type { Analyzer } from '../../analysis/analyzer.js';
import type { ArticleDigest } from '../article-digest.js';
import type { Companion } from '../companion.js';
import type { IndexChange } from '../indexer.js';
import { entriesOf } from './article-entries.js';
import { ArticleTable, type SavedArticles, type Use } from './article-table.js';
import { chooseEntries, suggestionOf } from './choose-suggestions.js';
import { EntryTable, type SavedEntries } from './entry-table.js';
import { NameList, type NearName } from './near-names.js';
import { findEntries, isByDate } from './find-entries.js';
import { QueryPattern } from './query-pattern.js';
import { PronunciationTable } from './pronunciation-table.js';
import { readSaved, writeSaved } from './saved-form.js';
import { DigestedSuggestions } from './suggestion-digest.js';
import { DEFAULT_SUGGESTIONS, MOST_SUGGESTIONS, type Suggestion } from './suggestion.js';
import { alternatives } from './alternatives.js';
import { WordReader } from './word-reader.js';

/** Raised when entries, pronunciations or the saved form change. */
const SUGGESTER_VERSION = 3;
/** Time after which feeding lets others run. */
const SLICE_MS = 10;
/** A word that only openings hold tells something while it stands in at most this share of the articles (idf ≥ 3.9), and in any two. */
const TELLING_SHARE = 0.02;

/** Follows the articles that can be found, and answers from memory. */
export class Suggester implements Companion {
  readonly name = 'suggestions';
  readonly version: string;
  #pronunciations = new PronunciationTable();
  #entries = new EntryTable(this.#pronunciations);
  #articles = new ArticleTable();
  #reader: WordReader;
  /** Entries whose newest article went and whose date must be found again. */
  readonly #undated = new Set<number>();
  /** Made when it is asked for, of the entries of that moment. */
  #names: NameList | undefined;

  readonly #analyzer: Analyzer;

  constructor(analyzer: Analyzer) {
    this.#analyzer = analyzer;

    this.version = `${SUGGESTER_VERSION}-${analyzer.version}`;
    this.#reader = new WordReader(this.#pronunciations);
  }

  /** About 0.1 ms an article; a fifth of that where it comes with its digest. */
  async apply(changes: readonly IndexChange[], digests?: readonly ArticleDigest[]): Promise<void> {
    const read = digests === undefined ? undefined : this.#digested(digests);
    let sliceStartMs = performance.now();
    this.#names = undefined;
    for (const { id, article } of changes) {
      this.#remove(id);
      if (article !== null) this.#add(id, article, read?.next().value);
      if (performance.now() - sliceStartMs > SLICE_MS) {
        await nextTurn();
        this.#names = undefined;
        sliceStartMs = performance.now();
      }
    }
  }

  /**
   * What begins with `text`, has a word that does, or holds it, by characters, pinyin or initials; at most `limit`
   * (1–20). Nothing for an empty text. Under 5 ms for 10,000 articles.
   */
  suggest(text: string, limit = DEFAULT_SUGGESTIONS): Promise<readonly Suggestion[]> {
    return Promise.resolve(this.#find(text, Math.min(limit, MOST_SUGGESTIONS)));
  }

  /** Up to five ways on from a query that found nothing. A few times the cost of `suggest`. */
  help(text: string): Promise<readonly Suggestion[]> {
    return Promise.resolve(alternatives(text, (part, limit) => this.#find(part, limit), this.#analyzer));
  }

  /** Names of the archive that sound like one of `typed` (folded) or are one character off it, at most `limit`, the surer first. */
  names(typed: readonly string[], limit: number): readonly NearName[] {
    this.#names ??= new NameList(this.#entries);
    return this.#names.near(typed, { limit, reader: this.#reader, pronunciations: this.#pronunciations });
  }

  save(): Uint8Array {
    this.#findDates();
    const { entries, articles } = { entries: this.#entries.save(), articles: this.#articles.save() };
    return writeSaved({ version: this.version, pronunciations: this.#pronunciations.save() }, [
      entries.texts.lengths,
      entries.texts.values,
      entries.columns,
      entries.signatures,
      articles.ids.lengths,
      articles.ids.values,
      articles.uses.lengths,
      articles.uses.values,
    ]);
  }

  load(bytes: Uint8Array): void {
    const { head, arrays } = readSaved(bytes);
    const { version, pronunciations } = head as { readonly version: string; readonly pronunciations: readonly string[] };
    if (version !== this.version) throw new Error(`the saved suggestions are of version ${version}`);
    const [textLengths, textValues, columns, signatures, idLengths, idValues, useLengths, useValues] = arrays as [
      Wide,
      Narrow,
      Wide,
      Wide,
      Wide,
      Narrow,
      Wide,
      Wide,
    ];
    const entries: SavedEntries = { texts: { lengths: textLengths, values: textValues }, columns, signatures };
    const articles: SavedArticles = { ids: { lengths: idLengths, values: idValues }, uses: { lengths: useLengths, values: useValues } };
    const table = PronunciationTable.load(pronunciations);
    this.#replace(table, EntryTable.load(entries, table), ArticleTable.load(articles));
  }

  clear(): void {
    const pronunciations = new PronunciationTable();
    this.#replace(pronunciations, new EntryTable(pronunciations), new ArticleTable());
  }

  #replace(pronunciations: PronunciationTable, entries: EntryTable, articles: ArticleTable): void {
    this.#entries = entries;
    this.#articles = articles;
    this.#pronunciations = pronunciations;
    this.#reader = new WordReader(pronunciations);
    this.#undated.clear();
    this.#names = undefined;
  }

  #add(id: string, article: Article, digested?: (date: number) => readonly Use[]): void {
    const date = Number(article.date?.replaceAll('-', '') ?? 0);
    const uses =
      digested?.(date) ??
      entriesOf(article, this.#analyzer, this.#reader).map((entry) => ({
        entry: this.#entries.use(entry, date),
        isProminent: entry.isProminent,
      }));
    this.#articles.add(id, date, uses);
  }

  /** Counts the uses of one article after the other. */
  *#digested(digests: readonly ArticleDigest[]): Generator<(date: number) => readonly Use[], undefined> {
    const entries = this.#entries;
    const pronunciations = this.#pronunciations;
    for (const { count, suggestions } of digests) {
      const taken = new DigestedSuggestions(suggestions, { entries, pronunciations });
      for (let at = 0; at < count; at += 1) yield (date) => taken.useAll(at, date);
    }
  }

  #remove(id: string): void {
    const taken = this.#articles.take(id);
    for (const { entry, isProminent } of taken?.uses ?? []) {
      const isByItsDate = isByDate(this.#entries.kindAt(entry));
      if (this.#entries.release(entry, isProminent, taken!.date) && isByItsDate) this.#undated.add(entry);
      else if (this.#entries.lengthAt(entry) === 0) this.#undated.delete(entry);
    }
  }

  /** Brings the dates up that removals have left open. */
  #findDates(): void {
    if (this.#undated.size === 0) return;
    for (const entry of this.#undated) this.#entries.setNewest(entry, 0);
    this.#articles.forEachUse((entry, date) => {
      if (this.#undated.has(entry) && date > this.#entries.newestAt(entry)) this.#entries.setNewest(entry, date);
    });
    this.#undated.clear();
  }

  #find(text: string, limit: number): readonly Suggestion[] {
    const pattern = new QueryPattern(text, this.#analyzer, this.#pronunciations);
    if (pattern.length === 0 || limit < 1) return [];
    this.#findDates();
    const found = findEntries(this.#entries, pattern, {
      count: limit * 2,
      mostOpenings: Math.max(2, this.#articles.count * TELLING_SHARE),
      isStopWord: (word) => this.#analyzer.isStopWord(word),
    });
    return chooseEntries(found, this.#entries, limit).map((entry) =>
      suggestionOf(entry, pattern, { entries: this.#entries, analyzer: this.#analyzer }),
    );
  }
}

type Wide = Uint32Array<ArrayBuffer>;
type Narrow = Uint16Array<ArrayBuffer>;
