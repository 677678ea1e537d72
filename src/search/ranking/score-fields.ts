/** The four fields a score is made of, and where they lie in a document. */
import { TEXT_FIELDS } from '../../query/match-document.js';
import type { SearchDocument } from '../search-document.js';

/** Title; kickers, sub-headlines, banner and people; the first paragraph of running text; the rest of the body. */
export const SCORE_FIELDS = ['title', 'heads', 'lead', 'body'] as const;

/** A field shorter than this share of the mean gains nothing more by it: a flash of one sentence is not the better article. */
export const SHORTEST_SHARE = 0.4;

const AFTER_TITLE = TEXT_FIELDS.indexOf('kicker');
const BODY = TEXT_FIELDS.indexOf('body');
const AFTER_BODY = TEXT_FIELDS.indexOf('section');

/** Where the four fields begin in a document's text, and where the last ends; folded units. */
export type ScoreFieldBounds = readonly [title: number, heads: number, lead: number, body: number, end: number];

/** Folded units of a field; 0 where it is empty but for the mark that ends an entry. */
export function fieldLength(bounds: ScoreFieldBounds, field: number): number {
  return Math.max(0, bounds[field + 1]! - bounds[field]! - 1);
}

/** Where the score fields of a document lie. What stands before the first paragraph of running text belongs to the lead. */
export function scoreFieldBounds(document: SearchDocument): ScoreFieldBounds {
  const { fieldStarts, leadEnd } = document;
  return [0, fieldStarts[AFTER_TITLE]!, fieldStarts[BODY]!, leadEnd, fieldStarts[AFTER_BODY]!];
}

/** Lengths of the score fields of documents that come and go, for their means. */
export class FieldLengths {
  readonly #sums = SCORE_FIELDS.map(() => 0);
  readonly #holderCounts = SCORE_FIELDS.map(() => 0);

  /** Counts a document: `by` 1 for one that comes, -1 for one that goes. */
  count(document: SearchDocument, by: 1 | -1): void {
    const bounds = scoreFieldBounds(document);
    for (let field = 0; field < this.#sums.length; field += 1) {
      const length = fieldLength(bounds, field);
      this.#sums[field]! += by * length;
      if (length > 0) this.#holderCounts[field]! += by;
    }
  }

  /** Mean length of each field over the documents where it is not 0; 0 where there is none. */
  means(): number[] {
    return this.#sums.map((sum, field) => sum / Math.max(1, this.#holderCounts[field]!));
  }
}
