import type { Article } from '../article/article.js';
import type { CitedArticle } from '../article/citation/cited-article.js';
import { takenArticle } from '../search/taken-article.js';

/** What a reference says of an article, as bounded as where a search is taken away. */
export function citedOf(article: Article): CitedArticle {
  return takenArticle(article, 'none').cited;
}
