/** Which article each printed line belongs to, and its colour. */
import type { ArticleLines } from '../article/article.js';
import { lineNumbers } from '../article/line-numbers.js';

/** Colours of articles; the number beside the lines tells apart those that share one. */
const COLOUR_COUNT = 6;

/** Class of an article's colour. */
export function colourOf(index: number): string {
  return `colour-${(index % COLOUR_COUNT) + 1}`;
}

/**
 * Line -> index of its article; a line that several articles share is the first one's, a blank line that of the lines around
 * it. `text` are the lines from number `firstNumber` on.
 */
export function lineOwners(articles: readonly ArticleLines[], text: readonly string[], firstNumber: number): ReadonlyMap<number, number> {
  const owners = new Map<number, number>();
  articles.forEach((lines, index) => {
    for (const line of lineNumbers(lines)) if (!owners.has(line)) owners.set(line, index);
  });
  let before: number | undefined;
  let blank: number[] = [];
  text.forEach((line, index) => {
    const number = firstNumber + index;
    const owner = owners.get(number);
    if (owner === undefined && line.trim() === '') {
      blank.push(number);
      return;
    }
    if (owner !== undefined && owner === before) for (const one of blank) owners.set(one, owner);
    [before, blank] = [owner, []];
  });
  return owners;
}
