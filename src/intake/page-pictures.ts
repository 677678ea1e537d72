/** Pictures of pages: stored ones as they are, those of PDFs drawn when they are first asked for, and lines where there is neither. */
import { LRUCache } from 'lru-cache';
import { isPdf, type PageDrawer } from '../page/readers/pdf/draw-pdf.js';
import { shownPictureType, type ShownPictureType } from '../page/readers/picture-type.js';
import { SearchServiceError } from '../search-service-error.js';
import { drawLines } from './lines-picture.js';
import { findPictures, type PictureFile } from './page-picture.js';
import { findSheet, type PageSheet } from './page-sheet.js';
import type { ShowableArchive } from './shown-page.js';

/** What is sent as a picture of a page. */
export interface PagePicture {
  readonly mediaType: ShownPictureType | 'image/svg+xml';
  readonly bytes: Uint8Array;
}

/** Bytes of drawn pictures that are kept: a hundred pages or so. */
const MOST_KEPT_BYTES = 48 * 1024 * 1024;
/** What stands for a picture that cannot be drawn. */
const NONE: PagePicture = { mediaType: 'image/png', bytes: new Uint8Array() };

/** Answers from the archive; drawn pictures stay in memory for a while, by what they show. */
export class PagePictures {
  readonly #kept = new LRUCache<string, PagePicture>({ maxSize: MOST_KEPT_BYTES, sizeCalculation: ({ bytes }) => bytes.length + 1 });
  readonly #underWay = new Map<string, Promise<PagePicture>>();

  readonly #archive: ShowableArchive;
  readonly #draw: PageDrawer;

  constructor(archive: ShowableArchive, draw: PageDrawer) {
    this.#archive = archive;
    this.#draw = draw;
  }

  /**
   * A stored page, `width` points wide where it is drawn (64 to 3,000; without it 150 to the inch). Rejects with PAGE_NOT_FOUND,
   * PAGE_WITHOUT_PICTURE, PAGE_PICTURE_HIDDEN, PAGE_TOO_COMPLEX.
   */
  async page(pageId: string, width?: number): Promise<PagePicture> {
    const { files, lines } = await findPictures(this.#archive, pageId);
    for (const file of files) {
      const picture = await this.#shown(file, width);
      if (picture !== undefined) return picture;
    }
    if (lines !== undefined) return { mediaType: 'image/svg+xml', bytes: Buffer.from(drawLines(lines, width)) };
    throw new SearchServiceError(
      'PAGE_WITHOUT_PICTURE',
      files.length > 0
        ? 'The picture of this page is one that browsers do not show, as TIFF, or its fonts are missing. Put in a JPEG or PNG of it.'
        : 'This page came in a form without places, and no picture of it is kept. Put one in under its place.',
    );
  }

  /** Where its articles lie on it; nothing is drawn. As `findSheet`. */
  sheet(pageId: string): Promise<PageSheet | undefined> {
    return findSheet(this.#archive, pageId);
  }

  /** Who asks for a picture that is on its way waits for the same one. */
  async #shown(file: PictureFile, width: number | undefined): Promise<PagePicture | undefined> {
    const key = JSON.stringify([file, width]);
    const kept = this.#kept.get(key);
    if (kept !== undefined) return copied(kept);
    let underWay = this.#underWay.get(key);
    if (underWay === undefined) {
      underWay = this.#load(key, file, width).finally(() => this.#underWay.delete(key));
      this.#underWay.set(key, underWay);
    }
    return copied(await underWay);
  }

  /** Without bytes where it cannot be shown. */
  async #load(key: string, { sha256, page, covers }: PictureFile, width: number | undefined): Promise<PagePicture> {
    const bytes = await this.#archive.pageBytes(sha256);
    if (!isPdf(bytes)) {
      const mediaType = shownPictureType(bytes);
      return mediaType === undefined || covers.length > 0 ? NONE : { mediaType, bytes };
    }
    const drawn = await this.#draw({ bytes, page, covers, ...(width !== undefined && { width }) });
    const picture: PagePicture = drawn === undefined ? NONE : { mediaType: 'image/png', bytes: drawn };
    this.#kept.set(key, picture);
    return picture;
  }
}

/** A copy: who answers over a port gives the bytes away. */
function copied({ mediaType, bytes }: PagePicture): PagePicture | undefined {
  return bytes.length === 0 ? undefined : { mediaType, bytes: new Uint8Array(bytes) };
}
