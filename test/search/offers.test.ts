/** Names of the archive beside an answer of few hits. */
import type { Article } from '../../src/article/article.js';
import { Suggester } from '../../src/search/suggest/suggester.js';
import { Searcher } from '../../src/search/searcher.js';
import type { SearchAnswer } from '../../src/search/search-answer.js';
import { createMiniSearchEngine } from '../../src/engine/minisearch/minisearch-engine.js';
import { Indexer } from '../../src/search/indexer.js';
import { article } from '../contract/contract-kit.js';
import { analyzer } from '../support/analyzer.js';
import { rankingWeights } from '../support/ranking-weights.js';

const ARTICLES: readonly Article[] = [
  article('a', { title: '雨台镇修好旧水车', byline: { reporters: ['闻一渡'], correspondents: [], photographers: [] }, paper: '望渡晚报' }),
  article('b', { title: '雨台镇的灯会', paragraphs: ['闻一渡说，灯会办了三天。'], paper: '望渡晚报' }),
  ...Array.from({ length: 12 }, (_, n) => article(`c${n}`, { title: `第${n}届菜园节`, paragraphs: ['南瓜熟了。'] })),
];

async function searcherOf(
  articles: readonly Article[],
): Promise<{ ask: (text: string) => Promise<SearchAnswer>; drop: (id: string) => Promise<void> }> {
  const engine = createMiniSearchEngine({ directory: '' });
  const indexer = new Indexer({ engine, analyzer });
  const suggester = new Suggester(analyzer);
  let sequence = 0;
  const apply = async (changes: readonly { id: string; article: Article | null }[]): Promise<void> => {
    const numbered = changes.map((change) => ({ sequence: (sequence += 1), ...change }));
    await indexer.apply(numbered);
    await suggester.apply(numbered);
  };
  await apply(articles.map((one) => ({ id: one.id, article: one })));
  const byId = new Map(articles.map((one) => [one.id, one]));
  const parts = {
    engine,
    analyzer,
    weights: rankingWeights,
    articles: { read: (ids: readonly string[]) => Promise.resolve(ids.map((id) => byId.get(id))) },
  };
  const searcher = new Searcher({ ...parts, namesNear: (typed, limit) => suggester.names(typed, limit) });
  const plain = new Searcher(parts);
  return {
    ask: async (text) => {
      const request = { text, filters: {}, sort: 'relevance', limit: 10, offset: 0, facets: [], explain: false } as const;
      const answer = await searcher.search(request);
      // What is offered is never looked for.
      expect(answer.hits).toEqual((await plain.search(request)).hits);
      return answer;
    },
    drop: (id) => apply([{ id, article: null }]),
  };
}

describe('offers', () => {
  it.each([
    ['闻伊渡', [{ text: '闻一渡', why: 'sound', count: 2 }]],
    ['文一渡', [{ text: '闻一渡', why: 'sound', count: 2 }]],
    ['闻二渡', [{ text: '闻一渡', why: 'character', count: 2 }]],
    ['"闻二渡"', [{ text: '闻一渡', why: 'character', count: 2 }]],
    ['宇台镇', [{ text: '雨台镇', why: 'sound', count: 2 }]],
    ['望渡日报', [{ text: '望渡晚报', why: 'character', count: 2 }]],
    ['闻一渡', []],
    ['南瓜', []],
    ['-闻二渡', []],
    ['wenyidu', []],
  ])('for %s', async (query, wanted) => {
    const { ask } = await searcherOf(ARTICLES);
    expect((await ask(query)).query.offers).toEqual(wanted);
  });

  it('are at most three, and gone with their articles', async () => {
    const named = [...'甲乙丙丁戊'].map((last, n) =>
      article(`n${n}`, { title: '短讯', byline: { reporters: [`石桥${last}`], correspondents: [], photographers: [] } }),
    );
    const { ask, drop } = await searcherOf(named);
    expect((await ask('石桥庚')).query.offers).toHaveLength(3);
    for (const { id } of named) await drop(id);
    expect((await ask('石桥庚')).query.offers).toEqual([]);
  });
});
