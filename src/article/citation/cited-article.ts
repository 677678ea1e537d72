/** What every form of reference is written from. What is not known is left out of all of them. */
import type { Byline, PageInfo } from '../article.js';

/** What a reference says of an article. */
export interface CitedArticle extends Pick<PageInfo, 'paper' | 'date' | 'pageNumber' | 'section'> {
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
}

/** Who is named as author: reporters and authors, else correspondents, else photographers. */
export function authorsOf({ reporters, authors = [], correspondents, photographers }: Byline): readonly string[] {
  const writers = [...new Set([...reporters, ...authors])];
  return [writers, correspondents, photographers].find((names) => names.length > 0) ?? [];
}

/** A text on one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
