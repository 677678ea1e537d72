import { analyzer } from '../../support/analyzer.js';
import { Suggester } from '../../../src/search/suggest/suggester.js';
import { feed, suggesterOfTitles, textsFor } from './suggest-kit.js';

describe('a saved suggester', () => {
  it('is a copy that later changes do not touch, at any place in memory', async () => {
    const suggester = await suggesterOfTitles(['渡口夜市开张', '雨台水车']);
    const saved = suggester.save();
    await feed(suggester, [
      { id: 'a0', gone: true },
      { id: 'new', title: '新桥通了' },
    ]);
    const loaded = new Suggester(analyzer);
    const shifted = Buffer.concat([Buffer.from('x'), saved]).subarray(1);
    loaded.load(shifted);
    shifted.fill(0);
    expect(await textsFor(loaded, 'yeshi', { kind: 'headline' })).toEqual(['渡口夜市开张']);
    expect(await textsFor(loaded, 'xinqiao')).toEqual([]);
    await feed(loaded, [{ id: 'a0', gone: true }]);
    expect(await textsFor(loaded, 'yeshi')).toEqual([]);
  });

  it('is refused when bytes are missing or too many, or it is not ours; what was held is still held', async () => {
    const suggester = await suggesterOfTitles(['渡口夜市开张']);
    const saved = suggester.save();
    const other = await suggesterOfTitles(['雨台水车']);
    for (const bytes of [
      saved.slice(0, -1),
      saved.slice(0, 20),
      new Uint8Array(0),
      new TextEncoder().encode('{}'),
      Uint8Array.of(...saved, 0),
    ]) {
      expect(() => {
        other.load(bytes);
      }).toThrow();
    }
    expect(await textsFor(other, 'shuiche', { kind: 'headline' })).toEqual(['雨台水车']);
  });

  it('is refused by a suggester of another version', async () => {
    const saved = (await suggesterOfTitles(['渡口夜市开张'])).save();
    const another = new Suggester(Object.create(analyzer, { version: { value: 'another' } }) as typeof analyzer);
    expect(() => {
      another.load(saved);
    }).toThrow(/version/);
  });

  it('of nothing is loaded as nothing, and clear leaves nothing', async () => {
    const suggester = await suggesterOfTitles(['渡口夜市开张']);
    suggester.load(new Suggester(analyzer).save());
    expect(await textsFor(suggester, 'd')).toEqual([]);
    await feed(suggester, [{ id: 'a', title: '渡口夜市开张' }]);
    suggester.clear();
    expect(await textsFor(suggester, 'd')).toEqual([]);
  });
});

describe('feeding', () => {
  it('lets others run in between', async () => {
    const suggester = new Suggester(analyzer);
    let turnCount = 0;
    const count = (): void => {
      turnCount += 1;
      turn = setImmediate(count);
    };
    let turn = setImmediate(count);
    await feed(
      suggester,
      Array.from({ length: 1500 }, (_, i) => ({
        id: `a${i}`,
        title: `渡口夜市第${i}回开张`,
        paragraphs: ['雨台镇的旧水车昨天又转了起来，一天能浇三十亩菜地。'],
      })),
    );
    clearImmediate(turn);
    expect(turnCount).toBeGreaterThan(2);
  });
});
