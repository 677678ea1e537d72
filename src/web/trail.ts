/** The trail of an article: the printed lines it was read from, and where in them a query stands. */
import type { PageInfo } from '../article/article.js';
import { readArticle } from '../http/read-article.js';
import type { AppServices } from '../http/services.js';
import type { ArticleView, RangeView, RawPageView } from '../http/view-models.js';
import { SearchServiceError } from '../search-service-error.js';

/** One printed page an article stands on. */
export interface TrailPage {
  readonly place: PageInfo;
  /** Id of the article, or of its half that stands here. */
  readonly articleId: string;
  readonly page: RawPageView;
  /** Marks in the lines, by number of line. */
  readonly marks: ReadonlyMap<number, readonly RangeView[]>;
}

/** An article and the pages it was read from. */
export interface Trail {
  readonly article: ArticleView['article'];
  /** In the order of the story. */
  readonly pages: readonly TrailPage[];
}

/**
 * Reads it; `text` is the query whose hits are traced. Throws as `readArticle`, and PAGE_NOT_FOUND when no printed page of the
 * article can be shown.
 */
export async function readTrail(services: AppServices, id: string, text: string): Promise<Trail> {
  const view = await readArticle(services, id, undefined);
  const parts = view.parts ?? [{ ...view.article, page: view.page }];
  const pages = await Promise.all(
    parts.map(async ({ id: articleId, paper, date, pageNumber, section, page: origin }) => {
      const page = origin === null ? undefined : await services.articles.rawPage(origin.id);
      if (page === undefined) return [];
      const own = page.articles.find(({ article }) => article.id === articleId);
      const marks =
        own === undefined || text === ''
          ? new Map<number, RangeView[]>()
          : lineMarks(page, own, await services.searcher.marks(own.article, text));
      const place = Object.fromEntries(Object.entries({ paper, date, pageNumber, section }).filter(([, part]) => part !== undefined));
      return [{ place, articleId, page, marks }];
    }),
  );
  if (pages.flat().length === 0) throw new SearchServiceError('PAGE_NOT_FOUND', 'No printed page is kept for this article.');
  return { article: view.article, pages: pages.flat() };
}

type Marks = Awaited<ReturnType<AppServices['searcher']['marks']>>;

function lineMarks(
  { firstNumber, lines }: RawPageView,
  { article, lines: places }: RawPageView['articles'][number],
  marks: Marks,
): Map<number, RangeView[]> {
  const found = new Map<number, RangeView[]>();
  const trace = (text: string, ranges: readonly RangeView[] = [], numbers: readonly number[] = []): void => {
    if (ranges.length === 0) return;
    const printed = numbers.map((number) => ({ number, text: lines[number - firstNumber] ?? '' }));
    for (const [number, traced] of traceRanges(text, ranges, printed)) found.set(number, [...(found.get(number) ?? []), ...traced]);
  };
  trace(article.banner ?? '', marks.banner, places.banner);
  trace(article.title, marks.title, places.title);
  article.kicker.forEach((line, index) => {
    trace(line, marks.kicker[index], places.kicker[index]);
  });
  article.subtitle.forEach((line, index) => {
    trace(line, marks.subtitle[index], places.subtitle[index]);
  });
  article.paragraphs.forEach((line, index) => {
    trace(line, marks.paragraphs[index], places.paragraphs[index]);
  });
  return found;
}

/** A line of print and its number. */
export interface PrintedLine {
  readonly number: number;
  readonly text: string;
}

/**
 * Ranges of a text that was joined from printed lines -> ranges in those lines. The two are walked side by side, white space
 * aside; what stands in the lines only (a hyphen, a space between the characters of a name) is passed over. Linear.
 */
export function traceRanges(
  text: string,
  ranges: readonly RangeView[],
  printed: readonly PrintedLine[],
): ReadonlyMap<number, readonly RangeView[]> {
  const traced = new Map<number, RangeView[]>();
  const isMarked = marker(ranges);
  let at = 0;
  for (const { number, text: line } of printed) {
    const found: [number, number][] = [];
    for (let column = 0; column < line.length; column += 1) {
      if (isSpace(line[column]!)) continue;
      while (at < text.length && isSpace(text[at]!)) at += 1;
      if (line[column] !== text[at]) continue;
      const last = found.at(-1);
      if (isMarked(at)) {
        if (last !== undefined && line.slice(last[1], column).trim() === '') last[1] = column + 1;
        else found.push([column, column + 1]);
      }
      at += 1;
    }
    if (found.length > 0) traced.set(number, found);
  }
  return traced;
}

/** Tells of offsets, asked in rising order, whether a range holds them. */
function marker(ranges: readonly RangeView[]): (offset: number) => boolean {
  const sorted = ranges.toSorted((a, b) => a[0] - b[0]);
  let next = 0;
  return (offset) => {
    while (next < sorted.length && sorted[next]![1] <= offset) next += 1;
    return next < sorted.length && sorted[next]![0] <= offset;
  };
}

function isSpace(character: string): boolean {
  return /\s/u.test(character);
}
