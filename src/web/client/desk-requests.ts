/** What the desk's editor asks of the service: the state of a page, and that it be changed. */
import type { ArticleDraft } from './article-drafts.js';
import { isGone } from './article-drafts.js';
import { contentOf, linesOf, type DraftContent, type DraftLines } from './page-draft.js';
import { askService } from './service-request.js';

/** An article as it stands. */
export type StandingAnswer = DraftContent & { readonly id: string; readonly lines: DraftLines };

/** A page as the service tells it. */
export interface PageStateAnswer {
  readonly articles: readonly StandingAnswer[];
  readonly confidences: readonly number[];
  readonly isDivided: boolean;
  readonly printed?: { readonly firstNumber: number; readonly lines: readonly string[] };
  readonly reading?: {
    readonly articles: readonly DraftContent[];
    readonly lines: readonly DraftLines[];
    readonly confidences: readonly number[];
  };
}

/** A page and the state that was seen of it. */
export interface SeenPage {
  readonly page: PageStateAnswer;
  readonly etag: string;
}

/** Reads it. Throws RequestFault. */
export async function readState(address: string): Promise<SeenPage> {
  const response = await askService(`${address}/state`, { cache: 'no-store', headers: { accept: 'application/json' } });
  return { page: (await response.json()) as PageStateAnswer, etag: response.headers.get('etag') ?? '*' };
}

/** Changes it; gives what is to be said of it. Throws RequestFault, PRECONDITION_FAILED where another was first. */
export async function saveDrafts(address: string, etag: string, drafts: readonly ArticleDraft[]): Promise<readonly string[]> {
  const articles = drafts
    .filter((draft) => !isGone(draft))
    .map(({ id, content, parts }) => ({ ...(id !== undefined && { id }), ...contentOf(content, parts), lines: linesOf(parts) }));
  const response = await askService(address, {
    method: 'PATCH',
    cache: 'no-store',
    headers: { 'content-type': 'application/merge-patch+json', 'if-match': etag },
    body: JSON.stringify({ articles }),
  });
  return ((await response.json()) as { readonly warnings: readonly string[] }).warnings;
}
