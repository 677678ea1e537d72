import type { Clause, RunClause } from '../../src/query/clause.js';
import { marksOf } from '../../src/query/mark-document.js';
import { match } from '../../src/query/match-document.js';
import { parseQuery } from '../../src/query/parse-query.js';
import { readAs } from '../../src/query/read-as.js';
import { analyzer } from '../support/analyzer.js';
import { documentOf } from './documents.js';
import { NUMBER_GROUPS, NUMBER_PAIRS } from './number-writings.js';

const MISS = -1;
const EXACT = 0;
const WORDS = 1;
const VARIANT = 2;

function clauseOf(query: string, words = analyzer): Clause {
  return parseQuery(query, words).clause;
}

function tier(query: string, text: string, words = analyzer): number {
  return match(clauseOf(query, words), documentOf({ body: [text] }));
}

function marks(query: string, text: string, words = analyzer): string[] {
  const document = documentOf({ body: [text] });
  return marksOf(clauseOf(query, words), document)
    .toSorted(([a], [b]) => a - b)
    .map(([start, end]) => document.text.slice(start, end));
}

/** What both queries of a pair do with the other's writing: the tier and what is marked. */
function found(query: string, writing: string): unknown {
  const text = `据报道，${writing}，记者获悉。`;
  return [query, tier(query, text), [...new Set(marks(query, text))]];
}

