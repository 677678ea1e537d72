/** What the path of a file says of the place of its page, in the usual ways of naming. */
import type { PageInfo } from '../../article/article.js';
import { legibleName } from '../source-name.js';
import { DAY_MARK, markDays, type PathDay } from './path-days.js';
import { bareName, isSection, looksLikePaper, mayBePaper, mayBeSection } from './path-names.js';
import { barePage, bareWords, markPages, PAGE_MARK } from './path-pages.js';

/** Why a part of a place is not taken from a path. */
export interface PathDoubt {
  readonly part: keyof PageInfo;
  readonly reason: string;
}

/** What a path says, and what it says without being clear. */
export interface PathReading {
  readonly page: PageInfo;
  readonly doubts: readonly PathDoubt[];
}

/** Parts of a path that count; a day over several folders is one. */
const MOST_PARTS = 4;
const MOST_RAW_PARTS = 8;
/** No file system has longer names, in UTF-16 units. */
const LONGEST_NAME = 255;
const ENDING = /\.[a-z][a-z0-9]{0,7}$/iu;
/** Folders of years and months alone, above the day. */
const OF_TIME = /^(?:(?:18|19|20|21)\d{2}年?(?:[-._]?\d{1,2}月?)?|\d{1,2}月?)$/u;
const YEAR_IN_NAME = /(?<!\d)(?:18|19|20|21)\d{2}(?!\d)(?:年度?)?/gu;
const APART = /[\s\-_.,、，·・:;'"“”‘’()[\]{}<>《》〈〉【】〔〕「」『』—–~+=#@&!|]+/u;

/**
 * Reads it: day, page, paper and section, wherever they stand in its last four parts. A day the calendar has not, and two readings of one
 * part, are none and a doubt. Linear in the length of the path.
 */
export function readPath(file: string): PathReading {
  const { parts, days } = partsOf(file);
  const isDated = days.length > 0;
  const read = parts.map((part, at) => {
    const isBelowDay = at > 0 && parts[at - 1]!.includes(DAY_MARK);
    return readPart(part, { isDated, isBelowDay, isLast: at === parts.length - 1 });
  });
  const day = oneOf(
    'date',
    days.map(({ date, written }) => date ?? { none: written }),
  );
  const number = oneOf('pageNumber', pagesOf(read, isDated));
  const paper = oneOf('paper', papersOf(read));
  const section = read.at(-1)?.section;
  return {
    page: {
      ...(paper.value !== undefined && { paper: paper.value }),
      ...(day.value !== undefined && { date: day.value }),
      ...(number.value !== undefined && { pageNumber: number.value }),
      ...(section !== undefined && section !== paper.value && (isDated || number.value !== undefined) && { section }),
    },
    doubts: [day, number, paper].flatMap(({ doubt }) => doubt ?? []),
  };
}

/** The last parts of a path in half-width characters, the ending off the last; a name no file system has is empty. */
export function plainParts(file: string, count: number): readonly string[] {
  const raw = file.split(/[\\/]/u).filter((part) => part !== '');
  const plain = raw.slice(-count).map((part) =>
    part.length > LONGEST_NAME
      ? ''
      : legibleName(part)
          .normalize('NFKC')
          .replaceAll(/[\u0000-\u001f/]/gu, ' '),
  );
  const name = plain.pop() ?? '';
  return [...plain, name.replace(/\.gz$/iu, '').replace(ENDING, '')];
}

/** The parts that count, with marks for their days. */
function partsOf(file: string): { readonly parts: readonly string[]; readonly days: readonly PathDay[] } {
  const { text, days } = markDays(plainParts(file, MOST_RAW_PARTS).join('/'));
  const all = text.split('/').filter((part, at, { length }) => at === length - 1 || !OF_TIME.test(part));
  const parts = all.slice(-MOST_PARTS);
  const before = all.slice(0, -MOST_PARTS).join('').split(DAY_MARK).length - 1;
  return { parts, days: days.slice(before) };
}

/** What one part may say. */
interface PartReading {
  readonly isDay: boolean;
  readonly hasDay: boolean;
  /** The whole part as a name; empty where it has a day or a page. */
  readonly name: string;
  readonly printed: readonly string[];
  readonly bare: readonly string[];
  /** Names that look like papers, before the page and behind it. */
  readonly papers: readonly string[];
  readonly laterPapers: readonly string[];
  /** A name directly before the day. */
  readonly beside: string | undefined;
  readonly section: string | undefined;
}

interface Standing {
  readonly isDated: boolean;
  readonly isBelowDay: boolean;
  readonly isLast: boolean;
}

function readPart(part: string, { isDated, isBelowDay, isLast }: Standing): PartReading {
  const { text, pages } = markPages(part.replace(YEAR_IN_NAME, ' '), isDated);
  const hasDay = text.includes(DAY_MARK);
  const words = wordsOf(text);
  const bareAt = pages.length === 0 && (isLast || isBelowDay || hasDay) ? bareWords(words, isBelowDay) : [];
  const read = bareAt.flatMap((at) => barePage(words[at]!) ?? []);
  const pageAt = bareAt[0] ?? words.indexOf(PAGE_MARK);
  const besideAt = words.indexOf(DAY_MARK) - 1;
  return {
    isDay: words.length === 1 && hasDay,
    hasDay,
    name: hasDay || pages.length > 0 ? '' : bareName(text),
    printed: pages,
    bare: read.map(({ page }) => page),
    ...namesOf(text, words, pageAt),
    beside: besideAt >= 0 && besideAt !== pageAt && mayBePaper(words[besideAt]!) ? words[besideAt] : undefined,
    section: sectionOf(words, pageAt, read[0]?.rest ?? ''),
  };
}

function wordsOf(text: string): readonly string[] {
  return text
    .split(/([\u0001\u0002])/u)
    .flatMap((piece) => (piece === DAY_MARK || piece === PAGE_MARK ? [piece] : piece.split(APART)))
    .flatMap((word) => (word === DAY_MARK || word === PAGE_MARK ? [word] : paperAndPage(bareName(word))))
    .filter((word) => word !== '');
}

/** `河口日报A05` is a paper and its page. */
function paperAndPage(word: string): readonly string[] {
  const found = /^(.{2,30}\p{Script=Han})([A-Z]{0,2}\d{1,3})$/iu.exec(word);
  return found !== null && looksLikePaper(found[1]!) ? [found[1]!, found[2]!] : [word];
}

/** Words that look like papers, and Latin names of several words. */
function namesOf(text: string, words: readonly string[], pageAt: number): Pick<PartReading, 'papers' | 'laterPapers'> {
  const latin = text.split(/[\u0001\u0002_]/u).map(bareName);
  const papers = (some: readonly string[]): readonly string[] => some.filter(looksLikePaper);
  return {
    papers: [...papers(latin.filter((name) => /^[A-Za-z .'’]+$/u.test(name))), ...papers(pageAt < 0 ? words : words.slice(0, pageAt))],
    laterPapers: pageAt < 0 ? [] : papers(words.slice(pageAt + 1)),
  };
}

/** What stands behind the page; without a page the name of a section that papers share. */
function sectionOf(words: readonly string[], pageAt: number, together: string): string | undefined {
  if (together !== '' && mayBeSection(together)) return together;
  const behind = pageAt < 0 ? undefined : words[pageAt + 1];
  if (behind !== undefined && mayBeSection(behind)) return behind;
  return words.find(isSection);
}

function pagesOf(parts: readonly PartReading[], isDated: boolean): readonly string[] {
  const printed = parts.flatMap((part) => part.printed);
  if (printed.length > 0 || !isDated) return printed;
  const [name, ...folders] = parts.toReversed();
  return name!.bare.length > 0 ? name!.bare : folders.flatMap((part) => part.bare);
}

/** Names that look like papers, of the folders and before the page; else behind it; else what stands beside the day. */
function papersOf(parts: readonly PartReading[]): readonly string[] {
  const dayAt = parts.findIndex(({ hasDay }) => hasDay);
  const above = dayAt < 0 ? parts : parts.slice(0, dayAt + 1);
  const sure = above.flatMap(({ papers }) => papers);
  if (sure.length > 0) return sure;
  const below = [...parts.slice(above.length).flatMap(({ papers }) => papers), ...parts.flatMap(({ laterPapers }) => laterPapers)];
  if (below.length > 0) return below;
  const day = parts[dayAt];
  if (day?.beside !== undefined) return [day.beside];
  const folder = day?.isDay === true ? parts[dayAt - 1]?.name : undefined;
  return folder !== undefined && mayBePaper(folder) ? [folder] : [];
}

/** What is said of a day that is none. */
export function dayDoubt({ written }: Pick<PathDay, 'written'>): PathDoubt {
  return { part: 'date', reason: `the path says ${written}, which is no day 没有这一天` };
}

interface One {
  readonly value?: string;
  readonly doubt?: PathDoubt;
}

function oneOf(part: keyof PageInfo, readings: readonly (string | { readonly none: string })[]): One {
  const different = [...new Set(readings.map((one) => (typeof one === 'string' ? one : one.none)))];
  const none = readings.find((one) => typeof one !== 'string');
  if (none !== undefined) return { doubt: dayDoubt({ written: none.none }) };
  if (different.length < 2) return different.length === 0 ? {} : { value: different[0]! };
  return { doubt: { part, reason: `the path says ${different.join(' and ')}; neither is taken 路径有两种读法，均不取` } };
}
