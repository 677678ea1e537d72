/** Loosening, and field clauses read as words. */
import { article } from '../contract/contract-kit.js';
import { Library, markedIn } from './search-kit.js';

/** `count` articles that hold nothing of interest, so that weights are those of an archive. */
const others = (count: number, title = '云淡风轻'): ReturnType<typeof article>[] =>
  Array.from({ length: count }, (_, i) => article(`other${i}`, { title }));

describe('loosening', () => {
  let library: Library;
  afterEach(() => library.close());

  it('lets parts go when nothing has all of them, and says so', async () => {
    library = await Library.of(article('a', { title: '渡口灯塔' }), article('b', { title: '麦田' }), ...others(20));
    const answer = await library.search('渡口 灯塔 鲸鱼');
    expect(answer).toMatchObject({ total: 1, query: { relaxed: true, readAs: '≥30%: 渡口 | 灯塔 | 鲸鱼' } });
    expect(answer.hits.map((hit) => [hit.id, hit.match, markedIn(hit)])).toEqual([['a', 'loosened', ['渡口灯塔']]]);
  });

  it('does nothing while one article has all', async () => {
    library = await Library.of(article('a', { title: '渡口灯塔' }), article('b', { title: '渡口' }), ...others(5));
    expect(await library.search('渡口 灯塔')).toMatchObject({ total: 1, query: { relaxed: false } });
  });

  it('asks for 30 % of the weight: rare units weigh more', async () => {
    // ln(1 + (N − df + ½) / (df + ½)) with N = 40: df 1 is 3.30, df 20 is 0.69. 30 % of 3.30 + 3 × 0.69 = 5.38 is 1.61.
    const common = Array.from({ length: 19 }, (_, i) => article(`c${i}`, { title: '春风。夏雨。秋霜' }));
    library = await Library.of(article('rare', { title: '鲸鱼' }), article('two', { title: '春风。夏雨' }), ...common, ...others(19));
    const answer = await library.search('鲸鱼 春风 夏雨 秋霜', { limit: 100 });
    expect(answer.query.relaxed).toBe(true);
    const ids = answer.hits.map((hit) => hit.id);
    // Three common units of 0.67, 0.67 and 0.72 weigh 2.06 and are enough; two of 0.67 weigh 1.34 and are not.
    expect(ids).toContain('rare');
    expect(ids).not.toContain('two');
    expect(ids).toHaveLength(1 + 19);
  });

  it('weighs by all searchable articles, not by those within the filters', async () => {
    // In the whole archive 渡口 stands in 21 of 40 and 鲸鱼 in 1: 0.66 of 3.97 is less than 30 %. Within the paper it would be half.
    const many = Array.from({ length: 20 }, (_, i) => article(`d${i}`, { title: '渡口' }));
    library = await Library.of(article('a', { title: '渡口', paper: '望渡晚报' }), article('b', { title: '鲸鱼' }), ...many, ...others(18));
    expect((await library.search('渡口 鲸鱼', { filters: { paper: ['望渡晚报'] } })).total).toBe(0);
    expect((await library.search('渡口 鲸鱼', { filters: { paper: ['望渡晚报'] } })).query.relaxed).toBe(false);
  });

  it('keeps filters, NOT, dates and fields', async () => {
    library = await Library.of(
      article('good', { title: '灯塔', paragraphs: ['渡口，渡船'], paper: '望渡晚报', date: '2031-05-04' }),
      article('paper', { title: '灯塔', paragraphs: ['渡口，渡船'], date: '2031-05-04' }),
      article('not', { title: '灯塔', paragraphs: ['渡口，渡船，麦田'], paper: '望渡晚报', date: '2031-05-04' }),
      article('date', { title: '灯塔', paragraphs: ['渡口，渡船'], paper: '望渡晚报', date: '2030-05-04' }),
      article('field', { title: '渡口', paragraphs: ['灯塔，渡船'], paper: '望渡晚报', date: '2031-05-04' }),
      ...others(40),
    );
    const answer = await library.search('渡口 渡船 鲸鱼 -麦田 日期:2031 标题:灯塔', { filters: { paper: ['望渡晚报'] }, limit: 100 });
    expect(answer.query.relaxed).toBe(true);
    expect(answer.hits.map((hit) => hit.id)).toEqual(['good']);
    expect(answer.total).toBe(1);
  });

  it('does nothing where only one unit could go', async () => {
    library = await Library.of(article('a', { title: '灯塔 渡口' }), ...others(5));
    for (const query of ['鲸鱼', '"灯塔 鲸鱼"', '(渡口 鲸鱼) OR 鲨鱼', '鲸鱼 -灯塔', '鲸鱼 标题:灯塔', '灯塔 "鲸鱼"', '灯塔 mic*']) {
      const answer = await library.search(query);
      expect([query, answer.total, answer.query.relaxed]).toEqual([query, 0, false]);
    }
  });

  it('keeps phrases, wildcards and OR groups', async () => {
    library = await Library.of(
      article('all', { title: '灯塔，渡口，桥，micro' }),
      article('or', { title: '灯塔，渡船' }),
      article('phrase', { title: '渡口，桥，渡船' }),
      article('wild', { title: 'micro，渡船' }),
      ...others(30),
    );
    const answer = await library.search('(灯塔 OR 麦田) "渡口，桥" mic* 渡船 桥', { limit: 100 });
    expect(answer.query.readAs).toBe('(≥30%: 渡船 | 桥) AND (灯塔 OR 麦田) AND "渡口,桥" AND mic*');
    expect(answer.hits.map((hit) => [hit.id, hit.missing])).toEqual([['all', ['渡船']]]);
  });

  it('lets a phrase go that is quoted inside a run, as in a pasted headline', async () => {
    library = await Library.of(article('a', { title: '渡口夜航' }), ...others(20));
    expect(await library.search('渡口“鲸鱼”夜航')).toMatchObject({ total: 1, query: { relaxed: true } });
    expect((await library.search('渡口 “鲸鱼” 夜航')).total).toBe(0);
  });

  it('loosens a question to the one word that is left of it', async () => {
    library = await Library.of(article('a', { title: '河口' }), ...others(20));
    const answer = await library.search('什么是河口？');
    expect(answer).toMatchObject({ total: 1, query: { relaxed: true, readAs: '≥30%: 河口' } });
    expect(answer.hits[0]).toMatchObject({ id: 'a', match: 'loosened', missing: [] });
  });

  it('gives no weight to a word that no article holds', async () => {
    library = await Library.of(...Array.from({ length: 12 }, (_, i) => article(`d${i}`, { title: '下载' })), ...others(4));
    const answer = await library.search('下载m2eclipse', { limit: 100 });
    expect(answer).toMatchObject({ total: 12, query: { relaxed: true } });
    expect(answer.hits[0]!.missing).toEqual(['m2eclipse']);
  });

  it('takes single characters that stand nowhere together by their pairs, and shows the run', async () => {
    library = await Library.of(article('a', { title: '脸书网站' }), article('b', { title: '渡口' }), ...others(20));
    const answer = await library.search('脸书工 渡口');
    expect(answer.query.readAs).toBe('≥30%: 脸书 | 书工 | 渡口');
    expect(answer.hits.map(({ id, missing }) => [id, missing]).sort()).toEqual([
      ['a', ['脸书工', '渡口']],
      ['b', ['脸书工']],
    ]);
    // Three characters are a name somebody means; four are something that was put together.
    expect((await library.search('脸书工')).total).toBe(0);
    expect(await library.search('脸书鲸渡')).toMatchObject({ total: 1, query: { readAs: '≥30%: 脸书 | 书鲸 | 鲸渡' } });
  });

  it('loosens a long run into its words, never into single characters of a word', async () => {
    library = await Library.of(
      article('word', { title: '消防' }),
      article('single', { title: '火消了，防着点，梯田里有云，云上有梯' }),
      ...others(30),
    );
    const answer = await library.search('消防云梯', { limit: 100 });
    expect(answer.hits.map((hit) => hit.id)).toEqual(['word']);
    expect(markedIn(answer.hits[0]!)).toEqual(['消防']);
    expect((await library.search('脸书', { limit: 100 })).total).toBe(0);
  });

  it('goes on with the reading of the first page, whatever is written', async () => {
    library = await Library.of(
      ...Array.from({ length: 6 }, (_, i) => article(`l${i}`, { title: '渡口 灯塔', date: `2031-05-0${i + 1}` })),
      ...others(20),
    );
    for (const sort of ['newest', 'relevance'] as const) {
      const first = await library.search('渡口 灯塔 鲸鱼', { limit: 4, sort });
      expect(first).toMatchObject({ total: 6, query: { relaxed: true } });
      await library.put(article('all', { title: '渡口 灯塔 鲸鱼', date: '2032-01-01' }));
      const second = await library.search('渡口 灯塔 鲸鱼', { limit: 4, sort, cursor: first.cursor! });
      expect(second.query).toEqual(first.query);
      expect([...first.hits, ...second.hits].map((hit) => hit.id).sort()).toEqual(['l0', 'l1', 'l2', 'l3', 'l4', 'l5']);
      expect(second.cursor).toBeNull();
      await library.remove('all');
    }
  });

  it('does not begin between two pages', async () => {
    library = await Library.of(
      ...Array.from({ length: 6 }, (_, i) => article(`s${i}`, { title: '渡口 灯塔' })),
      article('loose', { title: '渡口' }),
      ...others(5),
    );
    const first = await library.search('渡口 灯塔', { limit: 4, sort: 'newest' });
    await library.remove('s0', 's1', 's2', 's3', 's4', 's5');
    expect(await library.search('渡口 灯塔', { limit: 4, sort: 'newest', cursor: first.cursor! })).toMatchObject({
      total: 0,
      hits: [],
      cursor: null,
      query: { relaxed: false },
    });
  });
});

