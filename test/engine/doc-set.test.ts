import fc from 'fast-check';
import { DocSet } from '../../src/engine/doc-set.js';
import { seed } from '../support/shared.js';

const CAPACITY = 300;
const slots = fc.uniqueArray(fc.oneof(fc.nat(CAPACITY - 1), fc.constantFrom(0, 31, 32, 63, 64, 299)));

function setOf(members: readonly number[]): DocSet {
  const set = new DocSet(CAPACITY);
  for (const slot of members) set.add(slot);
  return set;
}

const ascending = (members: Iterable<number>): number[] => [...members].sort((a, b) => a - b);

describe('a set of documents', () => {
  it('has what was added and not deleted again, in ascending order', () => {
    fc.assert(
      fc.property(slots, slots, (added, deleted) => {
        const set = setOf(added);
        const model = new Set(added);
        for (const slot of deleted) {
          set.delete(slot);
          model.delete(slot);
        }
        expect([...set.toArray()]).toEqual(ascending(model));
        expect(set.size).toBe(model.size);
        for (let slot = 0; slot < CAPACITY; slot += 1) expect(set.has(slot)).toBe(model.has(slot));
      }),
      { seed },
    );
  });

  it('intersects, unites and subtracts as sets do, in place', () => {
    fc.assert(
      fc.property(slots, slots, (a, b) => {
        const other = new Set(b);
        const set = setOf(a);
        expect(set.intersect(setOf(b))).toBe(set);
        expect([...set.toArray()]).toEqual(ascending(a.filter((slot) => other.has(slot))));
        expect([...setOf(a).unite(setOf(b)).toArray()]).toEqual(ascending(new Set([...a, ...b])));
        expect([...setOf(a).subtract(setOf(b)).toArray()]).toEqual(ascending(a.filter((slot) => !other.has(slot))));
      }),
      { seed },
    );
  });

  it('clones into a set of its own', () => {
    const set = setOf([1, 31, 250]);
    const clone = set.clone();
    clone.add(2);
    clone.delete(31);
    expect([...set.toArray()]).toEqual([1, 31, 250]);
    expect([...clone.toArray()]).toEqual([1, 2, 250]);
  });

  it('tells whether it lies within another, and whether it is empty', () => {
    fc.assert(
      fc.property(slots, slots, (some, others) => {
        expect(setOf(some).isWithin(setOf(others))).toBe(some.every((slot) => others.includes(slot)));
        expect(setOf(some).isEmpty).toBe(some.length === 0);
      }),
      { seed },
    );
  });

  it.each([0, 1, 31, 32, 33, CAPACITY])('of all %i documents has each and no other', (capacity) => {
    const set = DocSet.full(capacity);
    expect([...set.toArray()]).toEqual(Array.from({ length: capacity }, (_, slot) => slot));
    expect(set.size).toBe(capacity);
  });
});
