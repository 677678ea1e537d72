/** Codes, telephone numbers and dotted numbers of a query, each with its other writings (docs/query-language.md#codes). */
import { HAN, classAt } from '../../analysis/char-class.js';
import { isNumeralPart } from '../../analysis/numerals/numeral-edge.js';
import type { VariantSpan } from './variant-span.js';

/** Letters and digits in any order, perhaps with dashes between them. */
const CODE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** Places in a code where a dash may stand that are looked at. */
const MOST_PLACES = 3;

/** XG600 and XG-600: between a letter and a digit one dash may stand or not. Null for a stretch without both. */
export function codeSpan(text: string, start: number, end: number): VariantSpan | null {
  const code = text.slice(start, end);
  if (!CODE.test(code) || !/[a-z]/.test(code) || !/\d/.test(code)) return null;
  const parts = code.split(/(?<=[a-z])-?(?=\d)|(?<=\d)-?(?=[a-z])/);
  if (parts.length === 1) return null;
  const places = parts.length - 1;
  const joined = (isDashed: (place: number) => boolean): string =>
    parts.map((part, i) => (i > 0 && isDashed(i - 1) ? `-${part}` : part)).join('');
  const alone = places > 1 && places <= MOST_PLACES ? parts.slice(1).map((_, place) => joined((at) => at === place)) : [];
  return { start, end, writings: [joined(() => false), joined(() => true), ...alone] };
}

/** Behind these a number is counted or told, not part of a name. */
const NO_NAMES = new Set('第约共近超达逾年月日号时点分秒至到和与在于从为是有仅过满不');

/**
 * 歼88 and 歼-88: digits behind a Han character, between which one dash may stand or not; `own`: the digits. A writing with the dash
 * begins with it.
 */
export function namedSpan(text: string, span: VariantSpan, own: string): VariantSpan {
  if (!/^\d/.test(own) || !mayName(text, span.start - 1)) return span;
  const [first, ...others] = span.writings;
  return { ...span, writings: [...(first === undefined ? [] : [first]), `-${own}`, ...others] };
}

/** A dash behind one Han character that begins a run, and the digits of a code behind it: 歼-88. */
const DASHED_DIGITS = /^-(\d{1,6})(?![\da-z.,:/_%‰×-])/;

/** End of the code 歼-88 whose dash is at `at`, where the run begins with the character before it; -1 where it is none. */
export function dashedCodeEnd(text: string, at: number): number {
  const digits = mayName(text, at - 1) ? DASHED_DIGITS.exec(text.slice(at, at + 8)) : null;
  return digits === null ? -1 : at + digits[0].length;
}

/** The same as a part of a run, to be written without its dash; null where there is none. */
export function dashedSpan(text: string, at: number): VariantSpan | null {
  const end = at === 1 && text[at] === '-' ? dashedCodeEnd(text, at) : -1;
  return end < 0 ? null : { start: at, end, writings: [text.slice(at + 1, end)] };
}

function mayName(text: string, at: number): boolean {
  const isHan = at >= 0 && (text.charCodeAt(at) & 0xf800) !== 0xd800 && (classAt(text, at) & HAN) !== 0;
  return isHan && !NO_NAMES.has(text[at]!) && !isNumeralPart(text, at);
}

/** Digits of a telephone number. */
export const SHORTEST_TELEPHONE = 7;
const LONGEST_TELEPHONE = 12;
const TELEPHONE = /^\d{3,12}(?:-\d{3,})*$/;

/** The writings of a telephone number of 7 to 12 digits, whole or in groups of three and more; none for any other. */
export function telephoneWritings(written: string): string[] {
  if (!TELEPHONE.test(written)) return [];
  const digits = written.replaceAll('-', '');
  if (digits.length < SHORTEST_TELEPHONE || digits.length > LONGEST_TELEPHONE) return [];
  const grouped = groupings(digits).sort((a, b) => unlikeliness(a) - unlikeliness(b));
  const bracketed = grouped.filter((groups) => groups.length > 1).map(([first, ...others]) => `(${first!})${others.join('-')}`);
  return [...grouped.map((groups) => groups.join('-')), ...bracketed];
}

const SHORTEST_GROUP = 3;

/** 400-812-0077, 010-65520077, 138-0013-8000: mostly few groups are printed, the last of four digits and more. */
function unlikeliness(groups: readonly string[]): number {
  return groups.length === 1 ? 0 : groups.length + (groups.at(-1)!.length < 4 ? 4 : 0) + (groups[0]!.length > 4 ? 2 : 0);
}

/** The ways to part digits into groups. */
function groupings(digits: string): string[][] {
  const parted: string[][] = [];
  for (let first = SHORTEST_GROUP; first <= digits.length - SHORTEST_GROUP; first += 1)
    for (const rest of groupings(digits.slice(first))) parted.push([digits.slice(0, first), ...rest]);
  return [[digits], ...parted];
}

/** 3.15 printed 3·15: the digits without their points, where something was dropped at each. */
export function undottedSpan(text: string, start: number, end: number): Pick<VariantSpan, 'writings' | 'needs'> {
  const parts = text.slice(start, end).split('.');
  const writing = parts.join('');
  if (parts.length < 2 || !/^\d+$/.test(writing)) return { writings: [] };
  let at = 0;
  const dropped = parts.slice(0, -1).map((part) => (at += part.length));
  return { writings: [writing], needs: new Map([[writing, { dropped, isWord: false }]]) };
}

/** 3·15 typed: the digits with a point at each dropped dot. Null where not only digits stand there. */
export function dottedSpan(text: string, start: number, end: number, borders: readonly number[]): VariantSpan | null {
  if (!/^\d+$/.test(text.slice(start, end))) return null;
  const edges = [start, ...borders, end];
  return {
    start,
    end,
    writings: [
      edges
        .slice(1)
        .map((edge, i) => text.slice(edges[i], edge))
        .join('.'),
    ],
  };
}
