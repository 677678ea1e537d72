import type { Article } from '../article/article.js';
import { cutText } from '../article/cut-text.js';
import { MAX_HEADLINE_CHARACTERS } from '../article/headline-limits.js';
import type { ArticleHead } from '../http/issue-service.js';

const OPENING_UNITS = 24;

/** An article as a list of headlines shows it. */
export function headOf({ id, title, paragraphs }: Article): ArticleHead {
  const opening = paragraphs[0]?.slice(0, OPENING_UNITS);
  return { id, title: cutText(title, MAX_HEADLINE_CHARACTERS), ...(opening !== undefined && { opening }) };
}
