import { article } from '../contract/contract-kit.js';
import type { TakenSlice } from '../../src/search/taken-article.js';
import { expectSoundHit, Library, markedIn } from './search-kit.js';

const BRIDGE = article('bridge', {
  title: '渡口新桥通车',
  kicker: ['便民工程'],
  subtitle: ['两岸只隔三分钟'],
  banner: '望渡新貌',
  byline: { reporters: ['闻一渡'], correspondents: ['田小满'], photographers: ['韩照'], authors: ['安行'] },
  paragraphs: ['本报讯 渡口新桥昨日通车，行人不再绕行。“等了三十年。”老人说。', '工程分两期完成，两岸居民前来观看。'],
  paper: '望渡晚报',
  date: '2031-05-04',
  pageNumber: '3',
  section: '要闻',
});
const WHEAT = article('wheat', {
  title: '麦田丰收',
  paragraphs: ['合作社的新桥旁，渡口一带麦浪翻滚。', '居民围观。'],
  date: '2031-06-01',
  kind: 'photo',
  paper: '禾川日报',
});
const LIGHT = article('light', { title: '灯塔重修', paragraphs: ['渡口的灯塔换了新灯。'] });

describe('the searcher', () => {
  let library: Library;
  afterEach(() => library.close());

  it('answers with the JSON of docs/json.md#search-answer', async () => {
    library = await Library.of(BRIDGE, WHEAT, LIGHT);
    const {
      tookMs,
      hits: [first, ...others],
      ...answer
    } = await library.search('新桥', { facets: ['year', 'paper'], limit: 1 });
    expect(tookMs).toBeGreaterThanOrEqual(0);
    expect(answer).toEqual({
      query: { text: '新桥', readAs: '新桥', relaxed: false, warnings: [], offers: [] },
      total: 2,
      limit: 1,
      offset: 0,
      cursor: expect.stringMatching(/^[\w-]+$/),
      partial: false,
      facets: {
        year: [{ value: '2031', count: 2 }],
        paper: [
          { value: '望渡晚报', count: 1 },
          { value: '禾川日报', count: 1 },
        ],
      },
    });
    expect(others).toEqual([]);
    expect(first).toEqual({
      id: 'bridge',
      score: expect.any(Number),
      match: 'exact',
      article: {
        title: '渡口新桥通车',
        kicker: ['便民工程'],
        subtitle: ['两岸只隔三分钟'],
        banner: '望渡新貌',
        paper: '望渡晚报',
        date: '2031-05-04',
        pageNumber: '3',
        section: '要闻',
        reporters: ['闻一渡'],
        kind: 'news',
      },
      title: { text: '渡口新桥通车', ranges: [[2, 4]], html: '渡口<mark>新桥</mark>通车' },
      fields: [],
      snippets: [
        {
          paragraph: 0,
          start: 0,
          text: '本报讯 渡口新桥昨日通车，行人不再绕行。“等了三十年。”老人说。',
          ranges: [[6, 8]],
          html: '本报讯 渡口<mark>新桥</mark>昨日通车，行人不再绕行。“等了三十年。”老人说。',
        },
      ],
    });
    expect(first!.score).toBeGreaterThan(0);
  });

  it('leaves out what an article does not have', async () => {
    library = await Library.of(LIGHT);
    const [hit] = (await library.search('灯塔')).hits;
    expect(hit!.article).toEqual({ title: '灯塔重修', kicker: [], subtitle: [], reporters: [], kind: 'news' });
    expect(await library.search('灯塔')).not.toHaveProperty('facets');
  });

  it.each([
    ['便民', { field: 'kicker', index: 0, text: '便民工程', ranges: [[0, 2]], html: '<mark>便民</mark>工程' }],
    ['三分钟', { field: 'subtitle', index: 0, text: '两岸只隔三分钟', ranges: [[4, 7]], html: '两岸只隔<mark>三分钟</mark>' }],
    ['新貌', { field: 'banner', index: 0, text: '望渡新貌', ranges: [[2, 4]], html: '望渡<mark>新貌</mark>' }],
    ['闻一渡', { field: 'reporters', index: 0, text: '闻一渡', ranges: [[0, 3]], html: '<mark>闻一渡</mark>' }],
    ['田小满', { field: 'correspondents', index: 0, text: '田小满', ranges: [[0, 3]], html: '<mark>田小满</mark>' }],
    ['记者:韩照', { field: 'photographers', index: 0, text: '韩照', ranges: [[0, 2]], html: '<mark>韩照</mark>' }],
    ['安行', { field: 'authors', index: 0, text: '安行', ranges: [[0, 2]], html: '<mark>安行</mark>' }],
  ])('marks the field in which %s stands', async (query, field) => {
    library = await Library.of(BRIDGE);
    const { hits } = await library.search(query);
    expect(hits[0]!.fields).toEqual([field]);
    expectSoundHit(hits[0]!, BRIDGE);
  });

  it('lists everything for an empty query: newest first, first sentences, no marks', async () => {
    library = await Library.of(
      LIGHT,
      BRIDGE,
      WHEAT,
      article('bare', { title: '只有标题' }),
      article('blank', { title: '空', paragraphs: ['　', ''] }),
    );
    const answer = await library.search('  ');
    expect(answer.total).toBe(5);
    expect(answer.hits.map((hit) => hit.id)).toEqual(['wheat', 'bridge', 'bare', 'blank', 'light']);
    expect(answer.hits.flatMap(markedIn)).toEqual([]);
    expect(answer.hits[1]!.snippets.map((snippet) => snippet.text)).toEqual([
      '本报讯 渡口新桥昨日通车，行人不再绕行。“等了三十年。”老人说。',
    ]);
    expect(answer.hits[2]!.snippets).toEqual([]);
    expect(answer.hits[3]!.snippets).toEqual([]);
    expect(await library.ids('', { sort: 'oldest' })).toEqual(['bridge', 'wheat', 'bare', 'blank', 'light']);
  });

  it('finds nothing, with a warning, where nothing can be read', async () => {
    library = await Library.of(BRIDGE);
    for (const query of ['？', '-', 'OR', '""', '…']) {
      const answer = await library.search(query);
      expect([query, answer.total, answer.query.warnings.length > 0]).toEqual([query, 0, true]);
    }
  });

  it('puts the headline before the body', async () => {
    library = await Library.of(LIGHT, WHEAT, BRIDGE);
    expect((await library.ids('渡口'))[0]).toBe('bridge');
    expect((await library.ids('灯塔'))[0]).toBe('light');
  });

  it('puts articles first in which the whole query stands, then those in which more runs stand', async () => {
    const often = '消防员。灯塔。'.repeat(40);
    library = await Library.of(
      article('whole', { title: '旧闻', paragraphs: [`${'无关的长文字'.repeat(60)}消防员灯塔`], date: '1949-10-01' }),
      article('apart', { title: '消防员', paragraphs: [often] }),
      article('words', { title: '渡口的小桥', paragraphs: ['小桥、流水、渡口、人家'] }),
      article('stands', { title: '旧闻', paragraphs: [`${'无关的长文字'.repeat(60)}，流水渡口小桥人家`] }),
    );
    expect(await library.ids('消防员 灯塔')).toEqual(['whole', 'apart']);
    expect(await library.ids('流水渡口小桥人家')).toEqual(['stands', 'words']);
  });

  it('says how each hit matches: as it stands, or by its words', async () => {
    library = await Library.of(
      article('a', { title: '流水渡口小桥人家' }),
      article('b', { title: '渡口人家，小桥流水' }),
      article('c', { title: '小桥' }),
    );
    const answer = await library.search('流水渡口小桥人家');
    expect(answer.hits.map((hit) => [hit.id, hit.match])).toEqual([
      ['a', 'exact'],
      ['b', 'words'],
    ]);
    expect(answer.query.readAs).toBe('"流水渡口小桥人家" OR (流水 AND 渡口 AND 小桥 AND 人家)');
    const or = await library.search('流水渡口小桥人家 OR 小桥');
    expect(new Map(or.hits.map((hit) => [hit.id, hit.match]))).toEqual(
      new Map([
        ['a', 'exact'],
        ['b', 'exact'],
        ['c', 'exact'],
      ]),
    );
  });

  it('marks a run where it stands, and only else its words; a stop word is no hit', async () => {
    library = await Library.of(
      article('a', { title: '渡口的麦田', paragraphs: ['渡口与麦田，的确。'] }),
      article('b', { title: '麦田', paragraphs: ['的的的渡口'] }),
    );
    const { hits } = await library.search('渡口的麦田');
    expect(hits.map((hit) => [hit.id, markedIn(hit)])).toEqual([
      ['a', ['渡口的麦田']],
      ['b', ['麦田', '渡口']],
    ]);
  });

  it('marks nothing under a NOT, and original characters whatever was folded', async () => {
    library = await Library.of(article('a', { title: '軟體与『網路』ＡＢＣ', paragraphs: ['渡 口的灯塔。'] }));
    const [hit] = (await library.search('软体与网路abc 渡口 -麦田 NOT 桥')).hits;
    expect(markedIn(hit!)).toEqual(['軟體与『網路』ＡＢＣ', '渡 口']);
  });

  it('filters, folded, and counts facets under the other filters', async () => {
    library = await Library.of(BRIDGE, WHEAT, LIGHT);
    const answer = await library.search('渡口', {
      filters: { paper: ['望渡晚報'], reporter: ['安 行'], pageNumber: ['03'] },
      facets: ['paper', 'kind'],
    });
    expect(answer.hits.map((hit) => hit.id)).toEqual(['bridge']);
    expect(answer.facets).toEqual({ paper: [{ value: '望渡晚报', count: 1 }], kind: [{ value: 'news', count: 1 }] });
    expect((await library.search('渡口', { filters: { from: '2031-06', to: '2031-06' } })).total).toBe(1);
  });

  it('explains every hit where asked, and no hit where not', async () => {
    library = await Library.of(BRIDGE, WHEAT, LIGHT);
    for (const query of ['渡口', '', '-麦田', '日期:2031', '渡口 日期:2031']) {
      for (const sort of ['relevance', 'newest'] as const) {
        const { hits } = await library.search(query, { explain: true, sort });
        expect(hits.length).toBeGreaterThan(0);
        for (const { explanation } of hits)
          expect(explanation).toMatchObject({ value: expect.any(Number), description: expect.stringMatching(/./) });
      }
    }
    const { hits } = await library.search('渡口', { explain: true });
    for (const hit of hits) expect(hit.explanation!.value).toBeCloseTo(hit.score, 9);
    expect((await library.search('渡口')).hits.some((hit) => 'explanation' in hit)).toBe(false);
  });

  it('pages by offset without gaps or doubles, beyond the pool that is ranked anew', async () => {
    library = await Library.of(
      ...Array.from({ length: 230 }, (_, i) => article(`n${i}`, { title: '渡口'.repeat(1 + (i % 7)), paragraphs: ['灯'.repeat(i % 11)] })),
    );
    const ids: string[] = [];
    for (let offset = 0; offset < 240; offset += 30) {
      const page = await library.search('渡口', { offset, limit: 30 });
      expect(page).toMatchObject({ total: 230, offset, limit: 30 });
      ids.push(...page.hits.map((hit) => hit.id));
    }
    expect(ids).toHaveLength(230);
    expect(new Set(ids).size).toBe(230);
  });

  it.each(['relevance', 'newest', 'oldest'] as const)(
    'is taken away by %s in slices, whole and in the order of its pages',
    async (sort) => {
      library = await Library.of(
        ...Array.from({ length: 120 }, (_, i) =>
          article(`n${i}`, {
            title: '渡口'.repeat(1 + (i % 7)),
            paragraphs: ['灯'.repeat(i % 11), '船'],
            date: `2031-05-${String(1 + (i % 28)).padStart(2, '0')}`,
            ...(i % 2 === 0 && { rights: '望渡社所有' }),
          }),
        ),
      );
      const search = { text: '渡口', filters: {}, sort, limit: 40, offset: 0, facets: [], explain: false };
      const slices: TakenSlice[] = [];
      for (let cursor: string | null | undefined; cursor !== null; { cursor } = slices.at(-1)!)
        slices.push(await library.searcher.slice({ ...search, ...(cursor !== undefined && { cursor }) }, 'free'));
      const taken = slices.flatMap(({ articles }) => articles);
      const pages = [0, 60].map((offset) => library.search('渡口', { sort, offset, limit: 60 }));
      expect(taken.map(({ cited }) => cited.id)).toEqual((await Promise.all(pages)).flatMap(({ hits }) => hits.map(({ id }) => id)));
      expect(slices.map(({ total }) => total)).toEqual([120, 120, 120]);
      for (const { rights, text } of taken) expect(text?.endsWith('\n船')).toBe(rights === undefined ? true : undefined);
      const [first] = (await library.searcher.slice({ ...search, limit: 1 }, 'all')).articles;
      expect(first?.text).toMatch(/船$/);
      expect((await library.searcher.slice({ ...search, limit: 1 }, 'none')).articles[0]).not.toHaveProperty('text');
    },
  );

  it('is taken away without what is gone, and with parts let go where nothing has them all', async () => {
    library = await Library.of(BRIDGE, WHEAT, LIGHT);
    await library.remove('light');
    const search = { text: '渡口 绝无此词', filters: {}, sort: 'relevance', limit: 40, offset: 0, facets: [], explain: false } as const;
    const { total, articles, cursor } = await library.searcher.slice(search, 'none');
    expect([total, cursor]).toEqual([(await library.search(search.text)).total, null]);
    expect(articles.map(({ cited }) => cited.id).toSorted()).toEqual(['bridge', 'wheat']);
  });

  it('says of a hit which articles print the same dispatch, and keeps the order', async () => {
    library = await Library.of(LIGHT, WHEAT, BRIDGE);
    const before = await library.ids('渡口');
    library.same.set('wheat', ['a', 'b']);
    const { hits } = await library.search('渡口', { explain: true });
    expect(hits.map((hit) => hit.id)).toEqual(before);
    expect(hits.map((hit) => hit.sameAs)).toEqual(before.map((id) => (id === 'wheat' ? ['a', 'b'] : undefined)));
    expect(hits.filter((hit) => 'sameAs' in hit).map((hit) => hit.id)).toEqual(['wheat']);
  });

  it('never shows an article that may not be shown', async () => {
    library = await Library.of(BRIDGE, WHEAT);
    library.hide('bridge');
    expect(await library.ids('渡口')).toEqual(['wheat']);
  });

  it('answers queries that are hostile or broken', async () => {
    library = await Library.of(BRIDGE);
    const queries = [
      '('.repeat(900),
      '"'.repeat(999),
      '渡口 '.repeat(400),
      '渡'.repeat(5_000),
      'a?'.repeat(500),
      '-'.repeat(999),
      '标题:'.repeat(300),
      '\ud840',
      '__proto__',
      'constructor:渡口',
      '渡口~'.repeat(300),
      'x*'.repeat(400),
    ];
    for (const query of queries) {
      const started = performance.now();
      await library.search(query);
      expect(performance.now() - started).toBeLessThan(500);
    }
  });
});
