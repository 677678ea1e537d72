import { AbbreviationMine, introducedIn, type WordStarts } from '../../src/analysis/mine-abbreviations.js';

/** Words of two characters from the beginning. */
const inPairs: WordStarts = (text) => Array.from({ length: Math.ceil(text.length / 2) }, (_, at) => at * 2);
const introduced = (text: string) => introducedIn(text, inPairs).map(({ abbreviation, full }) => `${abbreviation}=${full}`);

describe('what a text introduces', () => {
  it.each([
    ['记者从，河口水利管理局（以下简称“河管局”）获悉', ['河管局=河口水利管理局']],
    ['，河口水利管理局（简称河管局）', ['河管局=河口水利管理局']],
    ['，河口水利管理局(下称：河管局)', ['河管局=河口水利管理局']],
    ['，河口水利管理局（以下简称为「河管局」）', ['河管局=河口水利管理局']],
    ['，河口生态保护基金会（以下简称河基会、生保会）', ['河基会=河口生态保护基金会', '生保会=生态保护基金会']],
    ['。“河口船运科技公司”（以下简称“河科公司”）', ['河科公司=河口船运科技公司']],
  ])('is what stands in this order before the bracket: %s', (text, pairs) => {
    expect(introduced(text)).toEqual(pairs);
  });

  it.each([
    ['a title', '，《河口航道管理办法》（以下简称《办法》）'],
    ['a piece of the name, which is found without', '，河口船运公司（以下简称船运公司）'],
    ['a name of other characters', '，违规停车和违规装卸（以下简称“两违”）'],
    ['one that is hardly shorter', '，河口局（以下简称河局）'],
    ['nothing before it', '（以下简称河管局）'],
    ['what is no abbreviation', '，河口水利管理局（河管局）'],
    ['one that is too long', `，河${'口'.repeat(40)}管局（以下简称河管局）`],
  ])('is nothing for %s', (_what, text) => {
    expect(introduced(text)).toEqual([]);
  });

  it('is found in a long text without end in linear time', () => {
    const startMs = performance.now();
    expect(introduced(`（以下简称${'河'.repeat(200_000)}`)).toEqual([]);
    expect(introduced('（以下简称'.repeat(50_000))).toEqual([]);
    expect(performance.now() - startMs).toBeLessThan(2_000);
  });
});

describe('what an archive proposes', () => {
  const mine = new AbbreviationMine(inPairs);
  const says = (abbreviation: string, full: string): string => `。${full}（以下简称“${abbreviation}”）今天说。`;
  mine.add('a', [says('河管局', '河口水利管理局'), says('河管局', '河口水利管理局')]);
  mine.add('b', [says('河管局', '河口水利管理局'), says('工运会', '工人职业运动大会')]);
  mine.add('c', [says('河管局', '河湾航道管理局'), says('全总会', '全城总商联会')]);

  it('is the name most articles mean, with how many do, and how many mean another; the most frequent first', () => {
    expect(mine.proposals((word) => word === '全总会')).toEqual([
      { abbreviation: '河管局', full: '河口水利管理局', count: 2, example: 'a', otherCount: 1 },
      { abbreviation: '工运会', full: '工人职业运动大会', count: 1, example: 'b', otherCount: 0 },
    ]);
  });
});
