/** Page numbers in the parts of a path. */
import { readFolio } from '../../page/furniture.js';
import { DAY_MARK } from './path-days.js';

/** Stands in a part where it says a page beyond doubt: `第3版`, `A05版`, `page 3`. */
export const PAGE_MARK = '\u0002';

/** A part of a path with marks for such pages, and these. */
export interface MarkedPart {
  readonly text: string;
  readonly pages: readonly string[];
}

const NUMBER = '(?:[A-Z]{1,2}-?)?\\d{1,3}';
const PRINTED = new RegExp(
  String.raw`第?(?<![A-Za-z\d])(${NUMBER})(?:[-~—至、](${NUMBER}))?[版页頁]|版(?:次|面)?[:_ -]?(${NUMBER})(?!\d)` +
    String.raw`|(?<![A-Za-z])p(?:age|g)?[ ._-]{0,2}(\d{1,3})(?!\d)|第?(?<![一二三四五六七八九十百])([一二三四五六七八九十百]{1,5})[版页頁]|([头頭])版`,
  'giu',
);
const BARE = new RegExp(`^${NUMBER}$`, 'iu');
/** A number before a word that is not parted from it: `03要闻`. */
const NUMBER_AND_WORD = /^(\d{1,3})(\p{Script=Han}.*)$/u;

/** Marks the pages a part says with 版, and beside a day those said with 页 or `page`, which count files too. Linear. */
export function markPages(part: string, isDated: boolean): MarkedPart {
  const pages: string[] = [];
  const text = part.replace(PRINTED, (written: string, ...groups: readonly (string | undefined)[]) => {
    if (!isDated && !written.includes('版')) return written;
    const [first, last, behind, latin, han, front] = groups;
    const said = front === undefined ? [first ?? behind ?? latin, last].flatMap(numberOf) : ['1'];
    if (han !== undefined) said.push(...[readFolio(`第${han}版`)].flatMap((one) => one ?? []));
    if (said.length === 0) return written;
    pages.push(...said);
    return PAGE_MARK;
  });
  return { text, pages };
}

/** A page of a word that is nothing else, `A05`, or is that and its section, `03要闻`. */
export interface BarePage {
  readonly page: string;
  readonly rest: string;
}

/** Reads one; undefined where the word is none. */
export function barePage(word: string): BarePage | undefined {
  const together = NUMBER_AND_WORD.exec(word);
  const [page] = numberOf(together?.[1] ?? (BARE.test(word) ? word : undefined));
  return page === undefined ? undefined : { page, rest: together?.[2] ?? '' };
}

/**
 * The words of a part that may be pages by themselves: the one at the beginning or directly behind a day, else all that do not stand
 * behind a Latin word, which counts files (`node_3`).
 */
export function bareWords(words: readonly string[], atStart: boolean): readonly number[] {
  const may = words.flatMap((word, at) => (barePage(word) !== undefined && !/^[A-Za-z]+$/u.test(words[at - 1] ?? '') ? [at] : []));
  const first = may.find((at) => words[at - 1] === DAY_MARK || (at === 0 && atStart));
  return first === undefined ? may : [first];
}

/** As readers say it: without zeros before figures alone, letters as capitals. 0 is no page. */
function numberOf(written: string | undefined): readonly string[] {
  const plain = written?.toUpperCase().replace('-', '') ?? '';
  const number = plain.replace(/^0+(?=\d)/u, '');
  return number === '' || /^[A-Z]*0+$/u.test(number) ? [] : [number];
}
