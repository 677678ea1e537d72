/** Dates in a run of a query: 2023年11月30日, 二〇二三年十一月三十日, 2023-11-30, 11月30日. */
import { dayAfter, isDay, isoDay, twoDigits, YEAR_BEFORE_REPUBLIC } from '../../notation/calendar-day.js';
import { parseDigits, parseInteger, printInteger } from '../../notation/chinese-integer.js';
import { digitWritings, looseDigitWritings } from '../../analysis/numerals/write-numeral.js';
import type { DatedWriting, VariantSpan } from './variant-span.js';

const ARABIC = /^(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})([日号]))?/;
const CHINESE = /^(?:([〇零一二三四五六七八九]{4})年)?([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十廿卅]{1,3})([日号]))?/;
const DASHED = /^(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?$/;

interface DateParts {
  readonly year?: string;
  readonly month: number;
  readonly day?: number;
  /** 日 or 号, as it is written. */
  readonly mark: string;
}

/** The date of two parts or three that begins at `at`; `stretchEnd`: the end of the letters and digits there. Null = none. */
export function readDateAt(text: string, at: number, stretchEnd: number): VariantSpan | null {
  const dashed = DASHED.exec(text.slice(at, stretchEnd));
  if (dashed !== null) {
    const [written, year, mark, month, day] = dashed;
    // 2023.11, 2023/11 and 2023-1 are other things more often.
    return day === undefined && (mark !== '-' || month!.length === 1)
      ? null
      : spanOf(at, written, partsOf(year, Number(month), numberOf(day), '日'));
  }
  const rest = text.slice(at, at + 16);
  const plain = ARABIC.exec(rest);
  if (plain !== null) return spanOf(at, plain[0], partsOf(plain[1], Number(plain[2]), numberOf(plain[3]), plain[4] ?? '日'));
  const chinese = CHINESE.exec(rest);
  if (chinese === null) return null;
  const [written, year, month, day, mark] = chinese;
  return spanOf(
    at,
    written,
    partsOf(year === undefined ? undefined : parseDigits(year)!, placed(month!), day === undefined ? undefined : placed(day), mark ?? '日'),
  );
}

const REPUBLICAN =
  /^民国(元|[一二三四五六七八九十廿卅]{1,4}|\d{1,3})年(?:([一二三四五六七八九十]{1,2}|\d{1,2})月(?:([一二三四五六七八九十廿卅]{1,3}|\d{1,2})[日号])?)?/;
/** The last year that is mostly told by the Republic. */
const LAST_REPUBLICAN = 1949;

/** A year, month or day of the Republic that begins at `at`; null where there is none. */
export function readRepublicanDateAt(text: string, at: number): VariantSpan | null {
  const found = REPUBLICAN.exec(text.slice(at, at + 20));
  if (found === null) return null;
  const [written, year = '', month, day] = found;
  const number = (digits: string): number => (digits === '元' ? 1 : /^\d/.test(digits) ? Number(digits) : placed(digits));
  const western = `${YEAR_BEFORE_REPUBLIC + number(year)}`;
  if (number(year) === 0 || western.length !== 4) return null;
  if (month === undefined) {
    const years = [`${western}年`, ...digitWritings(western).map((digits) => `${digits}年`), ...republicanYears(western, true)];
    return { start: at, end: at + written.length, writings: years };
  }
  return spanOf(at, written, partsOf(western, number(month), day === undefined ? undefined : number(day), '日'));
}

/** A western year as years of the Republic, 民国三十七年 and 民国37年; none beyond 1949 unless `isRepublican`. */
export function republicanYears(year: string, isRepublican = false): string[] {
  const count = Number(year) - YEAR_BEFORE_REPUBLIC;
  if (count < 1 || (Number(year) > LAST_REPUBLICAN && !isRepublican)) return [];
  return [...(count === 1 ? ['民国元年'] : []), `民国${chinese(count)}年`, `民国${count}年`];
}

function spanOf(start: number, written: string, parts: DateParts | null): VariantSpan | null {
  if (parts === null) return null;
  const dated = datedWritingsOf(parts);
  return { start, end: start + written.length, writings: writingsOf(parts), ...(dated.length > 0 && { dated }) };
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function placed(text: string): number {
  return Number(parseInteger(text) ?? 0);
}

/** Null where it is no date, or a month alone: that is a number with a unit. */
function partsOf(year: string | undefined, month: number, day: number | undefined, mark: string): DateParts | null {
  if (year === undefined && day === undefined) return null;
  // A leap year for a day without its year.
  if (!isDay(Number(year ?? 2000), month, day ?? 1)) return null;
  return { month, mark, ...(year !== undefined && { year }), ...(day !== undefined && { day }) };
}

/** The same day, month or year in every writing that is printed, the likeliest first. */
function writingsOf(parts: DateParts): string[] {
  const { year, month, day, mark } = parts;
  if (year === undefined) return dayWritings(month, day!);
  if (day === undefined) {
    return [
      `${year}年${month}月`,
      ...digitWritings(year).map((digits) => `${digits}年${chinese(month)}月`),
      `${year}-${twoDigits(month)}`,
      `${year}年${twoDigits(month)}月`,
      ...looseDigitWritings(year).map((digits) => `${digits}年${chinese(month)}月`),
      ...republicanYears(year).map((written) => `${written}${isChinese(written) ? chinese(month) : month}月`),
    ];
  }
  const marked = (behind: string): string[] => [
    `${year}年${month}月${day}${behind}`,
    ...digitWritings(year).map((digits) => `${digits}年${chinese(month)}月${chinese(day)}${behind}`),
  ];
  const separated = (mark: string): string[] => [
    `${year}${mark}${month}${mark}${day}`,
    `${year}${mark}${twoDigits(month)}${mark}${twoDigits(day)}`,
  ];
  return [
    ...marked(mark),
    `${year}-${twoDigits(month)}-${twoDigits(day)}`,
    `${year}年${twoDigits(month)}月${twoDigits(day)}日`,
    ...separated('.'),
    ...separated('/'),
    `${year}-${month}-${day}`,
    ...marked('日'),
    ...marked('号'),
    ...looseDigitWritings(year).map((digits) => `${digits}年${chinese(month)}月${chinese(day)}日`),
    ...joinedTens(day).flatMap((written) => digitWritings(year).map((digits) => `${digits}年${chinese(month)}月${written}`)),
    ...republicanYears(year).map((written) =>
      isChinese(written) ? `${written}${chinese(month)}月${chinese(day)}日` : `${written}${month}月${day}日`,
    ),
  ];
}

/** 卅日, 廿五日; none below 20. */
function joinedTens(day: number): string[] {
  return day >= 20 ? [`${day < 30 ? '廿' : '卅'}${day % 10 === 0 ? '' : chinese(day % 10)}日`] : [];
}

/** A day without its year. */
function dayWritings(month: number, day: number): string[] {
  return [
    `${month}月${day}日`,
    `${chinese(month)}月${chinese(day)}日`,
    `${month}月${day}号`,
    `${chinese(month)}月${chinese(day)}号`,
    `${twoDigits(month)}月${twoDigits(day)}日`,
    ...joinedTens(day).map((written) => `${chinese(month)}月${written}`),
  ];
}

/**
 * What an article prints of a date without its year or its month: 11月30日 in an issue of that year, 昨日 in that of the day
 * after. docs/decisions/relative-days.md says why no other words.
 */
function datedWritingsOf({ year, month, day }: DateParts): DatedWriting[] {
  if (year === undefined) return [];
  const texts = day === undefined ? [`${month}月`, `${chinese(month)}月`] : [`${month}月${day}日`, `${chinese(month)}月${chinese(day)}日`];
  const written = texts.map((text) => ({ text, issued: yearOfIssue(year, month) }));
  if (day === undefined) return written;
  const next = dayAfter(isoDay(Number(year), month, day));
  return [...written, ...['昨日', '昨天'].map((text) => ({ text, issued: { from: next, to: next } }))];
}

/**
 * The issues in which a month without its year is that of `year`: in January December is the last one's, in December January the next
 * one's.
 */
function yearOfIssue(year: string, month: number): { readonly from: string; readonly to: string } {
  if (month === 12) return { from: `${year}-02`, to: `${`${Number(year) + 1}`.padStart(4, '0')}-01` };
  return month === 1 ? { from: year, to: `${year}-11` } : { from: year, to: year };
}

function isChinese(year: string): boolean {
  return !/\d/.test(year);
}

function chinese(value: number): string {
  return printInteger(BigInt(value));
}
