/** Names a division of a page, so that it is known again without its words. */
import { createHash } from 'node:crypto';
import type { ArticleLines } from '../../article/article.js';
import { ownLineNumbers } from '../../article/line-numbers.js';

/** The same for the same lines in the same articles, 16 hexadecimal digits; parts within an article do not count. */
export function divisionName(lines: readonly ArticleLines[]): string {
  const articles = lines.map((one) => [...new Set(ownLineNumbers(one))].sort((a, b) => a - b));
  return createHash('sha256').update(JSON.stringify(articles)).digest('hex').slice(0, 16);
}
