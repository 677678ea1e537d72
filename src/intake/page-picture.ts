/** What a page looks like, as far as it may be seen: which stored file shows it, and what of that is covered. */
import type { PageRecord } from '../archive/archive-change.js';
import { lineNumbers } from '../article/line-numbers.js';
import type { PageLayout } from '../page/page-layout.js';
import type { PageBox } from '../page/readers/page-reader.js';
import { SearchServiceError } from '../search-service-error.js';
import { outlineOf } from './outline.js';
import { layoutShown, type ShownLayout } from './shown-layout.js';
import { readShownPage, type ShowableArchive, type ShownPage } from './shown-page.js';

/** Files that may show a page, the best first, and its lines for where none can. */
export interface PictureSources {
  readonly files: readonly PictureFile[];
  readonly lines?: ShownLayout;
  /** How large the page is, in points of print or of a picture, where its layout says so. */
  readonly size?: { readonly width: number; readonly height: number };
}

/** A stored file that shows a page. */
export interface PictureFile {
  readonly sha256: string;
  /** Place of the page in the file, from 0. */
  readonly page: number;
  /** What nobody may see, in points of print; only a PDF has any. */
  readonly covers: readonly PageBox[];
}

/** How much farther than its line's box a cover goes, in heights of its type: strokes stand out of boxes. */
const PADDING = 0.3;

/**
 * Finds them. Throws PAGE_NOT_FOUND, and PAGE_PICTURE_HIDDEN where an article of the page is withheld or deleted and it cannot be told
 * which part of a picture shows it.
 */
export async function findPictures(archive: ShowableArchive, pageId: string): Promise<PictureSources> {
  const record = await archive.page(pageId);
  if (record === undefined) throw new SearchServiceError('PAGE_NOT_FOUND', 'There is no such page.');
  const page = await readShownPage(archive, pageId);
  const isWhole = await areAllLive(archive, record);
  if (page === undefined && !isWhole) throw hidden();
  const lines = page === undefined ? undefined : layoutShown(page);
  const own = ownFile(record, page, isWhole);
  const files = own.length > 0 ? own : fileBeside(record, isWhole);
  if (files.length === 0 && hasPicture(record)) throw hidden();
  const { width = 0, height = 0 } = page?.layout ?? {};
  return { files, ...(lines !== undefined && { lines }), ...(width > 0 && height > 0 && { size: { width, height } }) };
}

async function areAllLive(archive: ShowableArchive, { articleIds }: PageRecord): Promise<boolean> {
  const found = await Promise.all(articleIds.map((id) => archive.article(id)));
  return found.every((one) => one === undefined || one.status === 'live');
}

function hidden(): SearchServiceError {
  return new SearchServiceError(
    'PAGE_PICTURE_HIDDEN',
    'An article of this page is withheld or deleted, and its picture cannot be covered there: none is shown.',
  );
}

/** Bytes that are a picture of the page, or a PDF, and not what a purge has left of them. */
function ownFile(record: PageRecord, page: ShownPage | undefined, isWhole: boolean): readonly PictureFile[] {
  if (!isPictured(record)) return [];
  const file = { sha256: record.sha256, page: record.filePage ?? 0 };
  if (isWhole) return [{ ...file, covers: [] }];
  const covers = page?.layout === undefined || record.form !== 'pdf' ? undefined : coversOf(page, page.layout);
  return covers === undefined ? [] : [{ ...file, covers }];
}

function isPictured({ sha256, originalSha256, form, isPicture }: PageRecord): boolean {
  return sha256 !== '' && originalSha256 === undefined && (form === 'pdf' || isPicture === true);
}

function hasPicture(record: PageRecord): boolean {
  return isPictured(record) || record.picture !== undefined;
}

/** It has a size and an origin of its own, so that nothing says where on it a line stands. */
function fileBeside({ picture }: PageRecord, isWhole: boolean): readonly PictureFile[] {
  return picture === undefined || !isWhole ? [] : [{ ...picture, covers: [] }];
}

/** Undefined where a line that is not shown has no place. */
function coversOf({ text, shown, printed }: ShownPage, layout: PageLayout): readonly PageBox[] | undefined {
  const [before, after] = [text.split('\n'), shown.split('\n')];
  const hiddenNumbers = before.flatMap((line, at) => (line !== after[at] ? [at + 1] : []));
  const lines = hiddenNumbers.map((number) => layout.lines[number - layout.firstLine]);
  if (lines.length === 0 || lines.some((line) => line?.box === undefined)) return undefined;
  const sizes = lines.flatMap((line) => (line?.box === undefined ? [] : [{ box: line.box, size: line.size ?? line.box[3] }]));
  const gone = printed.filter(({ status }) => status !== 'live');
  const outlines = gone.flatMap(({ lines: own }) => (own === undefined ? [] : outlineOf(layout, lineNumbers(own))));
  const least = Math.min(...sizes.map(({ size }) => size));
  return [...sizes.map(({ box, size }) => padded(box, size * PADDING)), ...outlines.map((box) => padded(box, least * PADDING))];
}

function padded([left, top, width, height]: PageBox, by: number): PageBox {
  return [left - by, top - by, width + 2 * by, height + 2 * by];
}
