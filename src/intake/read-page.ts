/** Bytes of a raw page -> its segmented text, with its place chosen from all that is known of it. */
import { createHash } from 'node:crypto';
import type { CorrectedArticle, PageInfo, PageReading, ParsedPage } from '../article/article.js';
import { boundHeadlines } from '../article/headline-limits.js';
import { parseSource, type Division } from '../page/parse-pages.js';
import { encodeLayout, layoutsOf } from '../page/page-layout.js';
import { printedText, type FormHint } from '../page/readers/page-reader.js';
import { readSource } from '../page/readers/page-readers.js';
import type { PageDecisions, PlacePart } from '../archive/archive-change.js';
import { SearchServiceError } from '../search-service-error.js';
import { correctReading, type Decided } from './correct-reading.js';
import type { PageInput } from './intake.js';
import { contentPageId } from './make-id.js';
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
  /** Those of them that say what of a long headline has gone to the text. */
  readonly moved: readonly string[];
  /** What tells this page from others where nothing says its place: the id of its text. */
  readonly contentId: string;
  /** What an editor decided; absent where the page is as the parser read it. */
  readonly decided?: Decided;
}

/** Which reader gave the lines of a file. */
export interface ReadBy {
  readonly form: string;
  /** The reader's version. */
  readonly version: number;
  /** As in `PageSource`. */
  readonly linesAreBytes: boolean;
  readonly isPaged: boolean;
}

/** A file that has been read: one page, or several one after the other. */
export interface ReadFile extends ReadBy {
  /** Its printed lines, a line feed between two. */
  readonly text: string;
  readonly encoding: string;
  readonly pages: readonly ReadPage[];
  /** As in `ReadText`. */
  readonly layouts: readonly Uint8Array[];
}

/** What stands in bytes, before what else is known of them counts. Plain data. */
export interface ReadText extends ReadBy {
  readonly text: string;
  readonly encoding: string;
  readonly parsed: readonly ParsedPage[];
  /** For each page the id its text has as a page of its own. */
  readonly contentIds: readonly string[];
  /** What is kept of the lines: encoded layouts, one a page, or one for all; none where the lines are those of the bytes. */
  readonly layouts: readonly Uint8Array[];
}

/** Bytes of a page, or of a file of pages. */
export interface ReadTask extends FormHint {
  readonly bytes: Uint8Array;
  readonly division: Division;
}

/** Reads bytes, here or elsewhere. Rejects as `readSource`. */
export type TextReader = (task: ReadTask) => Promise<ReadText>;

/** The reader of all others: about a second of work for a megabyte, in which nothing else has its turn. */
export async function readText({ bytes, division, ...hint }: ReadTask): Promise<ReadText> {
  const source = await readSource(bytes, hint);
  const { form, version, encoding, linesAreBytes, isPaged } = source;
  const text = printedText(source);
  // A picture has no text that tells it from others.
  const told = text.trim() === '' ? createHash('sha256').update(bytes).digest('hex') : text;
  const parsed = parseSource(source, division);
  return {
    form,
    version,
    linesAreBytes,
    isPaged,
    text,
    encoding,
    parsed,
    contentIds: parsed.map((_, index) => contentPageId(parsed.length === 1 ? told : `${index}\n${told}`)),
    layouts: linesAreBytes ? [] : layoutsOf(source).map(encodeLayout),
  };
}

/** Reads bytes that are one page, to be looked at; `given` goes before what the page prints. Rejects as `readSource`. */
export async function dividePage(bytes: Uint8Array, given: PageInfo): Promise<PageReading> {
  return readingOf(await readText({ bytes, division: 'page' }), given);
}

/** A page that was read, to be looked at. Throws PARAMETER_INVALID where the form says that there are several. */
export function readingOf(read: ReadText, given: PageInfo): PageReading {
  const { parsed, place } = placePages(onePage(read), { given }).pages[0]!;
  return { ...parsed, page: place, printed: read.text.split('\n') };
}

