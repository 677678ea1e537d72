/**
 * A page that is read again meets what the archive holds of it: each article of the new reading gets the id it had, what
 * people have decided (deleted, withheld, corrected by hand) stays, and the rest becomes changes.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Article, ArticleContent, ArticleLines, ParsedPage, PageInfo } from '../article/article.js';
import { DATE_FROM } from '../article/dated-by-text.js';
import { ownLineNumbers } from '../article/line-numbers.js';
import { fingerprintOf } from '../archive/fingerprint.js';
import { readArticleDate } from '../page/article-date.js';
import { firmArticles, placesByWords } from './firm-articles.js';
import { handDecisions, isAway, isHandMade, isPurged, isRevived, type EarlierArticle, type ReadingAgain } from './hand-decisions.js';
import type { WriteStatus } from './write-receipt.js';
import { orderIds } from './make-id.js';
import { holderOf, matchArticles, takenInBy } from './match-articles.js';
import { printedOf } from './printed-article.js';
import { WorkSlices } from '../archive/work-slices.js';

/** What becomes of one article of the new reading. */
export interface PlacedArticle {
  readonly article: Article;
  readonly lines: ArticleLines;
  readonly status: WriteStatus;
  /** True for an article that was deleted, or whose text was purged: it keeps its id and stays away. */
  readonly away: boolean;
  /** What a new article is with an earlier one that it holds a part of: withheld for the same reason, or deleted. */
  readonly standing?: { readonly type: 'delete' } | { readonly type: 'withhold'; readonly reason: string };
  /** True where the text of that one was purged: the new one is kept without a text. */
  readonly textless?: boolean;
  /** True for an article that people have corrected: it stays as they left it. */
  readonly byHand?: boolean;
  /** True for one that was deleted with its page and comes back with it. */
  readonly isBack?: boolean;
  /** True for one that a person has brought back where the page stood before. */
  readonly isReleased?: boolean;
  /** True for one that is corrected by hand with this very reading. */
  readonly corrected?: boolean;
  /** Its place in the reading; of one that stands as people left it the place of the first article that shares its lines. */
  readonly reading: number;
}

/** What becomes of a page with the new reading. */
export interface PlacedPage {
  readonly articles: readonly PlacedArticle[];
  /** Earlier articles the new reading does not hold. */
  readonly removedIds: readonly string[];
  /** Of those, each whose lines another article holds now, and that article. Empty where the text has changed. */
  readonly successors: ReadonlyMap<string, string>;
}

/** The page a reading is of. */
export interface PlacingOptions extends ReadingAgain {
  readonly pageId: string;
  readonly place: PageInfo;
  /** Whether an id belongs to something, gone or not. */
  readonly isTaken: (id: string) => boolean;
  /** Articles, all of them in printed order, of pages that the file held before and whose text is on this page now. */
  readonly moved: readonly EarlierArticle[];
}

/** Gives every article of a reading its id and says what has changed. Linear in the page, but for what was taken out of it; in slices. */
export async function placeArticles(parsed: ParsedPage, earlier: readonly EarlierArticle[], options: PlacingOptions): Promise<PlacedPage> {
  const byWords = !options.sameText && options.decided === undefined;
  const decisions = byWords ? await firmArticles(parsed, earlier, options.isDivided) : handDecisions(parsed, earlier, options);
  const firstOn = firstPlaces(parsed);
  const placeOf = decisions.standing.size > 0 && byWords ? placesByWords(parsed) : () => undefined;
  const standing = [...decisions.standing].map((one) =>
    byWords ? firmArticle(one, parsed, placeOf(one)) : standingArticle(one, { parsed, firstOn, revive: options.revive }),
  );
  const placedHere = await placeReading(
    parsed,
    earlier.filter((one) => !decisions.standing.has(one)),
    { covered: decisions.covered, standing, options },
  );
  // The order of articles is a part of how somebody has divided a page.
  const isInOrder = options.isDivided && options.sameText && options.decided === undefined;
  const articles = isInOrder ? [...placedHere, ...standing] : [...placedHere, ...standing].sort((a, b) => a.reading - b.reading);
  const kept = new Set(articles.map(({ article }) => article.id));
  const removed = earlier.filter(
    ({ id, status, archived }) =>
      !kept.has(id) && status === 'live' && !(options.sameText && isHandMade(archived) && ownLineNumbers(archived?.lines).length === 0),
  );
  return { articles, removedIds: removed.map(({ id }) => id), successors: options.sameText ? successorsOf(removed, articles) : new Map() };
}

