/** Where the lines of a stored page stand, as far as they may be shown. */
import { lineNumbers } from '../article/line-numbers.js';
import { withText, type PageLayout } from '../page/page-layout.js';
import type { PageBox } from '../page/readers/page-reader.js';
import { outlineOf } from './outline.js';
import { readShownPage, type ShowableArchive, type ShownPage } from './shown-page.js';

/** The layout of a page. Lengths are in its unit, from its upper left corner. */
export interface ShownLayout {
  readonly width: number;
  readonly height: number;
  readonly unit: 'pt' | 'px' | 'mm' | 'inch';
  /** Its lines that have a place, in reading order; those of withheld and deleted articles are left out. */
  readonly lines: readonly ShownLine[];
  /** What each of its articles that may be shown takes of it. */
  readonly articles: readonly { readonly id: string; readonly boxes: readonly PageBox[] }[];
}

/** A line of a layout. */
export interface ShownLine {
  /** By which the lines of articles name it. */
  readonly number: number;
  readonly text: string;
  readonly box: PageBox;
  /** Height of the type; absent where it is not known. */
  readonly size?: number;
  /** Set from top to bottom. */
  readonly upright?: true;
  /** Id of the article it belongs to; absent for furniture. */
  readonly article?: string;
}

/** Most lines that are given, and most characters of them all. */
const MOST_LINES = 5_000;
const MOST_CHARACTERS = 1_000_000;
/** Most boxes of all outlines. */
const MOST_BOXES = 5_000;

/** Reads it. Undefined where the page has none, or its lines may not be shown. Throws as `readShownPage`. */
export async function readShownLayout(archive: ShowableArchive, pageId: string): Promise<ShownLayout | undefined> {
  const page = await readShownPage(archive, pageId);
  return page === undefined ? undefined : layoutShown(page);
}

/** The same of a page that has been read. */
export function layoutShown(page: ShownPage): ShownLayout | undefined {
  if (page.layout === undefined || !isPlaced(page.layout)) return undefined;
  const layout = withText(page.layout, page.shown);
  const owners = new Map(page.articles.flatMap(({ article, lines }) => lineNumbers(lines).map((number) => [number, article.id] as const)));
  const lines = layout.lines.flatMap(({ text, box, size, upright }, at): readonly ShownLine[] => {
    const number = layout.firstLine + at;
    const article = owners.get(number);
    if (box === undefined || text.trim() === '') return [];
    const told = { ...(size !== undefined && { size }), ...(upright === true && { upright }), ...(article !== undefined && { article }) };
    return [{ number, text, box, ...told }];
  });
  const articles = page.articles.map(({ article, lines: own }) => ({ id: article.id, boxes: outlineOf(layout, lineNumbers(own)) }));
  const { width, height, unit = 'px' } = page.layout;
  return { width, height, unit, lines: firstOf(lines), articles: boundedOutlines(articles) };
}

function boundedOutlines(articles: ShownLayout['articles']): ShownLayout['articles'] {
  let left = MOST_BOXES;
  return articles.flatMap(({ id, boxes }) => {
    const given = boxes.slice(0, Math.max(0, left));
    left -= boxes.length;
    return boxes.length > 0 && given.length === 0 ? [] : [{ id, boxes: given }];
  });
}

function firstOf(lines: readonly ShownLine[]): readonly ShownLine[] {
  let left = MOST_CHARACTERS;
  const past = lines.findIndex(({ text }) => (left -= text.length) < 0);
  return lines.slice(0, past < 0 ? MOST_LINES : Math.min(past, MOST_LINES));
}

/** True where lines or outlines of the page have places on it. */
export function isPlaced(layout: PageLayout): layout is PageLayout & { readonly width: number; readonly height: number } {
  const hasPlaces = layout.outlines !== undefined || layout.lines.some(({ box }) => box !== undefined);
  return hasPlaces && (layout.width ?? 0) > 0 && (layout.height ?? 0) > 0;
}
