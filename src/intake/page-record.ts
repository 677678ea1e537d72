/** The record of a page that comes in, and the changes that bring the archive to it. */
import { isDeepStrictEqual } from 'node:util';
import { pageNumberKey } from '../article/page-place.js';
import type { ArchiveChange, PageDecisions, PageRecord, PageWant, PlacePart } from '../archive/archive-change.js';
import { divisionName } from './by-hand/division-name.js';
import type { EarlierPage } from './earlier-page.js';
import type { PlacedPage } from './page-articles.js';
import type { ReadPage } from './read-page.js';

/** Source of the articles of a page that came through the API, so that they are not taken for articles put one by one. */
export const API_PAGE = 'api:page';

/** What the file says of the page: its name, its bytes and how they were read. */
export type Stored = Pick<PageRecord, 'id' | 'sha256' | 'source' | 'encoding' | 'form' | 'readerVersion'>;

/** What a record is made of beside the page itself. */
export interface RecordParts {
  readonly before: EarlierPage;
  /** Lines that an editor gave to no article. */
  readonly leftOut: readonly number[];
  /** Name of the layout of the page as it comes in; undefined where its lines are those of the bytes. */
  readonly layoutSha256: string | undefined;
  /** As in `PageRecord`. */
  readonly filePage: number | undefined;
  /** True when a text that stood on it was purged. */
  readonly isPurged: boolean;
}

/** The names of the files of a page: those in which a purge has blanked something stay, and none is named that must not come back. */
function namedBytes(
  { sha256 }: Stored,
  { before: { record, sameText }, isPurged, layoutSha256 }: RecordParts,
): Partial<Pick<PageRecord, 'sha256' | 'originalSha256' | 'layoutSha256'>> {
  // In other bytes nothing tells any more where the text stands that was purged.
  if (record?.originalSha256 !== undefined && sameText) {
    const { layoutSha256: blanked } = record;
    return { sha256: record.sha256, originalSha256: record.originalSha256, ...(blanked !== undefined && { layoutSha256: blanked }) };
  }
  if (isPurged && !sameText) return { sha256: '', originalSha256: sha256 };
  return { sha256, ...(layoutSha256 !== undefined && { layoutSha256 }) };
}

/** The record of a page as it stands now. */
export function recordOf(page: ReadPage, stored: Stored, placed: PlacedPage, parts: RecordParts): PageRecord {
  const { before, leftOut } = parts;
  const { confidence, confidences, furniture } = page.parsed;
  const formerIds = formerIdsOf(before.record?.formerIds ?? {}, placed);
  return {
    ...page.place,
    ...stored,
    ...namedBytes(stored, parts),
    ...(parts.filePage !== undefined && { filePage: parts.filePage }),
    ...(page.parsed.isPicture === true && { isPicture: true as const }),
    ...pictureBefore(page, before.record),
    ...(stored.source === 'api' && { textId: page.contentId }),
    articleIds: placed.articles.map(({ article }) => article.id),
    ...(Object.keys(formerIds).length > 0 && { formerIds }),
    furniture,
    ...(leftOut.length > 0 && { leftOut }),
    ...decidedOf(page, before.record?.decided),
    ...(before.record?.decisions !== undefined && { decisions: before.record.decisions }),
    ...wantsOf(page, before.record?.decided),
    confidence,
    confidences: placed.articles.map(({ reading }) => confidences[reading] ?? 1),
  };
}

/** The picture that the page was, or had beside it, while nobody had its text. */
function pictureBefore({ parsed }: ReadPage, before: PageRecord | undefined): Pick<PageRecord, 'picture'> {
  if (parsed.isPicture === true || before === undefined) return {};
  if (before.isPicture === true) return { picture: { sha256: before.sha256, page: before.filePage ?? 0 } };
  return before.picture === undefined ? {} : { picture: before.picture };
}

/** What people have said of the page, now and before; of its place what holds still. */
function decidedOf({ given, place, decided }: ReadPage, before: PageDecisions = {}): Pick<PageRecord, 'decided'> {
  const earlier = Object.entries(before.place ?? {}).filter(([part, value]) => place[part as PlacePart] === value);
  const said = { ...Object.fromEntries(earlier), ...given };
  const without = before.without?.filter((part) => place[part] === undefined) ?? [];
  const isNew = decided !== undefined && decided.byHand.size + decided.leftOut.length > 0;
  const division = isNew || before.division === true;
  const against = isNew ? decided.against : before.against;
  const next: PageDecisions = {
    ...(Object.keys(said).length > 0 && { place: said }),
    ...(without.length > 0 && { without }),
    ...(division && { division: true as const }),
    ...(division && against !== undefined && { against }),
  };
  return Object.keys(next).length === 0 ? {} : { decided: next };
}

/** What somebody should look at: where print and path differ and nobody has said which holds, and where a decision is contradicted. */
function wantsOf({ parsed, given, fromPath, decided }: ReadPage, before: PageDecisions = {}): Pick<PageRecord, 'wants'> {
  const differs = PLACE_PARTS.some(
    (part) => given[part] === undefined && fromPath[part] !== undefined && isOther(part, parsed.page[part], fromPath[part]),
  );
  const isContradicted = decided === undefined && before.against !== undefined && divisionName(parsed.lines) !== before.against;
  const wants: readonly PageWant[] = [...(differs ? ['readings' as const] : []), ...(isContradicted ? ['reading' as const] : [])];
  return wants.length === 0 ? {} : { wants };
}

const PLACE_PARTS = ['paper', 'date', 'pageNumber'] as const;

function isOther(part: PlacePart, printed: string | undefined, path: string): boolean {
  if (printed === undefined) return false;
  return part === 'pageNumber' ? pageNumberKey(printed) !== pageNumberKey(path) : printed !== path;
}

/** Lines of no article by an editor's word: that of now, else that of before where the text is the same. */
export function leftOutOf({ decided }: ReadPage, { record, sameText }: EarlierPage): readonly number[] {
  return decided?.leftOut ?? (sameText ? (record?.leftOut ?? []) : []);
}

/** Former ids go on to the article that holds their lines now; one that an article of the page has again is none any more. */
function formerIdsOf(before: Readonly<Record<string, string>>, { articles, successors }: PlacedPage): Readonly<Record<string, string>> {
  const present = new Set(articles.map(({ article }) => article.id));
  const followed = Object.entries(before).map(([id, to]) => [id, successors.get(to) ?? to] as const);
  return Object.fromEntries([...followed, ...successors].filter(([id, to]) => present.has(to) && !present.has(id)));
}

/** What makes a page of the archive one with what was placed: nothing where it is already. */
export function changesOf(
  { articles, removedIds }: PlacedPage,
  next: PageRecord,
  before: EarlierPage,
  source: string,
): readonly ArchiveChange[] {
  const articleSource = source === 'api' ? API_PAGE : source;
  const written = articles.filter(({ status }) => status !== 'unchanged');
  const pageChanged = before.record === undefined || !isDeepStrictEqual(before.record, next);
  return [
    ...(before.isDeleted ? [{ type: 'restorePage', id: next.id } as const] : []),
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
