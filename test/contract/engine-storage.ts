/** The saved index: the same answers after a restart, and a refusal with its reason for whatever is not right. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import type { SearchEngine } from '../../src/search/engine.js';
import { seed } from '../support/shared.js';
import { article, ask, type ContractSuite, found, idsOf, put, remove, VERSION } from './contract-kit.js';

const ARTICLES = [
  article('a', {
    title: '渡口新桥通车',
    date: '2031-05-04',
    paper: '望渡晚报',
    byline: { reporters: ['闻一渡'] },
    paragraphs: ['3·15那天，𠮷野家的老人从渡口走过。', '第二段'],
  }),
  article('b', { title: '麦田', pageNumber: '03', section: '三农', paragraphs: ['渡口的麦田 micro-400'] }),
  article('c"\\', { title: '渡口', kind: 'letter', paragraphs: ['行分隔\u2028符'] }),
  article('d', { title: '渡口' }),
];

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
const FLIP_COUNT = LONG ? 5_000 : 100;
const QUERIES = ['渡口', '"15"', '𠮷', '标题:渡口', '-渡口', 'micro*', '记者:闻一渡', '日期:2031', '"渡口 麦田"~3', '新桥老人'];

/** Everything a reader could tell two engines apart by. */
async function answers(engine: SearchEngine): Promise<unknown[]> {
  const all: unknown[] = [engine.documentCount];
  for (const query of QUERIES) {
    const answer = await ask(engine, query, {
      terms: [
        { text: '渡口', type: 'word' },
        { text: '麦田', type: 'pair' },
      ],
      facets: ['paper', 'section', 'reporter', 'kind'],
    });
    all.push(query, answer.total, idsOf(answer), answer.statistics, answer.facets);
  }
  return all;
}

async function filesUnder(directory: string): Promise<string[]> {
  const names = await readdir(directory, { recursive: true });
  const paths = names.map((name) => path.join(directory, name)).sort();
  const files = await Promise.all(paths.map(async (file) => ((await stat(file)).isFile() ? [file] : [])));
  return files.flat();
}

