/** What the contract suite cannot ask of every engine: how this one fails, and how it writes its file. */
import { jest } from '@jest/globals';
import { crc32 } from 'node:zlib';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import MiniSearch from 'minisearch';
import { createMiniSearchEngine } from '../../../src/engine/minisearch/minisearch-engine.js';
import type { SearchEngine } from '../../../src/search/engine.js';
import { article, ask, found, idsOf, put, remove } from '../../contract/contract-kit.js';

const FILE = 'minisearch.index';
const WORDS = { terms: [{ text: '渡口', type: 'word' as const }] };

describe('the MiniSearch engine', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'xunbao-minisearch-'));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await rm(directory, { recursive: true, force: true });
  });

  const open = async (version = 'v'): Promise<SearchEngine> => {
    const engine = createMiniSearchEngine({ directory });
    await engine.open(version);
    return engine;
  };

  it('puts what suits best first among those that stand alike', async () => {
    const engine = await open();
    await engine.apply(
      put(
        article('body', { title: '天气', paragraphs: ['渡口'] }),
        article('title', { title: '渡口' }),
        article('part', { title: '大渡口区' }),
      ),
      3,
    );
    expect(idsOf(await ask(engine, '渡口', WORDS))).toEqual(['title', 'body', 'part']);
  });

  it('answers like one built afresh after many removals and replacements', async () => {
    const engine = await open();
    const kept = Array.from({ length: 150 }, (_, i) =>
      article(`k${i}`, { title: `渡口${'桥'.repeat(i % 9)}`, paragraphs: [`灯塔${i}渡口`.repeat(1 + (i % 4))] }),
    );
    await engine.apply(put(...Array.from({ length: 300 }, (_, i) => article(`g${i}`, { title: `渡口 word${i}` }))), 300);
    await engine.apply(put(...kept.map((one) => ({ ...one, title: '旧' }))), 450);
    await engine.apply([...remove(...Array.from({ length: 300 }, (_, i) => `g${i}`)), ...put(...kept)], 900);
    const fresh = createMiniSearchEngine({ directory: path.join(directory, 'other') });
    await fresh.open('v');
    await fresh.apply(put(...kept), 150);
    for (const query of ['渡口', '灯塔7', '桥桥', '旧', 'word7']) {
      const [one, other] = [await ask(engine, query, WORDS), await ask(fresh, query, WORDS)];
      expect(idsOf(one)).toEqual(idsOf(other));
      expect(one.statistics).toEqual(other.statistics);
    }
  });

  it('finds a document whose words MiniSearch could not take, and goes on with the others', async () => {
    const engine = await open();
    await engine.apply(put(article('a', { title: '渡口' }), article('b', { title: '天气', paragraphs: ['渡口'] })), 2);
    const add = jest.spyOn(MiniSearch.prototype, 'add');
    add.mockImplementationOnce(() => {
      throw new RangeError('Maximum call stack size exceeded');
    });
    await engine.apply(put(article('bad', { title: '渡口闸' }), article('c', { title: '麦田', paragraphs: ['渡口'] })), 4);
    expect(await found(engine, '渡口')).toEqual(['a', 'b', 'bad', 'c']);
    expect(idsOf(await ask(engine, '渡口', WORDS)).at(-1)).toBe('bad');
    await engine.save();
    const again = await open();
    expect(again.documentCount).toBe(4);
    expect(idsOf(await ask(again, '渡口', WORDS))).toEqual(idsOf(await ask(engine, '渡口', WORDS)));
    await again.apply([...remove('bad'), ...put(article('a', { title: '灯塔' }))], 6);
    expect(await found(again, '渡口')).toEqual(['b', 'c']);
    await again.apply(put(article('bad', { title: '渡口' })), 7);
    expect(idsOf(await ask(again, '渡口', WORDS))[0]).toBe('bad');
  });

  it('fills its words anew only after a failure, not when it saves', async () => {
    const engine = await open();
    await engine.apply(put(...Array.from({ length: 20 }, (_, i) => article(`n${i}`, { title: '渡口' }))), 20);
    await engine.apply([...remove('n3'), ...put(article('n5', { title: '灯塔' }))], 22);
    const add = jest.spyOn(MiniSearch.prototype, 'add');
    await engine.save();
    expect(add).not.toHaveBeenCalled();
  });

  it('is not stopped by a query of thousands of words', async () => {
    const engine = await open();
    await engine.apply(put(...Array.from({ length: 300 }, (_, i) => article(`n${i}`, { title: `word1 渡口${i}` }))), 300);
    const started = performance.now();
    const terms = Array.from({ length: 2_000 }, () => ({ text: 'word1', type: 'word' as const }));
    expect((await ask(engine, 'word1 '.repeat(1_000), { terms })).total).toBe(300);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('says of a saved index why it is not used: another format, another engine', async () => {
    const engine = await open();
    await engine.apply(put(article('a', { title: '渡口' })), 1);
    await engine.save();
    const file = path.join(directory, FILE);
    const lines = (await readFile(file, 'utf8')).split('\n');
    const header = JSON.parse(lines[0]!) as Record<string, unknown>;
    const written = async (changed: Record<string, unknown>): Promise<string> => {
      const body = [JSON.stringify({ ...header, ...changed }), ...lines.slice(1, -2)].join('\n') + '\n';
      const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');
      await writeFile(file, `${body}${hex(crc32(body), 8)} ${hex(Buffer.byteLength(body), 16)}\n`);
      return (await createMiniSearchEngine({ directory }).open('v')).reason;
    };
    expect(await written({})).toBe('loaded');
    expect(await written({ format: Number(header['format']) + 1 })).toBe('newer');
    expect(await written({ format: Number(header['format']) - 1 })).toBe('older');
    expect(await written({ kind: 'packed' })).toBe('foreign');
    expect(await written({ version: 'w' })).toBe('foreign');
  });

  it('leaves the index before as it was when saving fails, and no file beside it', async () => {
    const engine = await open();
    await engine.apply(put(article('a', { title: '渡口' })), 1);
    await engine.save();
    await engine.apply(put(article('b', { title: '渡口' })), 2);
    jest.spyOn(MiniSearch.prototype, 'toJSON').mockImplementationOnce(() => {
      throw new Error('no memory');
    });
    await expect(engine.save()).rejects.toThrow('no memory');
    expect(await readdir(directory)).toEqual([FILE]);
    expect(await createMiniSearchEngine({ directory }).open('v')).toEqual({ sequence: 1, reason: 'loaded' });
    await engine.save();
    expect(await createMiniSearchEngine({ directory }).open('v')).toEqual({ sequence: 2, reason: 'loaded' });
  });

  it('calls a folder where its file should be damaged', async () => {
    await mkdir(path.join(directory, FILE));
    expect(await createMiniSearchEngine({ directory }).open('v')).toEqual({ sequence: 0, reason: 'damaged' });
  });
});
