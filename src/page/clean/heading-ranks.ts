import { furnitureScore } from '../furniture.js';
import { SECTION_NAME } from '../vocabulary.js';

/**
 * What a marked heading is: 1 the main line of a head, 2 a line above or below it, 3 a heading within an article, 4 the name
 * of a column.
 */
export type HeadingRank = 1 | 2 | 3 | 4;

/** A line and the level it was marked with. */
interface Levelled {
  readonly text: string;
  readonly level: number | undefined;
}

/** Headings with no other text between them. */
interface Head {
  readonly lines: number[];
  /** The smallest level. */
  readonly top: number;
}

/**
 * Ranks of marked headings, by line. Programs number levels as they like: headlines are the headings of the smallest level that has several
 * heads, or text below its only one; what is of a larger level stands within an article. The name of a paper or section heads none.
 */
export function headingRanks(lines: readonly Levelled[]): ReadonlyMap<number, HeadingRank> {
  const heads = readHeads(lines);
  const tops = [...new Set(heads.map(({ top }) => top))].sort((a, b) => a - b);
  const main = tops.find((top) => heads.filter((head) => head.top === top).length >= 2) ?? tops[0] ?? 0;
  const first = heads.find(({ top }) => top < main);
  const one = first !== undefined && isText(lines, first.lines.at(-1)! + 1) ? first.top : main;
  return new Map(
    heads.flatMap(({ lines: numbers, top }) =>
      numbers.map((at): [number, HeadingRank] => [at, top > one ? 3 : lines[at]!.level === top ? 1 : 2]),
    ),
  );
}

function readHeads(lines: readonly Levelled[]): readonly Head[] {
  const heads: Head[] = [];
  let open: number[] = [];
  const close = (): void => {
    if (open.length > 0) heads.push({ lines: open, top: Math.min(...open.map((at) => lines[at]!.level!)) });
    open = [];
  };
  lines.forEach(({ text, level }, at) => {
    if (text.trim() === '' || isOfPage(text, level)) return;
    if (level === undefined) close();
    else if (open.length > 0 && level === lines[open.at(-1)!]!.level) {
      // Two of one level are two headlines, the first without text.
      close();
      open.push(at);
    } else open.push(at);
  });
  close();
  return heads;
}

function isOfPage(text: string, level: number | undefined): boolean {
  return level !== undefined && (furnitureScore(text.trim()) >= 0.75 || SECTION_NAME.test(text.replace(/\s+/gu, '')));
}

function isText(lines: readonly Levelled[], from: number): boolean {
  const next = lines.slice(from, from + 4).find(({ text }) => text.trim() !== '');
  return next !== undefined && next.level === undefined;
}
