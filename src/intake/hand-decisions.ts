/** What people have decided of the lines of a page, against a new reading of the same text. */
import type { ArticleLines, ParsedPage } from '../article/article.js';
import { ownLineNumbers } from '../article/line-numbers.js';
import type { ArchivedArticle, ArticleStatus } from '../archive/archive-change.js';
import type { Decided } from './correct-reading.js';

/** An article the page had before; `archived` is missing where its text was purged, `status` too where only its place is known. */
export interface EarlierArticle {
  readonly id: string;
  readonly status: ArticleStatus | undefined;
  readonly archived: ArchivedArticle | undefined;
  /** Why it is withheld, or was before it was deleted; there after a purge too. */
  readonly reason?: string;
  /** It was deleted with its page. */
  readonly withPage?: true;
  /** A person has brought it back. */
  readonly isReleased?: true;
}

/** How a new reading of a page stands to what was decided of it. */
export interface ReadingAgain {
  /** True when both readings are of the same text, so that line numbers can be compared. */
  readonly sameText: boolean;
  /** True when articles that were deleted with the page come back: it is put again. */
  readonly revive: boolean;
  /** True when somebody has seen how the page is divided and stored it so. */
  readonly isDivided: boolean;
  /** What an editor decided with this reading. */
  readonly decided?: Decided;
  /** Lines that an editor gave to no article, now or before. */
  readonly leftOut: readonly number[];
}

/** Share of an article's lines that must be decided already for the article to be. */
const LEAST_SHARE = 0.5;

/** Which articles of both readings people have decided. */
export interface HandDecisions {
  /** Earlier articles that stay as they are. */
  readonly standing: ReadonlySet<EarlierArticle>;
  /** Places of the articles of the reading whose lines are those of `standing`, or were given to no article. */
  readonly covered: ReadonlySet<number>;
}

/**
 * Lines that a correction by hand holds belong to it, however a parser divides them: two articles that were made one stay
 * one, and one that was divided stays so. So do those of an article that is withheld or deleted: no part of it comes back,
 * and where the parser puts it into a larger one, what was read of those lines before stays instead. What an editor corrects
 * with this reading goes before what was decided earlier. Where somebody has confirmed how the page is divided, all of it stays.
 */
export function handDecisions(
  parsed: ParsedPage,
  earlier: readonly EarlierArticle[],
  { sameText, revive, isDivided, decided, leftOut }: ReadingAgain,
): HandDecisions {
  if (!sameText) return { standing: new Set(), covered: new Set() };
  if (isDivided && decided === undefined) {
    return { standing: new Set(earlier.filter(({ archived }) => archived?.lines !== undefined)), covered: new Set(parsed.articles.keys()) };
  }
  const byHand = decided?.byHand ?? new Set();
  const now = new Set(parsed.lines.flatMap((lines, index) => (byHand.has(index) ? ownLineNumbers(lines) : [])));
  const hasLines = ({ archived }: EarlierArticle): boolean =>
    ownLineNumbers(archived?.lines).length > 0 && shareOf(archived?.lines, now) < LEAST_SHARE;
  const standing = earlier.filter((one) => isDecided(one.status, one.archived) && !isRevived(one, revive) && hasLines(one));
  if (standing.length === 0 && leftOut.length === 0) return { standing: new Set(), covered: new Set() };
  const taken = new Set([...leftOut, ...standing.flatMap(({ archived }) => ownLineNumbers(archived?.lines))]);
  const away = standing.filter(({ status }) => isAway(status));
  const places = parsed.lines.flatMap((lines, index) => (byHand.has(index) ? [] : [{ index, lines, own: new Set(ownLineNumbers(lines)) }]));
  const larger = holdingMost(
    places,
    away.map(({ archived }) => ownLineNumbers(archived?.lines)),
  );
  const covered = [...places.filter(({ lines }) => shareOf(lines, taken) >= LEAST_SHARE), ...larger];
  const inLarger = new Set(larger.flatMap(({ own }) => [...own]));
  const decidedOnes = new Set(standing);
  const kept = earlier.filter(
    (one) => one.status === 'live' && !decidedOnes.has(one) && hasLines(one) && shareOf(one.archived?.lines, inLarger) >= LEAST_SHARE,
  );
  return { standing: new Set([...standing, ...kept]), covered: new Set(covered.map(({ index }) => index)) };
}

/** Those of the places that hold at least half of the lines of one of these articles. */
function holdingMost<Place extends { readonly own: ReadonlySet<number> }>(
  places: readonly Place[],
  articles: readonly (readonly number[])[],
): readonly Place[] {
  if (articles.length === 0) return [];
  const byLine = new Map<number, Place[]>();
  for (const place of places) for (const line of place.own) byLine.set(line, [...(byLine.get(line) ?? []), place]);
  const holding = new Set<Place>();
  for (const lines of articles) {
    const counts = new Map<Place, number>();
    for (const line of lines) for (const place of byLine.get(line) ?? []) counts.set(place, (counts.get(place) ?? 0) + 1);
    for (const [place, count] of counts) if (count >= LEAST_SHARE * lines.length) holding.add(place);
  }
  return places.filter((place) => holding.has(place));
}

function shareOf(lines: ArticleLines | undefined, among: ReadonlySet<number>): number {
  const own = ownLineNumbers(lines);
  return own.length === 0 ? 0 : own.filter((line) => among.has(line)).length / own.length;
}

function isDecided(status: EarlierArticle['status'], archived: ArchivedArticle | undefined): boolean {
  return isAway(status) || isHandMade(archived);
}

/** True for what must not be found: withheld or deleted. */
export function isAway(status: EarlierArticle['status']): boolean {
  return status === 'withheld' || status === 'deleted';
}

/** True for what was deleted with its page and comes back with it. */
export function isRevived({ status, withPage, reason }: EarlierArticle, revive: boolean): boolean {
  return revive && status === 'deleted' && withPage === true && reason === undefined;
}

/** True for an article of which nothing but its standing is left. */
export function isPurged({ status, archived }: EarlierArticle): boolean {
  return isAway(status) && archived === undefined;
}

/** True for a text that came through the API or an import since the page was read: a correction by hand. */
export function isHandMade(archived: Pick<ArchivedArticle, 'source'> | undefined): boolean {
  const source = archived?.source;
  return source !== undefined && (source === 'api' || /\.(nd)?json(\.gz)?$/iu.test(source));
}
