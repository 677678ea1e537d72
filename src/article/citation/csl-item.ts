/** Items of CSL-JSON, what citeproc writes references from. */
import { type CitedArticle, oneLine } from './cited-article.js';

/** As much of an item as a newspaper article has. */
export interface CslItem {
  readonly id: string;
  readonly type: 'article-newspaper';
  readonly title?: string;
  readonly author?: readonly { readonly literal: string }[];
  readonly 'container-title'?: string;
  readonly issued?: { readonly 'date-parts': readonly (readonly number[])[] };
  readonly page?: string;
  readonly section?: string;
  readonly URL?: string;
  readonly language: 'zh-CN';
}

/** The item of an article; `url` is where it can be read. Names stand whole: where a Chinese one is divided is not known. */
export function cslItem({ id, title, authors, paper, date, pageNumber, section }: CitedArticle, url?: string): CslItem {
  return {
    id,
    type: 'article-newspaper',
    ...(title !== '' && { title: oneLine(title) }),
    ...(authors.length > 0 && { author: authors.map((name) => ({ literal: oneLine(name) })) }),
    ...(paper !== undefined && { 'container-title': oneLine(paper) }),
    ...(date !== undefined && { issued: { 'date-parts': [date.split('-').map(Number)] } }),
    ...(pageNumber !== undefined && { page: pageNumber }),
    ...(section !== undefined && { section: oneLine(section) }),
    ...(url !== undefined && { URL: url }),
    language: 'zh-CN',
  };
}
