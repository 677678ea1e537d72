/** Records of an RIS file, which programs that keep references read. */
import { type CitedArticle, oneLine } from './cited-article.js';

/** A record of the type NEWS, lines ended by LF; `url` is where the article can be read. */
export function ris({ title, authors, paper, date, pageNumber }: CitedArticle, url?: string): string {
  const fields: readonly (readonly [tag: string, value: string | undefined])[] = [
    ['TY', 'NEWS'],
    ...authors.map((name) => ['AU', name] as const),
    ['TI', title === '' ? undefined : title],
    ['T2', paper],
    ['PY', date?.slice(0, 4)],
    ['DA', date?.replaceAll('-', '/')],
    ['SP', pageNumber],
    ['LA', 'zh'],
    ['UR', url],
    ['ER', ''],
  ];
  return fields.flatMap(([tag, value]) => (value === undefined ? [] : [`${tag}  - ${oneLine(value)}`.trimEnd()])).join('\n');
}
