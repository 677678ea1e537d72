/** What stands between the lines a reader gives and the rules that divide them: the same text, plain. */
import type { LaidOutLine, LinePart } from '../readers/page-reader.js';

/** A line as the rules look at it. */
export interface PageLine {
  /** Number of the printed line, counted from 1 through the file. */
  readonly number: number;
  /** Plain text; may have white space around it, or be blank. */
  readonly text: string;
  /** As it was printed. */
  readonly printed: string;
  /** Its level, 1 to 6, where it is marked as a heading. */
  readonly heading?: number;
  /** A page may end above it. */
  readonly pageBreak?: true;
  /** What its place on the page says of it. */
  readonly part?: LinePart;
}

/** Cleans the lines of a page or file; `firstNumber` is the number of the first. Linear. */
export function cleanLines(lines: readonly LaidOutLine[], firstNumber = 1): readonly PageLine[] {
  return lines.map(({ text, heading, pageBreak, part }, at) => ({
    number: firstNumber + at,
    text,
    printed: text,
    ...(heading !== undefined && { heading }),
    ...(pageBreak && { pageBreak }),
    ...(part && { part }),
  }));
}
