import { setTimeout as delay } from 'node:timers/promises';
import { firstGeneration } from '../../src/search/first-generation.js';

describe('the first generation', () => {
  it('is behind a thousand changes of an engine made moments before, and fits a cursor', async () => {
    const before = firstGeneration();
    await delay(2);
    expect(firstGeneration()).toBeGreaterThan(before + 1_000);
    expect(Number.isSafeInteger(before + 1_000)).toBe(true);
  });
});
