/** A page as the ground of its picture: how large it is, and what of it is whose. */
import type { PageBox } from '../page/readers/page-reader.js';
import { pictureSize } from '../page/readers/picture-reader.js';
import { shownPictureType } from '../page/readers/picture-type.js';
import { isPdf } from '../page/readers/pdf/draw-pdf.js';
import { findPictures } from './page-picture.js';
import type { ShowableArchive } from './shown-page.js';

/** Lengths are in a unit of the page's own, from its upper left corner. */
export interface PageSheet {
  readonly width: number;
  readonly height: number;
  /** Outlines of its articles that may be shown; none where the picture is of another shape than the layout. */
  readonly articles: readonly { readonly id: string; readonly boxes: readonly PageBox[] }[];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Share by which the shape of a picture may differ from that of the layout: scans are cut by hand. */
const MOST_DIFFERENCE = 0.02;

/** Finds it, without drawing; undefined where nothing can be shown of the page. Throws as `findPictures`. */
export async function findSheet(archive: ShowableArchive, pageId: string): Promise<PageSheet | undefined> {
  const { files, lines, size } = await findPictures(archive, pageId);
  for (const { sha256, covers } of files) {
    const bytes = await archive.pageBytes(sha256);
    if (isPdf(bytes)) return size === undefined ? undefined : { ...size, articles: lines?.articles ?? [] };
    if (shownPictureType(bytes) === undefined || covers.length > 0) continue;
    const own = pictureSize(bytes);
    return lines !== undefined && isSameShape(own, lines) ? sheetOf(lines, lines.articles) : sheetOf(own, []);
  }
  return lines === undefined ? undefined : sheetOf(lines, lines.articles);
}

function sheetOf({ width, height }: Size, articles: PageSheet['articles']): PageSheet {
  return { width, height, articles };
}

function isSameShape(one: Size, other: Size): boolean {
  const ratio = (one.width * other.height) / (one.height * other.width);
  return Math.abs(ratio - 1) <= MOST_DIFFERENCE;
}