interface ReadingOptions {
  /** Places of the reading's articles that people have decided otherwise. */
  readonly covered: ReadonlySet<number>;
  /** What stands in their place. */
  readonly standing: readonly PlacedArticle[];
  readonly options: PlacingOptions;
}

/** The articles of the reading itself, but for the covered ones. */
async function placeReading(
  parsed: ParsedPage,
  earlier: readonly EarlierArticle[],
  { covered, standing, options }: ReadingOptions,
): Promise<readonly PlacedArticle[]> {
  const slices = new WorkSlices();
  const places = parsed.articles.flatMap((_, index) => (covered.has(index) ? [] : [index]));
  const open = { ...parsed, articles: places.map((at) => parsed.articles[at]!), lines: places.map((at) => parsed.lines[at]!) };
  const continued = await continuations(open, earlier, options.sameText, slices);
  const orders = ordersOf(places, standing);
  const movedHere = await continuations(open, options.moved, false, slices);
  const movedAt = (index: number): EarlierArticle | undefined => movedHere[index];
  const holderAt = options.sameText || options.revive ? () => undefined : holders(open, earlier, options.moved, movedAt);
  const newIds = orderIds(
    options.pageId,
    orders.filter((_, index) => continued[index] === undefined),
    options.isTaken,
  )[Symbol.iterator]();
  const placedHere: PlacedArticle[] = [];
  for (const [index, at] of places.entries()) {
    await slices.rest();
    const before = continued[index];
    const id = before?.id ?? newIds.next().value!;
    const article = { id, ...dated(parsed.articles[at]!, options.place, parsed.furniture), ...options.place, order: orders[index]! };
    const corrected = options.decided?.byHand.has(at) ?? false;
    const holder = corrected || isHandMade(before?.archived) || isAway(before?.status) ? undefined : holderAt(index, before);
    placedHere.push({
      ...(corrected ? placedByHand : placed)(article, parsed.lines[at]!, before, options.revive),
      ...(before === undefined && !corrected && movedByHand(article, movedAt(index))),
      ...(holder !== undefined && standingOf(holder)),
      reading: at,
    });
  }
  return placedHere;
}

/** The order, from 1, of each place among them and what stands. */
function ordersOf(places: readonly number[], standing: readonly PlacedArticle[]): readonly number[] {
  const readings = standing.map(({ reading }) => reading).sort((a, b) => a - b);
  let passed = 0;
  return places.map((at, index) => {
    while (passed < readings.length && readings[passed]! < at) passed += 1;
    return index + passed + 1;
  });
}

/**
 * For the place of an article of a changed text, and the one it continues, the withheld or deleted one whose text it shows: a
 * new one may be a part of it, since a new reading may divide it otherwise, or it on another page of the file; any other may
 * have taken it in.
 */
function holders(
  open: ParsedPage,
  earlier: readonly EarlierArticle[],
  moved: readonly EarlierArticle[],
  movedAt: (index: number) => EarlierArticle | undefined,
): (index: number, before: EarlierArticle | undefined) => EarlierArticle | undefined {
  const away = [...earlier, ...moved].filter(({ status, archived }) => isAway(status) && archived !== undefined);
  const texts = away.map(({ archived }) => printedOf(archived!.article, undefined));
  return (index, before) => {
    const own = printedOf(open.articles[index]!, undefined);
    const takenIn =
      texts.length === 0 ? undefined : takenInBy(texts, own, before?.archived && printedOf(before.archived.article, undefined));
    if (takenIn !== undefined) return away[takenIn];
    if (before?.status !== undefined) return undefined;
    const holder = texts.length === 0 ? undefined : holderOf(texts, own);
    if (holder !== undefined) return away[holder];
    const movedHere = movedAt(index);
    return isAway(movedHere?.status) ? movedHere : undefined;
  };
}

