/** Counts a query's terms in documents, field by field, in one pass over the text whatever their number. */
import type { RankTerm } from '../engine.js';
import type { SearchDocument } from '../search-document.js';
import { SCORE_FIELDS, scoreFieldBounds, type ScoreFieldBounds } from './score-fields.js';

/** Places of terms in one document beyond this many are counted, not listed. */
const MOST_PLACES = 512;

/** So many different beginnings are looked for one by one; more, and single characters, by a look at every character. */
const MOST_SOUGHT = 6;

/** What was counted in one document; the arrays are used again for the next one. */
export interface TermCounts {
  /** `counts[term * 4 + field]`; what lies behind the terms means nothing. */
  readonly counts: Float64Array;
  /** The first places of terms, ascending: term index and offset. */
  readonly placeTerms: Int32Array;
  readonly placeOffsets: Int32Array;
  placeCount: number;
}

/** A text that is looked for, and the term it counts as; another writing of term `t` counts as `t` plus the number of terms. */
interface CountedText {
  readonly text: string;
  readonly term: number;
  /** Counts between word borders only. */
  readonly isWord: boolean;
}

/** Counts for one query, document after document. */
export class TermCounter {
  /** 1 for every unit that a term begins with: most characters are passed over by one look. Empty where beginnings are sought. */
  readonly #isHead: Uint8Array;
  readonly #heads: Int32Array;
  readonly #mask: number;
  /** Texts whose first two units share a place in the table, chained. */
  readonly #next: Int32Array;
  readonly #singles: readonly { readonly unit: number; readonly index: number }[];
  readonly #texts: readonly CountedText[];
  /** First two units of each text: what a place in the table is checked by. */
  readonly #beginnings: Uint32Array;
  readonly #hasAlso: boolean;
  /** The beginnings, where they are so few that a search for each is quicker than a look at every character. */
  readonly #sought: readonly string[] | null;
  readonly result: TermCounts;

  readonly #terms: readonly RankTerm[];

