/** Few terms are searched for, many are met character by character: both count the same. */
import fc from 'fast-check';
import type { RankTerm } from '../../src/search/engine.js';
import { TermCounter, type TermCounts } from '../../src/search/ranking/term-counter.js';
import { createSearchDocument } from '../../src/search/search-document.js';
import { articles } from '../contract/arbitraries.js';
import { analyzer } from '../support/analyzer.js';
import { seed } from '../support/shared.js';

const text = fc.constantFrom('地铁', '铁驿', '驿站', '工会', '职工', '地铁驿站', '地铁地铁', '会职工', 'ab', '12', '十二', '人大的');
const terms = fc.uniqueArray(
  fc
    .record({
      text,
      type: fc.constantFrom('word' as const, 'pair' as const),
      also: fc.array(text, { minLength: 1, maxLength: 2 }),
      hasAlso: fc.boolean(),
    })
    .map(({ text, type, also, hasAlso }): RankTerm => ({ text, type, ...(hasAlso && { also }) })),
  { minLength: 1, maxLength: 4, selector: ({ text, type }) => `${type} ${text}` },
);
/** No text holds it; a single character has every character looked at. */
const NOWHERE: RankTerm = { text: '\u{e000}', type: 'pair' };

function shown({ counts, placeTerms, placeOffsets, placeCount }: TermCounts, termCount: number): unknown {
  return [[...counts.subarray(0, termCount * 4)], [...placeTerms.subarray(0, placeCount)], [...placeOffsets.subarray(0, placeCount)]];
}

it('counts few terms, searched for, as it counts them looking at every character', () => {
  let places = 0;
  fc.assert(
    fc.property(articles, terms, (article, few) => {
      const document = createSearchDocument(article, analyzer);
      const sought = new TermCounter(few).count(document);
      places += sought.placeCount;
      expect(shown(sought, few.length)).toEqual(shown(new TermCounter([...few, NOWHERE]).count(document), few.length));
    }),
    { seed, numRuns: 400 },
  );
  expect(places).toBeGreaterThan(100);
});
