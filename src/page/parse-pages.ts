import type { ParsedPage } from '../article/article.js';
import { narrow, squeeze } from './characters.js';
import { readDate } from './dates.js';
import { furnitureScore, readFolio, readFurnitureWords } from './furniture.js';
import { parsePage } from './parse-page.js';
import { isDump, readDump } from './read-dump.js';

/**
 * Segments a text that may hold several pages: parted by form feeds, or each beginning with the paper's masthead.
 * Most texts give one page. Line numbers are those of the whole text. Never throws; linear in the text.
 */
export function parsePages(text: string): readonly ParsedPage[] {
  return isDump(text) ? [readDump(text)] : cutPages(text).map((page) => parsePage(page.text, page.firstNumber));
}

/** The text of one page of a file, and the number of its first line there. */
export interface PageText {
  readonly text: string;
  readonly firstNumber: number;
}

interface Masthead {
  readonly line: number;
  readonly papers: ReadonlySet<string>;
  readonly dates: ReadonlySet<string>;
  readonly folios: ReadonlySet<string>;
}

/** Parts a text into pages, at least one; white space alone between two is none. Linear. */
export function cutPages(text: string): readonly PageText[] {
  const lines = text.replace(/\r\n?/gu, '\n').split('\n');
  const starts = new Set([0, ...formFeeds(lines), ...repeatedMastheads(lines)]);
  const cuts = [...starts].sort((a, b) => a - b);
  const pages = cuts.map((from, at) => ({ text: lines.slice(from, cuts[at + 1] ?? lines.length).join('\n'), firstNumber: from + 1 }));
  const filled = pages.filter((page) => page.text.trim() !== '');
  return filled.length > 0 ? filled : [{ text, firstNumber: 1 }];
}

/** Lines that begin with a form feed. One in mid-line is white space like any other. */
function formFeeds(lines: readonly string[]): readonly number[] {
  return lines
    .flatMap((line, at) => (line.startsWith('\f') ? [at] : line.endsWith('\f') ? [at + 1] : []))
    .filter((at) => at < lines.length);
}

/**
 * Lines where a new page begins: a masthead (furniture with a paper or a full date, at most five lines long) whose
 * folio or date differs from those of the page so far, with text between the two.
 */
function repeatedMastheads(lines: readonly string[]): readonly number[] {
  const heads = readMastheads(lines);
  const starts: number[] = [];
  let page = heads[0];
  for (const head of heads.slice(1)) {
    if (page === undefined) break;
    const samePaper = page.papers.size === 0 || head.papers.size === 0 || overlaps(page.papers, head.papers);
    const otherDay = page.dates.size > 0 && head.dates.size > 0 && !overlaps(page.dates, head.dates);
    const otherPage = page.folios.size > 0 && head.folios.size > 0 && !overlaps(page.folios, head.folios);
    const names = head.papers.size > 0 || head.dates.size > 0;
    if (names && (otherPage || otherDay || !samePaper) && head.line > 0) {
      starts.push(head.line);
      page = head;
    }
  }
  return starts;
}

function overlaps(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return [...left].some((one) => right.has(one));
}

function readMastheads(lines: readonly string[]): readonly Masthead[] {
  const heads: Masthead[] = [];
  let open: { line: number; papers: Set<string>; dates: Set<string>; folios: Set<string> } | undefined;
  const close = (): void => {
    // A folio alone, or the date under a notice, is no masthead.
    if (open && Number(open.papers.size > 0) + Number(open.dates.size > 0) + Number(open.folios.size > 0) >= 2) heads.push(open);
    open = undefined;
  };
  lines.forEach((line, at) => {
    if (line.trim() === '') return;
    if (line.length > 80 || furnitureScore(line.trim()) < 0.75) {
      close();
      return;
    }
    open ??= { line: at, papers: new Set(), dates: new Set(), folios: new Set() };
    note(line.trim(), open);
  });
  close();
  return heads;
}

function note(line: string, head: { papers: Set<string>; dates: Set<string>; folios: Set<string> }): void {
  for (const word of readFurnitureWords(line)) {
    if (word.kind === 'paper') head.papers.add(squeeze(narrow(word.text)));
    const date = word.kind === 'date' ? readDate(word.text) : undefined;
    if (date !== undefined) head.dates.add(date);
    const folio = word.kind === 'folio' ? readFolio(word.text) : undefined;
    if (folio !== undefined) head.folios.add(folio);
  }
}
