import { suggesterOf } from './suggest-kit.js';

describe('ways on from a query that found nothing', () => {
  const articles = [
    { id: 'a', title: '渡口总工会送热汤', byline: { reporters: ['陶砚'], correspondents: [], photographers: [] } },
    { id: 'b', title: '总工会办夜校' },
    { id: 'c', title: '雨台水车修好了' },
  ];
  const offered = async (typed: string) => (await (await suggesterOf(articles)).help(typed)).map(({ text }) => text);

  it('are what letters read as', async () => {
    expect((await offered('zonggonghui'))[0]).toBe('总工会');
    expect(await offered('yutaishuiche')).toEqual(['雨台水车修好了']);
  });

  it('are found word by word where not all of it is there', async () => {
    const ways = await offered('水车 夜校');
    expect(ways).toEqual(expect.arrayContaining(['夜校', '总工会办夜校', '雨台水车修好了']));
    expect(new Set(ways).size).toBe(ways.length);
  });

  it('are words that sound the same, and words that differ by a character', async () => {
    expect((await offered('总公会'))[0]).toBe('总工会');
    expect(await offered('总工慧')).toContain('总工会');
    expect(await offered('水车厂')).toContain('雨台水车修好了');
  });

  it('are five at most, none for what is like nothing or empty', async () => {
    const many = await suggesterOf(Array.from({ length: 30 }, (_, i) => ({ id: `a${i}`, title: `水车${i}号` })));
    expect(await many.help('水车 飞走')).toHaveLength(5);
    expect(await offered('xqzw')).toEqual([]);
    expect(await offered('')).toEqual([]);
    expect(await offered('《》')).toEqual([]);
  });
});
