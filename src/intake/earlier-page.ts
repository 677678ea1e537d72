/** What the archive has of a page that comes in: its record, whether its text is the same, and its articles. */
import type { Archive } from '../archive/archive.js';
import type { PageHead, PageRecord } from '../archive/archive-change.js';
import { WorkSlices } from '../archive/work-slices.js';
import { SearchServiceError } from '../search-service-error.js';
import { isAway, type EarlierArticle } from './hand-decisions.js';
import { numberedId } from './make-id.js';
import { storedTextOf, type StoredText } from './printed-text.js';
import type { ReadFile } from './read-page.js';

/** The archive, as far as it is asked for them. */
export type EarlierArchive = Pick<
  Archive,
  'article' | 'status' | 'standing' | 'isReleased' | 'pageRecord' | 'pageHead' | 'pageStatus' | 'pageBytes'
>;

/** A page as it stood; all but `isDeleted` may be missing for one that is new. */
export interface EarlierPage {
  readonly head: PageHead | undefined;
  readonly record: PageRecord | undefined;
  readonly isDeleted: boolean;
  /** True when its text is that of the file, so that line numbers can be compared. */
  readonly sameText: boolean;
  /** In printed order, those included that were taken out and are in no record any more. */
  readonly articles: readonly EarlierArticle[];
}

/** Reads it. `sha256`: the name of the file's bytes. */
export async function earlierPage(archive: EarlierArchive, id: string, file: ReadFile, sha256: string): Promise<EarlierPage> {
  const record = await archive.pageRecord(id);
  const sameText = record !== undefined && (isReadFrom(record, sha256, file) || (await hasLines(archive, record, file.text)));
  return {
    head: archive.pageHead(id),
    record,
    isDeleted: archive.pageStatus(id) === 'deleted',
    sameText,
    articles: await articlesBefore(archive, id, { record, sameText }),
  };
}

/** True where a page was stored from these bytes, and its lines were numbered as they are now. */
function isReadFrom({ sha256: name, originalSha256 = name, form, readerVersion }: PageRecord, sha256: string, file: ReadFile): boolean {
  const now = formOf(file);
  return originalSha256 === sha256 && form === now.form && readerVersion === now.readerVersion;
}

/** What a record says of the reader. */
export function formOf({ form, version, linesAreBytes }: ReadFile): Pick<PageRecord, 'form' | 'readerVersion'> {
  return linesAreBytes ? {} : { form, readerVersion: version };
}

/** True where a page was stored from other bytes with the same lines: another encoding, other line ends. */
async function hasLines(archive: EarlierArchive, record: PageRecord, text: string): Promise<boolean> {
  try {
    const stored = await storedTextOf(archive, record);
    return stored !== undefined && isWithin(stored, text.split('\n'));
  } catch (error) {
    // Bytes that compaction has dropped, and a page of which a purge left nothing.
    if (error instanceof SearchServiceError && (error.code === 'PAGE_NOT_FOUND' || error.code === 'PAGE_EMPTY')) return false;
    throw error;
  }
}

/** True where the stored lines are those of the file at their numbers; those of a file of one page are all of them. */
function isWithin({ text, firstLine }: StoredText, lines: readonly string[]): boolean {
  const stored = text
    .trimEnd()
    .split('\n')
    .slice(firstLine - 1);
  const end = firstLine === 1 ? undefined : firstLine - 1 + stored.length;
  return linesOf(stored) === linesOf(lines.slice(firstLine - 1, end));
}

function linesOf(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
}

/** Numbers of a page's articles that are looked up where no record names them; no page has as many articles. */
const MOST_NUMBERED = 200;

/**
 * What the page had before. An article that was withheld or deleted counts also when a reading without it, or the end of
 * the page, has taken it out of the record: its text must not come back under another id.
 */
async function articlesBefore(
  archive: EarlierArchive,
  pageId: string,
  { record, sameText }: Pick<EarlierPage, 'record' | 'sameText'>,
): Promise<readonly EarlierArticle[]> {
  const recorded = await earlierArticles(archive, record?.articleIds ?? []);
  // An id that was taken over by something else is not this page's any more.
  const own = recorded.filter(
    ({ status, archived }) => status !== undefined && (archived?.pageId === undefined || archived.pageId === pageId),
  );
  if (sameText) return own;
  const known = new Set(record?.articleIds);
  const numbered = Array.from({ length: MOST_NUMBERED }, (_, index) => numberedId(pageId, index + 1)).filter((id) => !known.has(id));
  const gone = await earlierArticles(archive, numbered.slice(0, numbered.findLastIndex((id) => isAway(archive.status(id))) + 1));
  // Without a record the numbers are the order: those between hold the places of what is not there any more.
  return [
    ...own,
    ...gone.filter(({ status, archived }) =>
      archived === undefined ? record === undefined : isAway(status) && archived.pageId === pageId,
    ),
  ];
}

/** How these articles stand, with their texts, in slices. */
export async function earlierArticles(archive: EarlierArchive, ids: readonly string[]): Promise<readonly EarlierArticle[]> {
  const slices = new WorkSlices();
  const articles: EarlierArticle[] = [];
  for (const id of ids) {
    await slices.rest();
    const { reason, withPage } = archive.standing(id) ?? {};
    articles.push({
      id,
      status: archive.status(id),
      archived: await archive.article(id),
      ...(reason !== undefined && { reason }),
      ...(withPage !== undefined && { withPage }),
      ...(archive.isReleased(id) && { isReleased: true as const }),
    });
  }
  return articles;
}
