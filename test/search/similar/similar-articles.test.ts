import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Article } from '../../../src/article/article.js';
import { createMiniSearchEngine } from '../../../src/engine/minisearch/minisearch-engine.js';
import { createPackedEngine } from '../../../src/engine/packed/packed-engine.js';
import type { SearchEngine } from '../../../src/search/engine.js';
import { Indexer } from '../../../src/search/indexer.js';
import { SimilarArticles } from '../../../src/search/similar/similar-articles.js';
import { tellingTerms } from '../../../src/search/similar/telling-terms.js';
import { article } from '../../contract/contract-kit.js';
import { analyzer } from '../../support/analyzer.js';
import { rankingWeights } from '../../support/ranking-weights.js';
import { markedIn } from '../search-kit.js';

const BRIDGE = article('bridge', {
  title: '渡口新桥通车',
  paragraphs: ['渡口的新桥昨日通车，两岸居民前来观看大桥。', '这座大桥由设计院的工程师设计，桥墩深入河床，工程历时两年。'],
});
const BRIDGE_COPY = article('bridge-copy', { title: '新桥今日通车', paragraphs: BRIDGE.paragraphs, paper: '禾川日报' });
const BRIDGE_PLAN = article('bridge-plan', {
  title: '大桥设计方案公布',
  paragraphs: ['大桥的设计方案昨日公布，工程师介绍，桥墩将深入河床。', '工程预计历时两年，建成后两岸居民不再绕行渡口。'],
});
const FERRY = article('ferry', { title: '渡口夜班加开', paragraphs: ['渡口的夜班船从今晚起加开一趟，方便两岸居民。'] });
const WHEAT = article('wheat', { title: '麦田丰收', paragraphs: ['合作社的麦田迎来丰收，收割机昼夜作业。'] });
const HARVEST = article('harvest', { title: '收割机下乡', paragraphs: ['合作社的收割机下乡，麦田里机声隆隆，丰收在望。'] });
const FILLER = Array.from({ length: 12 }, (_, i) =>
  article(`filler-${i}`, { title: `灯会第${i}场`, paragraphs: ['镇上的灯会照常举行，游客猜灯谜。'] }),
);
const ALL = [BRIDGE, BRIDGE_PLAN, FERRY, WHEAT, HARVEST, ...FILLER];

