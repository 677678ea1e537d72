/** The four fields a score is made of, and where they lie in a document. */
import { TEXT_FIELDS } from '../../query/match-document.js';
import type { SearchDocument } from '../search-document.js';

export const SCORE_FIELDS = ['title', 'heads', 'lead', 'body'] as const;
export type ScoreField = (typeof SCORE_FIELDS)[number];

const AFTER_TITLE = TEXT_FIELDS.indexOf('kicker');
const BODY = TEXT_FIELDS.indexOf('body');
const AFTER_BODY = TEXT_FIELDS.indexOf('section');

export type ScoreFieldBounds = readonly [title: number, heads: number, lead: number, body: number, end: number];

/** Folded units of a field; 0 where it is empty but for the mark that ends an entry. */
export function fieldLength(bounds: ScoreFieldBounds, field: number): number {
  return Math.max(0, bounds[field + 1]! - bounds[field]! - 1);
}

/**
 * Where the score fields begin, and the end of the last: title; kickers, sub-headlines, banner and people; the first
 * paragraph of running text with what stands before it; the rest.
 */
export function scoreFieldBounds(document: SearchDocument): ScoreFieldBounds {
  const { fieldStarts, leadEnd } = document;
  return [0, fieldStarts[AFTER_TITLE]!, fieldStarts[BODY]!, leadEnd, fieldStarts[AFTER_BODY]!];
}
