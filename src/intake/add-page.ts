/** A file's pages on their way into the archive: which page each is, what it was before, and the one transaction it becomes. */
import type { Archive } from '../archive/archive.js';
import { isDeepStrictEqual } from 'node:util';
import type { ArchiveChange, PageRecord, StoredPicture } from '../archive/archive-change.js';
import { sha256Of } from '../archive/page-files.js';
import { SearchServiceError } from '../search-service-error.js';
import { earlierArticles, earlierPage, formOf, type EarlierArchive } from './earlier-page.js';
import { identifyPages } from './find-page-ids.js';
import { isPurged } from './hand-decisions.js';
import type { PageInput } from './intake.js';
import type { PageReceipt } from './write-receipt.js';
import type { KnownPages, PagesArchive } from './known-pages.js';
import { placeArticles } from './page-articles.js';
import { besideReceipt, deletedReceipt, receiptOf, withWithheld } from './page-receipt.js';
import { changesOf, leftOutOf, recordOf } from './page-record.js';
import type { ReadFile, ReadPage } from './read-page.js';
import { replacedPages, type ReplacedPage } from './replaced-pages.js';

/** The archive, as far as storing a page needs it. */
type PageArchive = PagesArchive & EarlierArchive & Pick<Archive, 'reason'>;

/** What storing a page needs of the intake. */
export interface AddPagePorts {
  readonly archive: PageArchive;
  readonly knownPages: KnownPages;
  /** Runs while nothing else is written. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** One transaction, indexed. */
  readonly store: (changes: readonly ArchiveChange[], pageBytes: readonly Uint8Array[]) => Promise<void>;
}

/** A file that is being stored: what was read, and the name of its bytes. */
interface Storing {
  readonly file: ReadFile;
  readonly sha256: string;
  /** The same of the layouts of its pages; one may be that of all. */
  readonly layoutNames: readonly string[];
  readonly input: PageInput;
  /** Pages the file held before, whose text is on the pages it holds now. */
  readonly replaced: readonly ReplacedPage[];
}

/** What becomes of one page of the file. */
interface PagePlan {
  readonly changes: readonly ArchiveChange[];
  /** What its record names and the archive has to have. */
  readonly bytes: readonly Uint8Array[];
  readonly receipt: PageReceipt;
}

/**
 * Stores the pages of a file with their articles in one transaction; nothing is written where nothing has changed, or where a page may
 * not be stored.
 */
export async function addPages(
  input: PageInput,
  file: ReadFile,
  { archive, knownPages, alone, store }: AddPagePorts,
): Promise<readonly PageReceipt[]> {
  const sha256 = sha256Of(input.bytes);
  const { source } = input;
  return alone(async () => {
    const { pages, ids, known } = await identifyPages(archive, {
      source,
      sha256,
      pages: file.pages,
      known: await knownPages.of(source, [sha256, ...file.pages.map(({ contentId }) => contentId)]),
      movedTo: (page) => knownPages.movedTo(page, source),
    });
    refuseTwice(ids, source);
    for (const [at, id] of ids.entries()) input.claim?.(id, pages[at]!.parsed.isPicture === true);
    const replaced =
      source === 'api' ? [] : await replacedPages(archive, { known, pages, ids }, (articleIds) => earlierArticles(archive, articleIds));
    const storing: Storing = { file, input, sha256, layoutNames: file.layouts.map(sha256Of), replaced };
    const plans: PagePlan[] = [];
    for (const [index, page] of pages.entries()) plans.push(await planPage({ id: ids[index]!, page, index }, storing, archive));
    const removed = removalsOf(replaced, archive);
    // Bytes that a purge has changed are not brought back by the file they came from.
    await store(
      [...plans.flatMap(({ changes }) => changes), ...removed.changes],
      [...new Set(plans.flatMap(({ bytes, changes }) => (changes.length > 0 ? bytes : [])))],
    );
    return withRemoved(
      plans.map(({ receipt }) => withWithheld(receipt, archive)),
      removed.articleIds,
    );
  });
}

