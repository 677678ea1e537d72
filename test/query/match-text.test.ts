import fc from 'fast-check';
import { findAll } from '../../src/query/match-text.js';
import { placesOf } from '../../src/query/match-needle.js';
import { analyzer } from '../support/analyzer.js';
import { seed } from '../support/shared.js';
import { originalRange } from '../../src/analysis/fold.js';
import { read } from './clauses.js';

/** The original texts at which the one clause of `query` stands. */
function standing(query: string, text: string): string[] {
  const { clause } = read(query);
  if (clause.type !== 'run' && clause.type !== 'exact') throw new Error(`${query} is no single clause`);
  const folded = analyzer.fold(text);
  return placesOf(folded, clause.needle, 0, folded.text.length, Infinity).map(([start, end]) =>
    text.slice(...originalRange(folded, start, end)),
  );
}

describe('borders of letters and digits', () => {
  it.each([
    ['1203', '编号120345', []],
    ['1203', '拨打1203热线，1203。', ['1203', '1203']],
    ['1203', '号01203', []],
    ['3.6', '系统3.6.3版', []],
    ['6.3', '系统3.6.3版', []],
    ['3', '3.6元', []],
    ['3.6', '价格3.6元', ['3.6']],
    ['3.6', '价格3.6.', ['3.6']],
    ['3.6.3', '到3.6.3版', ['3.6.3']],
    ['96', '达到96%', ['96']],
    ['96%', '达到96%，', ['96%']],
    ['96%', '达到９６％', ['９６％']],
    ['25', '25℃', ['25']],
    ['15', '3·15晚会', ['15']],
    ['3', '3·15晚会', ['3']],
    ['315', '3·15晚会', ['3·15']],
    ['3·15', '315晚会', ['315']],
    ['2014', '2014，2015年', ['2014']],
    ['2015', '2014，2015年', ['2015']],
    ['2014', '2014,2015年', []],
    ['2015', '2014,2015年', []],
    ['2014', '2014, 2015年', ['2014']],
    ['2014', '"2014","2015"', ['2014']],
    ['2015', '"2014","2015"', ['2015']],
    ['2015', '“2014”．“2015”', ['2015']],
    ['2015', '2014.“2015”', ['2015']],
    ['500', '捐款3,500元', []],
    ['3500', '捐款3,500元', ['3,500']],
    ['3,500', '捐款3500元', ['3500']],
    ['5', 'A.5', ['5']],
    ['5', 'A,5', ['5']],
    ['a', '3.a', []],
    ['a', 'x.a', ['a']],
    ['2014', '2014年', ['2014']],
    ['5g', '５Ｇ基站', ['５Ｇ']],
    ['5', '5G基站', []],
    ['c', 'C++', ['C']],
    ['c++', '用C++写', ['C++']],
    ['news', 'news@example.com', ['news']],
    ['pd1728', 'PD1728_A_1', ['PD1728']],
    ['é', 'cafe\u0301 e\u0301', ['e\u0301']],
    ['e', 'e\u0301', ['e\u0301']],
    ['е', 'е\u0308', []],
    ['a', 'a\u0301a', []],
    ['地铁', '5地铁5', ['地铁']],
    ['サイ', 'サイト', ['サイ']],
    ['울', '서울시', ['울']],
    ['don', "don't", ['don']],
    ['dont', "don't", ["don't"]],
    ['york', 'New\nYork', ['York']],
  ])('%s in %s', (query, text, expected) => {
    expect(standing(query, text)).toEqual(expected);
  });
});

describe('what a match runs across', () => {
  it.each([
    ['迈克尔乔丹', '迈克尔·乔丹', ['迈克尔·乔丹']],
    ['检测机构', '检测机\n构', ['检测机\n构']],
    ['春耕时节', '春 耕　时 节', ['春 耕　时 节']],
    ['工会十八大', '工会“十八大”', ['工会“十八大']],
    ['国务院', '國務院', ['國務院']],
    ['段简', '一段简单', ['段简']],
    ['"ab"', 'a b', []],
    ['"a b"', 'a \n b', ['a \n b']],
    ['"2014，2015"', '2014，2015 2014,2015 2014、2015', ['2014，2015', '2014,2015']],
    ['"来了！"', '来了!来了。', ['来了!']],
    ['"来了"', '来，了', []],
    ['人人', '人人人', ['人人', '人人']],
    ['𠀀', '𠀀𠀀', ['𠀀', '𠀀']],
  ])('%s in %s', (query, text, expected) => {
    expect(standing(query, text)).toEqual(expected);
  });
});

describe('wildcards and beginnings', () => {
  it.each([
    ['张?明', '张晓明、张明、张小刚、张·明、张𠀀明、张“大”明', ['张晓明', '张𠀀明', '张“大”明']],
    ['张??明', '张晓明明，张明明明', ['张晓明明', '张明明明']],
    ['a?c', 'abc xabc abcd a.c', ['abc', 'a.c']],
    ['张?明', '张，明', ['张，明']],
    ['micro*', 'Microsoft micro xmicro 3.micro micro软', ['Micro', 'micro', 'micro']],
    ['微软*', '微软公司', ['微软']],
    ['张?明*', '张晓明亮', ['张晓明']],
    ['20*', '2014 120 20', ['20', '20']],
  ])('%s in %s', (query, text, expected) => {
    expect(standing(query, text)).toEqual(expected);
  });
});

describe('findAll', () => {
  const text = { text: 'ab ab ab', borders: [] };

  it('stays inside the range it is given, and stops at the number it is given', () => {
    const needle = { pieces: ['ab'], openEnd: false };
    expect(findAll(text, needle, 0, 8)).toEqual([
      [0, 2],
      [3, 5],
      [6, 8],
    ]);
    expect(findAll(text, needle, 1, 7)).toEqual([[3, 5]]);
    expect(findAll(text, needle, 0, 8, 2)).toEqual([
      [0, 2],
      [3, 5],
    ]);
    expect(findAll(text, { pieces: ['b', 'a'], openEnd: true }, 0, 8)).toEqual([]);
  });

  it('lets no free character be the end of an entry', () => {
    expect(findAll({ text: '张\n明', borders: [] }, { pieces: ['张', '明'], openEnd: false }, 0, 3)).toEqual([]);
  });

  it(`finds in Han what a plain search finds (seed ${seed})`, () => {
    const han = (maxLength: number): fc.Arbitrary<string> =>
      fc.string({ unit: fc.constantFrom('甲', '乙', '丙'), minLength: 1, maxLength });
    fc.assert(
      fc.property(han(30), han(3), (whole, part) => {
        const plain: [number, number][] = [];
        for (let i = 0; i < whole.length; i += 1) if (whole.startsWith(part, i)) plain.push([i, i + part.length]);
        expect(findAll({ text: whole, borders: [] }, { pieces: [part], openEnd: false }, 0, whole.length)).toEqual(plain);
      }),
      { seed, numRuns: 500 },
    );
  });
});
