import { article } from '../contract/contract-kit.js';
import type { SearchRequest } from '../../src/search/search-request.js';
import { Library } from './search-kit.js';

const day = (i: number): string => `2031-${String(1 + (i % 12)).padStart(2, '0')}-0${1 + (i % 3)}`;
const dated = (count: number, name = 'n'): ReturnType<typeof article>[] =>
  Array.from({ length: count }, (_, i) =>
    article(`${name}${i}`, { title: `渡口${'桥'.repeat(i % 5)}`, ...(i % 4 !== 0 && { date: day(i) }) }),
  );

describe('a cursor', () => {
  let library: Library;
  afterEach(() => library.close());

  /** All ids from the first page on; `between` runs between the pages. */
  async function walk(
    query: string,
    parts: Partial<SearchRequest>,
    between: (page: number) => Promise<void> = () => Promise.resolve(),
  ): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | null | undefined;
    for (let page = 1; cursor !== null; page += 1) {
      const answer = await library.search(query, { limit: 7, ...parts, ...(cursor !== undefined && { cursor }) });
      ids.push(...answer.hits.map((hit) => hit.id));
      ({ cursor } = answer);
      if (cursor !== null) await between(page);
      if (page > 100) throw new Error('the cursor never ends');
    }
    return ids;
  }

  it.each(['relevance', 'newest', 'oldest'] as const)('goes through all hits once and ends with null: %s', async (sort) => {
    library = await Library.of(...dated(49), article('other', { title: '麦田' }));
    const ids = await walk('渡口', { sort });
    expect(ids).toEqual(await library.ids('渡口', { sort }));
    expect(ids).toHaveLength(49);
    expect(await walk('', { sort })).toHaveLength(50);
    expect((await library.search('麦田', { sort })).cursor).toBeNull();
    expect((await library.search('鲸鱼', { sort })).cursor).toBeNull();
  });

  it('goes on beyond the hits that are ranked anew', async () => {
    library = await Library.of(...dated(250));
    const ids = await walk('渡口', { limit: 90 });
    expect(new Set(ids).size).toBe(250);
    expect(ids).toHaveLength(250);
  });

  it.each(['newest', 'oldest'] as const)('by date leaves no gap when what was shown is removed: %s', async (sort) => {
    library = await Library.of(...dated(40));
    const all = await library.ids('渡口', { sort });
    const ids = await walk('渡口', { sort }, async (page) => {
      if (page === 1) await library.remove(...all.slice(0, 7));
      await library.put(article(`first${page}`, { title: '渡口', date: sort === 'newest' ? '2039-01-01' : '1901-01-01' }));
    });
    expect(ids).toEqual(all);
  });

  it('by date shows what comes in behind it', async () => {
    library = await Library.of(...dated(20));
    const ids = await walk('渡口', { sort: 'newest' }, async (page) => {
      if (page === 1) await library.put(article('late', { title: '渡口', date: '1949-10-01' }));
    });
    expect(ids).toHaveLength(21);
    expect(ids).toContain('late');
  });

  it('by relevance keeps its view of the index under writes', async () => {
    library = await Library.of(...dated(40));
    const all = await library.ids('渡口');
    const ids = await walk('渡口', {}, (page) => library.put(article(`new${page}`, { title: '渡口' })));
    expect(ids).toEqual(all);
  });

  it('by relevance shows nothing of an article that was removed, and loses no other', async () => {
    library = await Library.of(...dated(40));
    const all = await library.ids('渡口');
    const gone = all.slice(10, 12);
    const ids = await walk('渡口', {}, async (page) => {
      if (page === 1) await library.remove(...gone);
    });
    expect(ids).toEqual(all.filter((id) => !gone.includes(id)));
  });

  it('is refused with a changed query, filter or sort', async () => {
    library = await Library.of(...dated(40));
    const { cursor } = await library.search('渡口', { filters: { from: '2031' } });
    const same = { filters: { from: '2031' }, cursor: cursor! };
    expect((await library.search('渡口', same)).hits).toHaveLength(10);
    const changed: [string, Partial<SearchRequest>][] = [
      ['桥', same],
      ['渡口', { ...same, filters: {} }],
      ['渡口', { ...same, filters: { from: '2030' } }],
      ['渡口', { ...same, filters: { from: '2031', kind: ['news'] } }],
      ['渡口', { ...same, sort: 'newest' }],
    ];
    for (const [query, parts] of changed) await expect(library.search(query, parts)).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('is refused beside an offset', async () => {
    library = await Library.of(...dated(40));
    const { cursor } = await library.search('渡口');
    await expect(library.search('渡口', { cursor: cursor!, offset: 10 })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('is refused when it is not one of ours', async () => {
    library = await Library.of(...dated(20));
    const forged = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const { cursor } = await library.search('渡口');
    const [digest] = JSON.parse(Buffer.from(cursor!, 'base64url').toString()) as [string];
    const bad = [
      '',
      'x',
      '{}',
      '渡口',
      cursor!.slice(1),
      forged(null),
      forged({}),
      forged([]),
      forged([digest]),
      forged([digest, -1, 1]),
      forged([digest, 1.5, 1]),
      forged([digest, '1', 1]),
      forged([digest, 1, 1, 2, 3]),
      forged([digest, 1, 1, '2031-01-01']),
      forged([digest, 1, null]),
    ];
    for (const text of bad) await expect(library.search('渡口', { cursor: text })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('expires when its view of the index is not kept', async () => {
    library = await Library.of(...dated(20));
    const { cursor } = await library.search('渡口');
    const [digest, offset, generation] = JSON.parse(Buffer.from(cursor!, 'base64url').toString()) as [string, number, number];
    const old = Buffer.from(JSON.stringify([digest, offset, generation - 1])).toString('base64url');
    await expect(library.search('渡口', { cursor: old })).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  });
});
