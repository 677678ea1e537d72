/** The day an article says it is of, for pages that print no date: conservative, since a wrong date is worse than none. */
import type { ArticleContent } from '../article/article.js';
import { findDays, isoDate, type PrintedDay } from './dates.js';

const CLOSING_BRACKET = /[（(]([^（()）]{4,30})[）)]\s*$/u;

/**
 * `YYYY-MM-DD` from the dateline (新华社望渡11月30日电), or from a date that stands alone at the end or below the headline; undefined where
 * there is none. The year of a dateline is its own, else that of the same day printed with its year in the article, else the only
 * year the furniture of the page prints.
 */
export function readArticleDate(content: ArticleContent, furniture: readonly string[]): string | undefined {
  const [line] = findDays(content.byline.dateline ?? '').slice(-1);
  if (line !== undefined) return isoOf(line, yearOf(line, content, furniture));
  const last = content.paragraphs.at(-1) ?? '';
  const closing = CLOSING_BRACKET.exec(last.slice(-40))?.[1] ?? last;
  const opening = [...content.subtitle, content.paragraphs[0] ?? ''].map((text) => text.replace(/^\s*[（(]|[）)]\s*$/gu, ''));
  const alone = [closing, ...opening].flatMap(dayAlone);
  return alone[0] === undefined ? undefined : isoOf(alone[0], alone[0].year);
}

function yearOf(day: PrintedDay, { title, subtitle, paragraphs }: ArticleContent, furniture: readonly string[]): number | undefined {
  if (day.year !== undefined) return day.year;
  const isSameDay = ({ month, day: other }: PrintedDay): boolean => month === day.month && other === day.day;
  const told = [title, ...subtitle, ...paragraphs]
    .flatMap(findDays)
    .filter(isSameDay)
    .flatMap(({ year }) => year ?? []);
  return (
    onlyOne(told) ??
    onlyOne(furniture.flatMap((text) => [...text.matchAll(/(?<!\d)((?:19|20)\d\d)\s*年/gu)].map(([, year]) => Number(year))))
  );
}

/** The date with its year that a text is, and nothing more. */
function dayAlone(text: string): PrintedDay[] {
  return text.length > 30 ? [] : findDays(text).filter(({ year, isWhole }) => year !== undefined && isWhole);
}

function onlyOne(years: readonly number[]): number | undefined {
  return new Set(years).size === 1 ? years[0] : undefined;
}

function isoOf({ month, day }: PrintedDay, year: number | undefined): string | undefined {
  return year === undefined ? undefined : isoDate(year, month, day);
}
