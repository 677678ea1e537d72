import type { PageInfo } from '../article/article.js';
import { isAllHan, narrow, squeeze } from './characters.js';
import { readDate } from './dates.js';
import { dateInParts, isCalendarLine } from './masthead.js';
import { isJumpLine, mayBePaperName, readFolio, readFurnitureWords, type FurnitureWord } from './furniture.js';
import { SECTION_NAME } from './vocabulary.js';

/** Reads paper, date, page number and section from the furniture lines of a page, in printed order; the first find counts. */
export function readPageInfo(lines: readonly string[]): PageInfo {
  const own = lines.filter((line) => !isJumpLine(line) && !isCalendarLine(line));
  const whole = firstOf(own.map(readFurnitureWords), 'date', readDate);
  const parts = whole === undefined ? dateInParts(lines.slice(0, 12)) : undefined;
  const read = own.filter((line) => line !== parts?.figure).map(readFurnitureWords);
  const heads = read.filter(isHead);
  const paper = paperOf(heads, own);
  const date = whole ?? parts?.date;
  const pageNumber = firstOf(heads, 'folio', readFolio);
  const section = sectionOf(read, heads, own, paper);
  return {
    ...(paper !== undefined && { paper }),
    ...(date !== undefined && { date }),
    ...(pageNumber !== undefined && { pageNumber }),
    ...(section !== undefined && { section }),
  };
}

/** Lines of the head: they name the paper, the date or the page. Imprints may hold numbers that are no folio. */
function isHead(words: readonly FurnitureWord[]): boolean {
  const kinds = new Set(words.map((word) => word.kind));
  return kinds.has('paper') || kinds.has('date') || kinds.has('weekday') || (kinds.has('folio') && !kinds.has('imprint'));
}

function firstOf(
  lines: readonly (readonly FurnitureWord[])[],
  kind: FurnitureWord['kind'],
  read: (word: string) => string | undefined,
): string | undefined {
  for (const words of lines) {
    for (const word of words) {
      const found = word.kind === kind ? read(bare(word.text)) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function paperOf(heads: readonly (readonly FurnitureWord[])[], lines: readonly string[]): string | undefined {
  const named = firstOf(heads, 'paper', (word) => word);
  if (named !== undefined) return named;
  // `青溪报 2031年3月8日 第3版`: beside a date or a folio a name may end in 报 alone.
  const beside = firstOf(heads, 'loose', (word) => (mayBePaperName(word) ? word : undefined));
  if (beside !== undefined) return beside;
  const alone = lines.slice(0, 6).find((line) => mayBePaperName(line));
  if (alone !== undefined) return bare(squeeze(alone));
  // A name without any of the usual endings: a line of Han characters alone, at the head, that is no section.
  const words = lines.slice(0, 4).filter((line) => !isJumpLine(line) && readFurnitureWords(line).every(({ kind }) => kind === 'loose'));
  return words
    .map((line) => bare(squeeze(line)))
    .find((line) => isAllHan(line) && line.length >= 3 && line.length <= 8 && !SECTION_NAME.test(line) && readFolio(line) === undefined);
}

function sectionOf(
  read: readonly (readonly FurnitureWord[])[],
  heads: readonly (readonly FurnitureWord[])[],
  lines: readonly string[],
  paper: string | undefined,
): string | undefined {
  const known = firstOf(heads, 'section', (word) => word);
  if (known !== undefined) return known;
  const alone = lines
    .slice(0, 8)
    .map((line) => bare(squeeze(line)))
    .find((line) => SECTION_NAME.test(line));
  if (alone !== undefined) return alone;
  const beforeRoles = read.find((words) => words[0]?.kind === 'section' && words.some((word) => word.kind === 'role'));
  if (beforeRoles) return bare(beforeRoles[0]!.text);
  // Beside a folio, a paper or a date a short unknown word can only be the section; or it opens the line of credits.
  const loose = firstOf(heads, 'loose', (word) => (word === paper ? undefined : sectionWord(word)));
  if (loose !== undefined) return loose;
  const opens = read.find((words) => words[0]?.kind === 'loose' && words[1]?.kind === 'role');
  return opens ? sectionWord(bare(opens[0]!.text)) : undefined;
}

/** What a head says of the weather. */
const WEATHER = /多云|多雲|[小中大暴雷阵陣][雨雪]|[晴阴陰][转轉]|[转轉][晴阴陰]|偏[东南西北東]|^[晴阴陰]$/u;

function sectionWord(word: string): string | undefined {
  return isAllHan(word) &&
    !WEATHER.test(word) &&
    !/^(?:[公阳陽新国國][历曆]|第)/u.test(word) &&
    word.length >= 2 &&
    word.length <= 6 &&
    !/[年月日期版]$/u.test(word)
    ? word
    : undefined;
}

function bare(word: string): string {
  return narrow(word).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
