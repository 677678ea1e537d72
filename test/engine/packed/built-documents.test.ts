/** Documents that come in a segment of their own: taken in as they are, and found like any others. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Article } from '../../../src/article/article.js';
import { builtDocuments, segmentAt } from '../../../src/engine/packed/built-documents.js';
import { groupsOf } from '../../../src/engine/packed/change-groups.js';
import { createPackedEngine, type PackedSearchEngine } from '../../../src/engine/packed/packed-engine.js';
import { buildSegment } from '../../../src/engine/packed/segment-builder.js';
import { toMessage } from '../../../src/engine/packed/segment-message.js';
import type { DocumentChange } from '../../../src/search/engine.js';
import { createSearchDocument, type SearchDocument } from '../../../src/search/search-document.js';
import { article, ask, put, remove, VERSION } from '../../contract/contract-kit.js';
import { analyzer } from '../../support/analyzer.js';
import { rankingWeights } from '../../support/ranking-weights.js';

const stories = (from: number, to: number, text: string): Article[] =>
  Array.from({ length: to - from }, (_, at) => article(`a${from + at}`, { title: `渡口之${from + at}`, paragraphs: [text] }));

/** As a worker would send it. */
function built(articles: readonly Article[]): readonly SearchDocument[] {
  const { message, memory } = toMessage(buildSegment(articles.map((one) => createSearchDocument(one, analyzer))).data);
  return builtDocuments(structuredClone(message, { transfer: memory }));
}

const puts = (documents: readonly SearchDocument[]): DocumentChange[] => documents.map((document) => ({ type: 'put', document }));

describe('documents that are built already', () => {
  const folders: string[] = [];
  const engines: PackedSearchEngine[] = [];
  const open = async (): Promise<PackedSearchEngine> => {
    const directory = await mkdtemp(path.join(os.tmpdir(), 'xunbao-built-'));
    const engine = createPackedEngine({ directory, weights: rankingWeights });
    folders.push(directory);
    engines.push(engine);
    await engine.open(VERSION);
    return engine;
  };
  afterEach(async () => {
    await Promise.all(engines.splice(0).map((engine) => engine.close()));
    await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
  });

  it('are taken in whole, replace what there was, and answer as if built here', async () => {
    const [theirs, ours] = [await open(), await open()];
    for (const engine of [theirs, ours]) await engine.apply(put(article('a1', { title: '旧文' }), article('z')), 1);
    const more = stories(0, 50, '轮渡今晨开航，两岸都来了人。');
    await theirs.apply([...puts(built(more)), ...remove('z')], 2);
    await ours.apply([...put(...more), ...remove('z')], 2);
    for (const query of ['轮渡', '渡口之1', '旧文', '"今晨开航"']) {
      const [a, b] = [await ask(theirs, query), await ask(ours, query)];
      expect([a.total, a.hits.map(({ document }) => document.id), a.statistics]).toEqual([
        b.total,
        b.hits.map(({ document }) => document.id),
        b.statistics,
      ]);
    }
    expect(theirs.documentCount).toBe(50);
  });

  it('are a group of their own between others, and only when all of a segment are there', () => {
    const documents = built(stories(0, 5, '船。'));
    const alone = [...groupsOf([...remove('x'), ...puts(documents), ...put(article('y'))])];
    expect(alone.map(({ changes, built: segment }) => [changes.map(([id]) => id), segment === segmentAt(documents, 0)])).toEqual([
      [['x'], false],
      [['a0', 'a1', 'a2', 'a3', 'a4'], true],
      [['y'], false],
    ]);
    const replaced = [...groupsOf([...puts(documents), ...put(article('a2', { title: '后来' }))])];
    expect(replaced.map(({ changes, built: segment }) => [changes.map(([id]) => id), segment])).toEqual([
      [['a0', 'a1', 'a3', 'a4', 'a2'], null],
    ]);
  });
});
