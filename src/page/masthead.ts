/** The masthead of a page that is printed over several lines, a part a line, in whatever order. */
import type { PageLine } from './clean/clean-lines.js';
import { narrow, squeeze } from './characters.js';
import { isoDate, readDate } from './dates.js';
import { furnitureScore, mayBePaperName, readFolio, readFurnitureWords } from './furniture.js';
import { YEAR_BEFORE_REPUBLIC } from '../notation/calendar-day.js';
import { readCount } from '../notation/read-count.js';
import { SECTION_NAME } from './vocabulary.js';

/** Lines with text that are looked at; no head has more. */
const MOST_LINES = 16;

/** What a line of a head says. `other` = nothing that a head alone says. */
type Part = 'paper' | 'date' | 'day' | 'weekday' | 'calendar' | 'issue' | 'folio' | 'section' | 'house' | 'other';

const DIGITS = '[\\d〇零○一二三四五六七八九十廿卅]';
const ERA = '(?:公元|西元|公历|公曆|阳历|陽曆|新历|新曆|国历|國曆)?';
const YEAR = new RegExp(`^${ERA}(?:(?:中[华華])?民[国國]${DIGITS}{1,4}|\\d{4}|[〇零○一二三四五六七八九]{4})年?(${DIGITS}{1,3}月)?$`, 'u');
const MONTH_DAY = new RegExp(`^${ERA}${DIGITS}{1,3}月(?:${DIGITS}{1,3}[日号號]?)?$`, 'u');
const DAY_FIGURE = /^\d{1,2}[日号號]?$/u;
const WEEKDAYS = /^(?:(?:星期|礼拜|禮拜|周|週)[一二三四五六日天1-7]|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?)$/iu;
const MONTH_ENGLISH = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\d{1,2}(?:st|nd|rd|th)?(?:,?\d{4})?$/iu;
const MOON = '(?:农历|農曆|夏历|夏曆|旧历|舊曆|阴历|陰曆|古历|古曆)';
const GANZHI = '[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]';
const LUNAR_DAY = '(?:闰|閏)?[正一二三四五六七八九十冬腊臘]{1,2}月(?:大|小)?(?:(?:初|十|廿|卅|二十|三十)[一二三四五六七八九十]?)';
const LUNAR = new RegExp(`^(?:${MOON}.{0,12}|(?:岁次)?${GANZHI}年?(?:[（(]?.[）)]?年)?(?:${LUNAR_DAY})?|${LUNAR_DAY})$`, 'u');
const TERM =
  /^(?:今日|今天|明日)?(?:立春|雨水|惊蛰|驚蟄|春分|清明|谷雨|穀雨|立夏|小满|小滿|芒种|芒種|夏至|小暑|大暑|立秋|处暑|處暑|白露|秋分|寒露|霜降|立冬|小雪|大雪|冬至|小寒|大寒)$/u;
const ISSUE = new RegExp(
  `^(?:[总總新复復创創]刊?号?)?(?:第|总第|總第|新第)${DIGITS.replace(']', '百千,，]')}{1,9}[期号號](?:[（(].{1,14}[）)])?$`,
  'u',
);
const PAGES = new RegExp(
  `^(?:今日|今天|本期|本报|本報|本日|共|出版|出|对开|對開|四开|四開)+(?:共)?${DIGITS}{1,3}[大小]?[版张張页頁]$`,
  'u',
);
const FOLIO = new RegExp(`^第?[A-Z]?${DIGITS}{1,3}(?:[·、,，\\-—～~至]第?[A-Z]?${DIGITS}{1,3})+[版页頁]$`, 'u');
const HOUSE = /(?:主办|主辦|主管|承办|承辦|出版社?|编辑部|編輯部|机关报|機關報|委员会|委員會|日报社|报社|報社)$/u;
const LATIN = /^[A-Z][A-Za-z .,'’&:-]{3,60}$/u;

/** No line of a head is longer, in UTF-16 units, spaces counted. */
const LONGEST = 400;

/** Sure signs of a head; the others may stand beside them. */
const SIGNS: ReadonlySet<Part> = new Set(['paper', 'date', 'day', 'weekday', 'calendar', 'issue', 'folio']);

/** True for a line that says the day by the moon, or the term of the sun, and nothing else. */
export function isCalendarLine(line: string): boolean {
  if (line.length > LONGEST) return false;
  const tight = narrow(squeeze(line)).replace(/^[（(]+|[）)]+$/gu, '');
  return tight.length <= 24 && (LUNAR.test(tight) || TERM.test(tight));
}

/**
 * How many of the first lines are the masthead, blank ones counted; 0 where the page begins otherwise. A head has two different signs at
 * least (a paper, a day, a weekday, a number of the issue …); between them may stand a line that could be anything short.
 */
export function mastheadLength(lines: readonly string[]): number {
  const signs = new Set<Part>();
  let seen = 0;
  let end = 0;
  let unknown = 0;
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    if ((seen += 1) > MOST_LINES) break;
    const part = partOf(line);
    if (part === 'other') {
      // The name of a paper need not end like one; more than one such line in a row is text.
      if (unknown > 0 || end > 0 || !/^[\p{Script=Han}·]{2,8}$/u.test(squeeze(line))) break;
      unknown += 1;
      continue;
    }
    if (unknown > 0 && end === 0 && !SIGNS.has(part)) break;
    if (SIGNS.has(part)) signs.add(part);
    end = at + 1;
  }
  const dated = signs.has('date') || signs.has('day') || signs.has('weekday');
  return signs.size >= 2 && (dated || signs.has('paper')) ? end : 0;
}

