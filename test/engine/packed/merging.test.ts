/** Segments are merged when it is quiet, also those that were there when the index was opened, and a save keeps that. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { MERGE_LIMITS } from '../../../src/engine/packed/maintenance.js';
import { createPackedEngine, type PackedSearchEngine } from '../../../src/engine/packed/packed-engine.js';
import { article, ask, put, remove, VERSION } from '../../contract/contract-kit.js';
import { rankingWeights } from '../../support/ranking-weights.js';

let directory: string;
let engine: PackedSearchEngine;
let mergedCount: number;

const open = async (quietMs: number): Promise<void> => {
  mergedCount = 0;
  engine = createPackedEngine({
    directory,
    weights: rankingWeights,
    merges: { ...MERGE_LIMITS, quietMs },
    onMerged: () => {
      mergedCount += 1;
    },
  });
  await engine.open(VERSION);
};
const NEVER_MS = 600_000;
const files = async (): Promise<number> => (await readdir(directory)).filter((name) => name.startsWith('segment-')).length;

beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'xunbao-merging-'));
});
afterEach(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});

describe('an index that was saved in many segments', () => {
  it('is merged in the quiet after it was opened, says so, and is saved as one', async () => {
    await open(NEVER_MS);
    for (let n = 0; n < 8; n += 1)
      await engine.apply(put(article(`a${n}`, { title: `渡口第${n}班` }), article(`b${n}`, { title: '水车' })), n + 1);
    await engine.apply(remove('b3'), 9);
    const before = await ask(engine, '渡口');
    await engine.save();
    expect([engine.segmentCount, mergedCount, await files()]).toEqual([8, 0, 8]);
    await engine.close();
    await open(5);
    for (let tries = 0; tries < 400 && mergedCount === 0; tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
    expect([engine.segmentCount, mergedCount]).toEqual([1, 1]);
    const after = await ask(engine, '渡口');
    expect([after.total, after.hits.map(({ document }) => document.id), after.statistics]).toEqual([
      before.total,
      before.hits.map(({ document }) => document.id),
      before.statistics,
    ]);
    await engine.save();
    expect(await files()).toBe(1);
    await engine.close();
    await open(NEVER_MS);
    expect([engine.segmentCount, engine.documentCount, (await ask(engine, '水车')).total]).toEqual([1, 15, 7]);
  });

  it('is brought into that shape at once where that is asked for', async () => {
    await open(NEVER_MS);
    for (let n = 0; n < 8; n += 1) await engine.apply(put(article(`a${n}`, { title: `渡口第${n}班` })), n + 1);
    await engine.settle();
    expect([engine.segmentCount, mergedCount, (await ask(engine, '渡口')).total]).toEqual([1, 1, 8]);
    await engine.settle();
    expect(mergedCount).toBe(1);
  });
});