export function describeStorage({ test, create, folder }: ContractSuite): void {
  const saved = async (): Promise<{ directory: string; wanted: unknown[] }> => {
    const directory = await folder();
    const engine = create(directory);
    await engine.open(VERSION);
    await engine.apply(put(...ARTICLES, article('gone', { title: '渡口' })), 5);
    await engine.apply(remove('gone'), 6);
    await engine.save();
    const wanted = await answers(engine);
    await engine.close();
    return { directory, wanted };
  };
  /** Opens what was tampered with: the same answers, or a refusal and an empty index that works. Answers the reason. */
  const reopen = async (directory: string, wanted: unknown[], version = VERSION): Promise<string> => {
    const engine = create(directory);
    const { sequence, reason } = await engine.open(version);
    if (sequence > 0) {
      expect(sequence).toBe(6);
      expect(await answers(engine)).toEqual(wanted);
    } else {
      expect(engine.documentCount).toBe(0);
      expect(await found(engine, { type: 'all' })).toEqual([]);
      await engine.apply(put(article('x', { title: '渡口' })), 1);
      expect(await found(engine, '渡口')).toEqual(['x']);
    }
    await engine.close();
    return reason;
  };

  test('an empty folder opens empty', async () => {
    const engine = create(await folder());
    expect(await engine.open(VERSION)).toEqual({ sequence: 0, reason: 'none' });
  });

  test('what was saved is loaded and answers the same', async () => {
    const { directory, wanted } = await saved();
    expect(await reopen(directory, wanted)).toBe('loaded');
  });

  test('a loaded index takes changes, and can be saved and loaded again', async () => {
    const { directory } = await saved();
    const engine = create(directory);
    expect(await engine.open(VERSION)).toEqual({ sequence: 6, reason: 'loaded' });
    await engine.apply([...remove('a'), ...put(article('b', { title: '灯塔' }), article('e', { title: '灯塔渡口' }))], 9);
    await engine.save();
    const wanted = await answers(engine);
    const again = create(directory);
    expect(await again.open(VERSION)).toEqual({ sequence: 9, reason: 'loaded' });
    expect(await answers(again)).toEqual(wanted);
    expect(await found(again, '灯塔')).toEqual(['b', 'e']);
  });

  test('what was not saved is not there', async () => {
    const { directory, wanted } = await saved();
    const engine = create(directory);
    await engine.open(VERSION);
    await engine.apply(remove('a'), 7);
    await engine.close();
    expect(await reopen(directory, wanted)).toBe('loaded');
  });

  test('a cleared index is empty after a restart too', async () => {
    const { directory } = await saved();
    const engine = create(directory);
    await engine.open(VERSION);
    await engine.clear();
    await engine.close();
    expect(await create(directory).open(VERSION)).toMatchObject({ sequence: 0, reason: 'none' });
  });

  test('an empty index can be saved and loaded', async () => {
    const directory = await folder();
    const engine = create(directory);
    await engine.open(VERSION);
    await engine.apply(put(article('a')), 1);
    await engine.apply(remove('a'), 2);
    await engine.save();
    const again = create(directory);
    expect(await again.open(VERSION)).toEqual({ sequence: 2, reason: 'loaded' });
    expect(again.documentCount).toBe(0);
  });

  test('an index of another analyzer is refused', async () => {
    const { directory, wanted } = await saved();
    expect(await reopen(directory, wanted, 'contract-2')).toBe('foreign');
  });

  test('files that are no index are refused', async () => {
    const { directory, wanted } = await saved();
    for (const content of ['', '\n', 'null\n', '[]\n', '{}\n{}\n', '{"format":1}', 'hello\n'.repeat(99), '\u0000'.repeat(4096)]) {
      for (const file of await filesUnder(directory)) await writeFile(file, content);
      expect(['damaged', 'foreign', 'older', 'newer', 'none']).toContain(await reopen(directory, wanted));
    }
  });

  test('a truncated file is refused, wherever it was cut', async () => {
    const { directory, wanted } = await saved();
    for (const file of await filesUnder(directory)) {
      const bytes = await readFile(file);
      const some = [...new Set([0, 1, 2, 10, bytes.length >> 2, bytes.length >> 1, bytes.length - 2, bytes.length - 1])];
      for (const length of LONG ? bytes.keys() : some) {
        await writeFile(file, bytes.subarray(0, length));
        await reopen(directory, wanted);
        await writeFile(file, bytes);
      }
    }
    expect(await reopen(directory, wanted)).toBe('loaded');
  });

  test('no flipped bit ever changes an answer', async () => {
    const { directory, wanted } = await saved();
    const files = await filesUnder(directory);
    expect(files.length).toBeGreaterThan(0);
    const places = fc.tuple(fc.nat(files.length - 1), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(7));
    await fc.assert(
      fc.asyncProperty(places, async ([which, share, bit]) => {
        const file = files[which]!;
        const bytes = await readFile(file);
        const flipped = Buffer.from(bytes);
        flipped[Math.floor(share * bytes.length)]! ^= 1 << bit;
        await writeFile(file, flipped);
        try {
          await reopen(directory, wanted);
        } finally {
          await writeFile(file, bytes);
        }
      }),
      { seed, numRuns: FLIP_COUNT },
    );
  });

  test('bytes appended to a file are refused or change nothing', async () => {
    const { directory, wanted } = await saved();
    for (const file of await filesUnder(directory)) {
      const bytes = await readFile(file);
      for (const more of ['\n', ' ', '{}\n', '\u0000']) {
        await writeFile(file, Buffer.concat([bytes, Buffer.from(more)]));
        await reopen(directory, wanted);
      }
      await writeFile(file, bytes);
    }
  });
}
