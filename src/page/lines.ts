import { columns } from './characters.js';
import type { HeadingRank } from './clean/heading-ranks.js';
import type { PageLine } from './clean/clean-lines.js';

/** One printed line. */
export interface Line {
  /** 1-based number of the printed line in its file. */
  readonly number: number;
  /** The line without the white space around it; never empty. */
  readonly text: string;
  /** White space before the text, in half-width columns. */
  readonly indent: number;
  /** Width of indent and text, in half-width columns. */
  readonly width: number;
  /** The same line as it was printed, without the white space around it. */
  readonly printed: string;
  /** What it is where it was marked as a heading; 0 where it was not. */
  readonly heading: HeadingRank | 0;
  /** It is known to be of the page's masthead. */
  readonly ofPage: boolean;
}

/** Lines that stand together without a blank line between them. */
export interface LineGroup {
  readonly lines: readonly Line[];
  /** Blank lines above the group. */
  readonly blankBefore: number;
}

/** Groups the lines of a page, parted by blank lines. */
export function groupLines(lines: readonly PageLine[]): readonly LineGroup[] {
  const groups: LineGroup[] = [];
  let current: Line[] = [];
  let blankBefore = 0;
  const close = (): void => {
    if (current.length > 0) {
      groups.push({ lines: current, blankBefore });
      current = [];
      blankBefore = 0;
    }
  };
  for (const pageLine of lines) {
    const line = readLine(pageLine);
    if (line) current.push(line);
    else {
      close();
      blankBefore += 1;
    }
  }
  close();
  return groups;
}

/** The line of a page's line; undefined where it is blank. */
export function readLine({ number, text: raw, printed, heading, ofPage }: PageLine): Line | undefined {
  const text = raw.trim();
  if (text === '') return undefined;
  const indent = columns(raw.slice(0, raw.length - raw.trimStart().length).replace(/\ufeff/gu, ''));
  return { number, text, indent, width: indent + columns(text), printed: printed.trim(), heading: heading ?? 0, ofPage: ofPage === true };
}
