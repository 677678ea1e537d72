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
export async function firmArticles(parsed: ParsedPage, earlier: readonly EarlierArticle[], isDivided: boolean): Promise<HandDecisions> {
  const known = earlier.filter(({ archived }) => archived !== undefined);
  const isFirm = ({ status, archived }: EarlierArticle): boolean => status === 'live' && (isDivided || isHandMade(archived));
  if (!known.some(isFirm)) return { standing: new Set(), covered: new Set() };
  const printed = known.map(({ archived }) => printedOf(archived!.article, undefined));
  const after = parsed.articles.map((content) => printedOf(content, undefined));
  const [runs, now] = [printed.map(runMarks), after.map(runMarks)];
  const firm = unionOf(known.flatMap((one, at) => (isFirm(one) ? [runs[at]!] : [])));
  const onPage = unionOf(now);
  const matched = await matchArticles(printed, after);
  const standing = new Set<EarlierArticle>();
  const covered = new Set<number>();
  const renewed = new Set<EarlierArticle>();
  matched.forEach((at, index) => {
    const before = at === undefined ? undefined : known[at]!;
    if (before === undefined || at === undefined) {
      if (shareIn(now[index]!, firm) >= LEAST_SHARE) covered.add(index);
    } else if (isFirm(before)) {
      const isAlike = shareIn(now[index]!, runs[at]!) >= LEAST_ALIKE && shareIn(runs[at]!, now[index]!) >= LEAST_ALIKE;
      if (isAlike && !isHandMade(before.archived)) renewed.add(before);
      else {
        standing.add(before);
        covered.add(index);
      }
    }
  });
  known.forEach((one, at) => {
    if (isFirm(one) && !renewed.has(one) && shareIn(runs[at]!, onPage) >= LEAST_SHARE) standing.add(one);
  });
  return { standing, covered };
}

/** For a reading: the place of its article that has most of a text, the first of equals; undefined where none has any of it. */
export function placesByWords(parsed: ParsedPage): (one: EarlierArticle) => number | undefined {
  const holders = new Map<string, number[]>();
  for (const [place, content] of parsed.articles.entries()) {
    for (const run of runMarks(printedOf(content, undefined))) {
      const held = holders.get(run);
      if (held === undefined) holders.set(run, [place]);
      else held.push(place);
    }
  }
  return (one) => {
    const shared = new Map<number, number>();
    for (const run of runMarks(printedOf(one.archived!.article, undefined)))
      for (const place of holders.get(run) ?? []) shared.set(place, (shared.get(place) ?? 0) + 1);
    const [best] = [...shared].sort(([a, most], [b, other]) => other - most || a - b);
    return best?.[0];
  };
}

function unionOf(texts: readonly Runs[]): Runs {
  const all = new Set<string>();
  for (const text of texts) for (const run of text) all.add(run);
  return all;
}

function shareIn(own: Runs, text: Runs): number {
  return own.size === 0 ? 0 : [...own].filter((run) => text.has(run)).length / own.size;
}
