import { marksOf } from '../../src/query/mark-document.js';
import { and, read, run } from './clauses.js';
import { documentOf, FIELDS } from './documents.js';

const ARTICLE = documentOf(FIELDS);

function marks(query: string): string[] {
  return marksOf(read(query).clause, ARTICLE)
    .toSorted(([a], [b]) => a - b)
    .map(([start, end]) => ARTICLE.text.slice(start, end));
}

describe('marksOf', () => {
  it.each([
    ['地铁', ['地铁']],
    ['职工建设小家', ['职工建设小家']],
    ['职工驿站建成', ['驿站', '建成', '职工']],
    ['地铁 -驿站', ['地铁']],
    ['-公交', []],
    ['地铁 OR 驿站', ['地铁', '驿站']],
    ['地铁 OR (驿站 公交)', ['地铁']],
    ['地铁 OR 驿站公交轮渡', ['地铁']],
    ['标题:开通', ['开通']],
    ['标题:(地铁 新线)', ['地铁', '新线']],
    ['要闻', ['要闻']],
    ['栏目:要闻', ['要闻']],
    ['版:A1 地铁', ['地铁']],
    ['日期:2023', []],
    ['"暖心 职工"~6', ['暖心', '职工']],
    ['暖?驿站', ['暖心驿站']],
    ['3.6.3*', ['3.6.3']],
    ['公交', []],
  ])('%s', (query, expected) => {
    expect(marks(query)).toEqual(expected);
  });

  it('marks the field that is asked for, and only there', () => {
    const at = (query: string): number[] => marksOf(read(query).clause, ARTICLE).map(([start]) => start);
    expect(at('要闻')).toEqual([ARTICLE.text.indexOf('要闻')]);
    expect(at('栏目:要闻')).toEqual([ARTICLE.text.lastIndexOf('要闻')]);
  });

  it('marks of a loosened query the units that hold', () => {
    const units = [
      { clause: run('地铁'), weight: 1 },
      { clause: and(run('驿站'), run('公交')), weight: 1 },
    ];
    expect(marksOf({ type: 'atLeast', units, share: 0.3 }, ARTICLE)).toEqual([[0, 2]]);
  });

  it('where a run stands in one place marks its words nowhere', () => {
    const document = documentOf({ body: ['职工小家建设', '建设职工小家'] });
    expect(marksOf(read('职工小家建设').clause, document)).toEqual([[0, 6]]);
  });
});
