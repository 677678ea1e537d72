import { backoffMs } from '../../src/extras/opensearch/cluster/backoff.js';

describe('waiting between attempts', () => {
  it('grows up to five seconds, and is never the same for all', () => {
    expect([1, 2, 3, 10].map((attempt) => backoffMs(attempt, () => 1))).toEqual([100, 200, 400, 5_000]);
    expect([1, 2, 3, 10].map((attempt) => backoffMs(attempt, () => 0))).toEqual([50, 100, 200, 2_500]);
  });
});
