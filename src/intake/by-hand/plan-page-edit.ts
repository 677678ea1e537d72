/** What a person's change makes of one page: its record, its articles, and the decisions that are kept of it. */
import { isDeepStrictEqual } from 'node:util';
import type { Article, ArticleLines, PageInfo } from '../../article/article.js';
import { lineNumbers } from '../../article/line-numbers.js';
import { PLACE_PARTS, placeOf } from '../../article/page-place.js';
import type { DividedArticle, PagePatch } from '../../article/page-patch-schema.js';
import { invalidPage } from '../../article/page-patch-schema.js';
import type { Archive } from '../../archive/archive.js';
import type { ArchiveChange, ArchivedArticle, PageDecisions, PageRecord } from '../../archive/archive-change.js';
import { fingerprintOf } from '../../archive/fingerprint.js';
import { fieldDecisions, type Editor } from '../article-edits.js';
import type { Decide, IntakeChange } from '../histories.js';
import { withDecisions, type MadeDecision } from '../keep-decisions.js';
import { API_PAGE } from '../page-record.js';
import { storedTextOf } from '../printed-text.js';
import type { ReadPage } from '../read-page.js';
import { dividePage, type Division, type DividedOne } from './divide-page.js';
import { divisionName } from './division-name.js';
import { articlesOn, contentOf } from './page-view.js';
import { changedParts, movedArticle, movedPlace, placeDecisions, withoutFields } from './place-change.js';

/** The archive, as far as a page is changed. */
export type PlanningArchive = Pick<Archive, 'article' | 'status' | 'reason' | 'page' | 'pageBytes'>;

/** A change of one page on its way. */
export interface PageChange {
  readonly record: PageRecord;
  readonly patch: PagePatch;
  /** As it is read now; undefined where it cannot be, or was not asked for. */
  readonly reading: ReadPage | undefined;
  readonly editor: Editor;
  /** When it is made. */
  readonly at: string;
  /** Number of the decision that is taken back by it. */
  readonly takesBack?: number;
  /** `what` of it. */
  readonly takesBackWhat?: string;
}

/** What is to be written for one page; nothing where nothing changes. */
export interface PagePlan {
  readonly record: PageRecord;
  readonly place: PageInfo;
  readonly changes: readonly IntakeChange[];
  /** Ids of the articles that stand on it afterwards. */
  readonly articleIds: readonly string[];
  readonly removedIds: readonly string[];
  readonly warnings: readonly string[];
}

/** Finds it. Throws PAGE_INVALID. */
export async function planPageEdit(change: PageChange, archive: PlanningArchive): Promise<PagePlan> {
  const { record, patch, editor } = change;
  const { standing, away } = await articlesOn(archive, record);
  const parts = changedParts(record, patch.place);
  const place = movedPlace(record, patch.place);
  const division = patch.articles === undefined ? undefined : await divisionOf(patch.articles, change, { standing, away, archive });
  const ids = division === undefined ? record.articleIds : idsAfter(record, division, away);
  const moved = (one: DividedOne): DividedOne => {
    const article = movedArticle(one.article, parts, place);
    return { ...one, article: division === undefined ? article : { ...article, order: ids.indexOf(article.id) + 1 } };
  };
  const articles = (division?.articles ?? standing.map(asItStands)).map(moved);
  const made = signedBy(
    [
      ...parts.map((what): MadeDecision => ({ what, before: record[what] ?? null, after: place[what] ?? null })),
      ...(division === undefined ? [] : divisionDecisions(record, standing, division)),
    ],
    change,
  );
  const next = made.length === 0 ? record : recordAfter(change, { place, division, articles, ids, made });
  const withheld = away.filter(({ status }) => status === 'withheld').map((one) => moved(asItStands(one)));
  return {
    record: next,
    place,
    changes: [
      ...[...articles, ...withheld]
        .filter(isChanged)
        .map(({ article, lines, source }): ArchiveChange => ({ type: 'article', article, lines, source, pageId: record.id })),
      ...articles.flatMap((one) => contentDecisions(one, editor)),
      ...(division?.removedIds ?? []).map((id): ArchiveChange => ({ type: 'remove', id })),
      ...(next === record ? [] : [{ type: 'page', page: next } as const]),
    ],
    articleIds: articles.map(({ article }) => article.id),
    removedIds: division?.removedIds ?? [],
    warnings: division?.warnings ?? [],
  };
}

