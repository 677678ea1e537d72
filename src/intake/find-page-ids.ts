/** Which page of the archive each page of a file is. */
import type { PageInfo } from '../article/article.js';
import { ownLineNumbers } from '../article/line-numbers.js';
import type { Archive } from '../archive/archive.js';
import type { PageHead } from '../archive/archive-change.js';
import { contentPageId, placeId } from './make-id.js';
import type { ReadPage } from './read-page.js';

/** The archive, as far as finding a page needs it. */
type FindingArchive = Pick<Archive, 'article' | 'page' | 'pageHead' | 'pageStatus' | 'pagesOfSource'>;

/** Bytes by their name, and where they came from: a path or `api`. */
interface FileName {
  readonly sha256: string;
  readonly input: { readonly source: string };
}

/** A page that came from the file earlier, and the lines its articles had there. */
interface EarlierPage {
  readonly head: PageHead;
  readonly lines: readonly number[];
}

/**
 * The id of each page, in the order of the file: the one of the same paper, date and number; else the one from the same
 * file, unless it has become another page; else the one with the same text; else a new one. Writes nothing.
 */
export async function findPageIds(archive: FindingArchive, pages: readonly ReadPage[], name: FileName): Promise<readonly string[]> {
  const { input: { source } } = name;
  const earlier = source === 'api' ? [] : await pagesOfFile(archive, source);
  const ids: string[] = [];
  // A page that is known by its place or its own text is none that is looked for by the file alone.
  const known = new Set(pages.flatMap((page) => knownId(archive, page, earlier) ?? []));
  for (const page of pages) {
    const open = earlier.filter(({ head }) => !ids.includes(head.id) && !known.has(head.id));
    ids.push(knownId(archive, page, earlier) ?? fromFile(page, open, name.sha256) ?? newId(archive, page));
  }
  return ids;
}

/** The page at this place, or the one that came from the file with this very text. */
function knownId(archive: FindingArchive, { content, place }: ReadPage, earlier: readonly EarlierPage[]): string | undefined {
  const byPlace = placeId(place);
  if (byPlace !== undefined && archive.pageStatus(byPlace) !== undefined) return byPlace;
  const byContent = contentPageId(content);
  return earlier.some(({ head }) => head.id === byContent) ? byContent : undefined;
}

/** Pages of the same bytes are told apart by the lines of their articles, others by their order. */
function fromFile({ parsed, place }: ReadPage, open: readonly EarlierPage[], sha256: string): string | undefined {
  const same = open.filter(({ head }) => (head.originalSha256 ?? head.sha256) === sha256);
  const own = new Set(parsed.lines.flatMap(ownLineNumbers));
  const found = same.find(({ lines }) => lines.some((line) => own.has(line)))
    ?? same.find(({ lines }) => lines.length === 0)
    ?? same[0]
    ?? open.find(({ head }) => agrees(head, place));
  return found?.head.id;
}

function newId(archive: FindingArchive, { content, place }: ReadPage): string {
  const byContent = contentPageId(content);
  return archive.pageStatus(byContent) !== undefined ? byContent : placeId(place) ?? byContent;
}

/** In the order in which they stand in the file, as far as the lines of their articles are known. */
async function pagesOfFile(archive: FindingArchive, source: string): Promise<readonly EarlierPage[]> {
  const pages = await Promise.all(archive.pagesOfSource(source).map(async (id) => {
    const articles = await Promise.all(((await archive.page(id))?.articleIds ?? []).map((articleId) => archive.article(articleId)));
    const lines = articles.flatMap((archived) => (archived?.pageId === id ? ownLineNumbers(archived.lines) : []));
    return { head: archive.pageHead(id)!, lines, first: lines.reduce((least, line) => Math.min(least, line), Number.MAX_SAFE_INTEGER) };
  }));
  return pages.sort((a, b) => a.first - b.first);
}

/** True when no part of the two places contradicts the other. */
function agrees(one: PageInfo, other: PageInfo): boolean {
  return (['paper', 'date', 'pageNumber'] as const).every((part) => one[part] === undefined || other[part] === undefined || one[part] === other[part]);
}
