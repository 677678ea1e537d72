/** What people have decided of the lines of a page, against a new reading of the same text. */
import type { ArticleLines, ParsedPage } from '../article/article.js';
import type { ArchivedArticle } from '../archive/archive-change.js';
import type { EarlierArticle, PlacingOptions } from './page-articles.js';

/** Share of an article's lines that must be decided already for the article to be. */
const LEAST_SHARE = 0.5;

export interface HandDecisions {
  /** Earlier articles that stay as people left them. */
  readonly standing: ReadonlySet<EarlierArticle>;
  /** Places of the articles of the reading whose lines are those of `standing`, or were given to no article. */
  readonly covered: ReadonlySet<number>;
}

/**
 * Lines that a correction by hand holds belong to it, however a parser divides them: two articles that were made one stay
 * one, and one that was divided stays so. What an editor corrects with this reading goes before what was corrected earlier.
 */
export function handDecisions(parsed: ParsedPage, earlier: readonly EarlierArticle[], { sameText, revive, decided, leftOut }: PlacingOptions): HandDecisions {
  if (!sameText) return { standing: new Set(), covered: new Set() };
  const byHand = decided?.byHand ?? new Set();
  const now = new Set(parsed.lines.flatMap((lines, index) => (byHand.has(index) ? linesOf(lines) : [])));
  const standing = earlier.filter(({ status, archived }) => isHandMade(archived) && !(status === 'deleted' && revive) && linesOf(archived?.lines).length > 0 && shareOf(archived?.lines, now) < LEAST_SHARE);
  const taken = new Set([...leftOut, ...standing.flatMap(({ archived }) => linesOf(archived?.lines))]);
  const covered = parsed.lines.flatMap((lines, index) => (!byHand.has(index) && shareOf(lines, taken) >= LEAST_SHARE ? [index] : []));
  return { standing: new Set(standing), covered: new Set(covered) };
}

function shareOf(lines: ArticleLines | undefined, among: ReadonlySet<number>): number {
  const own = linesOf(lines);
  return own.length === 0 ? 0 : own.filter((line) => among.has(line)).length / own.length;
}

/** All printed lines of an article but its banner, which several may share; none where they are not known. */
export function linesOf(lines: ArticleLines | undefined): readonly number[] {
  return lines === undefined ? [] : [...lines.kicker.flat(), ...lines.title, ...lines.subtitle.flat(), ...lines.paragraphs.flat()];
}

/** True for a text that came through the API or an import since the page was read: a correction by hand. */
export function isHandMade(archived: Pick<ArchivedArticle, 'source'> | undefined): boolean {
  const source = archived?.source;
  return source !== undefined && (source === 'api' || /\.(nd)?json(\.gz)?$/iu.test(source));
}
