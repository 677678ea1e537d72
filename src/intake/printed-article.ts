import type { ArticleContent, ArticleLines } from '../article/article.js';
import { ownLineNumbers } from '../article/line-numbers.js';

/** One reading of an article, as far as telling it from others needs it. */
export interface PrintedArticle {
  /** Its printed parts: headline, paragraphs and the rest. */
  readonly parts: readonly string[];
  /** Printed lines it covers, when both readings are of the same text. */
  readonly lines?: readonly number[];
}

/** An article's texts, and its lines where they can be compared. */
export function printedOf(content: ArticleContent, lines: ArticleLines | undefined): PrintedArticle {
  const parts = [content.title, ...content.kicker, ...content.subtitle, ...content.paragraphs];
  return lines === undefined ? { parts } : { parts, lines: ownLineNumbers(lines) };
}
