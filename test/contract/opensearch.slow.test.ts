import { createHash } from 'node:crypto';
import { createOpenSearchEngine } from '../../src/extras/opensearch/engine/opensearch-engine.js';
import { describeWithCluster, TestCluster } from '../support/cluster.js';
import { rankingWeights } from '../support/ranking-weights.js';
import { describeEngineContract } from './engine-contract.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';

describeWithCluster('on a real cluster', () => {
  const cluster = new TestCluster();
  afterAll(() => cluster.close());
  describeEngineContract(
    'opensearch',
    ({ directory }) => {
      const index = `${cluster.prefix}-${createHash('sha256').update(directory).digest('hex').slice(0, 16)}`;
      return createOpenSearchEngine({ settings: cluster.connection.settings, index, weights: rankingWeights });
    },
    {
      // Every archive is an index of its own: a third of a second on a small machine.
      runShare: LONG ? 1 : 0.03,
      afterEachTest: () => cluster.clean(),
      skip: [
        { reason: 'a point in time answers any query', tests: ['a generation is refused for a query that was not asked in it'] },
        { reason: 'what the cluster acknowledged is kept; nothing waits to be saved', tests: ['what was not saved is not there'] },
        {
          reason: 'it keeps no files here',
          tests: [
            'files that are no index are refused',
            'a truncated file is refused, wherever it was cut',
            'bytes appended to a file are refused or change nothing',
            'no flipped bit ever changes an answer',
          ],
        },
      ],
    },
  );
});
