import fc from 'fast-check';
import { findNear } from '../../src/query/near.js';
import { standsNear } from '../../src/query/stands-near.js';
import { seed } from '../support/shared.js';
import { documentOf } from './documents.js';

function nearIn(text: string, distance: number, ...parts: string[]): string[] | null {
  const document = documentOf({ body: [text] });
  const found = findNear(document, parts, distance, 0, document.text.length);
  expect(standsNear(document, parts, distance, 0, document.text.length)).toBe(found !== null);
  return found && found.map((spans) => spans.map(([start, end]) => `${document.text.slice(start, end)}@${start}`).join(' '));
}

describe('findNear', () => {
  it.each([
    ['side by side', '甲乙', 0, ['甲', '乙'], ['甲@0', '乙@1']],
    ['the other way round', '乙甲', 0, ['甲', '乙'], ['甲@1', '乙@0']],
    ['exactly at the distance', '甲一二三乙', 3, ['甲', '乙'], ['甲@0', '乙@4']],
    ['one beyond the distance', '甲一二三四乙', 3, ['甲', '乙'], null],
    ['exactly at the distance, the other way round', '乙一二三甲', 3, ['甲', '乙'], ['甲@4', '乙@0']],
    ['one beyond, the other way round', '乙一二三四甲', 3, ['甲', '乙'], null],
    ['counted from the nearer edge of long parts', '消防员一二老人家', 2, ['消防员', '老人家'], ['消防员@0', '老人家@5']],
    ['an astral character counts as one', '甲𠀀𠀀乙', 2, ['甲', '乙'], ['甲@0', '乙@5']],
    ['an astral character counts as one, one too many', '甲𠀀𠀀𠀀乙', 2, ['甲', '乙'], null],
    ['what folding drops does not count', '甲 “一”\n乙', 1, ['甲', '乙'], ['甲@0', '乙@2']],
    ['punctuation counts', '甲，。乙', 1, ['甲', '乙'], null],
    ['overlapping', '甲乙丙', 5, ['甲乙', '乙丙'], null],
    ['inside the other', '工会主席', 5, ['工会主席', '工会'], null],
    ['the same part twice needs two places', '老人', 8, ['老人', '老人'], null],
    ['the same part twice', '老人和老人', 8, ['老人', '老人'], ['老人@0 老人@3', '老人@0 老人@3']],
    ['overlapping places of one part', '人人人', 8, ['人人', '人人'], null],
    ['three in a chain', '甲一乙一丙', 1, ['甲', '乙', '丙'], ['甲@0', '乙@2', '丙@4']],
    ['a chain whose ends are far apart', '乙一甲一一丙', 2, ['乙', '甲', '丙'], ['乙@0', '甲@2', '丙@5']],
    ['a chain broken at its end', '甲一乙一一丙', 1, ['甲', '乙', '丙'], null],
    ['a chain through one middle', '甲乙一一一乙丙', 0, ['甲', '乙', '丙'], null],
    ['only the places that are near', '甲一一一一甲乙', 1, ['甲', '乙'], ['甲@5', '乙@6']],
    ['borders of numbers', '12甲3.6', 5, ['2', '甲'], null],
    ['a number whole', '2甲', 0, ['2', '甲'], ['2@0', '甲@1']],
  ])('%s', (_, text, distance, parts, expected) => {
    expect(nearIn(text, distance, ...parts)).toEqual(expected);
  });

  it('stays inside one paragraph and one field', () => {
    const document = documentOf({ title: ['甲'], body: ['乙', '甲', '丙甲丙'] });
    const all = document.text.length;
    expect(findNear(document, ['甲', '乙'], 100, 0, all)).toBeNull();
    expect(findNear(document, ['甲', '丙'], 100, 0, all)).toEqual([
      [[7, 8]],
      [
        [6, 7],
        [8, 9],
      ],
    ]);
    expect(findNear(document, ['甲', '丙'], 100, 0, 6)).toBeNull();
  });

  it('looks at every place of a long article', () => {
    const text = `${'甲'.repeat(20_000)}乙`;
    const began = performance.now();
    expect(nearIn(text, 0, '乙', '甲')).toEqual(['乙@20000', '甲@19999']);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it(`holds where a plain search of all pairs holds (seed ${seed})`, () => {
    const text = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', '一', '，'), maxLength: 20 });
    const part = fc.constantFrom('甲', '乙', '甲乙', '一', '一一');
    fc.assert(
      fc.property(text, part, part, fc.nat(5), (whole, one, other, distance) => {
        const places = (needle: string): number[] => Array.from(whole, (_, i) => i).filter((i) => whole.startsWith(needle, i));
        const holds = places(one).some((a) =>
          places(other).some((b) => {
            const gap = a < b ? b - (a + one.length) : a - (b + other.length);
            return gap >= 0 && gap <= distance;
          }),
        );
        expect(findNear({ text: whole, borders: [] }, [one, other], distance, 0, whole.length) !== null).toBe(holds);
      }),
      { seed, numRuns: 1000 },
    );
  });
});

describe('standsNear', () => {
  const text = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', '𠀀', '\ud840', '\n', '，'), maxLength: 40 });
  const chain = fc.array(fc.constantFrom('甲', '乙', '甲乙', '丙'), { minLength: 2, maxLength: 6 });

  it(`says of a chain what its places say (seed ${seed})`, () => {
    fc.assert(
      fc.property(text, chain, fc.nat(6), (whole, parts, distance) => {
        const folded = { text: whole, borders: [] };
        expect(standsNear(folded, parts, distance, 0, whole.length)).toBe(findNear(folded, parts, distance, 0, whole.length) !== null);
      }),
      { seed, numRuns: 1500 },
    );
  });
});