describe.each([
  ['minisearch', createMiniSearchEngine],
  ['packed', createPackedEngine],
] as const)('similar articles over %s', (_, create) => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'xunbao-similar-'));
  const engines: SearchEngine[] = [];
  afterEach(() => Promise.all(engines.splice(0).map((engine) => engine.close())));
  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  /** Similar articles among some; `hidden` are in the index and may not be shown any more. */
  async function among(
    articles: readonly Article[],
    { same = [], hidden = [] }: { same?: readonly string[]; hidden?: readonly string[] } = {},
  ): Promise<{ similar: SimilarArticles; engine: SearchEngine }> {
    const engine = create({ directory, weights: rankingWeights });
    engines.push(engine);
    await engine.open('similar-1');
    await new Indexer({ engine, analyzer }).apply(articles.map((one, sequence) => ({ sequence, id: one.id, article: one })));
    const shown = new Map(articles.filter(({ id }) => !hidden.includes(id)).map((one) => [one.id, one]));
    const sameAs = (id: string): readonly string[] => (same.includes(id) ? same.filter((other) => other !== id) : []);
    const reader = { read: (ids: readonly string[]) => Promise.resolve(ids.map((id) => shown.get(id))) };
    return { similar: new SimilarArticles({ engine, analyzer, weights: rankingWeights, articles: reader, sameAs }), engine };
  }
  const idsOf = async (similar: SimilarArticles, id: string, limit = 5): Promise<string[]> =>
    (await similar.similar(id, limit)).map((hit) => hit.id);

  it('are about the same, the nearest first', async () => {
    const { similar } = await among(ALL);
    expect((await idsOf(similar, 'bridge')).slice(0, 2)).toEqual(['bridge-plan', 'ferry']);
    expect((await idsOf(similar, 'wheat'))[0]).toBe('harvest');
    expect(await idsOf(similar, 'bridge', 1)).toEqual(['bridge-plan']);
  });

  it('are hits with their first sentences, unmarked', async () => {
    const { similar } = await among(ALL);
    const [hit] = await similar.similar('bridge', 1);
    expect(hit).toMatchObject({
      id: 'bridge-plan',
      match: 'loosened',
      article: { title: '大桥设计方案公布' },
      fields: [],
      snippets: [{ paragraph: 0, start: 0, ranges: [] }],
    });
    expect(hit!.score).toBeGreaterThan(0);
    expect(markedIn(hit!)).toEqual([]);
    expect(hit).not.toHaveProperty('sameAs');
  });

  it('are not the same dispatch in another paper, and each other one once', async () => {
    const { similar } = await among([...ALL, BRIDGE_COPY], { same: ['bridge', 'bridge-copy'] });
    expect(await idsOf(similar, 'bridge')).not.toContain('bridge-copy');
    const hits = await similar.similar('bridge-plan', 5);
    expect(hits.filter(({ id }) => id.startsWith('bridge'))).toHaveLength(1);
    expect(hits.find(({ id }) => id.startsWith('bridge'))!.sameAs).toHaveLength(1);
  });

  it('are looked for further where most of what is near prints one dispatch', async () => {
    const copies = Array.from({ length: 3 }, (_, i) =>
      article(`plan-${i}`, { title: BRIDGE_PLAN.title, paragraphs: BRIDGE_PLAN.paragraphs, paper: `第${i}日报` }),
    );
    const { similar } = await among([BRIDGE, ...copies, FERRY, WHEAT, HARVEST, ...FILLER], { same: copies.map(({ id }) => id) });
    expect(await idsOf(similar, 'bridge', 2)).toEqual([expect.stringContaining('plan-'), 'ferry']);
  });

  it('are never its own text, however many papers print it in however many writings', async () => {
    const marks = [...'甲乙丙丁戊己庚辛'];
    const copies = Array.from({ length: 64 }, (_, i) =>
      article(`copy-${i}`, {
        title: `新桥通车之${i}`,
        paragraphs: [...BRIDGE.paragraphs.map((text) => `${text}${marks[i % 8]!}报另讯。`), `本报在${marks[i >> 3]!}地所见略同。`],
        paper: `第${i}日报`,
      }),
    );
    const { similar } = await among([...copies, BRIDGE_PLAN, FERRY, WHEAT, HARVEST, ...FILLER]);
    expect(await idsOf(similar, 'copy-0')).toContain('bridge-plan');
    expect((await idsOf(similar, 'copy-0', 20)).filter((id) => id.startsWith('copy-'))).toEqual([]);
    expect((await idsOf(similar, 'bridge-plan', 20)).filter((id) => id.startsWith('copy-'))).toHaveLength(1);
  });

  it('are never what may not be shown, and none for what is not known', async () => {
    const { similar } = await among(ALL, { hidden: ['bridge-plan'] });
    expect(await idsOf(similar, 'bridge')).not.toContain('bridge-plan');
    expect(await similar.similar('bridge-plan', 5)).toEqual([]);
    expect(await similar.similar('nobody', 5)).toEqual([]);
  });

  it('are none where an article holds no word of another', async () => {
    const { similar } = await among([
      ...ALL,
      article('alone', { title: '琉璃瓦', paragraphs: ['１２３４。'] }),
      article('empty', { title: '' }),
    ]);
    expect(await idsOf(similar, 'alone')).toEqual([]);
    expect(await idsOf(similar, 'empty')).toEqual([]);
  });

  it('come of the telling terms: frequent here, rare elsewhere', async () => {
    const { engine } = await among(ALL);
    const terms = (await tellingTerms(BRIDGE, engine, analyzer)).map(({ text }) => text);
    expect(terms.indexOf('渡口')).toBeGreaterThanOrEqual(0);
    expect(terms).not.toContain('的');
    expect(terms).not.toContain('灯会');
    expect(terms.length).toBeLessThanOrEqual(25);
  });
});
