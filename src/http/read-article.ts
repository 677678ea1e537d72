/** One article as it is shown, or the reason why it is not. */
import { SearchServiceError } from '../search-service-error.js';
import type { AppServices } from './services.js';
import type { ArticleView } from './view-models.js';

/** ARTICLE_WITHHELD, with the reason apart for faces that say the rest in their own words. */
export class ArticleWithheldError extends SearchServiceError {
  constructor(
    readonly id: string,
    readonly reason: string,
  ) {
    super('ARTICLE_WITHHELD', `This article is withheld: ${reason}`);
  }
}

/** Throws ARTICLE_NOT_FOUND, ARTICLE_WITHHELD (with the reason) or ARTICLE_DELETED. Marks are made when `text` is given. */
export async function readArticle(services: AppServices, id: string, text: string | undefined): Promise<ArticleView> {
  const found = await services.articles.find(id);
  switch (found.type) {
    case 'missing':
      throw new SearchServiceError('ARTICLE_NOT_FOUND', 'There is no article with this id.');
    case 'withheld':
      throw new ArticleWithheldError(id, found.reason);
    case 'deleted':
      throw new SearchServiceError('ARTICLE_DELETED', 'This article was deleted.');
    case 'present':
      return {
        article: found.article,
        page: found.origin ?? null,
        ...(found.parts !== undefined && { parts: found.parts }),
        ...(found.missing !== undefined && { missing: found.missing }),
        ...(text !== undefined && { marks: await services.searcher.marks(found.article, text) }),
      };
  }
}
