/** The numbers and dates in a run of a query, each with its other writings (docs/query-language.md#numbers-and-dates). */
import { ALNUM, classAt } from '../../analysis/char-class.js';
import { type FoldedText, hasBorder } from '../../analysis/fold.js';
import { stretchEnd } from '../../analysis/letter-digit.js';
import { isFormalNumeral, printFormal, readFormal } from '../../analysis/numerals/formal-numeral.js';
import { isChineseNumeral, isNumeral, withZeros } from '../../analysis/numerals/numeral-edge.js';
import { type Amount, type Numeral, readArabic, readChinese } from '../../analysis/numerals/read-numeral.js';
import { arabic, chineseWritings, digitWritings, looseDigitWritings, shortWritings } from '../../analysis/numerals/write-numeral.js';
import { parseDigits } from '../../notation/chinese-integer.js';
import { codeSpan, dashedSpan, dottedSpan, namedSpan, SHORTEST_TELEPHONE, telephoneWritings, undottedSpan } from './code-spans.js';
import { readDateAt, readRepublicanDateAt, republicanYears } from './date-spans.js';
import type { VariantSpan } from './variant-span.js';

/** What a number counts. Longest first where one begins another. */
const UNITS = [
  '平方公里',
  '平方米',
  '立方米',
  '个百分点',
  '百分点',
  '世纪',
  '年代',
  '年度',
  '周年',
  '年级',
  '季度',
  '月份',
  '个月',
  '星期',
  '小时',
  '分钟',
  '点钟',
  '摄氏度',
  '公里',
  '公斤',
  '公顷',
  '厘米',
  '毫米',
  '美元',
  '欧元',
  '日元',
  '港元',
  '海里',
  ...'年月日号天周岁秒时点分届次期个名位人户口件项条章节款则篇页版册卷栋楼层室级类等元圆角块吨斤克米里亩度场家所座辆台架艘只头棵株匹套支部种组队班排连营团师批笔份起例宗轮对双倍成环强省市县区镇乡村国校路线大',
] as const;
/** Behind a 1 these mostly make another word: 一起, 一大批, 一路, 一等. */
const NOT_BEHIND_ONE = new Set('起大度路线等时点分头里成对双时口块级类省市县区镇乡村国强连排');
/** Places of the text a number cannot stand beside: 几十, 数百, 十几. */
const ABOUT_BEFORE = new Set('几数');

/** The numbers and dates of a run, left to right, without those that have no other writing. */
export function numberSpans(typed: FoldedText): VariantSpan[] {
  const run = { ...typed, text: withZeros(typed.text) };
  const spans: VariantSpan[] = [];
  for (let at = 0; at < run.text.length;) {
    const span = wholeSpanAt(run, at, spans.at(-1)?.end ?? 0);
    if (span === null) {
      at = skip(run, at);
      continue;
    }
    const { start, end } = span;
    const original = typed.text.slice(start, end);
    const writings = [...new Set(span.writings)].filter((writing) => writing !== original || span.needs?.has(writing) === true);
    if (writings.length > 0) spans.push({ ...span, writings });
    at = end;
  }
  return spans;
}

/** The span at `at`, whatever dots were dropped in it; it may take in the character before, down to `from`. */
function wholeSpanAt(run: FoldedText, at: number, from: number): VariantSpan | null {
  const { text } = run;
  const dashed = dashedSpan(text, at);
  if (dashed !== null) return dashed;
  const isAlnum = (classAt(text, at) & ALNUM) !== 0;
  const end = isAlnum ? stretchOf(run, at) : at;
  const inner = run.borders.filter((border) => border > at && border < end);
  if (inner.length > 0) return dottedSpan(text, at, end, inner);
  const span = spanAt(run, at) ?? (isAlnum ? otherSpan(text, at, end) : null);
  if (span === null) return isAlnum && at > from ? named(text, { start: at, end, writings: [] }, from) : null;
  if (run.borders.some((border) => border > span.start && border < span.end)) return null;
  return isAlnum && span.start === at ? named(text, span, from) : span;
}

function named(text: string, span: VariantSpan, from: number): VariantSpan | null {
  const own = span.start > from ? namedSpan(text, span, text.slice(span.start, span.end)) : span;
  return own.writings.length === 0 ? null : own;
}

/** Codes, telephone numbers and numbers with several points. */
function otherSpan(text: string, start: number, end: number): VariantSpan | null {
  const code = codeSpan(text, start, end);
  if (code !== null) return code;
  const telephone = telephoneWritings(text.slice(start, end));
  const { writings, ...undotted } = undottedSpan(text, start, end);
  return telephone.length + writings.length === 0 ? null : { start, end, writings: [...telephone, ...writings], ...undotted };
}

