/** Sets of documents counted and weighed 32 at a time: what counting one document after the other says. */
import fc from 'fast-check';
import { DocSet } from '../../../src/engine/doc-set.js';
import { SetCounts } from '../../../src/engine/packed/set-counts.js';
import { addWeighed } from '../../../src/engine/packed/weighed-sets.js';
import { seed } from '../../support/shared.js';

const CAPACITY = 70;
const members = fc.uniqueArray(fc.nat({ max: CAPACITY - 1 }));
const documents = Array.from({ length: CAPACITY }, (_, doc) => doc);

function setOf(docs: readonly number[]): DocSet {
  const set = new DocSet(CAPACITY);
  for (const doc of docs) set.add(doc);
  return set;
}

it('counts the sets a document is in', () => {
  fc.assert(
    fc.property(fc.array(members, { maxLength: 40 }), (sets) => {
      const counts = new SetCounts(CAPACITY);
      for (const docs of sets) counts.add(setOf(docs));
      expect(documents.map((doc) => counts.of(doc))).toEqual(documents.map((doc) => sets.filter((docs) => docs.includes(doc)).length));
    }),
    { seed },
  );
});

it('finds the documents whose sets weigh enough', () => {
  const weighed = fc.record({ docs: members, weight: fc.nat({ max: 20 }) });
  fc.assert(
    fc.property(fc.array(weighed, { maxLength: 20 }), fc.nat({ max: 40 }), fc.nat({ max: 3 }), members, (sets, weight, count, among) => {
      const enough = new DocSet(CAPACITY);
      addWeighed(
        sets.map(({ docs, weight }) => ({ docs: setOf(docs), weight })),
        { weight, count },
        setOf(among),
        enough,
      );
      const heldBy = (doc: number): number => sets.reduce((sum, { docs, weight }) => sum + (docs.includes(doc) ? weight : 0), 0);
      const countOf = (doc: number): number => sets.filter(({ docs }) => docs.includes(doc)).length;
      const isEnough = (doc: number): boolean => heldBy(doc) >= weight && heldBy(doc) > 0 && countOf(doc) >= count;
      expect([...enough.toArray()]).toEqual(documents.filter((doc) => among.includes(doc) && isEnough(doc)));
    }),
    { seed },
  );
});
