import type { ParsedPage } from '../article/article.js';
import { narrow, squeeze } from './characters.js';
import { cleanLines, type PageLine } from './clean/clean-lines.js';
import { readDate } from './dates.js';
import { furnitureScore, readFolio, readFurnitureWords } from './furniture.js';
import { parseLines } from './parse-page.js';
import { isDump } from './read-dump.js';
import type { PageSource } from './readers/page-reader.js';
import { textSource } from './readers/text-reader.js';

/** What a file is taken for: one page, or however many there are in it. */
export type Division = 'page' | 'file';

/** Segments the pages of a file. Never throws; linear in the text. */
export function parseSource(source: PageSource, division: Division): readonly ParsedPage[] {
  return pagesOf(source, division).map((lines, at) => {
    const { place, recognised, isPicture } = source.isPaged ? source.pages[at]! : {};
    const read = recognised === true ? withRecognised(parseLines(lines)) : parseLines(lines);
    const parsed = isPicture === true ? { ...read, isPicture } : read;
    return place === undefined ? parsed : { ...parsed, page: { ...parsed.page, ...place } };
  });
}

/** Says of each article that its text was recognised in a picture, and errs. */
function withRecognised(page: ParsedPage): ParsedPage {
  return { ...page, articles: page.articles.map((article) => ({ ...article, extra: { ...article.extra, recognised: true } })) };
}

/** Segments a text that may hold several pages: parted by form feeds, or each beginning with the paper's masthead. */
export function parsePages(text: string): readonly ParsedPage[] {
  return parseSource(textSource(text), 'file');
}

/** The clean lines of each page, at least one page; numbers go through the file. */
export function pagesOf({ pages, isPaged }: PageSource, division: Division): readonly (readonly PageLine[])[] {
  let firstNumber = 1;
  const clean = pages.map(({ lines }) => {
    const cleaned = cleanLines(lines, firstNumber);
    firstNumber += lines.length;
    return cleaned;
  });
  if (isPaged) return clean;
  const lines = clean.flat();
  return division === 'page' || isDump(lines) ? [lines] : cutPages(lines);
}

/** Parts lines into pages, at least one; white space alone between two is none. Linear. */
function cutPages(lines: readonly PageLine[]): readonly (readonly PageLine[])[] {
  const starts = new Set([0, ...lines.flatMap(({ pageBreak }, at) => (pageBreak ? [at] : [])), ...repeatedMastheads(lines)]);
  const cuts = [...starts].sort((a, b) => a - b);
  const pages = cuts.map((from, at) => lines.slice(from, cuts[at + 1] ?? lines.length));
  const filled = pages.filter((page) => page.some(({ text }) => text.trim() !== ''));
  return filled.length > 1 ? withTheirFeet(filled) : [filled[0] ?? lines];
}

/** A part of nothing but furniture is the foot of the page before it, unless it has the head of another one. */
function withTheirFeet(parts: readonly (readonly PageLine[])[]): readonly (readonly PageLine[])[] {
  const pages: (readonly PageLine[])[] = [];
  let heads: readonly Masthead[] = [];
  for (const part of parts) {
    const own = readMastheads(part);
    const before = pages.at(-1);
    if (before !== undefined && isFurniture(part) && !own.some((head) => heads.length === 0 || heads.every((one) => differ(one, head))))
      pages[pages.length - 1] = [...before, { ...part[0]!, text: '', printed: '' }, ...part];
    else {
      pages.push(part);
      heads = own;
    }
  }
  return pages;
}

function isFurniture(lines: readonly PageLine[]): boolean {
  return lines.every(({ text }) => text.trim() === '' || (text.trim().length <= 120 && furnitureScore(text.trim()) >= 0.75));
}

interface Masthead {
  readonly line: number;
  readonly papers: ReadonlySet<string>;
  readonly dates: ReadonlySet<string>;
  readonly folios: ReadonlySet<string>;
}

/**
 * Lines where a new page begins: a masthead (furniture with a paper or a full date, at most five lines long) whose
 * folio or date differs from those of the page so far, with text between the two.
 */
function repeatedMastheads(lines: readonly PageLine[]): readonly number[] {
  const heads = readMastheads(lines);
  const starts: number[] = [];
  let page = heads[0];
  for (const head of heads.slice(1)) {
    if (page === undefined) break;
    const names = head.papers.size > 0 || head.dates.size > 0;
    if (names && differ(page, head) && head.line > 0) {
      starts.push(head.line);
      page = head;
    }
  }
  return starts;
}

/** True where two mastheads say another paper, day or page. */
function differ(one: Masthead, other: Masthead): boolean {
  return parts(one, other).some(([left, right]) => left.size > 0 && right.size > 0 && !overlaps(left, right));
}

function parts(one: Masthead, other: Masthead): readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] {
  return [
    [one.papers, other.papers],
    [one.dates, other.dates],
    [one.folios, other.folios],
  ];
}

function overlaps(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return [...left].some((one) => right.has(one));
}

function readMastheads(lines: readonly PageLine[]): readonly Masthead[] {
  const heads: Masthead[] = [];
  let open: { line: number; papers: Set<string>; dates: Set<string>; folios: Set<string> } | undefined;
  const close = (): void => {
    // A folio alone, or the date under a notice, is no masthead.
    if (open && Number(open.papers.size > 0) + Number(open.dates.size > 0) + Number(open.folios.size > 0) >= 2) heads.push(open);
    open = undefined;
  };
  lines.forEach(({ text }, at) => {
    const line = text.trim();
    if (line === '') return;
    if (line.length > 80 || furnitureScore(line) < 0.75) {
      close();
      return;
    }
    open ??= { line: at, papers: new Set(), dates: new Set(), folios: new Set() };
    note(line, open);
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
