import { findAll } from '../../src/query/match-text.js';
import { analyzer } from '../support/analyzer.js';

describe('the time of the matcher', () => {
  it('does not slow down over many borders', () => {
    const many = analyzer.fold('1·'.repeat(100_000));
    const began = performance.now();
    expect(findAll(many, { pieces: ['1'], openEnd: false }, 0, many.text.length)).toHaveLength(100_000);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
