import { jest } from '@jest/globals';
import { checkRandomHistory } from './random-histories.js';

jest.setTimeout(600_000);

it('500 random histories of a page', async () => {
  for (let seed = 1_000; seed < 1_500; seed++) await checkRandomHistory(seed);
});
