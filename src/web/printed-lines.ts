/** Where the paragraphs of an article were printed, and the anchors of those lines on its trail. */
import type { ArticleView } from '../http/view-models.js';

/** The printed lines of one paragraph. */
export interface PrintedParagraph {
  /** Index among the paragraphs of the whole article. */
  readonly paragraph: number;
  /** Numbers of its first and last line. */
  readonly first: number;
  readonly last: number;
  /** Name of the first line on the trail. */
  readonly anchor: string;
}

/** Name of a line on the trail; a story has several pages, counted from 0. */
export function lineAnchor(pageIndex: number, line: number): string {
  return pageIndex === 0 ? `L${line}` : `P${pageIndex + 1}-L${line}`;
}

/** The paragraphs whose lines are known; none for an article that came without a page. */
export function printedLinesOf({ article, page, parts }: Pick<ArticleView, 'article' | 'page' | 'parts'>): readonly PrintedParagraph[] {
  const halves = parts ?? [{ page, paragraphs: article.paragraphs.map((_, index) => index) }];
  return halves.flatMap((half, pageIndex) =>
    half.paragraphs.flatMap((paragraph, index) => {
      const numbers = half.page?.lines?.paragraphs[index] ?? [];
      const [first, last] = [numbers[0], numbers.at(-1)];
      return first === undefined || last === undefined ? [] : [{ paragraph, first, last, anchor: lineAnchor(pageIndex, first) }];
    }),
  );
}