function standingOf(holder: EarlierArticle): Pick<PlacedArticle, 'standing' | 'away' | 'textless'> {
  const textless = isPurged(holder);
  if (holder.status === 'deleted') return { standing: { type: 'delete' }, away: true, textless };
  return { standing: { type: 'withhold', reason: holder.reason ?? '' }, away: textless, textless };
}

/** One that stays as it was, at the first article of the reading that shares its lines. */
function standingArticle(
  one: EarlierArticle,
  { parsed, firstOn, revive }: { readonly parsed: ParsedPage; readonly firstOn: ReadonlyMap<number, number>; readonly revive: boolean },
): PlacedArticle {
  const { status, archived } = one;
  const { article, lines } = archived!;
  const reading = ownLineNumbers(lines).reduce((first, line) => Math.min(first, firstOn.get(line) ?? first), parsed.lines.length);
  const isBack = isRevived(one, revive);
  return {
    article,
    lines: isBack ? lines! : (parsed.lines[reading] ?? lines!),
    status: isBack ? 'created' : 'unchanged',
    away: status === 'deleted' && !isBack,
    isBack,
    byHand: isHandMade(archived),
    reading,
  };
}

/** One that stays as it was on a page whose text has changed, on the lines that have most of its words now. */
function firmArticle(one: EarlierArticle, parsed: ParsedPage, place: number | undefined): PlacedArticle {
  const { article, lines } = one.archived!;
  const reading = place ?? parsed.lines.length;
  const next = parsed.lines[reading] ?? lines!;
  return {
    article,
    lines: next,
    status: isDeepStrictEqual(next, lines) ? 'unchanged' : 'updated',
    away: false,
    byHand: isHandMade(one.archived),
    reading,
  };
}

/** What was corrected by hand where the page stood before, or brought back there, is so where it stands now. */
function movedByHand(article: Article, moved: EarlierArticle | undefined): Partial<PlacedArticle> {
  if (moved?.status !== 'live') return {};
  const { id, order, paper, date, pageNumber, section } = article;
  const place = { paper, date, pageNumber, section, order };
  const known = Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined));
  return {
    ...(isHandMade(moved.archived) && { article: { ...moved.archived!.article, ...known, id }, byHand: true }),
    ...(moved.isReleased === true && { isReleased: true }),
  };
}

/** For each line the place of the first article of the reading that has it. */
function firstPlaces(parsed: ParsedPage): ReadonlyMap<number, number> {
  const first = new Map<number, number>();
  for (const [place, lines] of parsed.lines.entries())
    for (const line of ownLineNumbers(lines)) if (!first.has(line)) first.set(line, place);
  return first;
}

/** For each article a reading no longer holds, the one that has most of its printed lines. */
function successorsOf(gone: readonly EarlierArticle[], articles: readonly PlacedArticle[]): ReadonlyMap<string, string> {
  const holders = new Map<number, number[]>();
  if (gone.length > 0)
    for (const [index, { lines }] of articles.entries())
      for (const line of ownLineNumbers(lines)) holders.set(line, [...(holders.get(line) ?? []), index]);
  const found = new Map<string, string>();
  for (const { id, archived } of gone) {
    const shared = new Map<number, number>();
    for (const line of new Set(ownLineNumbers(archived?.lines)))
      for (const holder of holders.get(line) ?? []) shared.set(holder, (shared.get(holder) ?? 0) + 1);
    const [best] = [...shared].sort(([a, most], [b, other]) => other - most || a - b);
    if (best !== undefined) found.set(id, articles[best[0]]!.article.id);
  }
  return found;
}

