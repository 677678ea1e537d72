/** A file's pages on their way into the archive: which page each is, what it was before, and the one transaction it becomes. */
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { LOW_CONFIDENCE, type PageInfo } from '../article/article.js';
import type { Archive } from '../archive/archive.js';
import type { ArchiveChange, PageDecisions, PageRecord } from '../archive/archive-change.js';
import { sha256Of } from '../archive/page-files.js';
import { WorkSlices } from '../archive/work-slices.js';
import { SearchServiceError } from '../search-service-error.js';
import { identifyPages } from './find-page-ids.js';
import { isAway, isPurged, type EarlierArticle } from './hand-decisions.js';
import type { PageInput, PageReceipt } from './intake.js';
import type { KnownPages, PagesArchive } from './known-pages.js';
import { numberedId } from './make-id.js';
import { placeArticles, type PlacedPage } from './page-articles.js';
import type { ReadFile, ReadPage } from './read-page.js';
import { printedTextOf } from './printed-text.js';
import { replacedPages, type ReplacedPage } from './replaced-pages.js';

/** The archive, as far as storing a page needs it. */
type PageArchive = PagesArchive & Pick<Archive, 'status' | 'reason' | 'standing' | 'isReleased' | 'pageBytes'>;

/** What storing a page needs of the intake. */
export interface AddPagePorts {
  readonly archive: PageArchive;
  readonly knownPages: KnownPages;
  /** Runs while nothing else is written. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** One transaction, indexed. */
  readonly store: (changes: readonly ArchiveChange[], pageBytes?: Uint8Array) => Promise<void>;
}

/** Source of the articles of a page that came through the API, so that they are not taken for articles put one by one. */
const API_PAGE = 'api:page';

/** A file that is being stored: what was read, and the name of its bytes. */
interface Storing {
  readonly file: ReadFile;
  readonly sha256: string;
  readonly input: PageInput;
  /** Pages the file held before, whose text is on the pages it holds now. */
  readonly replaced: readonly ReplacedPage[];
}

