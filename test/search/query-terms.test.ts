import { queryTerms } from '../../src/search/ranking/query-terms.js';
import { Library } from './search-kit.js';
import { article } from '../contract/contract-kit.js';
import { read } from '../query/clauses.js';
import { analyzer } from '../support/analyzer.js';

const termsOf = (query: string): readonly string[] => queryTerms(read(query).clause, analyzer).map(({ text }) => text);

describe('the terms a query is ranked by', () => {
  it('are those that may stand in a text that is scored', () => {
    expect(termsOf('版:12 报:渡口日报 栏目:要闻 地铁')).toEqual(termsOf('地铁'));
    expect(termsOf('标题:地铁')).toEqual(termsOf('地铁'));
    expect(termsOf('记者:张晓明')).toContain('张晓');
  });

  it('are no pairs that lie wholly in stop words, unless there is nothing else', () => {
    expect(termsOf('什么是河口')).toEqual(['河口', '是河', '河口']);
    expect(termsOf('什么')).toEqual(['什么', '什么']);
    expect(termsOf('河口的在')).not.toContain('的在');
  });

  it('are none of what is not wanted', () => {
    expect(termsOf('地铁 NOT 驿站')).toEqual(termsOf('地铁'));
  });
});

it('loosens to no article that holds nothing but pairs of stop words', async () => {
  const library = await Library.of(
    article('a', { title: '渡口' }),
    article('b', { title: '麦田', paragraphs: ['这里的是麦。'] }),
    ...Array.from({ length: 9 }, (_, n) => article(`c${n}`, { title: '菜地' })),
  );
  expect((await library.search('的是了在 渡口 鲸鱼')).hits.map(({ id, missing }) => [id, missing])).toEqual([['a', ['的是了在', '鲸鱼']]]);
  await library.close();
});
