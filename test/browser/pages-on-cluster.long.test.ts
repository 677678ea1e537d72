/** The same pages over the engine on a cluster. */
import { jest } from '@jest/globals';
import { describeWithCluster, TestCluster, testUrls } from '../support/cluster.js';
import { describeLooks, describeUse } from './all-pages.js';
import { describeInBrowser } from './browser-kit.js';

jest.setTimeout(120_000);

describeWithCluster('on a real cluster', () => {
  const clusters: TestCluster[] = [];
  describeInBrowser(
    'pages in a browser',
    (kit) => {
      describeUse(kit);
      describeLooks(kit);
    },
    {
      // Each service has an archive of its own, and so a prefix of its own.
      environment: () => {
        const cluster = new TestCluster();
        clusters.push(cluster);
        return {
          XUNBAO_ENGINE: 'opensearch',
          OPENSEARCH_URL: testUrls.join(','),
          OPENSEARCH_PREFIX: cluster.prefix,
          OPENSEARCH_REPLICAS: '0',
        };
      },
      clean: async () => {
        for (const cluster of clusters) await cluster.close();
      },
    },
  );
});
