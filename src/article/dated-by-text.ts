/** Articles whose page prints no date, and which say themselves of which day they are. */
import type { Article, PageInfo } from './article.js';

/** The name under which `extra` says where an article's date comes from; its only value is `text`. */
export const DATE_FROM = 'dateFrom';

/** True when the date was read out of the article's own text: it is not the date of its page. */
export function isDatedByText({ date, extra }: Pick<Article, 'date' | 'extra'>): boolean {
  return date !== undefined && extra !== undefined && Object.hasOwn(extra, DATE_FROM) && extra[DATE_FROM] === 'text';
}

/** Paper, date and page number of the page an article stands on: without a date that is only the article's own. */
export function pagePlaceOf(article: Pick<Article, 'paper' | 'date' | 'pageNumber' | 'extra'>): Omit<PageInfo, 'section'> {
  const { paper, date, pageNumber } = article;
  return {
    ...(paper !== undefined && { paper }),
    ...(!(date === undefined || isDatedByText(article)) && { date }),
    ...(pageNumber !== undefined && { pageNumber }),
  };
}
