import type { Draft } from './assemble.js';
import { readArticleEvidence, type ArticleEvidence } from './evidence.js';

/** How sure one label is, 0.5 (a toss-up) to 1, from its lead over the next best label. */
export function sureness(margin: number): number {
  return 1 - 0.5 * Math.exp(-Math.max(0, margin) / 2);
}

/** What an article without anything against it starts from, in log odds. */
const START = 4;
/** Evidence in log odds: of the article itself, and of the average of its page. Fitted by `npm run fit:sureness`. */
const WEIGHTS: Readonly<Record<keyof ArticleEvidence, readonly [own: number, page: number]>> = {
  doubtfulHead: [-1.8, 0],
  doubtfulInside: [-3.7, -1.9],
  doubtfulItem: [-2.4, -0.5],
  doubtfulEnd: [-1.6, 0],
  doubtfulTitle: [-0.1, -1.7],
  long: [-0.3, 0],
  leadInside: [-1.7, -0.4],
  openEnds: [-0.9, 0],
  scraps: [-1.9, -2.3],
  measures: [-4.6, -1.7],
  subheads: [-3, -2.3],
  headsInside: [0, -2.2],
  softLeadInside: [-1.1, -1.4],
  wordyHead: [0, -1],
  plainOpening: [-0.5, -0.3],
};
const NAMES = Object.keys(WEIGHTS) as readonly (keyof ArticleEvidence)[];
/** A page is no surer than this above its least sure article. */
const ABOVE_LEAST = 0.2;
/** Nor is an article without a headline surer than this. */
const UNTITLED = 0.6;

/**
 * How sure the limits and headline of each article of a page are, 0 to 1: a logistic model of what speaks against it and against the
 * other articles of its page, where the same faults are likely. One without a headline is at most 0.6.
 * Linear in the blocks.
 */
export function confidencesOf(drafts: readonly Draft[]): readonly number[] {
  const evidence = readArticleEvidence(drafts);
  const page = NAMES.reduce((sum, name) => sum + WEIGHTS[name][1] * meanOf(evidence.map((one) => one[name])), START);
  return evidence.map((one, at) => {
    const odds = NAMES.reduce((sum, name) => sum + WEIGHTS[name][0] * one[name], page);
    return rounded(Math.min(1 / (1 + Math.exp(-odds)), drafts[at]!.title.length === 0 ? UNTITLED : 1));
  });
}

/** How sure a page is: the average of its articles, and at most 0.2 above the least sure; 1 for a page without any. */
export function pageConfidence(articles: readonly number[]): number {
  if (articles.length === 0) return 1;
  return rounded(articles.reduce((least, one) => Math.min(least, one + ABOVE_LEAST), meanOf(articles)));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
