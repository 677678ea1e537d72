/**
 * Ids that are made once and kept: URL-safe, readable where the page says what it is (`1f3a9c2e-20231201-3-02`), from
 * content where it does not. The same input gives the same id on every machine.
 */
import { createHash } from 'node:crypto';
import type { ArticleInput, PageInfo } from '../article/article.js';

/** `<8 hex of paper>-20231201-3`, or undefined while paper, date or page number is missing. */
export function placeId({ paper, date, pageNumber }: PageInfo): string | undefined {
  if (paper === undefined || date === undefined || pageNumber === undefined) return undefined;
  const page = /^[0-9A-Za-z]{1,12}$/.test(pageNumber) ? pageNumber.toUpperCase().replace(/^0+(?=\d)/, '') : hex(pageNumber, 8);
  return `${hex(paper, 8)}-${date.replaceAll('-', '')}-${page}`;
}

/** The id of a page that does not say what it is, from its text; the same text in another encoding gives the same id. */
export function contentPageId(text: string): string {
  return `page-${hex(text.replace(/\s+/gu, ''), 16)}`;
}

/** The id of such a page whose text stands in another file too, which is there still: from its text and its own file's name. */
export function filePageId(contentId: string, source: string): string {
  return `page-${hex(`${contentId}\n${source}`, 16)}`;
}

/**
 * The id of an article that came without one and not from a page, from its place and content. It ends in twenty
 * hexadecimal digits, which no id of a page's article does.
 */
export function contentArticleId(article: ArticleInput): string {
  const { paper, date, pageNumber, order, kicker, title, subtitle, paragraphs } = article;
  const content = hex(JSON.stringify([paper, date, pageNumber, order, kicker, title, subtitle, paragraphs]), 20);
  return `${placeId(article) ?? 'article'}-${content}`;
}

/**
 * Ids for the articles of a page that have none yet, from their order on it: `<page id>-02`. `taken` says whether an id
 * belongs to something else, gone or not; such a number is passed over.
 */
export function orderIds(pageId: string, orders: readonly number[], taken: (id: string) => boolean): readonly string[] {
  // Number that is not free -> one to try instead, so that each is looked up once.
  const instead = new Map<number, number>();
  return orders.map((order) => {
    const passed: number[] = [];
    let number = order;
    for (let next = instead.get(number); next !== undefined || taken(numberedId(pageId, number)); next = instead.get(number)) {
      passed.push(number);
      number = next ?? number + 1;
    }
    for (const one of passed) instead.set(one, number);
    instead.set(number, number + 1);
    return numberedId(pageId, number);
  });
}

/** The page an id made by `orderIds` belongs to; undefined for ids of another form. */
export function pageIdOf(articleId: string): string | undefined {
  return /^(.+)-\d{2,}$/u.exec(articleId)?.[1];
}

/** The id of a page's article with a number, as `orderIds` makes it. */
export function numberedId(pageId: string, number: number): string {
  return `${pageId}-${String(number).padStart(2, '0')}`;
}

function hex(text: string, digits: number): string {
  return createHash('sha256').update(text.normalize('NFC')).digest('hex').slice(0, digits);
}
