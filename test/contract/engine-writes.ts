/** Put, replace, remove; statistics; names that are more than names to JavaScript. */
import type { RankTerm } from '../../src/search/engine.js';
import { article, ask, clauseOf, type ContractSuite, found, put, remove } from './contract-kit.js';

/** Names that every object answers to. */
const PROTOTYPE_NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  'isPrototypeOf',
  '__defineGetter__',
];

export function describeWrites({ test, open }: ContractSuite): void {
  test('a document is found once it is put, and counted', async () => {
    const engine = await open();
    await engine.apply(put(article('a', { title: '渡口新桥通车' }), article('b', { title: '麦田丰收' })), 2);
    expect(engine.documentCount).toBe(2);
    expect(await found(engine, '新桥')).toEqual(['a']);
  });

  test('a document put again is found by its new text only', async () => {
    const engine = await open();
    await engine.apply(put(article('a', { title: '渡口新桥通车' })), 1);
    await engine.apply(put(article('a', { title: '麦田丰收' })), 2);
    expect(engine.documentCount).toBe(1);
    expect(await found(engine, '新桥')).toEqual([]);
    expect(await found(engine, '麦田')).toEqual(['a']);
  });

  test('a removed document is gone, and removing what is not there does nothing', async () => {
    const engine = await open();
    await engine.apply(put(article('a', { title: '渡口' }), article('b', { title: '渡口' })), 2);
    await engine.apply(remove('a', 'nobody'), 3);
    await engine.apply(remove('a'), 4);
    expect(engine.documentCount).toBe(1);
    expect(await found(engine, '渡口')).toEqual(['b']);
    await engine.apply(put(article('a', { title: '渡口' })), 5);
    expect(await found(engine, '渡口')).toEqual(['a', 'b']);
  });

  test('of several changes of one id in a batch the last one holds', async () => {
    const engine = await open();
    await engine.apply(
      [...put(article('a', { title: '渡口' }), article('a', { title: '麦田' }), article('b', { title: '渡口' })), ...remove('b')],
      4,
    );
    expect(engine.documentCount).toBe(1);
    expect(await found(engine, '渡口')).toEqual([]);
    expect(await found(engine, '麦田')).toEqual(['a']);
    await engine.apply([...remove('a'), ...put(article('a', { title: '灯塔' }))], 6);
    expect(await found(engine, '灯塔 OR 麦田')).toEqual(['a']);
  });

  test('an empty batch changes nothing', async () => {
    const engine = await open();
    await engine.apply(put(article('a', { title: '渡口' })), 1);
    await engine.apply([], 1);
    expect(await found(engine, '渡口')).toEqual(['a']);
  });

  test('an empty index answers everything with nothing', async () => {
    const engine = await open();
    const answer = await ask(engine, '渡口', { facets: ['year', 'reporter'], terms: [{ text: '渡口', type: 'word' }] });
    expect(answer).toMatchObject({ total: 0, hits: [], facets: { year: [], reporter: [] }, partial: false });
    expect(answer.statistics).toEqual({ documentCount: 0, meanLengths: [0, 0, 0, 0], frequencies: [0] });
    expect(await found(engine, 'NOT 渡口')).toEqual([]);
    expect(await engine.count([clauseOf('渡口'), { type: 'all' }], {})).toEqual({ counts: [0, 0], documentCount: 0 });
  });

  test('clear forgets everything and can be filled anew', async () => {
    const engine = await open();
    await engine.apply(put(article('a', { title: '渡口' })), 1);
    await engine.clear();
    expect(engine.documentCount).toBe(0);
    expect(await found(engine, '渡口')).toEqual([]);
    await engine.apply(put(article('b', { title: '渡口' })), 2);
    expect(await found(engine, '渡口')).toEqual(['b']);
    expect((await ask(engine, '渡口', { terms: [{ text: '渡口', type: 'pair' }] })).statistics.frequencies).toEqual([1]);
  });

  test('statistics are right, by hand', async () => {
    const engine = await open();
    // Folded lengths of title, heads with people, lead, rest of the body; an entry inside a field ends with a mark.
    await engine.apply(
      put(
        article('a', {
          title: '渡口',
          kicker: ['桥'],
          byline: { reporters: ['闻一渡'] },
          paragraphs: ['渡口的新桥昨天通车，行人不用再绕很远的路了。', '麦田。'],
        }), // 2, 1 + 1 + 3, 22, 3
        article('b', { title: '麦田ABC', paragraphs: ['麦田'] }), // 5, none, 2, none
      ),
      2,
    );
    const terms: RankTerm[] = [
      { text: '渡口', type: 'word' },
      { text: '麦田', type: 'word' },
      { text: 'abc', type: 'word' },
      { text: 'ab', type: 'word' },
      { text: '麦田', type: 'pair' },
      { text: '口的', type: 'pair' },
      { text: '田a', type: 'pair' },
      { text: '口桥', type: 'pair' },
    ];
    const { statistics } = await ask(engine, '麦田', { terms });
    expect(statistics).toEqual({ documentCount: 2, meanLengths: [3.5, 5, 12, 3], frequencies: [1, 2, 1, 0, 2, 1, 1, 0] });
    await engine.apply([...remove('b'), ...put(article('a', { title: '渡口' }))], 4);
    expect((await ask(engine, '渡口', { terms })).statistics).toEqual({
      documentCount: 1,
      meanLengths: [2, 0, 0, 0],
      frequencies: [1, 0, 0, 0, 0, 0, 0, 0],
    });
  });

  test('count answers each clause within the filter, and how many documents there are', async () => {
    const engine = await open();
    await engine.apply(
      put(
        article('a', { title: '渡口', date: '2031-05-04' }),
        article('b', { title: '渡口 麦田' }),
        article('c', { title: '灯塔', date: '2031-05-05' }),
      ),
      3,
    );
    const clauses = [clauseOf('渡口'), clauseOf('麦田'), clauseOf('-渡口'), clauseOf('标题:灯塔'), { type: 'none' } as const];
    expect(await engine.count(clauses, {})).toEqual({ counts: [2, 1, 1, 1, 0], documentCount: 3 });
    expect(await engine.count(clauses, { from: '2031' })).toEqual({ counts: [1, 0, 1, 1, 0], documentCount: 3 });
    expect(await engine.count([], {})).toEqual({ counts: [], documentCount: 3 });
  });

  test('names of Object.prototype are ids, words and values like any other', async () => {
    const engine = await open();
    const paragraphs = (name: string): string[] => [`本报记者看见 ${name} 立在渡口。`];
    await engine.apply(
      put(
        ...PROTOTYPE_NAMES.map((name) =>
          article(name, {
            title: name,
            paper: name,
            section: name,
            pageNumber: name,
            byline: { reporters: [name] },
            paragraphs: paragraphs(name),
          }),
        ),
      ),
      8,
    );
    await engine.apply(put(article('plain', { title: '渡口' })), 9);
    for (const name of PROTOTYPE_NAMES) {
      const key = name.toLowerCase();
      expect(await found(engine, { type: 'exact', needle: { type: 'literal', text: key } })).toEqual([name]);
      expect(await found(engine, { type: 'all' }, { paper: new Set([key]), section: new Set([key]), reporter: new Set([key]) })).toEqual([
        name,
      ]);
    }
    expect(await found(engine, 'native')).toEqual([]);
    expect(await found(engine, 'function OR object')).toEqual([]);
    const { facets, statistics } = await ask(engine, '渡口', {
      facets: ['paper', 'reporter'],
      terms: [
        { text: 'constructor', type: 'word' },
        { text: 'native', type: 'word' },
      ],
    });
    expect(facets.paper!.map(({ value }) => value).sort()).toEqual([...PROTOTYPE_NAMES].sort());
    expect(facets.reporter!.every(({ count }) => count === 1)).toBe(true);
    expect(statistics.frequencies).toEqual([1, 0]);
    await engine.apply(remove(...PROTOTYPE_NAMES), 17);
    expect(await found(engine, { type: 'all' })).toEqual(['plain']);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('an article of 5,000 characters is found by its first, its middle and its last words', async () => {
    const engine = await open();
    const filler = '渡口两岸的居民每天清晨过桥买菜，傍晚再沿着河堤走回家。'.repeat(190).slice(0, 4_980);
    const long = `云杉开篇。${filler.slice(0, 2_500)}蓝鲸居中${filler.slice(2_500)}红枫结尾`;
    await engine.apply(put(article('long', { title: '长文', paragraphs: [long] }), article('short', { title: '渡口' })), 2);
    expect(long.length).toBeGreaterThanOrEqual(4_990);
    for (const query of ['云杉开篇', '蓝鲸居中', '红枫结尾', '"云杉开篇。渡口两岸"']) expect(await found(engine, query)).toEqual(['long']);
    expect(await found(engine, '红枫蓝鲸云杉')).toEqual(['long']);
    expect(await found(engine, '"红枫蓝鲸"')).toEqual([]);
  });
}
