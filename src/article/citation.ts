/** References to an article: for a Chinese bibliography, BibTeX and RIS. What is not known is left out. */
import type { Byline, PageInfo } from './article.js';

/** What a reference says of an article. */
export interface CitedArticle extends Pick<PageInfo, 'paper' | 'date' | 'pageNumber'> {
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
}

/** Who is named as author: reporters and authors, else correspondents, else photographers. */
export function authorsOf({ reporters, authors = [], correspondents, photographers }: Byline): readonly string[] {
  const writers = [...new Set([...reporters, ...authors])];
  return [writers, correspondents, photographers].find((names) => names.length > 0) ?? [];
}

/** More authors than this are `等`. */
const MOST_AUTHORS = 3;

/** GB/T 7714-2015, a newspaper article (8.6 and annex A): `authors. title[N]. paper, date(page).` */
export function gbt7714({ title, authors, paper, date, pageNumber }: CitedArticle): string {
  const names = [...authors.slice(0, MOST_AUTHORS), ...(authors.length > MOST_AUTHORS ? ['等'] : [])].join(', ');
  const page = pageNumber === undefined ? '' : `(${/^\d$/.test(pageNumber) ? `0${pageNumber}` : pageNumber})`;
  const place = [paper, date].filter((part) => part !== undefined).join(', ') + page;
  const parts = [names, `${title || '[无题]'}[N]`, place].filter((part) => part !== '');
  return oneLine(`${parts.join('. ')}.`);
}

/** A BibTeX entry; `url` is where the article can be read. */
export function bibtex({ id, title, authors, paper, date, pageNumber }: CitedArticle, url?: string): string {
  const [year, month, day] = date?.split('-') ?? [];
  const fields = Object.entries({
    author: authors.length === 0 ? undefined : authors.map((name) => `{${texText(name)}}`).join(' and '),
    title: title === '' ? undefined : `{${texText(title)}}`,
    journal: paper === undefined ? undefined : texText(paper),
    year,
    month: month === undefined ? undefined : String(Number(month)),
    day: day === undefined ? undefined : String(Number(day)),
    pages: pageNumber === undefined ? undefined : texText(pageNumber),
    url,
    langid: 'chinese',
  }).filter(([, value]) => value !== undefined);
  const key = id.replace(/[^A-Za-z0-9-]+/g, '-').replace(/^-|-$/g, '');
  return [`@article{xunbao-${key},`, ...fields.map(([name, value]) => `  ${name} = {${value ?? ''}},`), '}'].join('\n');
}

const TEX_WORDS: Readonly<Record<string, string>> = { '\\': '\\textbackslash{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}' };

function texText(text: string): string {
  return oneLine(text).replace(/[\\{}%#$&_~^]/g, (character) => TEX_WORDS[character] ?? `\\${character}`);
}

/** An RIS record of the type NEWS, lines ended by LF. */
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

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
