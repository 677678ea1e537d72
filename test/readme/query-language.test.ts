/** What docs/query-language.md says is so: every row of its tables, in the parser, the matcher and the plain model. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Article } from '../../src/article/article.js';
import { marksOf } from '../../src/query/mark-document.js';
import { match, NO_MATCH } from '../../src/query/match-document.js';
import { parseQuery } from '../../src/query/parse-query.js';
import { QUERY_WARNING_CODES } from '../../src/query/query-warning.js';
import { readAs } from '../../src/query/read-as.js';
import { foldArticle, originalMarks, spansInEntries } from '../../src/search/article-text.js';
import { MATCH_TIERS } from '../../src/search/search-answer.js';
import { article } from '../contract/contract-kit.js';
import { PlainModel } from '../contract/plain-model.js';
import { Suggester } from '../../src/search/suggest/suggester.js';
import { Library, markedIn } from '../search/search-kit.js';
import { analyzer } from '../support/analyzer.js';
import { projectDir } from '../support/run-xunbao.js';
import { codesOf, type Table, tablesOf } from './tables.js';

const page = readFileSync(path.join(projectDir, 'docs', 'query-language.md'), 'utf8');
const tables = tablesOf(page);
const NOTHING = '–';

/** A row as the program would write it, by the columns of its table; tables with other columns are none of examples. */
const EXAMPLES: Readonly<Record<string, (row: Readonly<Record<string, string>>) => readonly (readonly string[])[]>> = {
  'text, folds to': ({ text }) => [[only(text), analyzer.fold(only(text)).text]],
  'text, words': ({ text }) => [[only(text)], analyzer.words(analyzer.fold(only(text))).map(({ word }) => word)],
  'run, words': ({ run }) => [[only(run)], analyzer.runWords(analyzer.fold(only(run)))],
  'query, read as': ({ query }) => {
    const { clause, warnings } = parseQuery(only(query), analyzer);
    return [[only(query), readAs(clause), ...warnings.map(({ code }) => code)]];
  },
  'query, read as, warnings': ({ query }) => {
    const { clause, warnings } = parseQuery(only(query), analyzer);
    return [[only(query)], [readAs(clause)], warnings.map(({ code }) => code)];
  },
  'query, text, match, marked': ({ query, text }) => {
    const { tier, marked } = found(only(query), article('a', { paragraphs: [only(text)] }));
    return [[only(query)], [only(text)], [tier], marked];
  },
  'query, date, text, match': ({ query, date, text }) => {
    const { tier } = found(only(query), article('a', { paragraphs: [only(text)], date: date! }));
    return [[only(query)], [date!], [only(text)], [tier]];
  },
};

function only(cell: string | undefined): string {
  return codesOf(cell ?? '')[0] ?? '';
}

/** How the query holds in the article, by the matcher and the model, and what is marked. */
function found(query: string, { id, ...parts }: Article): { readonly tier: string; readonly marked: readonly string[] } {
  const one: Article = { id, ...parts };
  const { clause } = parseQuery(query, analyzer);
  const text = foldArticle(one, analyzer);
  const model = new PlainModel(analyzer);
  model.put(one);
  const tier = match(clause, text);
  const said = tier === NO_MATCH ? NOTHING : MATCH_TIERS[tier];
  const modelled = model.tier(clause, id) ?? NOTHING;
  const marks = tier === NO_MATCH ? [] : [...originalMarks(text.entries, spansInEntries(marksOf(clause, text), text.steps))];
  return {
    tier: said === modelled ? said : `${said}, but ${modelled} in the model`,
    marked: marks.flatMap(([entry, ranges]) => ranges.map(([start, end]) => entry.original.slice(start, end))),
  };
}

/** The same row as it stands in the page. */
function written(columns: readonly string[], row: readonly string[]): readonly (readonly string[])[] {
  const cells = row.map((cell) => (cell.includes('`') ? codesOf(cell) : cell === '' ? [] : [cell]));
  return columns.join(', ') === 'text, folds to' || columns.join(', ') === 'query, read as' ? [cells.flat()] : cells;
}

const examples = tables.filter(({ columns }) => columns.join(', ') in EXAMPLES);

