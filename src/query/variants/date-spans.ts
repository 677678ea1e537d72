/** Dates in a run of a query: 2023年11月30日, 二〇二三年十一月三十日, 2023-11-30, 11月30日. */
import { parseDigits, parseInteger, printInteger } from '../../analysis/numerals/chinese-integer.js';
import { digitWritings } from '../../analysis/numerals/write-numeral.js';
import type { VariantSpan } from './variant-span.js';

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
    return day === undefined && (mark !== '-' || month!.length === 1) ? null : spanOf(at, written, partsOf(year, Number(month), numberOf(day), '日'));
  }
  const rest = text.slice(at, at + 16);
  const plain = ARABIC.exec(rest);
  if (plain !== null) return spanOf(at, plain[0], partsOf(plain[1], Number(plain[2]), numberOf(plain[3]), plain[4] ?? '日'));
  const chinese = CHINESE.exec(rest);
  if (chinese === null) return null;
  const [written, year, month, day, mark] = chinese;
  return spanOf(at, written, partsOf(year === undefined ? undefined : parseDigits(year)!, placed(month!), day === undefined ? undefined : placed(day), mark ?? '日'));
}

function spanOf(start: number, written: string, parts: DateParts | null): VariantSpan | null {
  return parts === null ? null : { start, end: start + written.length, writings: writingsOf(parts) };
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
  const date = new Date(Date.UTC(Number(year ?? 2000), month - 1, day ?? 1));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== (day ?? 1)) return null;
  return { month, mark, ...(year !== undefined && { year }), ...(day !== undefined && { day }) };
}

function writingsOf({ year, month, day, mark }: DateParts): string[] {
  const behind = day === undefined ? '' : `${day}${mark}`;
  const chineseDay = day === undefined ? '' : `${printInteger(BigInt(day))}${mark}`;
  const chinese = `${printInteger(BigInt(month))}月${chineseDay}`;
  if (year === undefined) return [`${month}月${behind}`, chinese];
  const two = (part: number): string => `${part}`.padStart(2, '0');
  return [
    `${year}年${month}月${behind}`,
    ...digitWritings(year).map((digits) => `${digits}年${chinese}`),
    `${year}-${two(month)}${day === undefined ? '' : `-${two(day)}`}`,
  ];
}
