/** What stands between the lines a reader gives and the rules that divide them: the same text, plain. */
import type { LaidOutLine, LinePart } from '../readers/page-reader.js';
import { headingRanks, type HeadingRank } from './heading-ranks.js';
import { closeUp } from './letter-spacing.js';
import { needlessBlanks } from './line-spacing.js';
import { readMarkdown, type MarkedLine } from './markdown.js';
import { plainCharacters, privateSpaces, visible } from './plain-characters.js';
import { unquoted } from './quoting.js';

/** A line as the rules look at it. */
export interface PageLine {
  /** Number of the printed line, counted from 1 through the file. */
  readonly number: number;
  /** Plain text; may have white space around it, or be blank. */
  readonly text: string;
  /** As it was printed, without markup and what is not seen. */
  readonly printed: string;
  /** Where it is marked as a heading. */
  readonly heading?: HeadingRank;
  /** It is of the page's masthead. */
  readonly ofPage?: true;
  /** A page may end above it. */
  readonly pageBreak?: true;
  /** What its place on the page says of it. */
  readonly part?: LinePart;
}

/**
 * Cleans the lines of a page or file; `firstNumber` is the number of the first. Every line keeps its number; blank lines that only space
 * the others out are left out. Linear.
 */
export function cleanLines(lines: readonly LaidOutLine[], firstNumber = 1): readonly PageLine[] {
  const visibly = withoutPrivateSpaces(lines.map(({ text }) => visible(text)));
  // Lines that have places or parts are as they were printed: there is no markup in them, and their blank lines are the reader's own.
  const isPlaced = lines.some(({ box, part }) => box !== undefined || part !== undefined);
  const marked = isPlaced ? visibly.map((text): MarkedLine => ({ text })) : readMarkdown(unquoted(visibly));
  const printed = marked.map(({ text }) => text);
  const closed = closeUp(printed.map(plainCharacters));
  const plain = closed.map(withoutFieldName);
  const needless = isPlaced ? new Set<number>() : needlessBlanks(plain);
  const ranks = headingRanks(plain.map((text, at) => ({ text, level: lines[at]!.heading ?? marked[at]!.heading })));
  return lines.flatMap(({ pageBreak, part }, at): readonly PageLine[] => {
    if (needless.has(at) && !pageBreak) return [];
    const heading = plain[at] === closed[at] ? ranks.get(at) : 4;
    return [
      {
        number: firstNumber + at,
        text: plain[at]!,
        printed: printed[at]!,
        ...(heading !== undefined && { heading }),
        ...(pageBreak && { pageBreak }),
        ...(part && { part }),
      },
    ];
  });
}

/** Exports name the field of a banner before it, and it is one. */
function withoutFieldName(line: string): string {
  return line.length <= 24 ? line.replace(/^(\s*)(?:专栏|專欄|栏目|欄目)[:：]\s*(?=\S)/u, '$1') : line;
}

function withoutPrivateSpaces(lines: readonly string[]): readonly string[] {
  const spaces = privateSpaces(lines);
  return spaces.size === 0 ? lines : lines.map((line) => Array.from(line, (c) => (spaces.has(c) ? '\u3000' : c)).join(''));
}
