/** What is looked for unit by unit in long strings: the answers of the plain matcher. */
import fc from 'fast-check';
import { findFirst } from '../../src/query/match-text.js';
import { findNear } from '../../src/query/near.js';
import { findWord, holdsNearUnits, holdsPattern, unitPattern } from '../../src/query/unit-scan.js';
import { seed } from '../support/shared.js';

const settings = { seed, numRuns: 1_500 };
const text = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', '𠀀', '\ud840', '\n', '，'), maxLength: 40 });
const before = fc.string({ unit: fc.constantFrom('甲', '乙', '\n'), maxLength: 5 });

describe('holdsPattern', () => {
  it('finds patterns where the plain matcher does, wherever the text lies', () => {
    const piece = fc.string({ unit: fc.constantFrom('甲', '乙'), minLength: 1, maxLength: 2 });
    const pieces = fc
      .tuple(piece, fc.array(fc.oneof(fc.constant(''), piece), { maxLength: 9 }), piece)
      .map(([first, middle, last]) => [first, ...middle, last]);
    fc.assert(
      fc.property(before, text, before, pieces, (ahead, whole, behind, wanted) => {
        const range = { text: ahead + whole + behind, from: ahead.length, to: ahead.length + whole.length };
        expect(holdsPattern(range, unitPattern(wanted))).toBe(
          findFirst({ text: whole, borders: [] }, { pieces: wanted, openEnd: false }, 0, whole.length) !== null,
        );
      }),
      settings,
    );
  });

  it.each([
    ['in an entry long enough', `甲${'一'.repeat(20)}乙`, true],
    ['with a pair of surrogates for one character', `甲${'一'.repeat(19)}𠀀乙`, true],
    ['not over the end of an entry', `甲${'一'.repeat(10)}\n${'一'.repeat(9)}乙`, false],
    ['not one character too far', `甲${'一'.repeat(21)}乙`, false],
  ])('finds a long pattern %s', (_, whole, expected) => {
    expect(
      holdsPattern({ text: whole, from: 0, to: whole.length }, unitPattern(['甲', ...Array.from({ length: 19 }, () => ''), '乙'])),
    ).toBe(expected);
  });
});

describe('holdsNearUnits', () => {
  it('finds near characters where the plain matcher does', () => {
    fc.assert(
      fc.property(before, text, before, fc.nat(6), (ahead, whole, behind, distance) => {
        const range = { text: ahead + whole + behind, from: ahead.length, to: ahead.length + whole.length };
        expect(holdsNearUnits(range, ['甲'.charCodeAt(0), '乙'.charCodeAt(0)], distance)).toBe(
          findNear({ text: whole, borders: [] }, ['甲', '乙'], distance, 0, whole.length) !== null,
        );
      }),
      settings,
    );
  });
});

describe('findWord', () => {
  it('is never surely wrong about a word', () => {
    const line = fc.string({ unit: fc.constantFrom('1', '2', 'a', '.', ',', '年', '，', '𝟙', '\n'), maxLength: 30 });
    const word = fc.constantFrom('1', '12', 'a', '1.2', 'a1', '1年2');
    fc.assert(
      fc.property(line, word, fc.array(fc.nat(30), { maxLength: 3 }), (whole, wanted, places) => {
        const borders = [...new Set(places)].sort((a, b) => a - b);
        const stands = findFirst({ text: whole, borders }, { pieces: [wanted], openEnd: false }, 0, whole.length) !== null;
        const found = findWord({ text: whole, from: 0, to: whole.length }, wanted, borders.length > 0);
        expect(found === 'perhaps' ? stands : found === 'stands').toBe(stands);
      }),
      settings,
    );
  });
});
