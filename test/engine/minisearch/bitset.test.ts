import fc from 'fast-check';
import { Bitset } from '../../../src/engine/minisearch/bitset.js';
import { seed } from '../../support/shared.js';

const CAPACITY = 300;
const slots = fc.uniqueArray(fc.oneof(fc.nat(CAPACITY - 1), fc.constantFrom(0, 31, 32, 63, 64, 299)));

function bitset(members: readonly number[]): Bitset {
  const set = new Bitset(CAPACITY);
  for (const slot of members) set.add(slot);
  return set;
}

const ascending = (members: Iterable<number>): number[] => [...members].sort((a, b) => a - b);

describe('a bitset', () => {
  it('has what was added and not deleted again, in ascending order', () => {
    fc.assert(fc.property(slots, slots, (added, deleted) => {
      const set = bitset(added);
      const model = new Set(added);
      for (const slot of deleted) {
        set.delete(slot);
        model.delete(slot);
      }
      expect([...set]).toEqual(ascending(model));
      expect(set.size).toBe(model.size);
      for (let slot = 0; slot < CAPACITY; slot += 1) expect(set.has(slot)).toBe(model.has(slot));
    }), { seed });
  });

  it('intersects, unites and subtracts as sets do, in place', () => {
    fc.assert(fc.property(slots, slots, (a, b) => {
      const other = new Set(b);
      const set = bitset(a);
      expect(set.intersect(bitset(b))).toBe(set);
      expect([...set]).toEqual(ascending(a.filter((slot) => other.has(slot))));
      expect([...bitset(a).unite(bitset(b))]).toEqual(ascending(new Set([...a, ...b])));
      expect([...bitset(a).subtract(bitset(b))]).toEqual(ascending(a.filter((slot) => !other.has(slot))));
    }), { seed });
  });

  it('clones into a set of its own', () => {
    const set = bitset([1, 31, 250]);
    const clone = set.clone();
    clone.add(2);
    clone.delete(31);
    expect([...set]).toEqual([1, 31, 250]);
    expect([...clone]).toEqual([1, 2, 250]);
  });

  it('counts a full set', () => {
    expect(bitset(Array.from({ length: CAPACITY }, (_, i) => i)).size).toBe(CAPACITY);
  });
});