describe('docs/query-language.md', () => {
  it.each(examples.map((table) => [`${table.heading} (${table.columns.join(', ')})`, table] as const))('%s', (_, { columns, rows }) => {
    const show = EXAMPLES[columns.join(', ')]!;
    const rowOf = (cells: readonly string[]): Readonly<Record<string, string>> =>
      Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? '']));
    expect(rows.map((cells) => show(rowOf(cells)))).toEqual(rows.map((cells) => written(columns, cells)));
  });

  it('has examples under every form, and no table that is neither examples nor known', () => {
    expect(examples.flatMap(({ rows }) => rows).length).toBeGreaterThan(150);
    const others = tables.filter((table) => !examples.includes(table)).map(({ columns }) => columns.join(', '));
    expect(others).toEqual([
      'name, looks into',
      'tier, what was needed',
      'what, its other writings',
      'article, title',
      'query, read as, hits, more',
      'query, recognised text, more',
      'query, offered, why',
      'code, when',
    ]);
  });

  it('names the tiers and the codes of warnings, all of them', () => {
    expect(firstCodes('tier, what was needed')).toEqual(MATCH_TIERS);
    expect(firstCodes('code, when')).toEqual(QUERY_WARNING_CODES);
  });

  it('finds recognised runs as it says', async () => {
    for (const [query, text, more] of tableOf('query, recognised text, more').rows) {
      const one = article('a', { title: '旧闻', paragraphs: [only(text)], extra: { recognised: true } });
      const library = await Library.of(one, article('b', { title: '菜地' }));
      const answer = await library.search(only(query), { more: true });
      const near = (answer.more?.hits ?? []).filter(({ match: how }) => how === 'near');
      expect([query, ...near.flatMap(markedIn)]).toEqual([query, ...codesOf(more!)]);
      await library.close();
    }
  });

  it('offers names as it says', async () => {
    const [reporter, paper, place] = codesOf(/Say the reporter.*:$/m.exec(page)![0]);
    const byline = { reporters: [reporter!], correspondents: [], photographers: [] };
    const articles = [article('a', { title: `${place!}修好旧水车`, byline, paper: paper! }), article('b', { title: `${place!}的灯会` })];
    const suggester = new Suggester(analyzer);
    await suggester.apply(articles.map((one, i) => ({ sequence: i + 1, id: one.id, article: one })));
    for (const [query, offered, why] of tableOf('query, offered, why').rows) {
      const names = suggester.names.bind(suggester);
      const library = await Library.of(...articles);
      const searcher = library.searcherWith(analyzer, names);
      const text = only(query);
      const answer = await searcher.search({ text, filters: {}, sort: 'relevance', limit: 10, offset: 0, facets: [], explain: false });
      expect([query, ...answer.query.offers.flatMap((one) => [one.text, one.why])]).toEqual([
        query,
        ...codesOf(offered!),
        ...(why === '' ? [] : [why]),
      ]);
      await library.close();
    }
  });

  it('loosens as it says', async () => {
    const others = Array.from({ length: 20 }, (_, i) => article(`other${i}`, { title: '云淡风轻' }));
    const library = await Library.of(
      ...tableOf('article, title').rows.map(([id, title]) => article(id!, { title: only(title) })),
      ...others,
    );
    try {
      for (const [query, read, hits, more] of tableOf('query, read as, hits, more').rows) {
        const answer = await library.search(only(query), { more: true });
        expect([
          only(query),
          answer.query.readAs,
          answer.hits
            .map((hit) => hit.id)
            .sort()
            .join(' '),
          (answer.more?.hits ?? []).map((hit) => hit.id).join(' '),
        ]).toEqual([only(query), only(read), hits, more]);
      }
    } finally {
      await library.close();
    }
  });
});

describe('docs/query.md', () => {
  it('shows readers queries that are read as they are meant', () => {
    const [typed] = tablesOf(readFileSync(path.join(projectDir, 'docs', 'query.md'), 'utf8'));
    const queries = typed!.rows.flatMap(([cell]) => codesOf(cell!));
    expect(queries.length).toBeGreaterThan(12);
    expect(queries.filter((query) => parseQuery(query, analyzer).warnings.length > 0)).toEqual([]);
  });
});

function tableOf(columns: string): Table {
  return tables.find((table) => table.columns.join(', ') === columns)!;
}

function firstCodes(columns: string): readonly string[] {
  return tableOf(columns).rows.map(([cell]) => only(cell));
}
