/** What was decided of an article, or the reason why it is not shown. */
import type { Decision } from '../archive/decision.js';
import { awayFault } from './read-article.js';
import type { AppServices } from './services.js';

/** `GET /articles/{id}/history`. */
export interface HistoryView {
  /** The oldest first; 200 at most. */
  readonly decisions: readonly Decision[];
}

/** Throws as `readArticle`. */
export async function readHistory({ articles }: Pick<AppServices, 'articles'>, id: string): Promise<HistoryView> {
  const found = await articles.history(id);
  if (found.type !== 'present') throw awayFault(id, found);
  return { decisions: found.decisions };
}
