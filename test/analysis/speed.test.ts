/** Apart from the other tests of the room, so that mutation testing, which slows the code down, can leave it out. */
import { analyzer } from '../support/analyzer.js';

describe('the time of the analyzer', () => {
  it.each([
    ['marks on one letter', `a${'\u0301\u0323'.repeat(200_000)}`],
    ['borders', '1·'.repeat(200_000)],
    ['digits and commas', '1,'.repeat(200_000)],
    ['spaces', `a${' '.repeat(400_000)}b`],
    ['the character that grows most', 'ﷺ'.repeat(200_000)],
    ['lone surrogates', '\uD840'.repeat(200_000)],
  ])('stays linear over %s', (_, text) => {
    const began = performance.now();
    analyzer.fold(text);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('cuts a text of the longest article in little time', () => {
    const folded = analyzer.fold('1·2，国務院。a.b，'.repeat(20_000));
    const began = performance.now();
    expect(analyzer.words(folded)).toHaveLength(60_000);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
