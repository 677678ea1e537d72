/** What was decided of an article, or the reason why it is not shown. */
import type { Decision } from '../archive/decision.js';
import type { VersionedPage } from '../intake/by-hand/page-view.js';
import { takenBackIn } from '../intake/keep-decisions.js';
import { SearchServiceError } from '../search-service-error.js';
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

/** A page as it is changed by hand, with its history. */
export interface PageToChange extends VersionedPage {
  readonly decisions: readonly Decision[];
  /** Numbers of those that were taken back. */
  readonly takenBack: ReadonlySet<number>;
}

/** Reads it, without its text. Throws PAGE_NOT_FOUND. */
export async function readPageToChange({ articles }: Pick<AppServices, 'articles'>, id: string): Promise<PageToChange> {
  const [found, decisions] = await Promise.all([articles.handPage(id, { text: false, reading: false }), articles.pageHistory(id)]);
  if (found === undefined || decisions === undefined) throw noPage();
  return { ...found, decisions, takenBack: takenBackIn(decisions) };
}

/** Of a page that is changed by hand. */
export function noPage(): SearchServiceError {
  return new SearchServiceError('PAGE_NOT_FOUND', 'There is no page with this id.');
}
