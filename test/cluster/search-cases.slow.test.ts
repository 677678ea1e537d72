/** The shared cases, and the recall of real articles, through the searcher over a real cluster. */
import { createOpenSearchEngine } from '../../src/extras/opensearch/engine/opensearch-engine.js';
import { Library } from '../search/search-kit.js';
import { describeFoundRuns, describeSharedCases } from '../search/shared-cases.js';
import { describeWithCluster, TestCluster } from '../support/cluster.js';
import { rankingWeights } from '../support/ranking-weights.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';

describeWithCluster('through the searcher', () => {
  const cluster = new TestCluster();
  let count = 0;
  afterAll(() => cluster.close());
  const open = async (): Promise<Library> => {
    const engine = createOpenSearchEngine({
      settings: cluster.connection.settings,
      index: `${cluster.prefix}-${(count += 1)}`,
      weights: rankingWeights,
    });
    await engine.open('cases-1');
    return new Library(engine);
  };
  describeSharedCases('opensearch', open);
  describeFoundRuns('opensearch', open, { articleCount: 400, runCount: LONG ? 500 : 50 });
});
