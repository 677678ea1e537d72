import { queryTerms } from '../../src/search/ranking/query-terms.js';
import { read } from '../query/clauses.js';
import { analyzer } from '../support/analyzer.js';

const termsOf = (query: string): readonly string[] => queryTerms(read(query).clause, analyzer).map(({ text }) => text);

describe('the terms a query is ranked by', () => {
  it('are those that may stand in a text that is scored', () => {
    expect(termsOf('版:12 报:渡口日报 栏目:要闻 地铁')).toEqual(termsOf('地铁'));
    expect(termsOf('标题:地铁')).toEqual(termsOf('地铁'));
    expect(termsOf('记者:张晓明')).toContain('张晓');
  });

  it('are none of what is not wanted', () => {
    expect(termsOf('地铁 NOT 驿站')).toEqual(termsOf('地铁'));
  });
});