describe('more', () => {
  let library: Library;
  afterEach(() => library.close());
  const QUERY = '渡口 灯塔 麦田';

  const open = (hits: number): Promise<Library> =>
    Library.of(
      ...Array.from({ length: hits }, (_, i) => article(`all${i}`, { title: '渡口，灯塔，麦田' })),
      article('two', { title: '渡口，灯塔', paper: '望渡晚报' }),
      article('one', { title: '渡口' }),
      ...others(20),
    );

  it('holds what has most of the query where few articles have all of it', async () => {
    library = await open(9);
    const { total, hits, more, query } = await library.search(QUERY, { more: true, limit: 20 });
    expect({ total, relaxed: query.relaxed, hits: hits.length }).toEqual({ total: 9, relaxed: false, hits: 9 });
    expect(more).toMatchObject({ total: 1, readAs: '(≥50% & ≥2: 渡口 | 灯塔 | 麦田) AND NOT (渡口 AND 灯塔 AND 麦田)' });
    expect(more!.hits.map(({ id, match, missing }) => [id, match, missing])).toEqual([['two', 'loosened', ['麦田']]]);
    expect(markedIn(more!.hits[0]!)).toEqual(['渡口', '灯塔']);
  });

  it('is null where many have all, where the query has too few parts, and where there is none', async () => {
    library = await open(10);
    expect((await library.search(QUERY, { more: true })).more).toBeNull();
    expect((await library.search('渡口 灯塔', { more: true })).more).toBeNull();
    expect((await library.search('渡口 灯塔 鲸鱼', { more: true })).more).toBeNull();
  });

  it('is counted nowhere: not in facets, not by date, not behind the first page', async () => {
    library = await open(3);
    const answer = await library.search(QUERY, { more: true, facets: ['paper'] });
    expect(answer).toMatchObject({ total: 3, cursor: null, more: { total: 1 }, facets: { paper: [] } });
    expect((await library.search(QUERY, { more: true, sort: 'newest' })).more).toBeNull();
    expect((await library.search(QUERY, { more: true, offset: 1 })).more).toBeNull();
    expect(await library.search(QUERY)).not.toHaveProperty('more');
  });

  it('keeps to the filters, and gives the best of it only', async () => {
    library = await open(2);
    await library.put(article('three', { title: '渡口，麦田', paper: '望渡晚报' }));
    const { more } = await library.search(QUERY, { more: true, limit: 1 });
    expect([more!.total, more!.hits.length]).toEqual([2, 1]);
    expect((await library.search(QUERY, { more: true, filters: { paper: ['望渡晚报'] } })).query.relaxed).toBe(true);
  });
});

