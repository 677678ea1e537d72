/** Orders, pages without gaps or doubles, and generations. */
import type { DateKey, EngineAnswer, EngineQuery, SearchEngine } from '../../src/search/engine.js';
import { article, ask, type ContractSuite, idsOf, put, remove, standing } from './contract-kit.js';

const DATED = [
  article('b', { title: '渡口', date: '2031-05-04' }),
  article('a', { title: '渡口', date: '2031-05-04' }),
  article('C', { title: '渡口', date: '2031-05-04' }),
  article('old', { title: '渡口', date: '1949-10-01' }),
  article('new', { title: '渡口', date: '2031-12-31' }),
  article('none-2', { title: '渡口' }),
  article('none-1', { title: '渡口' }),
];

/** 40 documents, every third undated, many of one day. */
const MANY = Array.from({ length: 40 }, (_, i) =>
  article(`m${(i * 7) % 40}`, {
    title: `渡口${'桥'.repeat(i % 4)}`,
    ...(i % 3 !== 0 && { date: `2031-05-${String(1 + (i % 5)).padStart(2, '0')}` }),
  }),
);

function keyOf(answer: EngineAnswer): DateKey {
  const { document } = answer.hits.at(-1)!;
  return { date: document.date ?? null, id: document.id };
}

/** Every id of a query by `after`, page by page; `between` runs after each page. */
async function walk(
  engine: SearchEngine,
  parts: Partial<EngineQuery>,
  size: number,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<string[]> {
  const ids: string[] = [];
  for (let after: DateKey | undefined; ;) {
    const page = await ask(engine, '渡口', { ...parts, count: size, ...(after !== undefined && { after }) });
    if (page.hits.length === 0) return ids;
    ids.push(...idsOf(page));
    if (ids.length > 1000) throw new Error('the pages never end');
    after = keyOf(page);
    await between();
  }
}

export function describeOrder({ test, open }: ContractSuite): void {
  test('by date: ties by id, no date last, in both directions', async () => {
    const engine = await open();
    await engine.apply(put(...DATED), 7);
    expect(idsOf(await ask(engine, '渡口', { sort: 'newest' }))).toEqual(['new', 'C', 'a', 'b', 'old', 'none-1', 'none-2']);
    expect(idsOf(await ask(engine, '渡口', { sort: 'oldest' }))).toEqual(['old', 'C', 'a', 'b', 'new', 'none-1', 'none-2']);
  });

  test('by relevance: the whole query first, then more standing runs', async () => {
    const engine = await open();
    await engine.apply(
      put(
        article('neither', { title: '桥', date: '2031-01-01' }),
        article('one', { title: '渡口', paragraphs: ['桥'] }),
        article('two', { title: '闸门', paragraphs: ['渡口桥'] }),
        article('whole', { title: '渡口闸门桥', date: '1949-10-01' }),
      ),
      4,
    );
    const answer = await ask(engine, '桥', { standing: standing('渡口闸门', '渡口', '闸门') });
    expect(answer.hits.map((hit) => [hit.document.id, hit.standing])).toEqual([
      ['whole', 5],
      ['two', 2],
      ['one', 1],
      ['neither', 0],
    ]);
  });

  test('by relevance with nothing to tell apart: newest first, then id', async () => {
    const engine = await open();
    await engine.apply(put(...DATED), 7);
    expect(idsOf(await ask(engine, '渡口'))).toEqual(['new', 'C', 'a', 'b', 'old', 'none-1', 'none-2']);
  });

  test('the same query at the same generation gives the same order', async () => {
    const engine = await open();
    await engine.apply(put(...MANY), 40);
    const parts = { terms: [{ text: '渡口', type: 'word' as const }], standing: standing(null, '渡口桥') };
    expect(idsOf(await ask(engine, '渡口', parts))).toEqual(idsOf(await ask(engine, '渡口', parts)));
  });

  for (const sort of ['relevance', 'newest', 'oldest'] as const) {
    test(`pages by rank hold every hit once: ${sort}`, async () => {
      const engine = await open();
      await engine.apply(put(...MANY), 40);
      const parts = { sort, terms: [{ text: '渡口', type: 'word' as const }], standing: standing(null, '渡口桥') };
      const whole = idsOf(await ask(engine, '渡口', parts));
      expect(new Set(whole).size).toBe(40);
      for (const size of [1, 7, 40, 100]) {
        const ids: string[] = [];
        for (let first = 0; first < 40; first += size) {
          const page = await ask(engine, '渡口', { ...parts, first, count: size });
          expect(page.total).toBe(40);
          ids.push(...idsOf(page));
        }
        expect(ids).toEqual(whole);
      }
      expect((await ask(engine, '渡口', { ...parts, first: 40 })).hits).toEqual([]);
      expect((await ask(engine, '渡口', { ...parts, count: 0 })).total).toBe(40);
    });
  }

  for (const sort of ['newest', 'oldest'] as const) {
    test(`pages behind a date and id hold every hit once, whatever is written: ${sort}`, async () => {
      const engine = await open();
      await engine.apply(put(...MANY), 40);
      const whole = idsOf(await ask(engine, '渡口', { sort }));
      for (const size of [1, 7, 40]) expect(await walk(engine, { sort }, size)).toEqual(whole);
      let written = 0;
      const gone = whole.slice(0, 5);
      const ids = await walk(engine, { sort }, 10, async () => {
        written += 1;
        // What was shown goes away, and something comes in front: neither moves what follows.
        await engine.apply(
          [
            ...remove(...gone),
            ...put(article(`front${written}`, { title: '渡口', date: sort === 'newest' ? '2039-01-01' : '1901-01-01' })),
          ],
          40 + written,
        );
      });
      expect(ids).toEqual(whole);
    });
  }

  test('a place whose document is gone is still a place', async () => {
    const engine = await open();
    await engine.apply(put(...DATED), 7);
    await engine.apply(remove('a'), 8);
    expect(idsOf(await ask(engine, '渡口', { sort: 'newest', after: { date: '2031-05-04', id: 'a' } }))).toEqual([
      'b',
      'old',
      'none-1',
      'none-2',
    ]);
    expect(idsOf(await ask(engine, '渡口', { sort: 'oldest', after: { date: null, id: 'none-1' } }))).toEqual(['none-2']);
  });

  test('a kept generation goes on in its order after writes', async () => {
    const engine = await open();
    await engine.apply(put(...MANY), 40);
    const parts = { terms: [{ text: '渡口', type: 'word' as const }], standing: standing(null, '渡口桥') };
    const before = await ask(engine, '渡口', parts);
    await engine.apply([...remove('m3', 'm4'), ...put(article('x', { title: '渡口桥' }))], 43);
    const { generation } = before;
    const rest = await ask(engine, '渡口', { ...parts, first: 10, count: 100, generation });
    expect(idsOf(rest)).toEqual(idsOf(before).slice(10));
    expect(rest).toMatchObject({ total: 40, generation });
    const now = await ask(engine, '渡口', parts);
    expect(now.total).toBe(39);
    expect(now.generation).not.toBe(generation);
  });

  test('a generation that was never reached, or is forgotten, is refused', async () => {
    const engine = await open();
    await engine.apply(put(...DATED), 7);
    const { generation } = await ask(engine, '渡口');
    await engine.apply(remove('a'), 8);
    await expect(ask(engine, '渡口', { generation: generation + 1000 })).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    await engine.clear();
    await expect(ask(engine, '渡口', { generation })).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  });

  test('a generation is refused for a query that was not asked in it', async () => {
    const engine = await open();
    await engine.apply(put(...DATED), 7);
    const { generation } = await ask(engine, '渡口');
    await engine.apply(remove('a'), 8);
    await expect(ask(engine, '口渡', { generation })).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  });
}
