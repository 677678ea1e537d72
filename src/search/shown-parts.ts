/**
 * How much of an article a list of articles shows. What is stored is bounded by its own limits, which are those of one article; a list
 * holds a hundred, and articles of older archives may have headlines of any length.
 */
import { cutText } from '../article/cut-text.js';
import type { ArticleHead, MarkedText, Range } from './search-answer.js';
import { markText } from './snippets/mark-html.js';

/** Most UTF-16 units of one headline or other line that are shown; as long as a headline may be. */
const MOST_CHARACTERS = 2_000;
/** Most units of a list of lines (kickers, sub-headlines, people, marked lines), and most of its lines. */
const MOST_LIST_CHARACTERS = 2_000;
const MOST_LINES = 50;
/** Most marks of one shown text. */
const MOST_RANGES = 200;

/** The head with what is shown of it. */
export function shownHead(head: ArticleHead): ArticleHead {
  const { banner } = head;
  return {
    ...head,
    title: cutText(head.title, MOST_CHARACTERS),
    kicker: shownLines(head.kicker),
    subtitle: shownLines(head.subtitle),
    reporters: shownLines(head.reporters),
    ...(banner !== undefined && { banner: cutText(banner, MOST_CHARACTERS) }),
  };
}

/** A text that is shown, with the marks that lie in it. */
export function shownMarked(text: string, ranges: readonly Range[], most = MOST_CHARACTERS): MarkedText {
  const shown = cutText(text, most);
  const inside =
    shown.length === text.length
      ? ranges
      : ranges.flatMap(([start, end]): readonly Range[] => (start >= shown.length ? [] : [[start, Math.min(end, shown.length)]]));
  return markText(shown, inside.slice(0, MOST_RANGES));
}

/** The first lines of a list, as many as are shown. */
export function shownLines(lines: readonly string[]): readonly string[] {
  return firstOf(lines, (line) => line).map((line) => cutText(line, MOST_CHARACTERS));
}

/** The first items of a list whose texts are shown: up to 50, and 2,000 characters, one at least. */
export function firstOf<Item>(items: readonly Item[], textOf: (item: Item) => string): readonly Item[] {
  let left = MOST_LIST_CHARACTERS;
  const end = items.findIndex((item, index) => {
    const fits = index === 0 || (index < MOST_LINES && textOf(item).length <= left);
    left -= textOf(item).length;
    return !fits;
  });
  return end < 0 ? items : items.slice(0, end);
}
