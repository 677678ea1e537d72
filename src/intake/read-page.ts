/** Bytes of a raw page -> its segmented text, with its place chosen from all that is known of it. */
import type { PageInfo, PageReading, ParsedPage } from '../article/article.js';
import { decodePage } from '../page/decode.js';
import { parsePage } from '../page/parse-page.js';
import { parsePages } from '../page/parse-pages.js';
import { correctReading, type Decided } from './correct-reading.js';
import type { PageInput } from './intake.js';
import { choosePlace } from './page-place.js';

/** A raw page that has been read, and stored nowhere. */
export interface ReadPage {
  readonly parsed: ParsedPage;
  /** The place after given data, print and path are put together. */
  readonly place: PageInfo;
  /** The parts of it that a person gave, and those the path says. */
  readonly given: PageInfo;
  readonly fromPath: PageInfo;
  readonly warnings: readonly string[];
  /** What tells this page from others where nothing says its place: its text. */
  readonly content: string;
  /** What an editor decided; absent where the page is as the parser read it. */
  readonly decided?: Decided;
}

/** A file that has been read: one page, or several one after the other. */
export interface ReadFile {
  readonly text: string;
  readonly encoding: string;
  readonly pages: readonly ReadPage[];
}

/** Reads bytes that are one page. Throws PAGE_EMPTY, PAGE_BINARY, PAGE_UNDECODABLE, ARTICLE_INVALID. */
export function readPage({ bytes, given, fromPath = {}, corrected }: Reading): ReadFile {
  const { text, encoding } = decodePage(bytes);
  const page = placed(parsePage(text), given, fromPath, text);
  return { text, encoding, pages: [corrected === undefined ? page : { ...page, ...correctReading(page.parsed, corrected, text.split('\n')) }] };
}

/** Reads bytes that are one page, to be looked at; `given` goes before what the page prints. Throws PAGE_EMPTY, PAGE_BINARY, PAGE_UNDECODABLE. */
export function dividePage(bytes: Uint8Array, given: PageInfo): PageReading {
  const { text, pages } = readPage({ bytes, given });
  const { parsed, place } = pages[0]!;
  return { ...parsed, page: place, printed: text.split('\n') };
}

/** Reads a file that may hold several pages; a page number that was given or stands in the path is only taken for a file of one. Throws PAGE_EMPTY, PAGE_BINARY, PAGE_UNDECODABLE. */
export function readPages({ bytes, given, fromPath = {} }: Reading): ReadFile {
  const { text, encoding } = decodePage(bytes);
  const parsed = parsePages(text);
  const pages = parsed.map((page, index) => (parsed.length === 1 ? placed(page, given, fromPath, text) : placedOfMany(page, given, fromPath, `${index}\n${text}`)));
  return { text, encoding, pages };
}

type Reading = Pick<PageInput, 'bytes' | 'given' | 'fromPath' | 'corrected'>;

/** One number cannot be that of several pages. */
function placedOfMany(parsed: ParsedPage, { pageNumber: givenNumber, ...given }: PageInfo, { pageNumber: pathNumber, ...fromPath }: PageInfo, content: string): ReadPage {
  const page = placed(parsed, given, fromPath, content);
  const number = givenNumber ?? pathNumber;
  if (number === undefined || page.place.pageNumber === number) return page;
  return { ...page, warnings: [...page.warnings, `pageNumber: ${number} is not used, since the file holds several pages`] };
}

function placed(parsed: ParsedPage, given: PageInfo, fromPath: PageInfo, content: string): ReadPage {
  const { page, warnings } = choosePlace(given, parsed.page, fromPath);
  return { parsed, place: page, given, fromPath, warnings, content };
}

/** The page with what people said of its place earlier, where nothing else is given now. */
export function withDecidedPlace(page: ReadPage, decided: PageInfo | undefined): ReadPage {
  if (decided === undefined) return page;
  const given = { ...decided, ...page.given };
  const { page: place, warnings } = choosePlace(given, page.parsed.page, page.fromPath);
  return { ...page, given, place, warnings };
}
