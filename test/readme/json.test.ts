/** What docs/json.md says is so: its blocks are valid and what the program gives, its tables name every field. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { articleLinesSchema } from '../../src/article/article-lines-schema.js';
import { ARTICLE_KINDS, type ArticleContent } from '../../src/article/article.js';
import { articleInputSchema, parseArticleInput } from '../../src/article/article-schema.js';
import { dryRunSchema, historySchema, problemSchema, searchAnswerSchema } from '../../src/http/openapi/answer-schemas.js';
import { STATUS_BY_CODE, type ProblemCode } from '../../src/http/problem.js';
import { placePages, readText } from '../../src/intake/read-page.js';
import { readRecord, writeRecordLine } from '../../src/intake/record-line.js';
import { HIT_MATCHES } from '../../src/search/search-answer.js';
import { article } from '../contract/contract-kit.js';
import { Library } from '../search/search-kit.js';
import { projectDir } from '../support/run-xunbao.js';
import { codeBlocks } from './code-blocks.js';
import { codesOf, tablesOf } from './tables.js';

const text = readFileSync(path.join(projectDir, 'docs', 'json.md'), 'utf8');
const sections = new Map(
  text
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.split('\n', 1)[0]!, section]),
);
const blockIn = (heading: string, language = 'json'): string =>
  codeBlocks(sections.get(heading)!).find((block) => block.language === language)!.text;
const jsonIn = (heading: string): unknown => JSON.parse(blockIn(heading));
const fieldsIn = (firstColumn: string, heading: string): readonly string[] =>
  tablesOf(`## ${sections.get(heading)!}`)
    .find(({ columns }) => columns[0] === firstColumn)!
    .rows.map(([cell]) => codesOf(cell!)[0]!);
const cellOf = (heading: string, field: string): string =>
  tablesOf(`## ${sections.get(heading)!}`)
    .flatMap(({ rows }) => rows)
    .find(([cell]) => cell === `\`${field}\``)![1]!;

describe('docs/json.md', () => {
  it('shows an article that is taken as it stands', () => {
    expect(parseArticleInput(jsonIn('Article'), { unknown: 'error' })).toEqual(jsonIn('Article'));
    expect(codesOf(cellOf('Article', 'kind'))).toEqual(ARTICLE_KINDS);
  });

  it('shows a page, and what parse prints of it', async () => {
    const read = await readText({ bytes: Buffer.from(blockIn('Page and parsed page', 'text')), division: 'file' });
    const { pages } = placePages(read, { given: {}, fromPath: {} });
    const [
      {
        place,
        parsed: { articles, furniture, lines },
      },
    ] = pages as [(typeof pages)[number]];
    expect(pages).toHaveLength(1);
    expect(jsonIn('Page and parsed page')).toEqual({ page: place, articles, furniture });
    expect(dryRunSchema.parse(jsonIn('Page and parsed page'))).toEqual(jsonIn('Page and parsed page'));
    expect(articleLinesSchema.parse(jsonIn('Printed lines'))).toEqual(lines[0]);
  });

  it('shows the article of that page, and a search for it', async () => {
    const { kicker, subtitle, paragraphs } = (jsonIn('Page and parsed page') as { readonly articles: readonly ArticleContent[] })
      .articles[0]!;
    expect(jsonIn('Article')).toMatchObject({ kicker, subtitle, paragraphs });
    const library = await Library.of(
      article('yutai-1', parseArticleInput(jsonIn('Article'), { unknown: 'error' })),
      article('yutai-2', { paragraphs: ['水车边的码头也停。'], paper: '雨台晚报' }),
    );
    try {
      const shown = searchAnswerSchema.parse(jsonIn('Search answer'));
      const answer = await library.search('水车', { limit: 1, facets: ['paper'] });
      expect(withoutFigures(shown)).toEqual(withoutFigures(answer));
    } finally {
      await library.close();
    }
  });

  it('shows a problem, with the status of its code', () => {
    const problem = problemSchema.parse(jsonIn('Problem'));
    expect(problem.status).toBe(STATUS_BY_CODE[problem.code as ProblemCode]);
    const fault = faultOf({ ...(jsonIn('Article') as object), date: '2030-02-30' });
    expect(fault).toMatchObject({ code: problem.code, message: problem.detail, faults: problem.errors });
  });

  it('shows lines of an export, as export writes them and import reads them', () => {
    const lines = blockIn('Export lines', 'ndjson').split(/(?<=\n)/);
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(writeRecordLine({ sequence: 1, ...readRecord(JSON.parse(line)) })).toBe(line);
  });

  it('names every field', () => {
    const hit = searchAnswerSchema.shape.hits.element.shape;
    expect(fieldsIn('field', 'Article')).toEqual(Object.keys(articleInputSchema.shape));
    expect(fieldsIn('field', 'Search answer')).toEqual(Object.keys(searchAnswerSchema.shape));
    expect(fieldsIn('field of a hit', 'Search answer')).toEqual(Object.keys(hit));
    expect(codesOf(cellOf('Search answer', 'match'))).toEqual(HIT_MATCHES);
    expect(fieldsIn('field of `archive`', 'Export lines')).toEqual(['status', 'reason', 'source', 'pageId', 'lines', 'decisions']);
    expect(fieldsIn('field', 'Decision')).toEqual(Object.keys(historySchema.shape.decisions.element.shape));
  });
});

function faultOf(value: unknown): unknown {
  try {
    return parseArticleInput(value, { unknown: 'error' });
  } catch (error) {
    return error;
  }
}

/** Without what differs from run to run, and from one state of the ranking to the next. */
function withoutFigures(answer: { readonly hits: readonly object[] }): unknown {
  return { ...answer, tookMs: 0, cursor: '', hits: answer.hits.map((hit) => ({ ...hit, score: 0 })) };
}