/** Behind the numeral or the word at `at`, so that no part of it is read as a number. */
function skip(run: FoldedText, at: number): number {
  const { text } = run;
  let end = at;
  const isNumber = isFormalNumeral(text, at) ? isFormalNumeral : isChineseNumeral;
  while (isNumber(text, end)) end += 1;
  if (end > at) return end;
  return classAt(text, at) & ALNUM ? stretchOf(run, at) : at + 1;
}

function stretchOf(run: FoldedText, at: number): number {
  return stretchEnd(run.text, at, (offset) => hasBorder(run, offset));
}

function spanAt(run: FoldedText, at: number): VariantSpan | null {
  const { text } = run;
  const isAlnum = (classAt(text, at) & ALNUM) !== 0;
  if (isFormalNumeral(text, at)) return formalSpan(text, at);
  // 俩 is 两个, and beside people 两.
  if (text.startsWith('俩人', at)) return { start: at, end: at + 2, writings: ['两人', '2人', '二人'] };
  const republican = text.startsWith('民国', at) ? readRepublicanDateAt(text, at) : null;
  if (republican !== null) return republican;
  if (!isAlnum && !isChineseNumeral(text, at)) return null;
  return readDateAt(text, at, isAlnum ? stretchOf(run, at) : at) ?? (isAlnum ? arabicSpan(run, at) : chineseSpan(run, at));
}

function arabicSpan(run: FoldedText, start: number): VariantSpan | null {
  const { text } = run;
  const end = stretchOf(run, start);
  const sign = text[end - 1]!;
  if (sign === '%' || sign === '‰') {
    const share = readArabic(text.slice(0, end - 1), start, end - 1);
    return share === null ? null : { start, end, writings: shareWritings(share, sign) };
  }
  const fraction = /^([1-9])\/([2-9]|10)$/.exec(text.slice(start, end));
  if (fraction !== null && Number(fraction[1]) < Number(fraction[2])) {
    const [over, under] = [fraction[1]!, fraction[2]!].map((part) => chineseWritings({ whole: BigInt(part), fraction: '' })[0]!);
    return { start, end, writings: [`${under!}分之${over!}`] };
  }
  const numeral = readArabic(text, start, end);
  const span = numeral === null ? null : numberSpan(text, numeral);
  // What counts something is no telephone number.
  if (span !== null && span.end > end) return span;
  const other = otherSpan(text, start, end);
  if (span === null || other === null) return span ?? other;
  const isLong = end - start >= SHORTEST_TELEPHONE;
  return { ...span, ...other, writings: isLong ? [...other.writings, ...span.writings] : [...span.writings, ...other.writings] };
}

/** Two formal characters alone are other words too (拾陆 in 收拾陆军): they need a unit, 第, or nothing else beside them. */
function formalSpan(text: string, start: number): VariantSpan | null {
  const numeral = readFormal(text, start);
  if (numeral === null || isFormalNumeral(text, start - 1)) return null;
  const isWhole = start === 0 && numeral.end === text.length;
  if (numeral.end - start === 2 && !isWhole && text[start - 1] !== '第' && unitAt(text, numeral.end) === '') return null;
  return numberSpan(text, numeral);
}

function chineseSpan(run: FoldedText, start: number): VariantSpan | null {
  const { text } = run;
  const share = /^[百千]分之/.exec(text.slice(start, start + 3));
  if (share !== null) {
    const sign = text[start] === '百' ? '%' : '‰';
    if (sign === '%' && text[start + 3] === '百') return { start, end: start + 4, writings: ['100%'] };
    const of = shareAt(run, start + 3);
    return of === null ? null : { start, end: of.end, writings: shareWritings(of, sign) };
  }
  const numeral = (text[start - 1] === '第' ? readOrdinalDigits(text, start) : null) ?? readChinese(text, start);
  if (numeral === null) return null;
  if (text.startsWith('分之', numeral.end)) {
    const over = isChineseNumeral(text, numeral.end + 2) ? readChinese(text, numeral.end + 2) : null;
    return over === null ? null : { start, end: over.end, writings: [`${arabic(over)}/${arabic(numeral)}`] };
  }
  return numberSpan(text, numeral);
}

