/** Random articles, queries and filters over so small an alphabet that hits are frequent. */
import fc from 'fast-check';
import type { Article } from '../../src/article/article.js';
import type { FacetName, Filters, Sort } from '../../src/search/search-request.js';
import { article } from './contract-kit.js';

// Words of the dictionary, single characters, both scripts, both widths, letters, digits, an astral and a composed character.
const WORDS = ['地铁', '驿站', '工会', '职工', '建设', '人大', '地铁', '驿站'];
const HAN = ['地', '铁', '鐵', '驛', '工', '会', '人', '大', '的', '𠮷', 'の'];
const ALNUM = ['a', 'B', 'ab', 'Ａ', '1', '2', '12', '１', '3', 'é', 'e\u0301', '%', '+'];
const PUNCTUATION = ['，', '。', '.', ',', '．', '-', '、', '：', ' ', '  ', '\n', '「', '」', '《', '·', "'"];

const words = fc.constantFrom(...WORDS);
const han = fc.constantFrom(...HAN);
const alnum = fc.constantFrom(...ALNUM);

// Numbers at docs/query-language.md#borders.
const numbers = fc.constantFrom('1,2', '12,3', '1.2', '3.1.2', '1,234', '12,345', '1，2', '1·2', '3%', 'a.1', '2,', ',1', '.3', '1·.2');

// The same numbers in several writings, and characters that make another number of them.
const writings = fc.constantFrom(
  '12',
  '十二',
  '三',
  '3次',
  '三次',
  '十二次',
  '12次',
  '第3',
  '第三',
  '二十',
  '20',
  '二〇',
  '点',
  '亿',
  '1.2',
  '一点二',
  '一百',
  '百',
  '12%',
  '百分之十二',
  // Dates that the day of the issue completes, and sums in formal characters.
  '2031-05-04',
  '2031年5月',
  '5月4日',
  '五月',
  '昨日',
  '年',
  '今年',
  '20元',
  '贰拾元',
  '拾',
  '贰',
);

const textAtom = fc.oneof(
  { weight: 3, arbitrary: writings },
  { weight: 2, arbitrary: numbers },
  { weight: 4, arbitrary: words },
  { weight: 3, arbitrary: han },
  { weight: 4, arbitrary: alnum },
  { weight: 3, arbitrary: fc.constantFrom(...PUNCTUATION) },
);

const text = (maxAtoms: number): fc.Arbitrary<string> =>
  fc.array(textAtom, { minLength: 1, maxLength: maxAtoms }).map((atoms) => atoms.join(''));

const few = <T>(item: fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> => fc.array(item, { maxLength: most });

const NAMES = ['田小满', '闻一渡', '闻 一 渡', 'ab'];
const PAPERS = ['望渡晚报', '望渡晚報', '禾川日报'];
const SECTIONS = ['要闻', '要聞', '三农'];
const PAGES = ['1', '01', '3', 'A06', 'a06'];
const KINDS = ['news', 'photo', 'letter'] as const;
const DATES = ['2030-12-31', '2031-05-04', '2031-05-05', '2031-11-30'];
const BOUNDS = ['2030', '2031', '2031-05', '2030-12', '2031-05-04', '2031-11-30', '2032'];

export const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', '__proto__', 'constructor');

const optional = <K extends string, T>(name: K, value: fc.Arbitrary<T>): fc.Arbitrary<Partial<Record<K, T>>> =>
  fc.option(
    value.map((v) => ({ [name]: v }) as Record<K, T>),
    { nil: {}, freq: 3 },
  );

export const articles: fc.Arbitrary<Article> = fc
  .tuple(
    fc.record({
      id: ids,
      title: text(6),
      kicker: few(text(3), 1),
      subtitle: few(text(3), 1),
      paragraphs: few(text(14), 4),
      kind: fc.constantFrom(...KINDS),
    }),
    fc.record({ reporters: few(fc.constantFrom(...NAMES), 2), photographers: few(fc.constantFrom(...NAMES), 1) }),
    optional('banner', text(3)),
    optional('paper', fc.constantFrom(...PAPERS)),
    optional('section', fc.constantFrom(...SECTIONS)),
    optional('pageNumber', fc.constantFrom(...PAGES)),
    optional('date', fc.constantFrom(...DATES)),
  )
  .map(([{ id, ...parts }, byline, ...more]) => article(id, { ...parts, byline, ...(Object.assign({}, ...more) as Partial<Article>) }));

// Queries: texts in the reader's language, from the same atoms.
const run = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: words },
      { weight: 3, arbitrary: han },
      { weight: 3, arbitrary: alnum },
      { weight: 3, arbitrary: writings },
      { weight: 1, arbitrary: fc.constantFrom('.', ',', '，', '-', '·') },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((atoms) => atoms.join(''));
