import fc from 'fast-check';
import type { Clause } from '../../src/query/clause.js';
import { match, pageKey } from '../../src/query/match-document.js';
import { seed } from '../support/shared.js';
import { and, not, or, read, run } from './clauses.js';
import { documentOf, FIELDS } from './documents.js';

const MISS = -1;
const EXACT = 0;
const WORDS = 1;
const LOOSENED = 3;

const ARTICLE = documentOf(FIELDS);

function tier(query: string): number {
  return match(read(query).clause, ARTICLE);
}

describe('match', () => {
  it.each([
    ['', EXACT],
    ['？', MISS],
    ['地铁', EXACT],
    ['便民', EXACT],
    ['出行', EXACT],
    ['见闻', EXACT],
    ['任洁', EXACT],
    ['小家', EXACT],
    ['望渡', MISS],
    ['今日要闻', EXACT],
    ['"开通便民"', MISS],
    ['"工程今日"', MISS],
    ['点赞3', MISS],
    ['职工建设小家', EXACT],
    ['职工小家建设', MISS],
    ['职工驿站建成', WORDS],
    ['"职工驿站建成"', MISS],
    ['地铁 驿站', EXACT],
    ['地铁 公交', MISS],
    ['地铁 -驿站', MISS],
    ['地铁 -公交', EXACT],
    ['-公交', EXACT],
    ['-地铁', MISS],
    ['NOT NOT 地铁', EXACT],
    ['-(地铁 公交)', EXACT],
    ['-职工驿站建成', MISS],
    ['公交 OR 地铁', EXACT],
    ['公交 OR 轮渡', MISS],
    ['职工驿站建成 OR 地铁', EXACT],
    ['公交 OR 职工驿站建成', WORDS],
    ['职工驿站建成 地铁', WORDS],
    ['3.6.3', EXACT],
    ['3.6', MISS],
    ['"暖心 职工"~6', EXACT],
    ['"暖心 职工"~4', MISS],
    ['"地铁 便民"~99', MISS],
    ['暖?驿站', EXACT],
    ['暖?站', MISS],
  ] as const)('%j: %i', (query, expected) => {
    expect(tier(query)).toBe(expected);
  });

  it.each([
    ['标题:地铁', EXACT],
    ['标题:驿站', MISS],
    ['标题:便民', MISS],
    ['标题:"新线开通"', EXACT],
    ['标题:(地铁 -公交)', EXACT],
    ['标题:(地铁 -开通)', MISS],
    ['标题:(公交 OR 开通)', EXACT],
    ['标题:开通地铁新线', WORDS],
    ['标题:"地铁 开通"~2', EXACT],
    ['标题:地?新', EXACT],
    ['-标题:驿站', EXACT],
    ['-标题:地铁', MISS],
    ['记者:任洁', EXACT],
    ['记者:白 莹', EXACT],
    ['记者:"白 莹"', EXACT],
    ['记者:地铁', MISS],
    ['记者:任洁白莹', MISS],
    ['栏目:要闻', EXACT],
    ['栏目:要', EXACT],
    ['栏目:见闻', MISS],
    ['报:晚报', EXACT],
    ['报:日报', MISS],
    ['版:A1', EXACT],
    ['版:a1', EXACT],
    ['版:Ａ１', EXACT],
    ['版:"A1"', EXACT],
    ['版:第A1版', EXACT],
    ['版:第一版', MISS],
    ['版:A', MISS],
    ['版:1', MISS],
    ['版:(2 OR A1)', EXACT],
    ['-版:2', EXACT],
    ['版:A?', MISS],
    ['版:A1*', MISS],
    ['日期:2023', EXACT],
    ['日期:2023-11-30', EXACT],
    ['日期:2023-12..', MISS],
    ['日期:..2023-11', EXACT],
    ['-日期:2023', MISS],
  ] as const)('%s: %i', (query, expected) => {
    expect(tier(query)).toBe(expected);
  });

  it('finds no page and no date where the article has none', () => {
    const bare = documentOf({ title: ['地铁'] });
    expect(match(read('版:1').clause, bare)).toBe(MISS);
    expect(match(read('日期:2023').clause, bare)).toBe(MISS);
    expect(match(read('-版:1').clause, bare)).toBe(EXACT);
  });

  it.each([
    ['enough', 0.5, LOOSENED],
    ['exactly enough', 0.6, LOOSENED],
    ['too little', 0.61, MISS],
    ['all', 1, MISS],
    ['nothing asked', 0, LOOSENED],
  ])('at least: %s', (_, share, expected) => {
    const units = [
      { clause: run('公交'), weight: 0.4 },
      { clause: run('地铁'), weight: 0.1 },
      { clause: run('驿站'), weight: 0.2 },
      { clause: run('职工驿站建成', ['职工', '驿站', '建成']), weight: 0.3 },
    ];
    expect(match({ type: 'atLeast', units, share }, ARTICLE)).toBe(expected);
    expect(match({ type: 'atLeast', units: units.toReversed(), share }, ARTICLE)).toBe(expected);
  });

  it(`of AND the worst, of OR the best, of NOT the contrary (seed ${seed})`, () => {
    const clauses = fc.array(fc.constantFrom<Clause>(run('地铁'), run('公交'), run('职工驿站建成', ['职工', '驿站'])), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(clauses, (parts) => {
        const tiers = parts.map((part) => match(part, ARTICLE));
        const held = tiers.filter((t) => t !== MISS);
        expect(match(and(...parts), ARTICLE)).toBe(held.length < tiers.length ? MISS : Math.max(...tiers));
        expect(match(or(...parts), ARTICLE)).toBe(held.length === 0 ? MISS : Math.min(...held));
        expect(match(not(or(...parts)), ARTICLE)).toBe(held.length === 0 ? EXACT : MISS);
      }),
      { seed, numRuns: 200 },
    );
  });
});

describe('pageKey', () => {
  it.each([
    ['1', '1'],
    ['01', '1'],
    ['000', '0'],
    ['a01', 'A01'],
    [' t2 ', 'T2'],
    ['10', '10'],
    ['', ''],
  ])('%j is %j', (text, expected) => {
    expect(pageKey(text)).toBe(expected);
  });
});
