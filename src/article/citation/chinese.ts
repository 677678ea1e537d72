/** References as Chinese bibliographies and footnotes write them. */
import { type CitedArticle, oneLine } from './cited-article.js';

/** GB/T 7714—2025, GB/T 7714—2015, and the footnote of historians. */
export const CITATION_STYLES = ['gbt2025', 'gbt2015', 'footnote'] as const;
/** One of them. */
export type CitationStyle = (typeof CITATION_STYLES)[number];

/** Where an article was read, for a reference to what is online. */
export interface ReadOnline {
  readonly url: string;
  /** The day it was read, `YYYY-MM-DD`; said by the standard of 2015 only. */
  readonly day: string;
}

/** The reference in one style; with `online` to the copy at that address, which the footnote does not know. */
export function citationText(style: CitationStyle, article: CitedArticle, online?: ReadOnline): string {
  if (style === 'footnote') return footnote(article);
  return style === 'gbt2015' ? gbt2015(article, online) : gbt2025(article, online);
}

/** More authors than this are `等`. */
const MOST_AUTHORS = 3;
const NO_TITLE = '[无题]';

/** Between the parts full-width comma and brackets, `.` and `[ ]` half-width; the page as it is printed. */
function gbt2025({ title, authors, paper, date, pageNumber }: CitedArticle, online?: ReadOnline): string {
  return reference([
    named(authors, '，'),
    `${title || NO_TITLE}${online === undefined ? '[N]' : '[N/OL]'}`,
    place([paper, date], '，', pageNumber && `（${withoutZeros(pageNumber)}）`),
    online?.url,
  ]);
}

/** All half-width, a page of one digit with a zero before it, and the day on which something online was read. */
function gbt2015({ title, authors, paper, date, pageNumber }: CitedArticle, online?: ReadOnline): string {
  const page = pageNumber && `(${/^\d$/.test(pageNumber) ? `0${pageNumber}` : pageNumber})`;
  return reference([
    named(authors, ', '),
    `${title || NO_TITLE}${online === undefined ? '[N]' : '[N/OL]'}`,
    place([paper, date], ', ', page) + (online === undefined ? '' : `[${online.day}]`),
    online?.url,
  ]);
}

function reference(parts: readonly (string | undefined)[]): string {
  return oneLine(`${parts.filter((part) => part !== undefined && part !== '').join('. ')}.`);
}

function named(authors: readonly string[], comma: string): string {
  return [...authors.slice(0, MOST_AUTHORS), ...(authors.length > MOST_AUTHORS ? ['等'] : [])].join(comma);
}

/** Paper and day, then the page; a page of neither is none a reader could go to. */
function place(parts: readonly (string | undefined)[], comma: string, page = ''): string {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? '' : known.join(comma) + page;
}

/** `甲、乙：《题名》，《报名》2026年7月1日，第3版。` */
function footnote({ title, authors, paper, date, pageNumber }: CitedArticle): string {
  const names = authors.slice(0, MOST_AUTHORS).join('、') + (authors.length > MOST_AUTHORS ? '等' : '');
  const printed = [paper === undefined ? '' : `《${inTitle(paper)}》`, date === undefined ? '' : dayInWords(date)].join('');
  const parts = [`《${inTitle(title) || '无题'}》`, printed, printed === '' || !pageNumber ? '' : `第${withoutZeros(pageNumber)}版`];
  return oneLine(`${names === '' ? '' : `${names}：`}${parts.filter((part) => part !== '').join('，')}。`);
}

function dayInWords(date: string): string {
  const [year = '', month, day] = date.split('-');
  return `${year}年${month === undefined ? '' : `${Number(month)}月`}${day === undefined ? '' : `${Number(day)}日`}`;
}

/** Marks of a title that stand within a title. */
function inTitle(text: string): string {
  return text.replace(/[《》]/g, (mark) => (mark === '《' ? '〈' : '〉'));
}

function withoutZeros(pageNumber: string): string {
  return pageNumber.replace(/^0+(?=\d)/, '');
}
