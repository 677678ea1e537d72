/** Entries of a BibTeX file, for biblatex and its style gb7714-2025 above all. */
import { type CitedArticle, oneLine } from './cited-article.js';

/**
 * An entry; `url` is where the article can be read. The page stands in `number`, where the Chinese styles of biblatex look for that of a
 * newspaper; programs that know no `entrysubtype` take the entry for an article of a journal.
 */
export function bibtex({ id, title, authors, paper, date, pageNumber }: CitedArticle, url?: string): string {
  const fields = Object.entries({
    entrysubtype: 'news',
    author: authors.length === 0 ? undefined : authors.map((name) => `{${texText(name)}}`).join(' and '),
    title: title === '' ? undefined : `{${texText(title)}}`,
    journal: paper === undefined ? undefined : texText(paper),
    date,
    number: pageNumber === undefined ? undefined : texText(pageNumber),
    url,
    langid: 'chinese',
  }).filter(([, value]) => value !== undefined);
  return [`@article{${entryKey(id)},`, ...fields.map(([name, value]) => `  ${name} = {${value ?? ''}},`), '}'].join('\n');
}

/** The key of an article: its id, and where a key cannot hold all of that, a digest of it. Keys are compared in any case. */
function entryKey(id: string): string {
  const written = id.replace(/[^A-Za-z0-9-]+/g, '-').replace(/^-|-$/g, '');
  return ['xunbao', written, written === id && !/[A-Z]/.test(id) ? '' : digestOf(id)].filter((part) => part !== '').join('-');
}

/** FNV-1a of the UTF-16 units, 64 bits. */
function digestOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at += 1) hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  return hash.toString(36);
}

const TEX_WORDS: Readonly<Record<string, string>> = { '\\': '\\textbackslash{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}' };

function texText(text: string): string {
  return oneLine(text).replace(/[\\{}%#$&_~^]/g, (character) => TEX_WORDS[character] ?? `\\${character}`);
}
