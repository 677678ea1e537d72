/** A stored page as it was printed, with the lines each of its articles was read from. */
import type { Article, ArticleLines } from '../article/article.js';
import { cutText } from '../article/cut-text.js';
import { lineNumbers } from '../article/line-numbers.js';
import { readShownPage, type ShowableArchive, type ShownPage } from './shown-page.js';

/** The printed lines of a page, as far as they may be shown. */
export interface RawPage {
  /** Number of the first line; a page cut from a larger file does not begin at 1. */
  readonly firstNumber: number;
  /** At most 5,000, the first 20,000 characters of each, and 1,000,000 of all. Those of withheld and deleted articles are empty. */
  readonly lines: readonly string[];
  /** Numbers of the lines that were emptied. */
  readonly hiddenLines: ReadonlySet<number>;
  /** The articles that may be shown, in printed order, as they stand on this page. */
  readonly articles: readonly { readonly article: Article; readonly lines: ArticleLines }[];
}

const MOST_LINES = 5_000;
const MOST_LINE_CHARACTERS = 20_000;
const MOST_CHARACTERS = 1_000_000;

/**
 * Reads it. Undefined when the page or its bytes are not there (any more), or when the lines of an article that is gone
 * cannot be told from the others. Throws FILE_UNREADABLE and ARCHIVE_CORRUPT.
 */
export async function readRawPage(archive: ShowableArchive, pageId: string): Promise<RawPage | undefined> {
  const page = await readShownPage(archive, pageId);
  if (page === undefined) return undefined;
  const { record, printed } = page;
  const numbers = [...printed.flatMap(({ lines }) => (lines === undefined ? [] : lineNumbers(lines))), ...(record.leftOut ?? [])];
  return numbers.length === 0 ? undefined : cut(page, numbers);
}

/** The page's own part of the file: from its first article to its last, and what furniture stands around them. */
function cut({ text, shown, firstLine, record: { furniture }, articles }: ShownPage, numbers: readonly number[]): RawPage {
  const [before, after] = [text.split('\n'), shown.split('\n')];
  const around = new Set(['', ...furniture.map((line) => line.trim())]);
  const belongs = (index: number): boolean => index >= firstLine - 1 && around.has(before[index]?.trim() ?? '\n');
  let [first, end] = [numbers.reduce((a, b) => Math.min(a, b)) - 1, numbers.reduce((a, b) => Math.max(a, b))];
  while (belongs(first - 1)) first -= 1;
  while (belongs(end)) end += 1;
  const lines = firstOf(after.slice(first, Math.min(end, first + MOST_LINES)));
  const hiddenLines = lines.flatMap((line, index) =>
    line.trim() === '' && before[first + index]!.trim() !== '' ? [first + index + 1] : [],
  );
  return { firstNumber: first + 1, lines, hiddenLines: new Set(hiddenLines), articles };
}

/** No printed line is as long; a text without line breaks is. */
function firstOf(lines: readonly string[]): readonly string[] {
  const shown: string[] = [];
  let left = MOST_CHARACTERS;
  for (const line of lines) {
    const text = cutText(line, MOST_LINE_CHARACTERS);
    left -= text.length;
    if (left < 0) break;
    shown.push(text);
  }
  return shown;
}
