/** Which page of the archive each page of a file is. */
import type { PageInfo } from '../article/article.js';
import { placeKey } from '../article/page-place.js';
import { ownLineNumbers } from '../article/line-numbers.js';
import type { Archive } from '../archive/archive.js';
import type { PageHead } from '../archive/archive-change.js';
import { isSamePage, type KnownPage } from './known-pages.js';
import { filePageId, placeId } from './make-id.js';
import { withDecidedPlace, type ReadPage } from './read-page.js';

/** The archive, as far as finding a page needs it. */
type FindingArchive = Pick<Archive, 'pageHead' | 'pageStatus'>;

/** What was read of a file, and the pages of the archive it may hold. */
export interface FoundFile {
  /** Path of the file, or `api`. */
  readonly source: string;
  readonly sha256: string;
  readonly pages: readonly ReadPage[];
  readonly known: readonly KnownPage[];
  /** Gives the page of another file, gone now, that a page of this one is. */
  readonly movedTo: (page: ReadPage) => Promise<KnownPage | undefined>;
}

/** The pages of a file at their places, with their ids, and all pages of the archive it may hold. */
export interface PlacedFile {
  readonly pages: readonly ReadPage[];
  readonly ids: readonly string[];
  readonly known: readonly KnownPage[];
}

/**
 * The place and the id of each page, in the order of the file. What people said of a page's place earlier goes with it. The id is
 * that of the page of the same paper, date and number; else of the one from the same file, or from one that is gone, unless it
 * has become another page; else of the one with the same text, unless that has a file of its own still; else a new one. Writes nothing.
 */
export async function identifyPages(archive: FindingArchive, { source, sha256, pages, known, movedTo }: FoundFile): Promise<PlacedFile> {
  const byHand = source === 'api';
  const placed: ReadPage[] = [];
  const all = [...known];
  const taken: KnownPage[] = [];
  const stay: (string | undefined)[] = [];
  for (const page of pages) {
    let before = await sameBefore(
      page,
      all.filter((one) => mayBe(page, one, byHand) && !taken.includes(one)),
      sha256,
    );
    if (before === undefined && knownId(archive, page, all, source) === undefined) {
      before = await movedTo(page);
      if (before !== undefined) all.push(before);
    }
    if (before !== undefined) taken.push(before);
    const atPlace = withDecidedPlace(page, before?.record?.decided);
    placed.push(atPlace);
    stay.push(staysAt(archive, before, atPlace.place));
  }
  return { pages: placed, ids: idsOf(archive, placed, all, { source, sha256, stay }), known: all };
}

/** The id of a live page that somebody has given the place it still has: no page that stood there before is taken for it. */
function staysAt(archive: FindingArchive, before: KnownPage | undefined, place: PageInfo): string | undefined {
  if (before?.record?.decided?.place === undefined || archive.pageStatus(before.head.id) !== 'live') return undefined;
  return placeKey(before.head) === placeKey(place) ? before.head.id : undefined;
}

/**
 * What was put by hand is another page where another place is given: the same text may be printed twice. What is put by hand is
 * the page of a file only where it would stand at its very place.
 */
function mayBe(page: ReadPage, { head, record }: KnownPage, byHand: boolean): boolean {
  if ((head.source ?? 'api') === 'api') return agrees(head, page.given);
  if (!byHand) return true;
  const { place } = withDecidedPlace(page, record?.decided);
  return PLACE_PARTS.every((part) => place[part] === head[part]);
}

const PLACE_PARTS = ['paper', 'date', 'pageNumber'] as const;

/** The page that this one was before: of the same bytes, or of mostly the same articles. */
async function sameBefore(page: ReadPage, known: readonly KnownPage[], sha256: string): Promise<KnownPage | undefined> {
  const same = sameBytes(page, known, sha256);
  if (same !== undefined) return same;
  for (const one of known) if (await isSamePage(one, page)) return one;
  return known.find(({ head }) => (head.isPicture === true) !== (page.parsed.isPicture === true) && agrees(head, page.place));
}

function idsOf(
  archive: FindingArchive,
  pages: readonly ReadPage[],
  earlier: readonly KnownPage[],
  { source, sha256, stay }: Pick<FoundFile, 'source' | 'sha256'> & { readonly stay: readonly (string | undefined)[] },
): readonly string[] {
  const byHand = source === 'api';
  const ids: string[] = [];
  // A page that is known by its place or its own text is none that is looked for by the file alone.
  const known = new Set(pages.flatMap((page) => knownId(archive, page, earlier, source) ?? []));
  for (const [at, page] of pages.entries()) {
    const open = earlier.filter((one) => mayBe(page, one, byHand) && !ids.includes(one.head.id) && !known.has(one.head.id));
    ids.push(stay[at] ?? knownId(archive, page, earlier, source) ?? fromFile(page, open, sha256) ?? newId(archive, page, source));
  }
  return ids;
}

/** The page at this place, or the one that came from the file with this very text. */
function knownId(
  archive: FindingArchive,
  { contentId: byContent, place }: ReadPage,
  earlier: readonly KnownPage[],
  source: string,
): string | undefined {
  const byPlace = placeId(place);
  if (byPlace !== undefined && stillStandsAt(archive.pageHead(byPlace), byPlace)) return byPlace;
  return [filePageId(byContent, source), byContent].find((id) => earlier.some(({ head }) => head.id === id));
}

/** True for a page, deleted or not, that nobody has given another place since it got its id. */
function stillStandsAt(head: PageHead | undefined, id: string): boolean {
  return head !== undefined && (placeId(head) ?? id) === id;
}

function fromFile(page: ReadPage, open: readonly KnownPage[], sha256: string): string | undefined {
  return (sameBytes(page, open, sha256) ?? open.find(({ head }) => agrees(head, page.place)))?.head.id;
}

/** Pages of the same bytes, or put by hand with the same text, are told apart by their places, the lines of their articles, their order. */
function sameBytes({ parsed, place, contentId: textId }: ReadPage, open: readonly KnownPage[], sha256: string): KnownPage | undefined {
  const same = open.filter(({ head }) => (head.originalSha256 ?? head.sha256) === sha256 || head.textId === textId);
  const own = new Set(parsed.lines.flatMap(ownLineNumbers));
  const [fitting, others] = [same.filter(({ head }) => agrees(head, place)), same.filter(({ head }) => !agrees(head, place))];
  const inOrder = [...fitting, ...others];
  return inOrder.find(({ lines }) => lines.some((line) => own.has(line))) ?? inOrder.find(({ lines }) => lines.length === 0) ?? inOrder[0];
}

function newId(archive: FindingArchive, { contentId: byContent, place }: ReadPage, source: string): string {
  const status = archive.pageStatus(byContent);
  const byPlace = placeId(place);
  // The same text in another file that is there: where nothing says that they are one page, they are two.
  if (status === 'live' && source !== 'api' && byPlace === undefined) return filePageId(byContent, source);
  if (status !== undefined) return byContent;
  return byPlace === undefined || archive.pageHead(byPlace) !== undefined ? byContent : byPlace;
}

/** True when no part of the two places contradicts the other. */
function agrees(one: PageInfo, other: PageInfo): boolean {
  return PLACE_PARTS.every((part) => one[part] === undefined || other[part] === undefined || one[part] === other[part]);
}
