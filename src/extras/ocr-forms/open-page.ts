/** A page while it is read: what was found on it so far, bounded. */
import type { RecognisedLine } from '../../page/geometry/recognised-line.js';
import type { PageBox } from '../../page/readers/page-reader.js';
import { SearchServiceError } from '../../search-service-error.js';

/** Words of one page beyond which it is refused; the fullest newspaper page has some 30,000 characters. */
const MOST_WORDS = 200_000;
/** Lines of one page: arranging them is quadratic. */
const MOST_LINES = 20_000;

/** Blocks of one page; the fullest has some hundred. */
const MOST_BLOCKS = 2_000;

/** What grows while a file is read. */
export interface OpenPage {
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly lines: RecognisedLine[];
  readonly rules: PageBox[];
  readonly pictures: PageBox[];
}

/** A page with nothing on it. */
export function openPage(width?: number, height?: number): OpenPage {
  return { width, height, lines: [], rules: [], pictures: [] };
}

/** Counts what a page holds. Throws PAGE_TOO_COMPLEX. */
export class PageBounds {
  #words = 0;
  #lines = 0;

  line(count = 1): void {
    if ((this.#lines += count) > MOST_LINES) throw tooMany(MOST_LINES, 'lines');
  }

  word(): void {
    if ((this.#words += 1) > MOST_WORDS) throw tooMany(MOST_WORDS, 'words');
  }
}

/** Throws PAGE_TOO_COMPLEX where a page has so many blocks. */
export function boundBlocks(count: number): void {
  if (count > MOST_BLOCKS) throw tooMany(MOST_BLOCKS, 'blocks');
}

function tooMany(most: number, what: string): SearchServiceError {
  return new SearchServiceError('PAGE_TOO_COMPLEX', `A page of the file has more than ${most} ${what}. Give it in several files.`);
}
