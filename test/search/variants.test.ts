/** Numbers, dates and synonyms in another writing, from a query to its hits. */
import type { WordFiles } from '../../src/analysis/word-folders.js';
import { article } from '../contract/contract-kit.js';
import { analyzer } from '../support/analyzer.js';
import { expectSoundHit, Library, markedIn } from './search-kit.js';

describe('hits by variants', () => {
  let library: Library;
  afterEach(() => library.close());

  it('come behind exact ones, say so, and mark what stands', async () => {
    library = await Library.of(
      article('arabic', { title: '18大精神', date: '2030-05-05' }),
      article('chinese', { title: '十八大精神', date: '2031-05-05' }),
      article('other', { title: '二十八大桥' }),
    );
    const answer = await library.search('18大');
    expect(answer).toMatchObject({ total: 2, query: { relaxed: false, readAs: '18大 (＝十八大)' } });
    expect(answer.hits.map((hit) => [hit.id, hit.match, markedIn(hit)])).toEqual([
      ['arabic', 'exact', ['18大']],
      ['chinese', 'variant', ['十八大']],
    ]);
    for (const hit of answer.hits) expectSoundHit(hit, library.article(hit.id));
  });

  it('are scored as what they stand for: the better article comes first', async () => {
    library = await Library.of(
      article('aside', { paragraphs: [`云淡风轻。${'渡口夜班加开一趟船。'.repeat(20)}十八大。`], date: '2031-05-05' }),
      article('about', { title: '十八大精神', paragraphs: ['学习十八大，宣讲十八大。'], date: '2030-05-05' }),
      article('exact', { paragraphs: ['18大，十八大，十八'], date: '2029-05-05' }),
      article('none', { title: '二十八大桥' }),
    );
    const answer = await library.search('18大', { explain: true });
    expect(answer.hits.map(({ id }) => id)).toEqual(['exact', 'about', 'aside']);
    expect(answer.hits[2]!.score).toBeGreaterThan(0);
    expect(JSON.stringify(answer.hits[1]!.explanation)).toContain('18 = 十八');
    // What is found as it stands is scored as before.
    const alone = await library.search('"18大"');
    expect(answer.hits[0]!.score).toBeCloseTo(alone.hits[0]!.score, 10);
  });

  it('have ranges of whole printed characters', async () => {
    library = await Library.of(article('a', { paragraphs: ['会议于２０２３年 11 月 ３０ 日召开，捐款 3,500 元。'] }));
    for (const [query, marked] of [
      ['二○二三年十一月三十日', '２０２３年 11 月 ３０ 日'],
      ['三千五百元', '3,500 元'],
    ] as const) {
      const answer = await library.search(query);
      expect(answer.hits.map((hit) => [hit.match, markedIn(hit)])).toEqual([['variant', [marked]]]);
    }
  });

  it('are all marked in the whole article', async () => {
    library = await Library.of(article('a', { title: '奥林匹克运动会', paragraphs: ['奥林匹克运动会开幕。'] }));
    const marks = library.searcher.marks(library.article('a'), '奥运会');
    expect([marks.title, marks.paragraphs]).toEqual([[[0, 7]], [[[0, 7]]]]);
  });

  it('hold a unit in loosening', async () => {
    library = await Library.of(
      article('a', { title: '18大，灯塔' }),
      ...Array.from({ length: 20 }, (_, i) => article(`o${i}`, { title: '云淡风轻' })),
    );
    const answer = await library.search('十八大 鲸鱼');
    expect(answer.query.relaxed).toBe(true);
    expect(answer.hits.map((hit) => [hit.id, hit.match, markedIn(hit)])).toEqual([['a', 'loosened', ['18大']]]);
  });
});

describe('a searcher whose words change', () => {
  it('reads and shows each answer with the words of one moment', async () => {
    const files = (synonyms: string): WordFiles => ({ ...analyzer.files, 'synonyms.txt': { label: 'synonyms.txt', text: synonyms } });
    const versions = [analyzer.withQueryWords(files('杏桥 = 云湾')), analyzer.withQueryWords(files('杏桥 = 禾川'))] as const;
    let asked = 0;
    // Another version at every look: two looks in one search would mix them.
    const library = await Library.of(article('yun', { title: '云湾渡口' }), article('he', { title: '禾川渡口' }));
    const searcher = library.searcherWith({ current: () => versions[asked++ % 2]! });
    const answers = await Promise.all(
      Array.from({ length: 40 }, () =>
        searcher.search({ text: '杏桥渡口 杏桥', filters: {}, sort: 'relevance', limit: 10, offset: 0, facets: [], explain: false }),
      ),
    );
    expect(asked).toBe(40);
    const seen = new Set(answers.map(({ query, hits }) => JSON.stringify([query.readAs, hits.map((hit) => [hit.id, markedIn(hit)])])));
    const answer = (word: string, id: string): string =>
      JSON.stringify([`("杏桥渡口" (＝${word}渡口) OR (杏桥 AND 渡口)) AND 杏桥 (＝${word})`, [[id, [`${word}渡口`]]]]);
    expect([...seen].sort()).toEqual([answer('云湾', 'yun'), answer('禾川', 'he')].sort());
    await library.close();
  });
});
