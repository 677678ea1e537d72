/** Days in a path, however they are written and over however many folders. */
import { isCalendarDate } from '../../article/article-schema.js';
import { readDate } from '../../page/dates.js';

/** Stands in a path where a day stood. */
export const DAY_MARK = '\u0001';

/** A day as a path writes it. */
export interface PathDay {
  readonly written: string;
  /** `YYYY-MM-DD`; undefined where the calendar has no such day. */
  readonly date: string | undefined;
}

/** A path with a mark for each of its days, and the days in their order. */
export interface MarkedPath {
  readonly text: string;
  readonly days: readonly PathDay[];
}

const YEAR = String.raw`(?<!\d)((?:18|19|20|21)\d{2})`;
/** Behind the day; what follows may be a page of two digits where nothing parts the figures (`2023120103`). */
const BEHIND = String.raw`(?!\d|\s?[版页頁])`;
const PARTED = String.raw`${YEAR}(?:年[/ ]?|[-._/ ])(\d{1,2})(?:月[/ ]?|[-._/ ])(\d{1,2})(?:[日号號]|${BEHIND})`;
const FIGURES = String.raw`${YEAR}[-._/ ]?(\d{2})/?(\d{2})(?:${BEHIND}|(?=\d{2}(?!\d)))`;
const HAN = '[〇零○O一二三四五六七八九]{4}年/?[一二三四五六七八九十]{1,3}月/?[一二三四五六七八九十廿卅]{1,3}[日号號]?';
const HAN_OR_FIGURES = String.raw`(?:\d{1,3}|[一二三四五六七八九十廿卅百〇零]{1,5})`;
const REPUBLIC = String.raw`(?:中[华華])?民[国國]${HAN_OR_FIGURES}年/?${HAN_OR_FIGURES}月/?${HAN_OR_FIGURES}[日号號]?`;
const DAYS = new RegExp(`${PARTED}|${FIGURES}|${HAN}|${REPUBLIC}`, 'gu');
const YEAR_ALONE = new RegExp(String.raw`${YEAR}(?!\d)`, 'gu');
const MONTH_AND_DAY = /(?<!\d)(\d{1,2})月\/?(\d{1,2})[日号號]/u;

/** Finds them in the parts of a path, joined by `/`, in half-width characters. Linear. */
export function markDays(path: string): MarkedPath {
  const days: PathDay[] = [];
  const joined = path.replaceAll('年元月', '年一月');
  const text = joined.replace(DAYS, (written: string, ...groups: readonly (string | undefined)[]) => {
    const [year, month, day] = [groups[0] ?? groups[3], groups[1] ?? groups[4], groups[2] ?? groups[5]];
    days.push(year === undefined ? hanDay(written) : dayOf(written, year, month!, day!));
    return DAY_MARK;
  });
  return days.length > 0 ? { text, days } : markDayOfYear(joined);
}

/** `2023年合订本/12月1日`: the only year of the path, and a month with its day behind it. */
function markDayOfYear(joined: string): MarkedPath {
  const found = MONTH_AND_DAY.exec(joined);
  const years = new Set(Array.from(joined.slice(0, found?.index ?? 0).matchAll(YEAR_ALONE), ([year]) => year));
  if (found === null || years.size !== 1) return { text: joined, days: [] };
  const [year] = years;
  return { text: joined.replace(found[0], DAY_MARK), days: [dayOf(`${year} ${found[0]}`, year!, found[1]!, found[2]!)] };
}

function dayOf(written: string, year: string, month: string, day: string): PathDay {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return { written, date: isCalendarDate(date) ? date : undefined };
}

function hanDay(written: string): PathDay {
  const plain = written.replaceAll('/', '').replace(/[○O]/gu, '〇');
  return { written, date: readDate(/[日号號]$/u.test(plain) ? plain : `${plain}日`) };
}