/** What becomes of one page of the file. */
interface AddedPage {
  readonly changes: readonly ArchiveChange[];
  /** True where its record names the bytes as they came. */
  readonly namesBytes: boolean;
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
      byHand: source === 'api',
      sha256,
      pages: file.pages,
      known: await knownPages.of(source, [sha256, ...file.pages.map(({ contentId }) => contentId)]),
      movedTo: (page) => knownPages.movedTo(page, source),
    });
    refuseTwice(ids, source);
    for (const id of ids) input.claim?.(id);
    const replaced =
      source === 'api' ? [] : await replacedPages(archive, { known, pages, ids }, (articleIds) => articlesOf(archive, articleIds));
    const storing: Storing = { file, input, sha256, replaced };
    const added: AddedPage[] = [];
    for (const [index, page] of pages.entries()) added.push(await addOne(ids[index]!, page, storing, archive));
    const removed = removalsOf(replaced, archive);
    // Bytes that a purge has changed are not brought back by the file they came from.
    await store(
      [...added.flatMap(({ changes }) => changes), ...removed.changes],
      added.some(({ namesBytes, changes }) => namesBytes && changes.length > 0) ? input.bytes : undefined,
    );
    return withRemoved(
      added.map(({ receipt }) => withWithheld(receipt, archive)),
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

/** With what is kept and not shown, and why. */
function withWithheld(receipt: PageReceipt, archive: PageArchive): PageReceipt {
  const articles = receipt.articles.map((article) =>
    archive.status(article.id) === 'withheld' ? { ...article, withheld: archive.reason(article.id) ?? '' } : article,
  );
  const said = articles.flatMap(({ id, title, withheld, status }) =>
    withheld === undefined || status === 'unchanged' ? [] : [`withheld 停止公开: “${title}” (${id}): ${withheld}`],
  );
  return { ...receipt, articles, warnings: [...receipt.warnings, ...said] };
}

async function addOne(id: string, page: ReadPage, storing: Storing, archive: PageArchive): Promise<AddedPage> {
  if (archive.pageStatus(id) === 'deleted' && storing.input.source !== 'api')
    return { changes: [], namesBytes: false, receipt: deletedReceipt(id, page) };
  return placeOne(id, page, storing, archive);
}

async function placeOne(id: string, page: ReadPage, { file, sha256, input, replaced }: Storing, archive: PageArchive): Promise<AddedPage> {
  const revive = archive.pageStatus(id) === 'deleted';
  const head = archive.pageHead(id);
  const record = await archive.pageRecord(id);
  const sameText = record !== undefined && (isReadFrom(record, sha256, file) || (await hasLines(archive, record, file.text)));
  const earlier = await earlierArticles(archive, id, { record, sameText });
  const leftOut = leftOutOf(page, record, sameText);
  const moved = replaced.flatMap(({ articles }) => articles);
  const placed = await placeArticles(page.parsed, earlier, {
    pageId: id,
    place: page.place,
    sameText,
    revive,
    isDivided: record?.decided?.division === true,
    ...(page.decided !== undefined && { decided: page.decided }),
    leftOut,
    moved,
    isTaken: (articleId) => archive.status(articleId) !== undefined || record?.formerIds?.[articleId] !== undefined,
  });
  const next = recordOf(page, { id, sha256, source: input.source, encoding: file.encoding, ...formOf(file) }, placed, {
    record,
    sameText,
    leftOut,
    isPurged: [...earlier, ...moved].some(isPurged),
  });
  const changes = [...(revive ? [{ type: 'restorePage', id } as const] : []), ...changesOf(placed, next, record, input.source)];
  const status = record === undefined ? 'created' : changes.length > 0 ? 'updated' : 'unchanged';
  return { changes, namesBytes: next.sha256 === sha256, receipt: receiptOf(next, page, placed, status, head?.source) };
}

/** True where a page was stored from these bytes, and its lines were numbered as they are now. */
function isReadFrom({ sha256: name, originalSha256 = name, form, readerVersion }: PageRecord, sha256: string, file: ReadFile): boolean {
  const now = formOf(file);
  return originalSha256 === sha256 && form === now.form && readerVersion === now.readerVersion;
}

/** What a record says of the reader. */
function formOf({ form, version, linesAreBytes }: ReadFile): Pick<PageRecord, 'form' | 'readerVersion'> {
  return linesAreBytes ? {} : { form, readerVersion: version };
}

/** True where a page was stored from other bytes with the same lines: another encoding, other line ends. */
async function hasLines(archive: PageArchive, record: PageRecord, text: string): Promise<boolean> {
  if (record.sha256 === '') return false;
  try {
    const stored = await printedTextOf(record, await archive.pageBytes(record.sha256));
    return stored !== undefined && linesOf(stored) === linesOf(text);
  } catch (error) {
    // Bytes that compaction has dropped, and a page of which a purge left nothing.
    if (error instanceof SearchServiceError && (error.code === 'PAGE_NOT_FOUND' || error.code === 'PAGE_EMPTY')) return false;
    throw error;
  }
}

function linesOf(text: string): string {
  return text.replace(/[^\S\n]+$/gmu, '').trimEnd();
}

/** Numbers of a page's articles that are looked up where no record names them; no page has as many articles. */
const MOST_NUMBERED = 200;

/**
 * What the page had before. An article that was withheld or deleted counts also when a reading without it, or the end of
 * the page, has taken it out of the record: its text must not come back under another id.
 */
async function earlierArticles(
  archive: PageArchive,
  pageId: string,
  { record, sameText }: Pick<Before, 'record' | 'sameText'>,
): Promise<readonly EarlierArticle[]> {
  const recorded = await articlesOf(archive, record?.articleIds ?? []);
  // An id that was taken over by something else is not this page's any more.
  const own = recorded.filter(
    ({ status, archived }) => status !== undefined && (archived?.pageId === undefined || archived.pageId === pageId),
  );
  if (sameText) return own;
  const known = new Set(record?.articleIds);
  const numbered = Array.from({ length: MOST_NUMBERED }, (_, index) => numberedId(pageId, index + 1)).filter((id) => !known.has(id));
  const gone = await articlesOf(archive, numbered.slice(0, numbered.findLastIndex((id) => isAway(archive.status(id))) + 1));
  // Without a record the numbers are the order: those between hold the places of what is not there any more.
  return [
    ...own,
    ...gone.filter(({ status, archived }) =>
      archived === undefined ? record === undefined : isAway(status) && archived.pageId === pageId,
    ),
  ];
}

async function articlesOf(archive: PageArchive, ids: readonly string[]): Promise<readonly EarlierArticle[]> {
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

type Stored = Pick<PageRecord, 'id' | 'sha256' | 'source' | 'encoding' | 'form' | 'readerVersion'>;

/** What was known of a page. */
interface Before {
  readonly record: PageRecord | undefined;
  readonly sameText: boolean;
  readonly leftOut: readonly number[];
  /** True when a text that stood on it was purged. */
  readonly isPurged: boolean;
}

/** The names of bytes in which a purge has blanked something, or which must not be stored again after it. */
function purgedBytes({ sha256 }: Stored, { record, sameText, isPurged }: Before): Partial<Pick<PageRecord, 'sha256' | 'originalSha256'>> {
  // In other bytes nothing tells any more where the text stands that was purged.
  if (record === undefined || !sameText) return isPurged ? { sha256: '', originalSha256: sha256 } : {};
  return record.originalSha256 === undefined ? {} : { sha256: record.sha256, originalSha256: record.originalSha256 };
}

function recordOf(page: ReadPage, stored: Stored, placed: PlacedPage, known: Before): PageRecord {
  const { record: before, leftOut } = known;
  const { confidence, confidences, furniture } = page.parsed;
  const formerIds = formerIdsOf(before?.formerIds ?? {}, placed);
  return {
    ...page.place,
    ...stored,
    ...purgedBytes(stored, known),
    ...(stored.source === 'api' && { textId: page.contentId }),
    articleIds: placed.articles.map(({ article }) => article.id),
    ...(Object.keys(formerIds).length > 0 && { formerIds }),
    furniture,
    ...(leftOut.length > 0 && { leftOut }),
    ...decidedOf(page, before?.decided),
    confidence,
    confidences: placed.articles.map(({ reading }) => confidences[reading] ?? 1),
  };
}

/** What people have said of the page, now and before; of its place what holds still. */
function decidedOf({ given, place, decided }: ReadPage, before: PageDecisions = {}): Pick<PageRecord, 'decided'> {
  const earlier = Object.entries(before.place ?? {}).filter(([part, value]) => place[part as keyof PageInfo] === value);
  const said = { ...Object.fromEntries(earlier), ...given };
  const division = (decided !== undefined && decided.byHand.size + decided.leftOut.length > 0) || before.division === true;
  if (Object.keys(said).length === 0 && !division) return {};
  return { decided: { ...(Object.keys(said).length > 0 && { place: said }), ...(division && { division: true }) } };
}

/** Lines of no article by an editor's word: that of now, else that of before where the text is the same. */
function leftOutOf({ decided }: ReadPage, before: PageRecord | undefined, sameText: boolean): readonly number[] {
  return decided?.leftOut ?? (sameText ? (before?.leftOut ?? []) : []);
}

/** Former ids go on to the article that holds their lines now; one that an article of the page has again is none any more. */
function formerIdsOf(before: Readonly<Record<string, string>>, { articles, successors }: PlacedPage): Readonly<Record<string, string>> {
  const present = new Set(articles.map(({ article }) => article.id));
  const followed = Object.entries(before).map(([id, to]) => [id, successors.get(to) ?? to] as const);
  return Object.fromEntries([...followed, ...successors].filter(([id, to]) => present.has(to) && !present.has(id)));
}

function changesOf(
  { articles, removedIds }: PlacedPage,
  next: PageRecord,
  record: PageRecord | undefined,
  source: string,
): readonly ArchiveChange[] {
  const articleSource = source === 'api' ? API_PAGE : source;
  const written = articles.filter(({ status }) => status !== 'unchanged');
  const pageChanged = record === undefined || !isDeepStrictEqual(record, next);
  return [
    ...written.flatMap(({ article: { id }, isBack }): readonly ArchiveChange[] =>
      isBack === true ? [{ type: 'restore', id, released: false }] : [],
    ),
    ...written.flatMap(({ article: { id }, isReleased }): readonly ArchiveChange[] =>
      isReleased === true ? [{ type: 'restore', id }] : [],
    ),
    ...written
      .filter(({ textless }) => textless !== true)
      .map(({ article, lines, corrected, byHand }): ArchiveChange => ({
        type: 'article',
        article,
        lines,
        pageId: next.id,
        source: corrected === true || byHand === true ? 'api' : articleSource,
      })),
    ...written.flatMap(({ article: { id }, standing }): readonly ArchiveChange[] => (standing === undefined ? [] : [{ ...standing, id }])),
    ...removedIds.map((id): ArchiveChange => ({ type: 'remove', id })),
    ...(pageChanged ? [{ type: 'page', page: next } as const] : []),
  ];
}

function receiptOf(
  record: PageRecord,
  page: ReadPage,
  placed: PlacedPage,
  status: PageReceipt['status'],
  earlierSource: string | undefined,
): PageReceipt {
  const awayCount = placed.articles.filter(({ away }) => away).length;
  const unsure = unsureOf(page, placed);
  const warnings = [...page.warnings, ...unsure];
  if (awayCount > 0) warnings.push(`${awayCount} of its articles were deleted or purged earlier and stay away`);
  if (status === 'updated' && earlierSource !== undefined && earlierSource !== record.source)
    warnings.push(`it takes the place of the page from ${path.basename(earlierSource)}`);
  return {
    page: { id: record.id, ...page.place },
    articles: placed.articles
      .filter(({ away }) => !away)
      .map(({ article, status: articleStatus }) => ({ id: article.id, title: article.title, status: articleStatus })),
    removedIds: placed.removedIds,
    furniture: record.furniture,
    warnings,
    unsure,
    status,
  };
}

function deletedReceipt(id: string, { place, parsed, warnings }: ReadPage): PageReceipt {
  return {
    page: { id, ...place },
    articles: [],
    removedIds: [],
    furniture: parsed.furniture,
    warnings: [...warnings, 'the page was deleted and stays deleted; put it through the API or restore it to have it back'],
    unsure: [],
    status: 'unchanged',
  };
}

/** Titles named in one warning; the rest is counted. */
const MOST_NAMED = 5;

/** What was read with low confidence, but for articles that were corrected by hand since or are away. */
function unsureOf({ parsed: { confidence, confidences } }: ReadPage, { articles }: PlacedPage): readonly string[] {
  const low = articles.flatMap(({ article, away, byHand, corrected, reading }) =>
    away || byHand || corrected || (confidences[reading] ?? 1) >= LOW_CONFIDENCE
      ? []
      : [`“${article.title || (article.paragraphs[0] ?? '').slice(0, 12)}” (${confidences[reading]})`],
  );
  const more = low.length > MOST_NAMED ? ` and ${low.length - MOST_NAMED} more` : '';
  return [
    ...(confidence < LOW_CONFIDENCE
      ? [`low confidence 版面切分把握较低: the page as a whole was read with ${confidence} of 1; look at it with parse --explain`]
      : []),
    ...(low.length > 0 ? [`low confidence 切分把握较低: ${low.slice(0, MOST_NAMED).join(', ')}${more}`] : []),
  ];
}
