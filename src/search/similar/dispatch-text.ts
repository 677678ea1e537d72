/** An article as dispatches are compared: the letters of its body, the numbers between them, and a fingerprint of both. */
import type { Analyzer } from '../../analysis/analyzer.js';
import { ALNUM, classAt, classOfUnit, DIGIT, HAN } from '../../analysis/char-class.js';
import type { Article } from '../../article/article.js';
import { type MatchDocument, TEXT_FIELDS } from '../../query/match-document.js';
import { LONGEST_TEXT } from '../article-text.js';
import { STEP_MARK } from '../stepped-texts.js';

/** What is compared of an article. */
export interface DispatchText {
  /** Folded UTF-16 units of the body: letters, without punctuation, spaces and numbers. */
  readonly words: Uint16Array;
  /** `i` → the numeral that stands before `words[i]`; punctuation inside it left out. */
  readonly numbers: ReadonlyMap<number, string>;
  /** Two 32-bit halves: equal texts have equal ones. A short text is equal only together with its headline. */
  readonly fingerprint: readonly [number, number];
  /** False for a short text: it is the same as an equal one, and near to none. */
  readonly isComparable: boolean;
}

/** Letters and digits under which an article is too short to be nearly the same as another, and under which it is nothing at all. */
const SHORT = 60;
const NOTHING = 8;
/** Letters under which nothing but numbers is left to compare: tables, draws of a lottery. */
const FEWEST_WORDS = 40;
const BODY = TEXT_FIELDS.indexOf('body');
const STEPPED_LINES = new RegExp(`${STEP_MARK}[^\\n]*\\n`, 'gu');
const SURROGATE = 0xd800;
const SURROGATE_MASK = 0xf800;
const HAN_NUMERALS = new Set([...'〇零一二三四五六七八九十百千万亿两'].map((char) => char.charCodeAt(0)));

/**
 * Reads an article for comparing; null where it holds next to nothing. The cost is folding the body, about 40 µs for 600
 * characters, which is spared where `folded`, the article's search document, is there.
 */
export function dispatchText(article: Article, analyzer: Analyzer, folded?: MatchDocument): DispatchText | null {
  const body = new LetterReader();
  for (const text of bodyOf(article, analyzer, folded)) body.read(text);
  const { letterCount } = body;
  if (letterCount < SHORT) {
    body.separate();
    body.read(analyzer.fold(article.title).text);
  }
  if (body.letterCount < NOTHING) return null;
  const { words, numbers, fingerprint } = body.end();
  return { words, numbers, fingerprint, isComparable: letterCount >= SHORT && words.length >= FEWEST_WORDS };
}

/** The folded body in pieces; line feeds between paragraphs are passed over by who reads it. */
function bodyOf({ paragraphs }: Article, analyzer: Analyzer, folded: MatchDocument | undefined): readonly string[] {
  // A document that was cut off has not all of it.
  if (folded === undefined || folded.text.length >= LONGEST_TEXT) return paragraphs.map((paragraph) => analyzer.fold(paragraph).text);
  const text = folded.text.slice(folded.fieldStarts[BODY], folded.fieldStarts[BODY + 1]);
  return [text.includes(STEP_MARK) ? text.replace(STEPPED_LINES, '') : text];
}

/** Takes the letters and numbers out of folded texts, one after the other. */
class LetterReader {
  letterCount = 0;
  #words = new Uint16Array(1024);
  #wordCount = 0;
  readonly #numbers = new Map<number, string>();
  #number = '';
  #low = 0x811c9dc5;
  #high = 0x9e3779b9;

  read(text: string): void {
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      const charClass = (unit & SURROGATE_MASK) === SURROGATE ? classAt(text, i) : classOfUnit(unit);
      if ((charClass & (HAN | ALNUM)) === 0) continue;
      this.letterCount += 1;
      this.#hash(unit);
      if ((charClass & DIGIT) !== 0 || HAN_NUMERALS.has(unit)) this.#number += text[i]!;
      else this.#push(unit);
    }
  }

  /** Parts what comes from what was read, for the fingerprint. */
  separate(): void {
    this.#hash(0);
  }

  end(): Pick<DispatchText, 'words' | 'numbers' | 'fingerprint'> {
    this.#endNumber();
    return { words: this.#words.slice(0, this.#wordCount), numbers: this.#numbers, fingerprint: [this.#low >>> 0, this.#high >>> 0] };
  }

  #push(unit: number): void {
    this.#endNumber();
    if (this.#wordCount === this.#words.length) {
      const grown = new Uint16Array(this.#words.length * 2);
      grown.set(this.#words);
      this.#words = grown;
    }
    this.#words[this.#wordCount] = unit;
    this.#wordCount += 1;
  }

  #endNumber(): void {
    if (this.#number === '') return;
    this.#numbers.set(this.#wordCount, this.#number);
    this.#number = '';
  }

  /** Two FNV-1a hashes side by side, with different primes. */
  #hash(unit: number): void {
    this.#low = Math.imul(this.#low ^ unit, 0x01000193);
    this.#high = Math.imul(this.#high ^ unit, 0x85ebca6b);
    this.#high ^= this.#high >>> 13;
  }
}
