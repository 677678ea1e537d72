/** Pages a file held before that are other pages now: their place was corrected in it. */
import type { Archive } from '../archive/archive.js';
import type { EarlierArticle } from './hand-decisions.js';
import { matchArticles } from './match-articles.js';
import { printedOf } from './page-articles.js';
import type { ReadPage } from './read-page.js';

/** Share of a page's articles that must be found on another page of the file now. */
const LEAST_SHARE = 0.5;

/** A live page of which nothing new is left in its file, and what it held. */
export interface ReplacedPage {
  readonly id: string;
  readonly articles: readonly EarlierArticle[];
}

/**
 * The live pages of a source that are none of `ids`, and whose articles stand on `pages` now. A page whose text the file no
 * longer holds stays: a file may be written over with the next issue.
 */
export async function replacedPages(
  archive: Pick<Archive, 'pageStatus' | 'page' | 'pagesOfSource'>,
  file: { readonly source: string; readonly pages: readonly ReadPage[]; readonly ids: readonly string[] },
  articlesOf: (ids: readonly string[]) => Promise<readonly EarlierArticle[]>,
): Promise<readonly ReplacedPage[]> {
  const { source, pages, ids } = file;
  if (source === 'api') return [];
  const left = archive.pagesOfSource(source).filter((id) => archive.pageStatus(id) === 'live' && !ids.includes(id));
  const found = await Promise.all(left.map(async (id) => ({ id, articles: await articlesOf((await archive.page(id))?.articleIds ?? []) })));
  const now = pages.flatMap(({ parsed }) => parsed.articles.map((content) => printedOf(content, undefined)));
  return found.filter(({ articles }) => {
    const before = articles.flatMap(({ archived }) => (archived === undefined ? [] : [printedOf(archived.article, undefined)]));
    const matchedCount = matchArticles(before, now).filter((index) => index !== undefined).length;
    return matchedCount > 0 && matchedCount >= LEAST_SHARE * before.length;
  });
}