/** Two pages of one file at one place would take each other's place. */
function refuseTwice(ids: readonly string[], source: string): void {
  if (new Set(ids).size < ids.length)
    throw new SearchServiceError(
      'PARAMETER_INVALID',
      `two pages of ${source} say they are the same page, of one paper, date and page number. Nothing was stored. Correct what ` +
        'they print, or divide the file.',
    );
}

/** What takes out the pages that have become others, and the ids of the articles that go with them. */
function removalsOf(
  replaced: readonly ReplacedPage[],
  archive: PageArchive,
): { readonly changes: readonly ArchiveChange[]; readonly articleIds: readonly string[] } {
  const gone = replaced.flatMap(({ id, articles }) =>
    articles.filter((one) => archive.status(one.id) === 'live' && one.archived?.pageId === id).map((one) => one.id),
  );
  const changes = [
    ...gone.map((id): ArchiveChange => ({ type: 'remove', id })),
    ...replaced.map(({ id }): ArchiveChange => ({ type: 'removePage', id })),
  ];
  return { changes, articleIds: gone };
}

function withRemoved(receipts: readonly PageReceipt[], removed: readonly string[]): readonly PageReceipt[] {
  if (removed.length === 0) return receipts;
  return receipts.map((receipt, index) => (index === 0 ? { ...receipt, removedIds: [...receipt.removedIds, ...removed] } : receipt));
}

/** A picture of a page whose text is there: it is kept beside it. */
function pictureBeside(record: PageRecord, page: ReadPage, picture: StoredPicture, { bytes }: PageInput): PagePlan {
  const isKnown = isDeepStrictEqual(record.picture, picture);
  const receipt = besideReceipt(record, page, isKnown ? 'unchanged' : 'updated');
  return isKnown
    ? { changes: [], bytes: [], receipt }
    : { changes: [{ type: 'page', page: { ...record, picture } }], bytes: [bytes], receipt };
}

/** The one way of a page: what the archive has of it, its articles at their places, its record, and what brings the archive to it. */
async function planPage(
  { id, page, index }: { readonly id: string; readonly page: ReadPage; readonly index: number },
  { file, sha256, layoutNames, input, replaced }: Storing,
  archive: PageArchive,
): Promise<PagePlan> {
  const { source } = input;
  if (archive.pageStatus(id) === 'deleted' && source !== 'api') return { changes: [], bytes: [], receipt: deletedReceipt(id, page) };
  const before = await earlierPage(archive, id, file, sha256);
  const { record, sameText, articles } = before;
  if (page.parsed.isPicture === true && record !== undefined && record.isPicture !== true && !before.isDeleted)
    return pictureBeside(record, page, { sha256, page: index }, input);
  const leftOut = leftOutOf(page, before);
  const moved = replaced.flatMap((one) => one.articles);
  const placed = await placeArticles(page.parsed, articles, {
    pageId: id,
    place: page.place,
    sameText,
    revive: before.isDeleted,
    isDivided: record?.decided?.division === true,
    ...(page.decided !== undefined && { decided: page.decided }),
    leftOut,
    moved,
    isTaken: (articleId) => archive.status(articleId) !== undefined || record?.formerIds?.[articleId] !== undefined,
  });
  const at = layoutNames.length === 1 ? 0 : index;
  const next = recordOf(page, { id, sha256, source, encoding: file.encoding, ...formOf(file) }, placed, {
    layoutSha256: layoutNames[at],
    filePage: file.isPaged && file.pages.length > 1 ? index : undefined,
    before,
    leftOut,
    isPurged: [...articles, ...moved].some(isPurged),
  });
  const changes = changesOf(placed, next, before, source);
  const status = record === undefined ? 'created' : changes.length > 0 ? 'updated' : 'unchanged';
  const bytes = [
    ...(next.sha256 === sha256 ? [input.bytes] : []),
    ...(next.layoutSha256 !== undefined && next.layoutSha256 === layoutNames[at] ? [file.layouts[at]!] : []),
  ];
  return { changes, bytes, receipt: receiptOf(next, page, placed, status, before.head?.source) };
}
