/** The articles of a page as a person divides it: which of them are those that stood there, under which ids, in which order. */
import { isDeepStrictEqual } from 'node:util';
import type { Article, ArticleLines, CorrectedArticle, PageInfo } from '../../article/article.js';
import { boundHeadlines } from '../../article/headline-limits.js';
import { lineNumbers, ownLineNumbers } from '../../article/line-numbers.js';
import { invalidPage, type DividedArticle } from '../../article/page-patch-schema.js';
import type { ArchivedArticle } from '../../archive/archive-change.js';
import { orderIds } from '../make-id.js';
import type { ReadPage } from '../read-page.js';
import { ComposedArticles } from './compose-articles.js';
import { contentOf } from './page-view.js';

/** The page as it stands. */
export interface DividedPage {
  readonly id: string;
  readonly place: PageInfo;
  /** Live, in printed order. */
  readonly standing: readonly ArchivedArticle[];
  /** Withheld and deleted ones whose text is there. */
  readonly away: readonly ArchivedArticle[];
  /** All printed lines. */
  readonly printed: readonly string[];
  /** As it is read now. */
  readonly reading: ReadPage | undefined;
  /** Source of what a reader read. */
  readonly readFrom: string;
  readonly isTaken: (id: string) => boolean;
}

/** An article of the page from now on. */
export interface DividedOne {
  readonly article: Article;
  readonly lines: ArticleLines;
  readonly source: string;
  /** As it stood; absent for a new one. */
  readonly before?: ArchivedArticle;
}

/** What becomes of the page. */
export interface Division {
  readonly articles: readonly DividedOne[];
  readonly removedIds: readonly string[];
  /** Of those, each whose lines another article holds now. */
  readonly successors: ReadonlyMap<string, string>;
  /** Lines that an article had and none has now. */
  readonly leftOut: readonly number[];
  readonly warnings: readonly string[];
}

/** Divides it. `mayRevive`: ids of articles that went into others may come again. Throws PAGE_INVALID with every fault. */
export function dividePage(given: readonly DividedArticle[], page: DividedPage, mayRevive: boolean): Division {
  const composer = new ComposedArticles(page.standing, page.printed);
  const bounded = given.map((one) => {
    const { content, lines } = composer.compose(one);
    return boundHeadlines(content, lines);
  });
  const articles = bounded.map(({ content, lines }): CorrectedArticle => ({ content, lines: lines! }));
  refuseFaults(given, articles, page, mayRevive);
  const earlier = earlierOf(given, articles, page.standing);
  const ids = idsOf(given, earlier, page);
  const before = new Map(page.standing.map((one) => [one.article.id, one]));
  const divided = articles.map((one, index) => dividedOne(one, { id: ids[index]!, order: index + 1 }, before.get(ids[index]!), page));
  const kept = new Set(ids);
  const held = new Set(articles.flatMap(({ lines }) => lineNumbers(lines)));
  const gone = page.standing.filter(({ article }) => !kept.has(article.id));
  const had = page.standing.flatMap(({ lines }) => ownLineNumbers(lines));
  return {
    articles: divided,
    removedIds: gone.map(({ article }) => article.id),
    successors: new Map(gone.flatMap((one) => successorOf(one, divided))),
    leftOut: [...new Set(had)].filter((line) => !held.has(line)).sort((a, b) => a - b),
    warnings: [...new Set(bounded.flatMap(({ warnings }) => warnings))],
  };
}

