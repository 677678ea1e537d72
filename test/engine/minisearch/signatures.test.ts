import fc from 'fast-check';
import { DocSet } from '../../../src/engine/doc-set.js';
import { Signatures } from '../../../src/engine/minisearch/signatures.js';
import { seed } from '../../support/shared.js';

const CAPACITY = 64;
const unit = fc.constantFrom('渡', '口', '桥', '新', '田', 'a', 'b', '1', '𠮷', '\u0000', '\uffff');
const text = fc
  .array(fc.oneof({ weight: 9, arbitrary: unit }, { weight: 1, arbitrary: fc.constant('\n') }), { maxLength: 40 })
  .map((units) => units.join(''));
const piece = fc.array(unit, { minLength: 1, maxLength: 4 }).map((units) => units.join(''));

function candidates(signatures: Signatures, slots: Iterable<number>, needle: string): DocSet {
  const set = new DocSet(CAPACITY);
  for (const slot of slots) set.add(slot);
  signatures.narrow(set, needle);
  return set;
}

describe('signatures', () => {
  it('never lose a slot whose text holds the piece, after slots were cleared and given again', () => {
    const changes = fc.array(fc.record({ slot: fc.nat(CAPACITY - 1), text }), { maxLength: 40 });
    fc.assert(
      fc.property(changes, fc.array(piece, { minLength: 1, maxLength: 8 }), (all, pieces) => {
        const signatures = new Signatures();
        signatures.reserve(CAPACITY);
        const model = new Map<number, string>();
        for (const { slot, text: of } of all) {
          signatures.clear(slot);
          signatures.add(slot, of);
          model.set(slot, of);
        }
        for (const needle of pieces) {
          const kept = candidates(signatures, model.keys(), needle);
          const lost = [...model].filter(([slot, of]) => of.includes(needle) && !kept.has(slot));
          expect(lost).toEqual([]);
        }
      }),
      { seed },
    );
  });

  it('drop nearly every slot whose text does not hold the piece', () => {
    const signatures = new Signatures();
    signatures.reserve(CAPACITY);
    const char = (n: number): string => String.fromCharCode(0x4e00 + n);
    const all = Array.from({ length: CAPACITY }, (_, slot) => slot);
    for (const slot of all) signatures.add(slot, Array.from({ length: 50 }, (_, i) => char(slot * 50 + i)).join(''));
    let kept = 0;
    for (const slot of all) kept += candidates(signatures, all, char(slot * 50) + char(slot * 50 + 1) + char(slot * 50 + 2)).size;
    expect(kept).toBeGreaterThanOrEqual(CAPACITY);
    expect(kept).toBeLessThan(CAPACITY * 2);
  });

  it('forget a cleared slot', () => {
    const signatures = new Signatures();
    signatures.reserve(CAPACITY);
    signatures.add(3, '渡口');
    signatures.add(35, '渡口');
    signatures.clear(3);
    expect([...candidates(signatures, [3, 35], '渡口').toArray()]).toEqual([35]);
    expect([...candidates(signatures, [3, 35], '渡').toArray()]).toEqual([35]);
  });

  it('know what they knew when they grow', () => {
    const signatures = new Signatures();
    signatures.reserve(32);
    signatures.add(31, '渡口');
    signatures.reserve(CAPACITY);
    signatures.add(63, '渡口');
    expect([...candidates(signatures, [0, 31, 32, 63], '渡口').toArray()]).toEqual([31, 63]);
  });

  it('take no pair across the end of an entry', () => {
    const signatures = new Signatures();
    signatures.reserve(CAPACITY);
    signatures.add(0, '渡\n口');
    expect([...candidates(signatures, [0], '渡口').toArray()]).toEqual([]);
    expect([...candidates(signatures, [0], '口').toArray()]).toEqual([0]);
  });
});
