/** The pool over the compiled workers: what comes back is what the caller's own thread would have made. */
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import type { Article } from '../../src/article/article.js';
import { builtDocuments, segmentAt } from '../../src/engine/packed/built-documents.js';
import { AnalysisPool, plainWorker, type AnalysisWorker } from '../../src/search/analysis-pool.js';
import { DigestReader } from '../../src/search/article-digest.js';
import { createSearchDocument, type SearchDocument } from '../../src/search/search-document.js';
import { article } from '../contract/contract-kit.js';
import { analyzer } from '../support/analyzer.js';
import { buildOnce, projectDir } from '../support/run-xunbao.js';

const compiled = (...names: string[]): URL => pathToFileURL(path.join(projectDir, 'dist', ...names));
const plain: AnalysisWorker = { module: compiled('search', 'analysis-worker.js'), documents: (answer) => plainWorker.documents(answer) };
const packed: AnalysisWorker = { module: compiled('engine', 'packed', 'segment-worker.js'), documents: builtDocuments };
const absent: AnalysisWorker = { module: compiled('search', 'absent-worker.js'), documents: () => [] };

const stories = (count: number, of = 'a'): Article[] =>
  Array.from({ length: count }, (_, at) =>
    article(`${of}${at}`, {
      title: `渡口第${at}次開航`,
      paragraphs: [`船工說，PD${at}號船載客3,5${String(at).padStart(2, '0')}人。`, '兩岸都來了人。'],
      byline: { reporters: ['賀知雨'] },
      paper: '云湾工人报',
      section: '民生',
      pageNumber: '03',
      ...(at % 3 > 0 && { date: `2024-05-0${1 + (at % 9)}` }),
    }),
  );

/** Everything an engine reads of a document, as plain values: those from another thread have other constructors. */
function plainly({
  id,
  text,
  borders,
  fieldStarts,
  words,
  leadEnd,
  kind,
  people,
  paper,
  section,
  pageNumber,
  date,
}: SearchDocument): unknown {
  return JSON.parse(
    JSON.stringify({
      id,
      text,
      leadEnd,
      kind,
      people,
      paper,
      section,
      pageNumber,
      date,
      borders: Array.from(borders),
      fieldStarts: Array.from(fieldStarts),
      words: Array.from(words.bytes),
    }),
  );
}

let pool: AnalysisPool | undefined;
beforeAll(() => {
  buildOnce();
}, 120_000);
afterEach(async () => {
  await pool?.close();
});

describe('AnalysisPool', () => {
  it.each([
    ['plain', plain],
    ['packed', packed],
  ])(
    'the %s worker answers what this thread would, in order, however calls overlap',
    async (_, worker) => {
      pool = new AnalysisPool({ analyzer, worker });
      const calls = [stories(200, 'a'), stories(130, 'b'), stories(3, 'c')];
      const answers = await Promise.all(calls.map((articles) => pool!.analyse(articles)));
      for (const [at, articles] of calls.entries()) {
        expect(answers[at]!.documents.map(plainly)).toEqual(articles.map((one) => plainly(createSearchDocument(one, analyzer))));
      }
    },
    60_000,
  );

  it('makes one segment of what is passed at once, and divides what is too much for one', async () => {
    pool = new AnalysisPool({ analyzer, worker: packed });
    const { documents } = await pool.analyse(stories(300));
    expect(segmentAt(documents, 0)?.documentCount).toBe(300);
    const long = '船'.repeat(60_000);
    const { documents: large } = await pool.analyse(stories(130).map((one) => ({ ...one, paragraphs: [long] })));
    expect(segmentAt(large, 0)!.documentCount).toBeLessThan(100);
    expect(large.map(({ id }) => id)).toEqual(stories(130).map(({ id }) => id));
  }, 60_000);

  it.each([
    ['plain', plain],
    ['packed', packed],
  ])(
    'the %s worker reads for the companions what this thread would, with documents or alone',
    async (_, worker) => {
      pool = new AnalysisPool({ analyzer, worker, withDigests: true });
      const articles = stories(150);
      const { documents, digests } = await pool.analyse(articles);
      expect(documents).toHaveLength(150);
      const here = JSON.stringify([
        new DigestReader(analyzer).read(
          articles,
          articles.map((one) => createSearchDocument(one, analyzer)),
        ),
      ]);
      expect(JSON.stringify(digests)).toBe(here);
      expect(JSON.stringify(await pool.digests(articles))).toBe(here);
      await pool.close();
      pool = new AnalysisPool({ analyzer, worker });
      expect((await pool.analyse(articles)).digests).toBeUndefined();
    },
    60_000,
  );

  it('wakes no worker for a few, nor where there is none', async () => {
    pool = new AnalysisPool({ analyzer, worker: absent });
    expect((await pool.analyse(stories(127))).documents).toHaveLength(127);
    expect(await pool.digests(stories(127))).toBeUndefined();
    await expect(pool.analyse(stories(128))).rejects.toThrow('absent-worker');
    const here = new AnalysisPool({ analyzer, worker: undefined, withDigests: true });
    expect((await here.analyse(stories(500))).documents).toHaveLength(500);
    expect(await here.digests(stories(500))).toBeUndefined();
  }, 60_000);
});