function partOf(line: string): Part {
  if (line.length > LONGEST) return 'other';
  const tight = narrow(squeeze(line)).replace(/^[（(【[]+|[）)】\]]+$/gu, '');
  if (tight.length > 60 || /[。！？；]/u.test(tight)) return 'other';
  const whole = wholePart(tight, line);
  if (whole !== 'other') return whole;
  if (furnitureScore(line.trim()) >= 0.75)
    return readFurnitureWords(line).find(({ kind }) => kind === 'paper' || kind === 'date')?.kind === 'paper' ? 'paper' : 'house';
  const words = narrow(line)
    .replace(/(?<!\s)\s*(年|月)\s*(?=\d)/gu, '$1')
    .split(/[\s|｜·•丨／]+/u)
    .filter((word) => word !== '');
  const parts = words.map((word) => wholePart(squeeze(word).replace(/^[（(]+|[）)]+$/gu, ''), word));
  return words.length > 1 && parts.every((part) => part !== 'other') ? (parts.find((part) => SIGNS.has(part)) ?? 'house') : 'other';
}

function wholePart(tight: string, line: string): Part {
  if (mayBePaperName(tight) || readFurnitureWords(tight).every(({ kind }) => kind === 'paper')) return 'paper';
  if (readDate(tight) !== undefined && tight.length <= 20) return 'date';
  if (YEAR.test(tight) || MONTH_DAY.test(tight) || MONTH_ENGLISH.test(tight)) return 'date';
  if (DAY_FIGURE.test(tight)) return 'day';
  if (WEEKDAYS.test(tight)) return 'weekday';
  if (LUNAR.test(tight) || TERM.test(tight)) return 'calendar';
  if (ISSUE.test(tight) || PAGES.test(tight)) return 'issue';
  if (FOLIO.test(tight) || readFolio(tight) !== undefined) return 'folio';
  if (SECTION_NAME.test(tight)) return 'section';
  return HOUSE.test(tight) || LATIN.test(line.trim()) ? 'house' : 'other';
}

/** The lines with those of the masthead marked. */
export function withMasthead(lines: readonly PageLine[]): readonly PageLine[] {
  const length = mastheadLength(lines.slice(0, MOST_LINES * 4).map(({ text }) => text));
  return length === 0 ? lines : lines.map((line, at) => (at < length && line.text.trim() !== '' ? { ...line, ofPage: true } : line));
}

/** A day, and the line that is nothing but its figure, where there is one. */
interface DateInParts {
  readonly date: string;
  readonly figure: string | undefined;
}

/** The day that the lines of a head print in parts (`7月1日`, `2026年`; `2026年7月`, `1`), as `YYYY-MM-DD`. */
export function dateInParts(lines: readonly string[]): DateInParts | undefined {
  let [year, month, day] = ['', '', ''];
  for (const line of lines) {
    const tight = narrow(squeeze(line)).replace(new RegExp(`^${ERA}`, 'u'), '');
    const full = new RegExp(
      `^(?:((?:(?:中[华華])?民[国國])?${DIGITS}{1,4})年)?(?:(${DIGITS}{1,3})月)?(?:(${DIGITS}{1,3})[日号號]?)?$`,
      'u',
    ).exec(tight);
    if (full === null) continue;
    year ||= full[1] ?? '';
    month ||= full[2] ?? '';
    // A figure alone is the day only where nothing says it: it may be the number of the page.
    if (day === '' && (full[2] !== undefined || month !== '' || /[日号號]$/u.test(tight))) day = full[3] ?? '';
  }
  if (year === '' || month === '') return undefined;
  const figure = day === '' ? lines.find((line) => /^\d{1,2}$/u.test(narrow(squeeze(line)))) : undefined;
  day ||= figure === undefined ? '' : narrow(squeeze(figure));
  const republic = /^(?:中[华華])?民[国國]/u.test(year);
  const count = (text: string): number => readCount(text.replace(/[○]/gu, '〇')) ?? NaN;
  const date = isoDate(
    republic ? YEAR_BEFORE_REPUBLIC + count(year.replace(/^(?:中[华華])?民[国國]/u, '')) : count(year),
    count(month),
    count(day),
  );
  return date === undefined ? undefined : { date, figure };
}
