/** Queries made to be dear stay cheap, and writes never stall what else there is to do. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createPackedEngine, type PackedSearchEngine } from '../../../src/engine/packed/packed-engine.js';
import { queryTerms } from '../../../src/search/ranking/query-terms.js';
import { FACETS } from '../../../src/search/search-request.js';
import { article, ask, clauseOf, put, VERSION } from '../../contract/contract-kit.js';
import { analyzer } from '../../support/analyzer.js';
import { rankingWeights } from '../../support/ranking-weights.js';

const COUNT = 3_000;
const SENTENCES = ['渡口的新桥昨天通车了。', '麦田里的收割机是合作社买的。', '老人说，灯塔的灯又亮了。', '记者在车站看见一位消防员。'];

let folder = '';
let engine: PackedSearchEngine;
let longestStallMs = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'xunbao-hostile-'));
  engine = createPackedEngine({ directory: folder, weights: rankingWeights });
  await engine.open(VERSION);
  const documents = put(
    ...Array.from({ length: COUNT }, (_, i) =>
      article(`n${i}`, { title: `第${i}天`, paragraphs: [SENTENCES[i % 4]!.repeat(1 + (i % 7)), SENTENCES[(i >> 2) % 4]!] }),
    ),
  );
  let before = performance.now();
  const ticks = setInterval(() => {
    longestStallMs = Math.max(longestStallMs, performance.now() - before);
    before = performance.now();
  }, 1);
  for (let from = 0; from < COUNT; from += 500) await engine.apply(documents.slice(from, from + 500), from + 500);
  await engine.settle();
  clearInterval(ticks);
}, 120_000);

afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const QUERIES: Readonly<Record<string, string>> = {
  'the most common character a thousand times': '的'.repeat(1000),
  'a thousand different pairs': Array.from({ length: 1000 }, (_, i) => SENTENCES[i % 4]![i % 9]!).join(''),
  'a hundred clauses of common words': SENTENCES.map((s) => [...s].join(' '))
    .join(' OR ')
    .repeat(3)
    .slice(0, 1000),
  'NOT of everything': '-渡口 -麦田 -老人 -记者 -的',
  'NOT of what is not there': 'NOT 甲乙丙丁',
  'nested NOT': 'NOT (NOT (NOT (NOT (NOT 的))))',
  'free characters in a row': `的${'?'.repeat(200)}的`,
  'near, of common characters': `"的 了 的 了 的 了"~999`,
  'a field of a common character': '标题:第 记者:的 栏目:的 报:的 版:1',
};

describe('a hostile query', () => {
  for (const [name, text] of Object.entries(QUERIES)) {
    it(`stays bounded: ${name}`, async () => {
      const clause = clauseOf(text);
      const start = performance.now();
      const answer = await ask(engine, clause, { terms: queryTerms(clause, analyzer), facets: FACETS, count: 200 });
      // Some thousand articles: milliseconds; the bound is wide for slow machines.
      expect(performance.now() - start).toBeLessThan(3_000);
      expect(answer.total).toBeLessThanOrEqual(COUNT);
    });
  }

  it('finds everything that is not excluded', async () => {
    expect((await ask(engine, 'NOT 甲乙丙丁', { count: 1 })).total).toBe(COUNT);
    expect((await ask(engine, '-第', { count: 1 })).total).toBe(0);
  });
});

describe('writes', () => {
  it('leave the event loop free while segments are built and merged', () => {
    // Measured at some milliseconds; the bound is wide for busy machines.
    expect(longestStallMs).toBeLessThan(1_000);
    expect(engine.segmentCount).toBeLessThan(6);
  });
});
