import { chooseEngine } from '../../src/service/choose-engine.js';

describe('chooseEngine', () => {
  it.each([
    ['auto', 0, undefined, 'minisearch'],
    ['auto', 2_999, 'minisearch', 'minisearch'],
    ['auto', 3_000, 'minisearch', 'packed'],
    ['auto', 175_000, undefined, 'packed'],
    ['auto', 1_500, 'packed', 'packed'],
    ['auto', 1_499, 'packed', 'minisearch'],
    ['minisearch', 175_000, 'packed', 'minisearch'],
    ['packed', 3, undefined, 'packed'],
  ] as const)('%s with %i articles over an index of %s takes %s', (setting, count, present, name) => {
    expect(chooseEngine(setting, count, present).name).toBe(name);
  });

  it('says why', () => {
    expect(chooseEngine('auto', 5_000, undefined).reason).toContain('5000 articles');
    expect(chooseEngine('packed', 5, undefined).reason).toContain('XUNBAO_ENGINE');
  });
});
