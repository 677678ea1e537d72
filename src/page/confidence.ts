import type { Draft } from './assemble.js';
import { HEADINGS, type Label } from './labels.js';

const HEAD_LABELS: ReadonlySet<Label> = new Set(HEADINGS);

/** How sure one label is, 0.5 (a toss-up) to 1, from its lead over the next best label. */
export function sureness(margin: number): number {
  return 1 - 0.5 * Math.exp(-Math.max(0, margin) / 2);
}

/**
 * How sure an article's limits and headline are, 0 to 1: half from the least sure line of the headline, half from the
 * average of all its blocks; an article without a headline cannot be surer than 0.6.
 */
export function confidenceOf(draft: Draft): number {
  if (draft.margins.length === 0) return 0.5;
  const heads = draft.margins.filter((one) => HEAD_LABELS.has(one.label)).map((one) => sureness(one.margin));
  const all = draft.margins.map((one) => sureness(one.margin));
  const average = all.reduce((sum, one) => sum + one, 0) / all.length;
  const least = heads.reduce((low, one) => Math.min(low, one), 1);
  const value = heads.length === 0 ? average * 0.6 : (least + average) / 2;
  return Math.round(value * 1000) / 1000;
}

/** How sure a page is: the average of its articles; 1 for a page without any. */
export function pageConfidence(articles: readonly number[]): number {
  if (articles.length === 0) return 1;
  return Math.round((articles.reduce((sum, one) => sum + one, 0) / articles.length) * 1000) / 1000;
}