const short = fc.oneof(words, han, alnum, numbers, writings);
const phrase = text(4).map((t) => `"${t.replaceAll('\n', ' ')}"`);
const near = fc
  .tuple(fc.array(short, { minLength: 2, maxLength: 3 }), fc.nat(6))
  .map(([parts, distance]) => `"${parts.join(' ')}"~${distance}`);
const pattern = fc.tuple(short, short).map(([a, b]) => `${a}?${b}`);
const beginning = fc.oneof(words, fc.constantFrom('ab', '12', 'aB', '地铁1')).map((start) => `${start}*`);
const field = fc.oneof(
  fc
    .tuple(fc.constantFrom('标题', 'title', '记者', 'reporter'), fc.oneof(short, fc.constantFrom(...NAMES), phrase))
    .map(([name, value]) => `${name}:${value}`),
  fc.constantFrom(...SECTIONS).map((section) => `栏目:${section}`),
  fc.constantFrom(...PAPERS, '望渡', '报').map((paper) => `报:${paper}`),
  fc.constantFrom(...PAGES).map((page) => `版:${page}`),
);
const date = fc.oneof(
  fc.constantFrom(...BOUNDS).map((bound) => `日期:${bound}`),
  fc.tuple(fc.constantFrom('', ...BOUNDS), fc.constantFrom('', ...BOUNDS)).map(([from, to]) => `日期:${from}..${to}`),
);
const leaf = fc.oneof(
  { weight: 4, arbitrary: short },
  { weight: 6, arbitrary: run },
  { weight: 3, arbitrary: phrase },
  near,
  pattern,
  beginning,
  { weight: 2, arbitrary: field },
  date,
);

/** A query text of any form. */
export const queries: fc.Arbitrary<string> = fc.letrec<{ clause: string; query: string }>((tie) => ({
  clause: fc.oneof(
    { weight: 8, arbitrary: leaf },
    { weight: 2, arbitrary: leaf.map((l) => `-${l}`) },
    { weight: 1, arbitrary: tie('query').map((q) => `(${q})`) },
    { weight: 1, arbitrary: tie('query').map((q) => `NOT (${q})`) },
  ),
  query: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 5, arbitrary: tie('clause') },
    { weight: 3, arbitrary: fc.tuple(tie('clause'), tie('clause')).map((two) => two.join(' ')) },
    { weight: 2, arbitrary: fc.tuple(tie('query'), tie('clause')).map((two) => two.join(' OR ')) },
  ),
})).query;

const some = (values: readonly string[]): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });

export const filters: fc.Arbitrary<Filters> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        optional('paper', some(PAPERS)),
        optional('section', some(SECTIONS)),
        optional('pageNumber', some(PAGES)),
        optional('reporter', some(NAMES)),
        optional('kind', some(KINDS)),
        optional('from', fc.constantFrom(...BOUNDS)),
        optional('to', fc.constantFrom(...BOUNDS)),
      )
      .map((parts) => Object.assign({}, ...parts) as Filters),
  },
);

export const sorts: fc.Arbitrary<Sort> = fc.constantFrom('relevance', 'newest', 'oldest');
export const facets: fc.Arbitrary<FacetName> = fc.constantFrom(
  'year',
  'month',
  'day',
  'paper',
  'section',
  'pageNumber',
  'reporter',
  'kind',
);
