/** Articles one after the other, those passed over that print what one before them prints, whatever is known of copies. */
import type { Analyzer } from '../../analysis/analyzer.js';
import type { Article } from '../../article/article.js';
import { dispatchText, type DispatchText } from './dispatch-text.js';
import { LetterAligner } from './letter-aligner.js';
import { isSameDispatch } from './same-dispatch.js';

/** Texts that were taken so far. */
export class DifferentTexts {
  readonly #taken: DispatchText[] = [];
  readonly #aligner = new LetterAligner();
  readonly #analyzer: Analyzer;

  constructor(analyzer: Analyzer) {
    this.#analyzer = analyzer;
  }

  /** Takes an article; false, and nothing taken, where its text is there. About 40 µs, and 50 µs for each near text before it. */
  take(article: Article): boolean {
    const text = dispatchText(article, this.#analyzer);
    if (text === null) return true;
    if (this.#taken.some((other) => isSameText(text, other, this.#aligner))) return false;
    this.#taken.push(text);
    return true;
  }
}

function isSameText(one: DispatchText, other: DispatchText, aligner: LetterAligner): boolean {
  if (one.fingerprint.every((half, at) => half === other.fingerprint[at])) return true;
  return one.isComparable && other.isComparable && isSameDispatch(one, other, aligner);
}