  constructor(terms: readonly RankTerm[]) {
    this.#terms = terms;

    const texts = terms.flatMap(({ text, type, also = [] }, term): CountedText[] => [
      { text, term, isWord: type === 'word' },
      ...also.map((other) => ({ text: other, term: term + terms.length, isWord: true })),
    ]);
    this.#hasAlso = texts.length > terms.length;
    this.#texts = texts;
    this.#beginnings = Uint32Array.from(texts, ({ text }) => beginning(text.charCodeAt(0), text.charCodeAt(1)));
    let size = 64;
    while (size < texts.length * 8) size *= 2;
    this.#mask = size - 1;
    this.#heads = new Int32Array(size).fill(-1);
    this.#next = new Int32Array(texts.length).fill(-1);
    texts.forEach(({ text }, index) => {
      if (text.length < 2) return;
      const at = hash(text.charCodeAt(0), text.charCodeAt(1)) & this.#mask;
      this.#next[index] = this.#heads[at]!;
      this.#heads[at] = index;
    });
    this.#singles = texts.flatMap(({ text }, index) => (text.length === 1 ? [{ unit: text.charCodeAt(0), index }] : []));
    const sought = new Set(texts.map(({ text }) => text.slice(0, 2)));
    this.#sought = this.#singles.length === 0 && sought.size <= MOST_SOUGHT ? [...sought] : null;
    this.#isHead = new Uint8Array(this.#sought === null ? 0x10000 : 0);
    if (this.#sought === null) for (const { text } of texts) this.#isHead[text.charCodeAt(0)] = 1;
    this.result = {
      counts: new Float64Array((this.#hasAlso ? 2 : 1) * terms.length * SCORE_FIELDS.length),
      placeTerms: new Int32Array(MOST_PLACES),
      placeOffsets: new Int32Array(MOST_PLACES),
      placeCount: 0,
    };
  }

  /**
   * Counts in `document`. Linear in its length: about 2 ns a character, less where beginnings are few, and 20 ns a character that a
   * term begins with.
   */
  count(document: SearchDocument): TermCounts {
    const bounds = scoreFieldBounds(document);
    this.result.counts.fill(0);
    this.result.placeCount = 0;
    if (this.#sought === null) this.#lookAtAll(document, bounds);
    else this.#lookFor(this.#sought, document, bounds);
    if (this.#hasAlso) this.#takeOthers();
    return this.result;
  }

  /** Looks at every character. */
  #lookAtAll(document: SearchDocument, bounds: ScoreFieldBounds): void {
    const { text } = document;
    const isHead = this.#isHead;
    for (let field = 0; field < SCORE_FIELDS.length; field += 1) {
      const end = bounds[field + 1]!;
      for (let i = bounds[field]!; i < end; i += 1) {
        const unit = text.charCodeAt(i);
        if (isHead[unit] === 1) this.#countAt(document, unit, i, field);
      }
    }
  }

  /** Goes from one place to the next at which any of the beginnings stands. */
  #lookFor(sought: readonly string[], document: SearchDocument, bounds: ScoreFieldBounds): void {
    const { text } = document;
    const end = bounds[SCORE_FIELDS.length];
    const from = (beginning: string, at: number): number => {
      const found = text.indexOf(beginning, at);
      return found < 0 ? Infinity : found;
    };
    const next = sought.map((beginning) => from(beginning, bounds[0]));
    for (let field = 0; ;) {
      const at = Math.min(...next);
      if (at >= end) return;
      while (at >= bounds[field + 1]!) field += 1;
      this.#countAt(document, text.charCodeAt(at), at, field);
      const place = next.indexOf(at);
      next[place] = from(sought[place]!, at + 1);
    }
  }

  /** A term that does not stand counts by its other writings; one that stands does not gain by them. */
  #takeOthers(): void {
    const { result } = this;
    const { length } = this.#terms;
    const width = SCORE_FIELDS.length;
    const others = result.counts.slice(length * width);
    const isMissing = Array.from({ length }, (_, term) =>
      result.counts.subarray(term * width, (term + 1) * width).every((count) => count === 0),
    );
    for (let i = 0; i < others.length; i += 1) if (isMissing[Math.floor(i / width)] === true) result.counts[i] = others[i]!;
    let kept = 0;
    for (let place = 0; place < result.placeCount; place += 1) {
      const counted = result.placeTerms[place]!;
      const term = counted < length ? counted : counted - length;
      if (counted >= length && isMissing[term] !== true) continue;
      result.placeTerms[kept] = term;
      result.placeOffsets[kept] = result.placeOffsets[place]!;
      kept += 1;
    }
    result.placeCount = kept;
  }

  #countAt(document: SearchDocument, unit: number, at: number, field: number): void {
    const second = document.text.charCodeAt(at + 1);
    const begun = beginning(unit, second);
    for (let index = this.#heads[hash(unit, second) & this.#mask]!; index >= 0; index = this.#next[index]!) {
      if (this.#beginnings[index] === begun && this.#stands(document, this.#texts[index]!, at)) this.#add(index, field, at);
    }
    for (const single of this.#singles)
      if (single.unit === unit && this.#stands(document, this.#texts[single.index]!, at)) this.#add(single.index, field, at);
  }

  /** Whether a text whose first two units stand at `at` stands there whole, between word borders where it must. */
  #stands(document: SearchDocument, { text, isWord }: CountedText, at: number): boolean {
    if (text.length > 2 && !document.text.startsWith(text, at)) return false;
    return !isWord || (document.words.has(at) && document.words.has(at + text.length));
  }

  #add(index: number, field: number, at: number): void {
    const { result } = this;
    const { term } = this.#texts[index]!;
    result.counts[term * SCORE_FIELDS.length + field]! += 1;
    if (result.placeCount === MOST_PLACES) return;
    result.placeTerms[result.placeCount] = term;
    result.placeOffsets[result.placeCount] = at;
    result.placeCount += 1;
  }
}

function beginning(first: number, second: number): number {
  return first * 0x10000 + (second || 0);
}

function hash(first: number, second: number): number {
  return Math.imul(first * 0x9e3779b1 + second, 0x85ebca6b) >>> 12;
}