/**
 * The pages of a file; a page number that was given or stands in the path is only taken for a file of one, as an editor's division is.
 * Throws ARTICLE_INVALID.
 */
export function placePages({ parsed, contentIds, ...file }: ReadText, { given, fromPath = {}, corrected }: Said): ReadFile {
  const place = parsed.length === 1 ? placed : placedOfMany;
  const pages = parsed.map((page, index) => place(page, given, fromPath, contentIds[index]!));
  return corrected === undefined || pages.length > 1
    ? { ...file, pages }
    : { ...file, pages: [correctedPage(pages[0]!, corrected, file.text)] };
}

/** What was read, where it is one page. Throws PARAMETER_INVALID where the form says that there are several. */
export function onePage(read: ReadText): ReadText {
  if (read.parsed.length > 1)
    throw new SearchServiceError(
      'PARAMETER_INVALID',
      `The file holds ${read.parsed.length} pages, and one was asked for. Add it as a file, or a page at a time.`,
    );
  return read;
}

function correctedPage(page: ReadPage, corrected: readonly CorrectedArticle[], text: string): ReadPage {
  const bounded = corrected.map(({ content, lines }) => boundHeadlines(content, lines));
  const reading = correctReading(
    page.parsed,
    bounded.map(({ content, lines }) => ({ content, lines: lines! })),
    text.split('\n'),
  );
  const added = [...new Set(bounded.flatMap(({ warnings }) => warnings))].filter((warning) => !page.moved.includes(warning));
  return { ...page, moved: [...page.moved, ...added], warnings: [...page.warnings, ...added], ...reading };
}

/** What is said of a page beside its bytes. */
type Said = Pick<PageInput, 'given' | 'fromPath' | 'corrected'>;

/** One number cannot be that of several pages. */
function placedOfMany(
  parsed: ParsedPage,
  { pageNumber: givenNumber, ...given }: PageInfo,
  { pageNumber: pathNumber, ...fromPath }: PageInfo,
  contentId: string,
): ReadPage {
  const page = placed(parsed, given, fromPath, contentId);
  const number = givenNumber ?? pathNumber;
  if (number === undefined || page.place.pageNumber === number) return page;
  return { ...page, warnings: [...page.warnings, `pageNumber: ${number} is not used, since the file holds several pages`] };
}

function placed(read: ParsedPage, given: PageInfo, fromPath: PageInfo, contentId: string): ReadPage {
  const { parsed, warnings: moved } = withBoundedHeadlines(read);
  const { page, warnings } = choosePlace(given, parsed.page, fromPath);
  return { parsed, place: page, given, fromPath, moved, warnings: [...warnings, ...moved], contentId };
}

/** The page with what people said of its place earlier, where nothing else is given now. */
export function withDecidedPlace(page: ReadPage, { place: said = {}, without = [] }: PageDecisions = {}): ReadPage {
  if (Object.keys(said).length + without.length === 0) return page;
  const given = { ...said, ...page.given };
  const unknown = without.filter((part) => given[part] === undefined);
  const hide = (place: PageInfo): PageInfo =>
    Object.fromEntries(Object.entries(place).filter(([part]) => !unknown.includes(part as PlacePart)));
  const { page: place, warnings } = choosePlace(given, hide(page.parsed.page), hide(page.fromPath));
  return { ...page, given, place, warnings: [...warnings, ...page.moved] };
}

function withBoundedHeadlines(parsed: ParsedPage): { readonly parsed: ParsedPage; readonly warnings: readonly string[] } {
  const bounded = parsed.articles.map((content, index) => boundHeadlines(content, parsed.lines[index]));
  const warnings = [...new Set(bounded.flatMap((one) => one.warnings))];
  if (warnings.length === 0) return { parsed, warnings };
  return { parsed: { ...parsed, articles: bounded.map(({ content }) => content), lines: bounded.map(({ lines }) => lines!) }, warnings };
}
