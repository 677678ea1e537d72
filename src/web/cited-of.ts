import { authorsOf, type CitedArticle } from '../article/citation/cited-article.js';
import { pagePlaceOf } from '../article/dated-by-text.js';
import type { ArticleView } from '../http/view-models.js';

/** What a reference says of an article; a day only its own text says is not that of its page. */
export function citedOf(article: ArticleView['article']): CitedArticle {
  const { id, title, byline, section } = article;
  return { id, title, authors: authorsOf(byline), ...pagePlaceOf(article), ...(section !== undefined && { section }) };
}
