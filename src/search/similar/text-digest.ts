/**
 * What near-duplicates take of many articles, read in another thread: the row of each text, and its letters and numbers, which
 * are looked at only where another text is near.
 */
import type { Analyzer } from '../../analysis/analyzer.js';
import type { Article } from '../../article/article.js';
import type { MatchDocument } from '../../query/match-document.js';
import { Records, type SavedRecords } from '../packed-records.js';
import { type DispatchText, dispatchText } from './dispatch-text.js';
import { textRow } from './text-table.js';

/** Plain values and typed arrays, a record an article. */
export interface TextDigest {
  /** `textRow`; empty where the article holds next to nothing. */
  readonly rows: SavedRecords<Uint32Array<ArrayBuffer>>;
  /** `words` of texts that can be near to others. */
  readonly words: SavedRecords<Uint16Array<ArrayBuffer>>;
  /** Places of their numbers, and the numerals, parted by spaces. */
  readonly places: SavedRecords<Uint32Array<ArrayBuffer>>;
  readonly numerals: readonly string[];
}

/** A text that is taken in: its row, and its letters where they are asked for. */
export interface ReadDispatch {
  readonly row: Uint32Array;
  readonly text: DispatchText;
}

/** Reads an article here; null where it holds next to nothing. */
export function readDispatch(article: Article, analyzer: Analyzer): ReadDispatch | null {
  const text = dispatchText(article, analyzer);
  return text === null ? null : { row: textRow(text), text };
}

/** Reads articles; `documents`: what was folded of them already, in their order. About 60 µs each, 40 more without documents. */
export function digestTexts(articles: readonly Article[], analyzer: Analyzer, documents?: readonly MatchDocument[]): TextDigest {
  const rows = new Records((length) => new Uint32Array(length));
  const words = new Records((length) => new Uint16Array(length));
  const places = new Records((length) => new Uint32Array(length));
  const numerals = articles.map((article, at) => {
    const text = dispatchText(article, analyzer, documents?.[at]);
    rows.put(at, text === null ? [] : textRow(text));
    words.put(at, text?.isComparable === true ? text.words : []);
    places.put(at, text?.isComparable === true ? [...text.numbers.keys()] : []);
    return text?.isComparable === true ? [...text.numbers.values()].join(' ') : '';
  });
  const { length } = articles;
  return { rows: rows.save(length), words: words.save(length), places: places.save(length), numerals };
}

/** Memory of a digest, to be handed over with it. */
export function memoryOfTexts({ rows, words, places }: TextDigest): ArrayBuffer[] {
  return [rows, words, places].flatMap(({ lengths, values }) => [lengths.buffer, values.buffer]);
}

/** The texts of a digest one after the other; null where an article holds next to nothing. Throws where its parts do not fit. */
export function* digestedTexts({ rows, words, places, numerals }: TextDigest): Generator<ReadDispatch | null, undefined> {
  const [rowRecords, placeRecords] = [new Records((length) => new Uint32Array(length)), new Records((length) => new Uint32Array(length))];
  const wordRecords = new Records((length) => new Uint16Array(length));
  rowRecords.load(rows);
  placeRecords.load(places);
  wordRecords.load(words);
  for (let at = 0; at < numerals.length; at += 1) {
    const row = rowRecords.get(at);
    yield row.length === 0
      ? null
      : { row, text: new DigestedText(row, wordRecords.get(at), { places: placeRecords.get(at), numerals: numerals[at]! }) };
  }
}

/** A text whose numbers are laid out when they are asked for. */
class DigestedText implements DispatchText {
  #laidOut: ReadonlyMap<number, string> | undefined;

  readonly #row: Uint32Array;
  readonly #found: { readonly places: Uint32Array; readonly numerals: string };

  constructor(
    row: Uint32Array,
    readonly words: Uint16Array,
    found: { readonly places: Uint32Array; readonly numerals: string },
  ) {
    this.#row = row;
    this.#found = found;
  }

  get fingerprint(): readonly [number, number] {
    return [this.#row[0]!, this.#row[1]!];
  }

  get isComparable(): boolean {
    return this.words.length > 0;
  }

  get numbers(): ReadonlyMap<number, string> {
    this.#laidOut ??= layOut(this.#found);
    return this.#laidOut;
  }
}

function layOut({ places, numerals }: { readonly places: Uint32Array; readonly numerals: string }): ReadonlyMap<number, string> {
  const each = numerals.split(' ');
  return new Map(Array.from(places, (place, i) => [place, each[i]!]));
}
