import { checkRandomHistory } from './random-histories.js';

describe('random histories of a page', () => {
  it.each(Array.from({ length: 12 }, (_, index) => index + 1))('seed %i', checkRandomHistory);
});
