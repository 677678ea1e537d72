/** What people have decided of a page, against a reading of another text of it: no lines can be compared, so words decide. */
import type { ParsedPage } from '../article/article.js';
import { isHandMade, type EarlierArticle, type HandDecisions } from './hand-decisions.js';
import { matchArticles, runMarks } from './match-articles.js';
import { printedOf } from './printed-article.js';

/** Share of the runs of one text that must stand in others for it to be part of them. */
const LEAST_SHARE = 0.5;
/** Share, both ways, from which two articles are divided alike and differ in their words. */
const LEAST_ALIKE = 0.7;

type Runs = ReadonlySet<string>;

/**
 * Articles corrected by hand, and on a page whose division somebody has confirmed all of them, are firm: one stays as it is while
 * half of its words are on the page, and what a parser makes of firm words is passed over. A firm article nobody touched takes
 * the new words where the reading divides it alike. What is not firm is left to the reading.
 */
export function firmArticles(parsed: ParsedPage, earlier: readonly EarlierArticle[], isDivided: boolean): HandDecisions {
  const known = earlier.filter(({ archived }) => archived !== undefined);
  const isFirm = ({ status, archived }: EarlierArticle): boolean => status === 'live' && (isDivided || isHandMade(archived));
  if (!known.some(isFirm)) return { standing: new Set(), covered: new Set() };
  const printed = known.map(({ archived }) => printedOf(archived!.article, undefined));
  const after = parsed.articles.map((content) => printedOf(content, undefined));
  const [runs, now] = [printed.map(runMarks), after.map(runMarks)];
  const firm = known.flatMap((one, at) => (isFirm(one) ? [runs[at]!] : []));
  const matched = matchArticles(printed, after);
  const standing = new Set<EarlierArticle>();
  const covered = new Set<number>();
  const renewed = new Set<EarlierArticle>();
  matched.forEach((at, index) => {
    const before = at === undefined ? undefined : known[at]!;
    if (before === undefined || at === undefined) {
      if (shareIn(now[index]!, firm) >= LEAST_SHARE) covered.add(index);
    } else if (isFirm(before)) {
      const isAlike = shareIn(now[index]!, [runs[at]!]) >= LEAST_ALIKE && shareIn(runs[at]!, [now[index]!]) >= LEAST_ALIKE;
      if (isAlike && !isHandMade(before.archived)) renewed.add(before);
      else {
        standing.add(before);
        covered.add(index);
      }
    }
  });
  known.forEach((one, at) => {
    if (isFirm(one) && !renewed.has(one) && shareIn(runs[at]!, now) >= LEAST_SHARE) standing.add(one);
  });
  return { standing, covered };
}

/** Place of the article of a reading that has most of a text; undefined where none has any of it. */
export function mostOf(one: EarlierArticle, parsed: ParsedPage): number | undefined {
  const own = runMarks(printedOf(one.archived!.article, undefined));
  const shares = parsed.articles.map((content) => shareIn(own, [runMarks(printedOf(content, undefined))]));
  const best = shares.reduce((most, share, at) => (share > shares[most]! ? at : most), 0);
  return (shares[best] ?? 0) > 0 ? best : undefined;
}

function shareIn(own: Runs, texts: readonly Runs[]): number {
  return own.size === 0 ? 0 : [...own].filter((run) => texts.some((text) => text.has(run))).length / own.size;
}
