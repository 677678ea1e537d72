import { isDay, isoDay, YEAR_BEFORE_REPUBLIC } from '../notation/calendar-day.js';
import { readCount } from '../notation/read-count.js';
import { narrow, squeeze } from './characters.js';

const MAY_BE_DATE = /^\s*[\d０-９〇零○Ｏ一二三四五六七八九中民公西]/u;
const ARABIC = /^(\d{4})(?:年(\d{1,2})月(\d{1,2})[日号號]?|[-./](\d{1,2})[-./](\d{1,2}))/u;
const HAN = /^([〇零○Ｏ一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十廿卅]{1,3})[日号號]?/u;
const REPUBLIC =
  /^(?:中华民国|中華民國|民国|民國)(\d{1,3}|[一二三四五六七八九十廿卅百〇零]{1,5})年(\d{1,2}|[一二三四五六七八九十]{1,3})月(\d{1,2}|[一二三四五六七八九十廿卅]{1,3})[日号號]/u;

/**
 * Reads a date with its year at the start of a word, in any printed form (`2031年4月12日`, `二〇三一年九月二十七日`,
 * `2031-04-12`, `2031.4.12`, full-width digits, years of the Republic), as `YYYY-MM-DD`; undefined when there is none.
 */
export function readDate(word: string): string | undefined {
  if (!MAY_BE_DATE.test(word)) return undefined;
  const text = narrow(squeeze(word)).replace(/^(?:公元|西元|公历|公曆)/u, '');
  const arabic = ARABIC.exec(text);
  if (arabic) return isoDate(Number(arabic[1]), Number(arabic[2] ?? arabic[4]), Number(arabic[3] ?? arabic[5]));
  const han = HAN.exec(text);
  if (han) return isoDate(yearOf(han[1]!), numberOf(han[2]!), numberOf(han[3]!));
  const republic = REPUBLIC.exec(text);
  if (republic) return isoDate(YEAR_BEFORE_REPUBLIC + numberOf(republic[1]!), numberOf(republic[2]!), numberOf(republic[3]!));
  return undefined;
}

/** True for a text that is a day and nothing more: `5月11日`, `2031年10月22日`, `九月二十五日`. */
export function isDayOnly(text: string): boolean {
  if (text.length > 24 || !/[日号號]\s*$/u.test(text)) return false;
  return /^(?:(?:\d{4}|[〇零○一二三四五六七八九]{4})年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号號]$/u.test(
    narrow(squeeze(text)),
  );
}

/** A day as a text prints it, perhaps without its year. */
export interface PrintedDay {
  readonly year?: number;
  readonly month: number;
  readonly day: number;
  /** True when the text is this day and nothing more. */
  readonly isWhole: boolean;
}

const ANY_DAY =
  /(?:(\d{4}|[〇零○Ｏ一二三四五六七八九]{4})年)?(\d{1,2}|[一二三四五六七八九十]{1,3})月(\d{1,2}|[一二三四五六七八九十]{1,3})[日号號]/gu;

/** Every day a text prints with 月 and 日 (`11月30日`, `二〇三一年九月二十七日`), in its order; full-width digits too. */
export function findDays(text: string): PrintedDay[] {
  const tight = narrow(squeeze(text));
  return [...tight.matchAll(ANY_DAY)].flatMap(([written, printed, monthText, dayText]) => {
    const [month, day] = [numberOf(monthText!), numberOf(dayText!)];
    const year = printed === undefined ? undefined : yearOf(printed);
    if (isoDate(year ?? 2000, month, day) === undefined) return [];
    return [{ month, day, isWhole: written.length === tight.length, ...(year !== undefined && { year }) }];
  });
}

/** A day as `YYYY-MM-DD`; undefined where the calendar has none such, or outside the years 1800 to 2199. */
export function isoDate(year: number, month: number, day: number): string | undefined {
  return year >= 1800 && year <= 2199 && isDay(year, month, day) ? isoDay(year, month, day) : undefined;
}

/** Four digits, Arabic or Chinese; pages print the 〇 in several ways. */
function yearOf(written: string): number {
  return numberOf(written.replace(/[○Ｏ]/gu, '〇'));
}

/** A count; NaN, which no calendar has, where it is none. */
function numberOf(written: string): number {
  return readCount(written) ?? NaN;
}
