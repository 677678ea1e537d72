/** What was decided of an article, or the reason why it is not shown. */
import type { Decision } from '../archive/decision.js';
import { SearchServiceError } from '../search-service-error.js';
import { ArticleWithheldError } from './read-article.js';
import type { AppServices } from './services.js';

/** `GET /articles/{id}/history`. */
export interface HistoryView {
  /** The oldest first; 200 at most. */
  readonly decisions: readonly Decision[];
}

/** Throws as `readArticle`. */
export async function readHistory({ articles }: Pick<AppServices, 'articles'>, id: string): Promise<HistoryView> {
  const found = await articles.history(id);
  switch (found.type) {
    case 'missing':
      throw new SearchServiceError('ARTICLE_NOT_FOUND', 'There is no article with this id.');
    case 'withheld':
      throw new ArticleWithheldError(id, found.reason);
    case 'deleted':
      throw new SearchServiceError('ARTICLE_DELETED', 'This article was deleted.');
    case 'present':
      return { decisions: found.decisions };
  }
}
