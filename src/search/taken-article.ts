/** An article as a search is taken away: enough for a reference or a row of a table, no marks. */
import type { Article, ArticleKind } from '../article/article.js';
import { authorsOf, type CitedArticle } from '../article/citation/cited-article.js';
import { cutText } from '../article/cut-text.js';
import { pagePlaceOf } from '../article/dated-by-text.js';
import { shownLines } from './shown-parts.js';

/** Whose text goes along: nobody's, that of articles without `rights`, everybody's. */
export type TakenText = 'none' | 'free' | 'all';

/** One article that is taken away. */
export interface TakenArticle {
  /** What a reference says of it: the day is that of its page, and missing where only its own text says one. */
  readonly cited: CitedArticle;
  readonly kind: ArticleKind;
  readonly rights?: string;
  /** Its paragraphs, a line each, up to what a cell of a spreadsheet holds; a longer one ends in `……`. */
  readonly text?: string;
}

/** Articles of a search, the next ones in its order. */
export interface TakenSlice {
  /** Articles of the whole search. */
  readonly total: number;
  /** What asks for those behind them; null at the end. */
  readonly cursor: string | null;
  readonly articles: readonly TakenArticle[];
}

const MOST_CHARACTERS = 2_000;
/** A cell of a spreadsheet holds 32,767. */
const MOST_TEXT_CHARACTERS = 32_000;

/** What is taken of an article; headlines and names are bounded as in every list. */
export function takenArticle(article: Article, text: TakenText): TakenArticle {
  const { id, title, section, kind, rights } = article;
  const isOpen = text === 'all' || (text === 'free' && rights === undefined);
  return {
    cited: {
      id,
      title: cutText(title, MOST_CHARACTERS),
      authors: shownLines(authorsOf(article.byline)),
      ...pagePlaceOf(article),
      ...(section !== undefined && { section }),
    },
    kind,
    ...(rights !== undefined && { rights: cutText(rights, MOST_CHARACTERS) }),
    ...(isOpen && { text: bodyOf(article.paragraphs) }),
  };
}

function bodyOf(paragraphs: readonly string[]): string {
  const body = paragraphs.join('\n');
  return body.length > MOST_TEXT_CHARACTERS ? `${cutText(body, MOST_TEXT_CHARACTERS)}……` : body;
}