/** For each new article the earlier one it continues. */
async function continuations(
  parsed: ParsedPage,
  earlier: readonly EarlierArticle[],
  sameText: boolean,
  slices: WorkSlices,
): Promise<readonly (EarlierArticle | undefined)[]> {
  const known = earlier.flatMap((article) => {
    const { archived } = article;
    return archived === undefined ? [] : [{ article, printed: printedOf(archived.article, sameText ? archived.lines : undefined) }];
  });
  const after = parsed.articles.map((content, index) => printedOf(content, sameText ? parsed.lines[index] : undefined));
  const matched = (
    await matchArticles(
      known.map(({ printed }) => printed),
      after,
      slices,
    )
  ).map((index) => (index === undefined ? undefined : known[index]!.article));
  return withPurged(matched, earlier);
}

/**
 * A purged text has nothing left to compare. What stands where it stood, between the same neighbours, counts as it: a text
 * that was given up must not come back because another article on its page was corrected.
 */
function withPurged(
  matched: readonly (EarlierArticle | undefined)[],
  earlier: readonly EarlierArticle[],
): readonly (EarlierArticle | undefined)[] {
  const filled = [...matched];
  const placeOf = new Map(matched.flatMap((article, place) => (article === undefined ? [] : [[article, place] as const])));
  let before = -1;
  for (const [at, article] of earlier.entries()) {
    if (article.archived !== undefined) {
      before = placeOf.get(article) ?? before;
      continue;
    }
    const after = nextPlace(earlier, at + 1, (one) => placeOf.get(one), before) ?? filled.length;
    const place = filled.indexOf(undefined, before + 1);
    if (place < 0 || place >= after) continue;
    filled[place] = article;
    before = place;
  }
  return filled;
}

/** The first place beyond `before` of the articles from `from` on. */
function nextPlace(
  earlier: readonly EarlierArticle[],
  from: number,
  placeOf: (article: EarlierArticle) => number | undefined,
  before: number,
): number | undefined {
  for (let at = from; at < earlier.length; at += 1) {
    const place = placeOf(earlier[at]!);
    if (place !== undefined && place > before) return place;
  }
  return undefined;
}

/** With the date it says itself, where its page has none, and that it does. */
function dated(content: ArticleContent, { date }: PageInfo, furniture: readonly string[]): ArticleContent & Pick<Article, 'date'> {
  const own = date === undefined ? readArticleDate(content, furniture) : undefined;
  return own === undefined ? content : { ...content, date: own, extra: { ...content.extra, [DATE_FROM]: 'text' } };
}

function placed(
  article: Article,
  lines: ArticleLines,
  before: EarlierArticle | undefined,
  revive: boolean,
): Omit<PlacedArticle, 'reading'> {
  if (before?.status === undefined) return { article, lines, status: 'created', away: false };
  const { archived, status } = before;
  if (isRevived(before, revive))
    return {
      article: isHandMade(archived) ? archived!.article : article,
      lines,
      status: 'created',
      away: false,
      isBack: true,
      byHand: isHandMade(archived),
    };
  if (status === 'deleted') return { article, lines, status: 'unchanged', away: true };
  if (archived === undefined) return { article, lines, status: 'unchanged', away: true };
  if (isHandMade(archived)) return { article: archived.article, lines, status: 'unchanged', away: false, byHand: true };
  const same = fingerprintOf(article) === fingerprintOf(archived.article) && isDeepStrictEqual(lines, archived.lines);
  return { article, lines, status: same ? 'unchanged' : 'updated', away: false };
}

/**
 * As `placed`, for an article an editor has just left like this: what was decided of it before no longer counts, but that it is withheld.
 */
function placedByHand(article: Article, lines: ArticleLines, before: EarlierArticle | undefined): Omit<PlacedArticle, 'reading'> {
  if (before?.status === undefined) return { article, lines, status: 'created', away: false, corrected: true };
  if (before.status === 'deleted')
    return { article, lines, status: 'created', away: before.reason !== undefined, isBack: before.reason === undefined, corrected: true };
  const { archived } = before;
  const same =
    archived !== undefined &&
    isHandMade(archived) &&
    fingerprintOf(article) === fingerprintOf(archived.article) &&
    isDeepStrictEqual(lines, archived.lines);
  return { article, lines, status: same ? 'unchanged' : 'updated', away: false, corrected: true };
}
