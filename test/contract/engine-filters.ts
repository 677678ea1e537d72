/** Filters, each and together, and facets under all of them but their own. */
import type { Filters } from '../../src/search/search-request.js';
import { article, ask, type ContractSuite, filterOf, found, put } from './contract-kit.js';

const ARTICLES = [
  article('a', {
    title: '渡口',
    paper: '望渡晚报',
    section: '要闻',
    pageNumber: '3',
    kind: 'news',
    date: '2031-05-04',
    byline: { reporters: ['闻一渡', '田小满'] },
  }),
  article('b', {
    title: '渡口',
    paper: '望渡晚報',
    section: '要聞',
    pageNumber: '03',
    kind: 'photo',
    date: '2031-05-05',
    byline: { photographers: ['田小满'] },
  }),
  article('c', {
    title: '渡口',
    paper: '禾川日报',
    section: '三农',
    pageNumber: 'A06',
    kind: 'news',
    date: '2030-12-31',
    byline: { authors: ['闻 一 渡'], correspondents: ['闻一渡'] },
  }),
  article('d', { title: '渡口' }),
  article('e', { title: '灯塔', paper: '望渡晚报', pageNumber: '3', kind: 'letter', date: '2031-05-04' }),
];

const CASES: readonly (readonly [Filters, readonly string[]])[] = [
  [{}, ['a', 'b', 'c', 'd']],
  [{ paper: ['望渡晚报'] }, ['a', 'b']],
  [{ paper: ['望渡'] }, []],
  [{ paper: ['望渡晚报', '禾川日報'] }, ['a', 'b', 'c']],
  [{ section: ['要闻'] }, ['a', 'b']],
  [{ pageNumber: ['3'] }, ['a', 'b']],
  [{ pageNumber: ['003'] }, ['a', 'b']],
  [{ pageNumber: ['a06'] }, ['c']],
  [{ reporter: ['田小满'] }, ['a', 'b']],
  [{ reporter: ['闻一渡'] }, ['a', 'c']],
  [{ kind: ['photo', 'letter'] }, ['b']],
  [{ from: '2031' }, ['a', 'b']],
  [{ from: '2031-05-05' }, ['b']],
  [{ to: '2031-05-04' }, ['a', 'c']],
  [{ to: '2030' }, ['c']],
  [{ to: '2031-05' }, ['a', 'b', 'c']],
  [{ from: '2030-12', to: '2030-12' }, ['c']],
  [{ from: '2031-06' }, []],
  [{ paper: ['望渡晚报'], pageNumber: ['3'], reporter: ['田小满'], kind: ['news'], from: '2031-05-04', to: '2031-05-04' }, ['a']],
  [{ paper: ['望渡晚报'], kind: ['letter'] }, []],
];

export function describeFilters({ test, open }: ContractSuite): void {
  test('every filter holds, alone and with others', async () => {
    const engine = await open();
    await engine.apply(put(...ARTICLES), 5);
    const answers: [Filters, string[]][] = [];
    for (const [filters] of CASES) answers.push([filters, await found(engine, '渡口', filterOf(filters))]);
    expect(answers).toEqual(CASES);
  });

  test('facets count what matches, most frequent first, ties by value', async () => {
    const engine = await open();
    await engine.apply(put(...ARTICLES), 5);
    const { facets } = await ask(engine, '渡口', {
      facets: ['year', 'month', 'day', 'paper', 'section', 'pageNumber', 'reporter', 'kind'],
      count: 1,
    });
    expect(facets).toEqual({
      year: [
        { value: '2031', count: 2 },
        { value: '2030', count: 1 },
      ],
      month: [
        { value: '2031-05', count: 2 },
        { value: '2030-12', count: 1 },
      ],
      day: [
        { value: '2030-12-31', count: 1 },
        { value: '2031-05-04', count: 1 },
        { value: '2031-05-05', count: 1 },
      ],
      paper: [
        { value: '望渡晚报', count: 2 },
        { value: '禾川日报', count: 1 },
      ],
      section: [
        { value: '要闻', count: 2 },
        { value: '三农', count: 1 },
      ],
      pageNumber: [
        { value: '3', count: 2 },
        { value: 'A06', count: 1 },
      ],
      reporter: [
        { value: '田小满', count: 2 },
        { value: '闻一渡', count: 2 },
      ],
      kind: [
        { value: 'news', count: 3 },
        { value: 'photo', count: 1 },
      ],
    });
  });

  test('a facet ignores its own filter and no other', async () => {
    const engine = await open();
    await engine.apply(put(...ARTICLES), 5);
    const filter = filterOf({ paper: ['望渡晚报'], kind: ['news'], from: '2031' });
    const { facets, total } = await ask(engine, '渡口', { filter, facets: ['paper', 'kind', 'year', 'reporter'] });
    expect(total).toBe(1);
    expect(facets).toEqual({
      paper: [{ value: '望渡晚报', count: 1 }],
      kind: [
        { value: 'news', count: 1 },
        { value: 'photo', count: 1 },
      ],
      year: [{ value: '2031', count: 1 }],
      reporter: [
        { value: '田小满', count: 1 },
        { value: '闻一渡', count: 1 },
      ],
    });
    const years = await ask(engine, '渡口', { filter: filterOf({ to: '2030' }), facets: ['year', 'paper'] });
    expect(years.facets).toEqual({
      year: [
        { value: '2031', count: 2 },
        { value: '2030', count: 1 },
      ],
      paper: [{ value: '禾川日报', count: 1 }],
    });
  });

  test('a timeline has all dates that begin so, in the order of time, and leaves other facets as they are', async () => {
    const engine = await open();
    const days = Array.from({ length: 80 }, (_, i) => `${2000 + i}-0${1 + (i % 2)}-1${i % 10}`);
    await engine.apply(put(...days.map((date, i) => article(`n${i}`, { title: '渡口', section: `第${i}栏`, date }))), 80);
    const all = (
      await ask(engine, '渡口', { facets: ['year', 'section'], datesBeginning: '', filter: filterOf({ from: '2003', to: '2003' }) })
    ).facets;
    expect(all.year).toEqual(days.map((date) => ({ value: date.slice(0, 4), count: 1 })));
    expect(all.section).toEqual([{ value: '第3栏', count: 1 }]);
    const within = (await ask(engine, '渡口', { facets: ['year', 'month', 'day'], datesBeginning: '2003-02' })).facets;
    expect(within).toEqual({
      year: [{ value: '2003', count: 1 }],
      month: [{ value: '2003-02', count: 1 }],
      day: [{ value: '2003-02-13', count: 1 }],
    });
    expect((await ask(engine, '渡口', { facets: ['day'], datesBeginning: '1999' })).facets).toEqual({ day: [] });
  });

  test('a facet has its 50 most frequent values', async () => {
    const engine = await open();
    const articles = Array.from({ length: 61 }, (_, i) =>
      article(`n${i}`, { title: '渡口', section: `第${String(i % 60).padStart(2, '0')}栏` }),
    );
    await engine.apply(put(...articles), 61);
    const { section } = (await ask(engine, '渡口', { facets: ['section'] })).facets;
    expect(section).toHaveLength(50);
    expect(section![0]).toEqual({ value: '第00栏', count: 2 });
    expect(section![49]).toEqual({ value: '第49栏', count: 1 });
  });
}
