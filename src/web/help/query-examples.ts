/** An example of each form of the query language that finds something in this archive. */
import type { AppServices } from '../../http/services.js';
import type { HitView } from '../../http/view-models.js';

/** The forms, in the order in which they are taught. */
export const QUERY_FORMS = [
  'words',
  'run',
  'exact',
  'either',
  'without',
  'group',
  'near',
  'title',
  'reporter',
  'section',
  'paper',
  'page',
  'date',
  'dates',
  'any',
  'beginning',
] as const;
/** One of them. */
export type QueryForm = (typeof QUERY_FORMS)[number];

/** A query and how many articles it finds. */
export interface QueryExample {
  readonly query: string;
  readonly total: number;
}

/** Articles that examples are taken from, and examples of a form that are tried. */
const MOST_ARTICLES = 20;
const MOST_TRIED = 3;

/** Forms without an entry find nothing here. Some twenty searches of one hit. Throws as a search. */
export async function findExamples({ searcher }: Pick<AppServices, 'searcher'>): Promise<ReadonlyMap<QueryForm, QueryExample>> {
  const asked = { filters: {}, sort: 'newest', offset: 0, facets: [], explain: false, more: false } as const;
  const { hits } = await searcher.search({ ...asked, text: '', limit: MOST_ARTICLES });
  const found = new Map<QueryForm, QueryExample>();
  for (const form of QUERY_FORMS) {
    for (const query of candidatesOf(form, hits).slice(0, MOST_TRIED)) {
      const answer = await searcher.search({ ...asked, text: query, limit: 1 });
      if (answer.total === 0 || answer.query.relaxed || answer.query.warnings.length > 0) continue;
      found.set(form, { query, total: answer.total });
      break;
    }
  }
  return found;
}

const HAN_RUN = /\p{Script=Han}{4,}/gu;
const LATIN_WORD = /[A-Za-z]{4,}/gu;

/** What an article has for examples. */
interface Words {
  /** A run of its headline, its first and its last word. */
  readonly run: string;
  readonly first: string;
  readonly last: string;
}

function candidatesOf(form: QueryForm, hits: readonly HitView[]): readonly string[] {
  const titles = hits.flatMap(({ article }) => (article.title.match(HAN_RUN) ?? []).slice(0, 1).map(wordsOf));
  const pairs = titles.map((words, at): readonly [Words, Words] => [words, titles[(at + 1) % titles.length]!]);
  const articles = hits.map(({ article }) => article);
  const days = articles.flatMap(({ date }) => date ?? []);
  switch (form) {
    case 'words':
      return titles.map(({ first, last }) => `${first} ${last}`);
    case 'run':
      return titles.map(({ run }) => run);
    case 'exact':
      return titles.map(({ run }) => `“${run}”`);
    case 'either':
      return pairs.map(([one, other]) => `${one.first} OR ${other.first}`);
    case 'without':
      return pairs.map(([one, other]) => `${one.first} -${other.last}`);
    case 'group':
      return pairs.map(([one, other]) => `(${other.first} OR ${one.first}) ${one.last}`);
    case 'near':
      return titles.map(({ first, last }) => `"${first} ${last}"~10`);
    case 'title':
      return titles.map(({ first }) => `标题:${first}`);
    case 'reporter':
      return named(
        '记者',
        articles.flatMap(({ reporters }) => reporters),
      );
    case 'section':
      return named(
        '栏目',
        articles.flatMap(({ section }) => section ?? []),
      );
    case 'paper':
      return named(
        '报',
        articles.flatMap(({ paper }) => paper ?? []),
      );
    case 'page':
      return articles.flatMap(({ pageNumber }) => (pageNumber === undefined ? [] : `版:${pageNumber}`));
    case 'date':
      return days.map((day) => `日期:${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月`);
    case 'dates':
      return days.map((day) => `日期:${day.slice(0, 4)}..${day.slice(0, 7)}`);
    case 'any':
      return titles.map(({ run }) => `${run[0]!}?${run[2]!}`);
    case 'beginning':
      return hits
        .flatMap(({ article, snippets }) =>
          [article.title, ...snippets.map(({ text }) => text)].flatMap((text) => text.match(LATIN_WORD) ?? []),
        )
        .map((word) => `${word.slice(0, 3)}*`);
  }
}

/** Of a headline's run: at most eight characters. */
function wordsOf(whole: string): Words {
  const run = whole.slice(0, 8);
  return { run, first: run.slice(0, 2), last: run.slice(-2) };
}

function named(field: string, names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter((name) => /^[\p{L}\p{N}]+$/u.test(name)).map((name) => `${field}:${name}`);
}
