/** What is answered in one pass over the lists is what the sets answer: totals, facets, standing, order. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { listPlan } from '../../../src/engine/packed/list-plan.js';
import { createPackedEngine, type PackedSearchEngine } from '../../../src/engine/packed/packed-engine.js';
import { allOf, anyOf, type Clause, literal } from '../../../src/query/clause.js';
import { wantedClauses } from '../../../src/query/wanted-clauses.js';
import { queryTerms } from '../../../src/search/ranking/query-terms.js';
import { FACETS } from '../../../src/search/search-request.js';
import { filters } from '../../contract/arbitraries.js';
import { article, ask, filterOf, put, remove, VERSION } from '../../contract/contract-kit.js';
import { analyzer } from '../../support/analyzer.js';
import { Random } from '../../support/random.js';
import { rankingWeights } from '../../support/ranking-weights.js';
import { seed } from '../../support/shared.js';

const WORDS = ['渡口', '水车', '麦田', '新桥', '的', '工会', '渔', '夜校', '灯', '口新'];
const LEAST_HITS = 100;
const ARTICLES = 1_100;

let folder: string;
let engine: PackedSearchEngine;

/** The first word is in most articles, the last in few: lists of every form. */
function words(random: Random, count: number): string {
  return Array.from({ length: count }, () => WORDS[Math.floor(WORDS.length * random.next() ** 3)]!).join('');
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'xunbao-one-pass-'));
  engine = createPackedEngine({ directory: folder, weights: rankingWeights });
  await engine.open(VERSION);
  const random = new Random(seed);
  const all = Array.from({ length: ARTICLES }, (_, i) =>
    article(`n${i}`, {
      title: words(random, 1 + random.below(3)),
      paragraphs: [words(random, 2), words(random, random.below(9))],
      date: random.pick(['2030-12-31', '2031-05-04', '2031-05-05']),
      ...(random.next() < 0.7 && { paper: random.pick(['望渡晚报', '望渡晚報', '禾川日报']) }),
      ...(random.next() < 0.7 && { section: random.pick(['要闻', '三农']) }),
      pageNumber: random.pick(['1', '01', 'A06']),
      byline: { reporters: [random.pick(['田小满', '闻一渡'])] },
    }),
  );
  await engine.apply(put(...all.slice(0, 1_050)), 1);
  await engine.apply(put(...all.slice(1_050), ...all.slice(3, 9)), 2);
  await engine.apply(remove('n40', 'n41', 'n999'), 3);
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const text = fc.constantFrom(...WORDS, '无');
const run = text.map((word): Clause => ({ type: 'run', needle: literal(word), words: [] }));
const phrase = text.map((word): Clause => ({ type: 'exact', needle: literal(word) }));
const cutRun = fc.tuple(text, text).map((parts): Clause => ({ type: 'run', needle: literal(parts.join('')), words: [...new Set(parts)] }));
const leaf = fc.oneof({ weight: 4, arbitrary: run }, phrase);
const clauses = fc.oneof(
  leaf,
  cutRun,
  fc.array(fc.oneof({ weight: 3, arbitrary: leaf }, cutRun), { minLength: 2, maxLength: 3 }).map(allOf),
  fc.array(leaf, { minLength: 2, maxLength: 3 }).map(anyOf),
  fc.tuple(leaf, leaf, leaf).map(([a, b, c]) => allOf([a, { type: 'not', clause: b }, { type: 'not', clause: c }])),
);
const facets = fc.uniqueArray(fc.constantFrom(...FACETS), { maxLength: 4 });

it('answers what the sets answer, by every list, filter and facet', async () => {
  let [passed, hits] = [0, 0];
  await fc.assert(
    fc.asyncProperty(clauses, filters, facets, fc.constantFrom(0, 1, 10, 60), fc.boolean(), async (clause, given, asked, count, whole) => {
      const plain: Clause = { type: 'and', clauses: [clause, { type: 'all' }] };
      expect(listPlan(plain)).toBeNull();
      if (listPlan(clause) !== null) passed += 1;
      const query = {
        filter: filterOf(given),
        facets: asked,
        terms: queryTerms(clause, analyzer),
        standing: { whole: whole ? literal('渡口水车') : null, runs: wantedClauses(clause, 'run').map(({ needle }) => needle) },
        first: count === 10 ? 3 : 0,
        count,
      };
      const [one, other] = [await ask(engine, clause, query), await ask(engine, plain, query)];
      const shown = (answer: typeof one): unknown => answer.hits.map(({ document, standing }) => [document.id, standing]);
      expect([one.total, one.facets, one.statistics, shown(one)]).toEqual([other.total, other.facets, other.statistics, shown(other)]);
      hits = Math.max(hits, one.total);
    }),
    { seed, numRuns: 200 },
  );
  expect(passed).toBeGreaterThan(150);
  expect(hits).toBeGreaterThan(LEAST_HITS);
});