interface OnPage {
  readonly standing: readonly ArchivedArticle[];
  readonly away: readonly ArchivedArticle[];
  readonly archive: PlanningArchive;
}

async function divisionOf(
  given: readonly DividedArticle[],
  { record, reading, takesBack }: PageChange,
  { standing, away, archive }: OnPage,
): Promise<Division> {
  const stored = record.isPicture === true ? undefined : await storedTextOf(archive, record).catch(() => undefined);
  if (stored === undefined)
    throw invalidPage([
      { path: 'articles', message: 'the lines of this page are not there: a picture, or bytes that a purge has dropped' },
    ]);
  return dividePage(
    given,
    {
      id: record.id,
      place: placeOf(record),
      standing,
      away,
      printed: stored.text.split('\n'),
      reading,
      readFrom: record.source === undefined || record.source === 'api' ? API_PAGE : record.source,
      isTaken: (id) => archive.status(id) !== undefined || record.formerIds?.[id] !== undefined,
    },
    takesBack !== undefined,
  );
}

function asItStands(before: ArchivedArticle): DividedOne {
  return { article: before.article, lines: before.lines!, source: before.source ?? 'api', before };
}

function isChanged({ article, lines, source, before }: DividedOne): boolean {
  if (before === undefined) return true;
  return (
    fingerprintOf(article) !== fingerprintOf(before.article) ||
    !isDeepStrictEqual(lines, before.lines) ||
    source !== (before.source ?? 'api')
  );
}

/** An article as a decision tells it: which lines are which part of it, and what no line tells; no words of its text. */
export function toldArticle({
  article: { id, kind, byline },
  lines,
}: {
  readonly article: Article;
  readonly lines?: ArticleLines;
}): object {
  return { id, lines: lines ?? null, kind, byline };
}

function divisionDecisions(record: PageRecord, standing: readonly ArchivedArticle[], { articles }: Division): readonly MadeDecision[] {
  const [before, after] = [standing.map(toldArticle), articles.map(toldArticle)];
  // Looking at a page and leaving it as it is is a decision once.
  const isSeen = record.decided?.division === true && record.wants?.includes('reading') !== true;
  if (isSeen && isDeepStrictEqual(before, after)) return [];
  return [{ what: 'articles', before, after }];
}

/** What is made of a decision that is taken back counts as that, also where nothing changes by it. */
function signedBy(
  made: readonly MadeDecision[],
  { record, editor: { by }, takesBack, takesBackWhat: what = '' }: PageChange,
): readonly MadeDecision[] {
  const present = record[what as keyof PageInfo] ?? null;
  const all = made.length === 0 && takesBack !== undefined ? [{ what, before: present, after: present }] : made;
  return all.map((one) => ({ ...one, ...(by !== undefined && { by }), ...(takesBack !== undefined && { takesBack }) }));
}

const OF_THE_PAGE: readonly string[] = [...PLACE_PARTS, 'order'];

function contentDecisions({ article, before }: DividedOne, editor: Editor): readonly Decide[] {
  if (before === undefined) return [];
  // Place and order are the page's.
  const made = fieldDecisions(before.article, article, editor).filter(({ what }) => !OF_THE_PAGE.includes(what));
  return made.length === 0 ? [] : [{ type: 'decide', id: article.id, made }];
}

interface After {
  readonly place: PageInfo;
  readonly division: Division | undefined;
  readonly articles: readonly DividedOne[];
  /** Of all articles, in their order. */
  readonly ids: readonly string[];
  readonly made: readonly MadeDecision[];
}