describe('numbers and dates in the other writing', () => {
  it(`are found from either side, and marked as they stand (${NUMBER_PAIRS.length} pairs)`, () => {
    expect(NUMBER_PAIRS.length).toBeGreaterThanOrEqual(300);
    const both = NUMBER_PAIRS.flatMap(
      ([one, other]) =>
        [
          [one, other],
          [other, one],
        ] as const,
    );
    const missed = both.filter(
      ([query, writing]) => JSON.stringify(found(query, writing)) !== JSON.stringify([query, VARIANT, [analyzer.fold(writing).text]]),
    );
    expect(missed.map(([query, writing]) => [found(query, writing), writing])).toEqual([]);
  });

  it('are not found inside quotes', () => {
    for (const [one, other] of NUMBER_PAIRS)
      for (const quoted of [`"${one}"`, `「${one}」`, `"${one} 记者"~9`])
        expect([quoted, tier(quoted, `${other}，记者`)]).toEqual([quoted, MISS]);
  });

  it('touch no other numeral', () => {
    // A fraction of a number, and a part of a number, is another number.
    const wrong = NUMBER_GROUPS.flatMap((group) =>
      group.flatMap((query) =>
        group
          .filter((writing) => writing !== query)
          .flatMap((writing) => {
            const texts = [
              ...(/^[0-9零〇一二三四五六七八九十廿卅两]/.test(writing) ? [`三${writing}`, `8${writing}`, `百${writing}`] : []),
              ...(/[0-9零〇一二三四五六七八九十百千万亿]$/.test(writing)
                ? [`${writing}万`, `${writing}7`, `${writing}八`, `${writing}点六`]
                : []),
            ];
            return texts.filter((text) => tier(query, text) === VARIANT).map((text) => [query, text]);
          }),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['18', '二十八', MISS],
    ['18', '十八万', MISS],
    ['8月', '十八月', MISS],
    ['5年', '三点五年', MISS],
    ['十八', '3.18', MISS],
    ['十八', '18.3', MISS],
    ['十八', '118', MISS],
    ['十五', '3·15', VARIANT],
    ['96', '百分之九十六', VARIANT],
    ['三', '3', MISS],
    ['3', '三', MISS],
    ['7', '七', MISS],
    ['一起', '1起事故', MISS],
    ['五一', '51', MISS],
    ['七八个', '78个', MISS],
    ['5百万元', '五百万元', VARIANT],
    ['十几人', '10几人', MISS],
    ['PD17', 'PD十七', MISS],
    ['007', '七', MISS],
    ['十分', '10分', MISS],
    ['2023-02-30', '2023年2月30日', MISS],
    ['２０２３年１１月３０日', '二○二三年十一月三十日', VARIANT],
    ['3,500', '三千五百', VARIANT],
    ['三千五百', '3,500元', VARIANT],
    ['第壹佰零捌号', '第108号', VARIANT],
    ['贰拾叁', '23', VARIANT],
    ['23', '贰拾叁', MISS],
    ['收拾陆军', '收16军', MISS],
    ['大陆拾遗', '大60遗', MISS],
    ['十八人', '队伍十八人', EXACT],
    ['18人', '队伍十八人', VARIANT],
    ['3万元', '叁万伍仟元', MISS],
    ['18元', '贰佰壹拾捌元', MISS],
    ['10万元', '十万元陆续到账', VARIANT],
    ['俩人', '2人', VARIANT],
    ['三点五', '3.5', VARIANT],
    ['18', '18.5', MISS],
  ] as const)('%s in %s: %i', (query, text, expected) => {
    expect(tier(query, text)).toBe(expected);
  });

  it('are at most eight a run of several, sixteen of one, whatever it holds', () => {
    for (const query of [
      '2001年2002年2003年2004年2005年2006年2007年2008年',
      '十一'.repeat(499),
      '1年'.repeat(499),
      '奥运会'.repeat(300),
      '2001年1月1日至2002年2月2日'.repeat(40),
    ]) {
      const { variants = [] } = clauseOf(query) as RunClause;
      expect(variants.filter(({ issued }) => issued === undefined).length).toBeLessThanOrEqual(8);
      expect(variants.length).toBeLessThanOrEqual(16);
    }
  });
});

describe('a run with other writings', () => {
  it('is found by its words too, what is written otherwise being one of them', () => {
    const query = '党的十八大报告学习';
    expect(tier(query, '学习十八大，报告。党')).toBe(WORDS);
    expect(tier(query, '党的18大报告学习')).toBe(VARIANT);
    expect(tier(query, '学习党史：18大的报告')).toBe(VARIANT);
    expect(marks(query, '学习党史：18大的报告')).toEqual(['学习', '党', '18大', '报告']);
    expect(tier(query, '学习党史：18人，大报告')).toBe(MISS);
  });

  it('is exact where it stands, and only that is marked', () => {
    expect([tier('十八大', '十八大（18大）'), marks('十八大', '十八大（18大）')]).toEqual([EXACT, ['十八大']]);
  });

  it.each([
    ['标题:18大', { title: ['十八大'] }, VARIANT],
    ['版:12', { title: ['x'], pageNumber: '12' }, EXACT],
    ['版:十二', { title: ['x'], pageNumber: '12' }, MISS],
    ['版:十二版', { title: ['x'], pageNumber: '12' }, EXACT],
    ['版:第二版', { title: ['x'], pageNumber: '12' }, MISS],
    ['NOT 18大', { title: ['十八大'] }, MISS],
    ['18大 OR 地铁', { title: ['十八大地铁'] }, EXACT],
    ['18大 地铁', { title: ['十八大地铁'] }, VARIANT],
    ['1?大', { title: ['十八大'] }, MISS],
    ['18*', { title: ['十八大'] }, MISS],
  ] as const)('%s', (query, fields, expected) => {
    expect(match(clauseOf(query), documentOf(fields))).toBe(expected);
  });

  it('is named in readAs, which can be asked', () => {
    expect(readAs(clauseOf('十八大'))).toBe('十八大 (＝18大)');
    expect(readAs(clauseOf('NOT 标题:18大'))).toBe('NOT 标题:(18大 (＝十八大))');
    expect(readAs(clauseOf('党的十八大报告学习'))).toBe(
      '"党的十八大报告学习" (＝党的18大报告学习) OR (党 AND 十八 AND 大 AND 报告 AND 学习)',
    );
    expect(['十八大', '18大'].map((text) => tier(readAs(clauseOf('十八大')), text))).toEqual([VARIANT, VARIANT]);
  });
});

describe('synonyms and regional words', () => {
  const words = analyzer.withQueryWords({
    ...analyzer.files,
    'synonyms.txt': { label: 'synonyms.txt', text: '奥运会 = 奧林匹克運動會 ＝ 奥运\n' },
    'regional.tsv': { label: 'regional.tsv', text: '軟體\t软件\n' },
  });

  it.each([
    ['奥运会', '奥林匹克运动会开幕', VARIANT],
    ['奧林匹克運動會', '奥运会', VARIANT],
    ['"奥运会"', '奥林匹克运动会', MISS],
    ['北京奥运会开幕', '北京奥林匹克运动会开幕', VARIANT],
    ['北京奥运会开幕', '奥林匹克运动会今日开幕，北京', VARIANT],
    ['軟體', '软件', VARIANT],
    ['软件', '软体', VARIANT],
    ['软体更新', '软件更新', VARIANT],
    ['软体动物', '软件动物', MISS],
    ['软件园开园', '软体园开园', VARIANT],
    ['"软件园"', '软体园', MISS],
    ['应用软件', '應用軟體', VARIANT],
    ['2008年奥运会', '二〇〇八年奥林匹克运动会', VARIANT],
  ] as const)('%s in %s: %i', (query, text, expected) => {
    expect(tier(query, text, words)).toBe(expected);
  });
});