describe('a field clause that finds nothing', () => {
  let library: Library;
  afterEach(() => library.close());

  it('is read as words, with a warning', async () => {
    library = await Library.of(
      article('a', { title: '记者：你怎么看', paragraphs: ['渡口'] }),
      article('b', { title: '灯塔', byline: { reporters: ['闻一渡'] } }),
    );
    const answer = await library.search('记者：你怎么看');
    expect(answer.hits.map((hit) => hit.id)).toEqual(['a']);
    expect(answer.query.warnings.map(({ code }) => code)).toEqual(['FIELD_READ_AS_WORDS']);
    expect(answer.query.readAs).not.toContain('记者:');
    expect(answer.query.relaxed).toBe(false);
    expect((await library.search('记者:闻一渡')).query.warnings).toEqual([]);
  });

  it('finds nothing within the filters, though it would without them', async () => {
    library = await Library.of(
      article('a', { title: '记者闻一渡的一天', paper: '望渡晚报' }),
      article('b', { title: '灯塔', byline: { reporters: ['闻一渡'] }, paper: '禾川日报' }),
    );
    expect(await library.ids('记者:闻一渡')).toEqual(['b']);
    const filtered = await library.search('记者:闻一渡', { filters: { paper: ['望渡晚报'] } });
    expect(filtered.hits.map((hit) => hit.id)).toEqual(['a']);
    expect(filtered.query.warnings).toHaveLength(1);
  });

  it('stays a field under NOT, and where another branch finds something', async () => {
    library = await Library.of(article('a', { title: '灯塔', paragraphs: ['标题 鲸鱼'] }), article('b', { title: '渡口' }));
    expect((await library.ids('-标题:鲸鱼')).sort()).toEqual(['a', 'b']);
    expect((await library.ids('标题:渡口 OR 标题:鲸鱼')).sort()).toEqual(['a', 'b']);
    expect(await library.ids('标题:渡口 OR 标题:灯塔')).toEqual(['b', 'a'].sort());
  });

  it('is marked in the whole article as it was found', async () => {
    library = await Library.of(article('a', { title: '记者：你怎么看', paragraphs: ['渡口'] }));
    const marks = library.searcher.marks(library.article('a'), '记者：你怎么看');
    expect(marks.title.length).toBeGreaterThan(0);
  });
});
