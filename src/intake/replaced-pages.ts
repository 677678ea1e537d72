/** Pages a file held before that are other pages now: their place was corrected in it. */
import type { Archive } from '../archive/archive.js';
import type { EarlierArticle } from './hand-decisions.js';
import { isSamePage, type KnownPage } from './known-pages.js';
import type { ReadPage } from './read-page.js';

/** A live page of which nothing new is left in its file, and what it held. */
export interface ReplacedPage {
  readonly id: string;
  readonly articles: readonly EarlierArticle[];
}

/**
 * The live pages the file held that are none of `ids`, and whose articles stand on `pages` now. A page whose text the file no
 * longer holds stays: a file may be written over with the next issue.
 */
export async function replacedPages(
  archive: Pick<Archive, 'pageStatus'>,
  { known, pages, ids }: { readonly known: readonly KnownPage[]; readonly pages: readonly ReadPage[]; readonly ids: readonly string[] },
  articlesOf: (ids: readonly string[]) => Promise<readonly EarlierArticle[]>,
): Promise<readonly ReplacedPage[]> {
  const left = known.filter(({ head }) => archive.pageStatus(head.id) === 'live' && head.source !== 'api' && !ids.includes(head.id));
  const replaced: KnownPage[] = [];
  for (const one of left) if (await isSamePage(one, ...pages)) replaced.push(one);
  return Promise.all(replaced.map(async ({ head, record }) => ({ id: head.id, articles: await articlesOf(record?.articleIds ?? []) })));
}