function recordAfter({ record, patch, reading, at }: PageChange, after: After): PageRecord {
  const { place, division, made } = after;
  const { wants = [], decided = {}, decisions = [] } = record;
  const placed = placeDecisions(decided, patch.place);
  const isPlaced = made.some(({ what }) => what !== 'articles');
  const left = wants.filter((want) => (want === 'readings' ? !isPlaced : division === undefined));
  const next: PageRecord = {
    ...withoutFields(record, [...PLACE_PARTS, 'wants', 'decided']),
    ...place,
    ...(left.length > 0 && { wants: left }),
    decisions: withDecisions(decisions, made, at),
  };
  if (division === undefined) return withDecided(next, placed);
  return withDecided(
    { ...withoutFields(next, ['formerIds', 'leftOut']), ...listsAfter(record, division, after) },
    dividedBy(placed, reading),
  );
}

function withDecided(record: PageRecord, decided: PageDecisions): PageRecord {
  return Object.keys(decided).length === 0 ? record : { ...record, decided };
}

function dividedBy({ against: before, ...placed }: PageDecisions, reading: ReadPage | undefined): PageDecisions {
  const against = reading === undefined ? before : divisionName(reading.parsed.lines);
  return { ...placed, division: true, ...(against !== undefined && { against }) };
}

/** All articles of the page in their order: those that are away stand where they were among the others. */
function idsAfter(record: PageRecord, division: Division, away: readonly ArchivedArticle[]): readonly string[] {
  const ids = division.articles.map(({ article }) => article.id);
  const known = new Set([...ids, ...division.removedIds]);
  const lines = new Map([...division.articles, ...away].map((one) => [one.article.id, firstLine(one.lines)]));
  for (const id of record.articleIds.filter((one) => !known.has(one))) {
    const first = lines.get(id);
    const at = first === undefined ? record.articleIds.indexOf(id) : ids.findIndex((other) => (lines.get(other) ?? 0) > first);
    ids.splice(at < 0 ? ids.length : Math.min(at, ids.length), 0, id);
  }
  return ids;
}

/** What names articles and lines in a record. */
function listsAfter(record: PageRecord, { leftOut, successors }: Division, { articles, ids }: After): Partial<PageRecord> {
  const stay = new Set(articles.map(({ article }) => article.id));
  const confidences = new Map(record.articleIds.map((id, index) => [id, record.confidences?.[index] ?? 1]));
  const untouched = new Set(articles.flatMap((one) => (isReadAnew(one) ? [] : [one.article.id])));
  const held = new Set(articles.flatMap((one) => lineNumbers(one.lines)));
  const left = [...new Set([...(record.leftOut ?? []), ...leftOut])].filter((line) => !held.has(line)).sort((a, b) => a - b);
  const former = Object.entries({ ...record.formerIds, ...Object.fromEntries(successors) })
    .map(([id, to]) => [id, successors.get(to) ?? to] as const)
    .filter(([id, to]) => ids.includes(to) && !ids.includes(id));
  return {
    articleIds: ids,
    confidences: ids.map((id) => (stay.has(id) && !untouched.has(id) ? 1 : (confidences.get(id) ?? 1))),
    ...(former.length > 0 && { formerIds: Object.fromEntries(former) }),
    ...(left.length > 0 && { leftOut: left }),
  };
}

/** True for an article whose text or lines are not those it had. */
function isReadAnew({ article, lines, before }: DividedOne): boolean {
  return (
    before === undefined || !isDeepStrictEqual(contentOf(article), contentOf(before.article)) || !isDeepStrictEqual(lines, before.lines)
  );
}

function firstLine(lines: ArticleLines | undefined): number | undefined {
  const numbers = lines === undefined ? [] : lineNumbers(lines);
  return numbers.length === 0 ? undefined : numbers.reduce((a, b) => Math.min(a, b));
}
