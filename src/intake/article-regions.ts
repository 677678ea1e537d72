/** Where an article, and what is marked in it, stands on its printed pages. */
import type { Article, ArticleLines } from '../article/article.js';
import { lineNumbers } from '../article/line-numbers.js';
import type { PageBox } from '../page/readers/page-reader.js';
import { lettersOn, type LetterPlace } from './letter-places.js';
import { outlineOf, rounded } from './outline.js';
import { isPlaced } from './shown-layout.js';
import { readShownPage, type ShowableArchive, type ShownPage } from './shown-page.js';

/** Start and end of a mark in a text of the article, UTF-16 units, end exclusive. */
type MarkRange = readonly [number, number];

/** What is marked in an article. */
export interface MarkedRanges {
  readonly title: readonly MarkRange[];
  readonly banner: readonly MarkRange[];
  readonly kicker: readonly (readonly MarkRange[])[];
  readonly subtitle: readonly (readonly MarkRange[])[];
  readonly paragraphs: readonly (readonly MarkRange[])[];
}

/** A page that an article, or a half of one, was read from. */
export interface RegionSource {
  readonly pageId: string;
  readonly lines: ArticleLines;
  /** For each paragraph of `lines` its place in the whole article. */
  readonly paragraphs: readonly number[];
}

/** What an article takes of one page. Lengths are in the unit of the page, from its upper left corner. */
export interface ArticleRegion {
  /** Id of the page. */
  readonly page: string;
  readonly width: number;
  readonly height: number;
  readonly unit: 'pt' | 'px' | 'mm' | 'inch';
  /** Its outline. */
  readonly boxes: readonly PageBox[];
  /** Those marks that stand on the page. */
  readonly marks?: readonly MarkRegion[];
}

/** Where a mark stands: several boxes where it goes over a line's end. */
export interface MarkRegion {
  readonly field: keyof MarkedRanges;
  /** Place of the text in its field; 0 for title and banner. */
  readonly index: number;
  readonly range: MarkRange;
  readonly boxes: readonly PageBox[];
}

/** Reads them; a page without places, or whose lines may not be shown, has none. Linear in the article. Throws as `readShownPage`. */
export async function readRegions(
  archive: ShowableArchive,
  article: Article,
  sources: readonly RegionSource[],
  marks: MarkedRanges | undefined,
): Promise<readonly ArticleRegion[]> {
  const regions: ArticleRegion[] = [];
  for (const source of sources) {
    const page = await readShownPage(archive, source.pageId);
    const region = page === undefined ? undefined : regionOn(page, article, source, marks);
    if (region !== undefined) regions.push(region);
  }
  return regions;
}

function regionOn(
  { layout }: ShownPage,
  article: Article,
  { pageId, lines, paragraphs }: RegionSource,
  marks: MarkedRanges | undefined,
): ArticleRegion | undefined {
  if (layout === undefined || !isPlaced(layout)) return undefined;
  const { width, height, unit = 'px' } = layout;
  const places = (numbers: readonly number[], text: string): readonly LetterPlace[] =>
    lettersOn(
      numbers.flatMap((number) => layout.lines[number - layout.firstLine] ?? []),
      text,
    );
  const found =
    marks === undefined
      ? undefined
      : textsOf(article, lines, paragraphs).flatMap(({ field, index, text, numbers }) => {
          const own = field === 'title' || field === 'banner' ? marks[field] : (marks[field][index] ?? []);
          const letters = own.length === 0 ? [] : places(numbers, text);
          return own.flatMap((range): readonly MarkRegion[] => {
            const boxes = boxesOf(letters, range);
            return boxes.length === 0 ? [] : [{ field, index, range, boxes }];
          });
        });
  return { page: pageId, width, height, unit, boxes: outlineOf(layout, lineNumbers(lines)), ...(found !== undefined && { marks: found }) };
}

interface PrintedText {
  readonly field: keyof MarkedRanges;
  readonly index: number;
  readonly text: string;
  readonly numbers: readonly number[];
}

/** Every text of the article that stands on the page, with the numbers of its lines. */
function textsOf(article: Article, lines: ArticleLines, paragraphs: readonly number[]): readonly PrintedText[] {
  const several = (field: 'kicker' | 'subtitle'): readonly PrintedText[] =>
    lines[field].map((numbers, index) => ({ field, index, text: article[field][index] ?? '', numbers }));
  return [
    { field: 'title', index: 0, text: article.title, numbers: lines.title },
    { field: 'banner', index: 0, text: article.banner ?? '', numbers: lines.banner },
    ...several('kicker'),
    ...several('subtitle'),
    ...lines.paragraphs.map((numbers, at): PrintedText => {
      const index = paragraphs[at] ?? at;
      return { field: 'paragraphs', index, text: article.paragraphs[index] ?? '', numbers };
    }),
  ];
}

/** One box a line. */
function boxesOf(letters: readonly LetterPlace[], [start, end]: MarkRange): readonly PageBox[] {
  const within = letters.filter(({ at }) => at >= start && at < end);
  return [...new Set(within.map(({ line }) => line))].map((line) => {
    const own = within.filter((letter) => letter.line === line);
    return rounded(line.part(own[0]!.from, own.at(-1)!.to));
  });
}