function refuseFaults(
  given: readonly DividedArticle[],
  articles: readonly CorrectedArticle[],
  { standing, away, printed }: DividedPage,
  mayRevive: boolean,
): void {
  const ids = new Set(standing.map(({ article }) => article.id));
  const own = new Set(standing.flatMap(({ lines }) => ownLineNumbers(lines)));
  const hidden = new Set(away.flatMap(({ lines }) => ownLineNumbers(lines)).filter((line) => !own.has(line)));
  const seen = new Set<string>();
  const faults = articles.flatMap(({ content, lines }, index) => {
    const path = `articles[${index}]`;
    const { id } = given[index]!;
    const numbers = lineNumbers(lines);
    const beyond = numbers.find((line) => line > printed.length);
    const away = numbers.find((line) => hidden.has(line));
    const isTwice = id !== undefined && seen.has(id);
    if (id !== undefined) seen.add(id);
    return [
      ...(isTwice ? [{ path: `${path}.id`, message: 'stands twice' }] : []),
      ...(id !== undefined && !ids.has(id) && !mayRevive ? [{ path: `${path}.id`, message: 'is none of an article of this page' }] : []),
      ...(numbers.length === 0 && id === undefined
        ? [{ path: `${path}.lines`, message: 'a new article has at least one line of the page' }]
        : []),
      ...(content.title.trim() === '' && content.paragraphs.length === 0 ? [{ path, message: 'its lines hold no text' }] : []),
      ...(beyond !== undefined ? [{ path: `${path}.lines`, message: `the page has ${printed.length} lines, not ${beyond}` }] : []),
      ...(away !== undefined ? [{ path: `${path}.lines`, message: `line ${away} is that of an article that is not shown` }] : []),
    ];
  });
  if (faults.length > 0) throw invalidPage(faults);
}

/** For each article without an id the one that has most of its lines, and no other claims. */
function earlierOf(
  given: readonly DividedArticle[],
  articles: readonly CorrectedArticle[],
  standing: readonly ArchivedArticle[],
): readonly (string | undefined)[] {
  const claimed = new Set(given.flatMap(({ id }) => id ?? []));
  return articles.map(({ lines }, index) => {
    const { id } = given[index]!;
    if (id !== undefined) return id;
    const best = mostShared(
      lines,
      standing.filter(({ article }) => !claimed.has(article.id)),
    );
    if (best === undefined || best.shared * 2 < new Set(ownLineNumbers(lines)).size) return undefined;
    claimed.add(best.id);
    return best.id;
  });
}

function idsOf(given: readonly DividedArticle[], earlier: readonly (string | undefined)[], page: DividedPage): readonly string[] {
  const orders = given.flatMap((_, index) => (earlier[index] === undefined ? [index + 1] : []));
  const made = orderIds(page.id, orders, page.isTaken)[Symbol.iterator]();
  return earlier.map((id) => id ?? made.next().value!);
}

function dividedOne(
  { content, lines }: CorrectedArticle,
  { id, order }: { readonly id: string; readonly order: number },
  before: ArchivedArticle | undefined,
  { place, reading, readFrom }: DividedPage,
): DividedOne {
  const { rights, paper, date, pageNumber, section } = before?.article ?? { ...place, rights: undefined };
  const own = { paper, date, pageNumber, section, rights };
  const known = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  const isSame = before !== undefined && isDeepStrictEqual(contentOf(before.article), content) && isDeepStrictEqual(before.lines, lines);
  const at = reading?.parsed.articles.findIndex((one) => isDeepStrictEqual(one, content)) ?? -1;
  const isAsRead = at >= 0 && isDeepStrictEqual(reading!.parsed.lines[at], lines);
  return {
    article: { id, ...content, ...known, order },
    lines,
    source: isSame ? (before.source ?? 'api') : isAsRead ? readFrom : 'api',
    ...(before !== undefined && { before }),
  };
}

function successorOf({ article, lines }: ArchivedArticle, divided: readonly DividedOne[]): readonly (readonly [string, string])[] {
  const best = mostShared(lines, divided);
  return best === undefined ? [] : [[article.id, best.id]];
}

interface Lined {
  readonly article: Article;
  readonly lines?: ArticleLines;
}

/** Which of some articles has most of the lines, and how many; none where none has any. */
function mostShared(
  lines: ArticleLines | undefined,
  among: readonly Lined[],
): { readonly id: string; readonly shared: number } | undefined {
  const own = new Set(ownLineNumbers(lines));
  return among
    .map((one) => ({ id: one.article.id, shared: ownLineNumbers(one.lines).filter((line) => own.has(line)).length }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)[0];
}
