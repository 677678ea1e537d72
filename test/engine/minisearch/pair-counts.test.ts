import fc from 'fast-check';
import { PairCounts } from '../../../src/engine/minisearch/pair-counts.js';
import { seed } from '../../support/shared.js';

/** Pairs of neighbours in a text, none across the mark that ends an entry. */
function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  for (const entry of text.split('\n')) for (let i = 1; i < entry.length; i += 1) pairs.add(entry.slice(i - 1, i + 1));
  return pairs;
}

describe('pair counts', () => {
  it('count the texts that hold each pair, as texts come and go', () => {
    const text = fc.array(fc.constantFrom('渡', '口', '桥', 'a', '\n', '\uffff', '𠮷'), { maxLength: 30 }).map((units) => units.join(''));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.boolean()), { maxLength: 30 }), (texts) => {
        const counts = new PairCounts();
        const model = new Map<string, number>();
        const count = (of: string, by: 1 | -1): void => {
          counts.count(of, by);
          for (const pair of pairsOf(of)) model.set(pair, (model.get(pair) ?? 0) + by);
        };
        for (const [one] of texts) count(one, 1);
        for (const [one, gone] of texts) if (gone) count(one, -1);
        for (const [pair, wanted] of model) expect(counts.get(pair)).toBe(wanted);
        expect(counts.get('鲸鲨')).toBe(0);
      }),
      { seed },
    );
  });

  it('keep every count while the table grows past a million pairs, and forget those that fell to nothing', () => {
    const counts = new PairCounts();
    const unit = (n: number): string => String.fromCharCode(0x4e00 + n);
    const row = (n: number): string => Array.from({ length: 400 }, (_, i) => unit(n) + unit(i)).join('\n');
    for (let n = 0; n < 400; n += 1) counts.count(row(n), 1);
    for (let n = 0; n < 400; n += 2) counts.count(row(n), -1);
    for (let n = 400; n < 600; n += 1) counts.count(row(n), 1);
    const wrong = [];
    for (let n = 0; n < 600; n += 1) {
      for (let i = 0; i < 400; i += 1) if (counts.get(unit(n) + unit(i)) !== (n < 400 && n % 2 === 0 ? 0 : 1)) wrong.push([n, i]);
    }
    expect(wrong).toEqual([]);
  });
});
