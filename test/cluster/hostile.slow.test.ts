/** Queries made to be dear, on a real cluster: answered as in memory, or given up with a reason; never a fault of the cluster's. */
import { createOpenSearchEngine } from '../../src/extras/opensearch/engine/opensearch-engine.js';
import { article } from '../contract/contract-kit.js';
import { HOSTILE_QUERIES } from '../hostile-queries.js';
import { Library } from '../search/search-kit.js';
import { describeWithCluster, TestCluster } from '../support/cluster.js';
import { rankingWeights } from '../support/ranking-weights.js';

const SENTENCES = [
  '渡口的新桥昨天通车了。',
  '麦田里的收割机是合作社买的12台。',
  '老人说，灯塔的灯又亮了，是十二年来的第一次。',
  '记者在车站看见一位消防员。',
];
const ARTICLES = Array.from({ length: 60 }, (_, i) =>
  article(`n${i}`, {
    title: `第${i}天`,
    date: `2031-05-${String(1 + (i % 28)).padStart(2, '0')}`,
    paragraphs: [SENTENCES[i % 4]!.repeat(1 + (i % 3)), SENTENCES[(i >> 2) % 4]!, `编号a${i}`],
  }),
);

describeWithCluster('hostile queries', () => {
  const cluster = new TestCluster();
  let [onCluster, inMemory]: (Library | undefined)[] = [];
  beforeAll(async () => {
    const engine = createOpenSearchEngine({
      settings: cluster.connection.settings,
      index: `${cluster.prefix}-hostile`,
      weights: rankingWeights,
    });
    await engine.open('hostile-1');
    onCluster = new Library(engine);
    await onCluster.put(...ARTICLES);
    inMemory = await Library.of(...ARTICLES);
  }, 60_000);
  afterAll(async () => {
    await onCluster?.close();
    await inMemory?.close();
    await cluster.close();
  });

  it('find the same, or are given up for what they ask', async () => {
    const differing: unknown[] = [];
    const givenUp: string[] = [];
    for (const [name, text] of Object.entries(HOSTILE_QUERIES)) {
      const asked = (library: Library) =>
        library.search(text, { limit: 20 }).then(
          ({ total, query, hits }) => ({ total, readAs: query.readAs, ids: hits.map(({ id }) => id) }),
          (error: unknown) => ({ code: (error as { code?: string }).code ?? String(error) }),
        );
      const [found, wanted] = [await asked(onCluster!), await asked(inMemory!)];
      if ('code' in found && found.code === 'QUERY_TIMEOUT') givenUp.push(name);
      else if (JSON.stringify(found) !== JSON.stringify(wanted)) differing.push({ name, found, wanted });
    }
    expect(differing).toEqual([]);
    // Sixty dates, each in many writings for the issues of many days: more parts than the cluster takes in one query.
    expect(givenUp).toEqual(['days from both ends']);
  }, 120_000);
});