/** 第二五条: 第二十五条 without its place. */
function readOrdinalDigits(text: string, start: number): Numeral | null {
  const digits = /^[一二三四五六七八九][〇零一二三四五六七八九]{1,2}/.exec(text.slice(start, start + 3))?.[0] ?? '';
  const whole = isNumeral(text, start + digits.length) ? null : parseDigits(digits);
  return whole === null ? null : { start, end: start + digits.length, whole: BigInt(whole), fraction: '', isPlaced: false };
}

/** The number behind 百分之, Chinese or Arabic. */
function shareAt(run: FoldedText, at: number): Numeral | null {
  if (isChineseNumeral(run.text, at)) return readChinese(run.text, at);
  return classAt(run.text, at) & ALNUM ? readArabic(run.text, at, stretchOf(run, at)) : null;
}

/** 96%, 百分之九十六, 百分之96. */
function shareWritings(share: Amount, sign: '%' | '‰'): string[] {
  const name = sign === '%' ? '百分之' : '千分之';
  const whole = sign === '%' && share.whole === 100n && share.fraction === '' ? ['百分之百'] : [];
  return [
    `${arabic(share)}${sign}`,
    ...chineseWritings(share)
      .filter((writing) => !/[廿卅]/.test(writing))
      .map((writing) => `${name}${writing}`),
    ...whole,
    `${name}${arabic(share)}`,
  ];
}

/** A number with the 第 before it and the unit behind it. */
function numberSpan(text: string, numeral: Numeral): VariantSpan | null {
  const { start, end } = numeral;
  if (ABOUT_BEFORE.has(text.charAt(start - 1)) || text[end] === '几' || isNumeral(text, start - 1) || isNumeral(text, end)) return null;
  const prefix = text[start - 1] === '第' ? '第' : '';
  const unit = unitAt(text, end);
  if (end - start === 1 && prefix === '' && !isCounted(text, numeral, unit)) return null;
  return {
    start: start - prefix.length,
    end: end + unit.length,
    writings: writingsOf(numeral, prefix, unit).map((writing) => `${prefix}${writing}${unit}`),
  };
}

function unitAt(text: string, at: number): string {
  return UNITS.find((unit) => text.startsWith(unit, at)) ?? '';
}

/** Whether a number of one character may be written otherwise: only beside a unit, and not in 一起 or 十分. */
function isCounted(text: string, { start, whole }: Numeral, unit: string): boolean {
  if ('廿卅卌'.includes(text.charAt(start))) return true;
  if (unit === '' || (whole === 10n && unit === '分')) return false;
  return whole !== 1n || !NOT_BEHIND_ONE.has(unit);
}

function writingsOf(numeral: Numeral, prefix: string, unit: string): string[] {
  const { whole, fraction } = numeral;
  const placed = chineseWritings(numeral);
  if (fraction !== '') return [arabic(numeral), ...placed];
  const digits = `${whole}`;
  if (unit.startsWith('年') && whole >= 1000n && whole < 3000n) {
    return yearWritings(digits, whole % 100n === 0n || numeral.isPlaced ? placed : [], unit);
  }
  const couple = whole === 2n && prefix === '' && unit !== '' ? ['两', ...(unit === '人' ? ['俩'] : [])] : [];
  const isYear = digits.length === 4 && whole < 3000n;
  if (prefix !== '' && whole > 10n && whole < 1000n) placed.push(...digitWritings(digits));
  const oneByOne = unit === '' && prefix === '' ? digitByDigit(digits, isYear) : [];
  const first = isYear ? [...oneByOne, ...placed] : [...placed, ...oneByOne];
  return [digits, ...couple, ...first, ...shortWritings(numeral), ...formalWritings(whole, unit)];
}

/** Three digits, a year, or two of which the last is a zero (九〇后); none for others. */
function digitByDigit(digits: string, isYear: boolean): string[] {
  if (digits.length === 2) return digits.endsWith('0') ? [...digitWritings(digits), ...looseDigitWritings(digits)] : [];
  return digits.length === 3 || isYear ? digitWritings(digits) : [];
}

/** A year digit by digit, `placed` by position, and as one of the Republic. */
function yearWritings(digits: string, placed: readonly string[], unit: string): string[] {
  const republican = unit === '年' ? republicanYears(digits).map((year) => year.slice(0, -1)) : [];
  return [digits, ...digitWritings(digits), ...placed, ...looseDigitWritings(digits), ...republican];
}

/** 叁仟伍佰元: sums of money are printed so, little else is. */
function formalWritings(whole: bigint, unit: string): string[] {
  if (whole < 10n || (unit !== '元' && unit !== '圆')) return [];
  const formal = printFormal(whole);
  return whole < 20n ? [formal, formal.slice(1)] : [formal];
}
