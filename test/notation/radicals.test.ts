/** Radicals are made plain where pages are read, by one table, and folded where texts are searched, by NFKC and another: they agree. */
import { IDEOGRAPH_OF_RADICAL } from '../../src/notation/radicals.js';
import { analyzer } from '../support/analyzer.js';

test('every radical is searched as the ideograph it is read as', () => {
  const folded = (text: string): string => analyzer.fold(text).text;
  expect(IDEOGRAPH_OF_RADICAL.size).toBeGreaterThan(300);
  expect([...IDEOGRAPH_OF_RADICAL].filter(([radical, ideograph]) => folded(radical) !== folded(ideograph))).toEqual([]);
});
