/** Date, paper and page as a line of print. */
import type { PageInfo } from '../article/article.js';
import { html, joined, type Html, type HtmlPart } from './html.js';
import type { View } from './view.js';

/** A date as readers write it, with its machine form; undefined when there is none. */
export function dateText({ strings }: View, date: string | undefined): Html | undefined {
  return date === undefined ? undefined : html`<time datetime="${date}">${plainDate(strings, date)}</time>`;
}

/** The same without markup, for titles. */
export function plainDate(strings: View['strings'], date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return year === undefined || month === undefined || day === undefined ? date : strings.date(year, month, day);
}

/** Paper · date · page · section, as far as they are known. */
export function placeParts(view: View, { paper, date, pageNumber, section }: PageInfo): HtmlPart[] {
  return [paper, dateText(view, date), pageNumber === undefined ? undefined : view.strings.pageNumber(pageNumber), section].filter(
    (part) => part !== undefined,
  );
}

/** Parts with a middle dot between them. */
export function dotted(parts: readonly HtmlPart[]): HtmlPart[] {
  return joined(
    parts.map((part) => html`<span>${part}</span>`),
    html`<span class="dot" aria-hidden="true"> · </span>`,
  );
}
