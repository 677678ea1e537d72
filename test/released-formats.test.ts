/** Archives and indexes as released formats wrote them go on being read; what a newer program wrote is refused, and says so. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Archive } from '../src/archive/archive.js';
import { archiveIdOf } from '../src/archive/archive-id.js';
import { verifyArchive } from '../src/archive/verify-archive.js';
import { createMiniSearchEngine } from '../src/engine/minisearch/minisearch-engine.js';
import { createPackedEngine } from '../src/engine/packed/packed-engine.js';
import { printedTextOf } from '../src/intake/printed-text.js';
import { found } from './contract/contract-kit.js';
import { rankingWeights } from './support/ranking-weights.js';

const FORMATS = fileURLToPath(new URL('fixtures/formats', import.meta.url));
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'xunbao-formats-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const copyOf = (name: string): string => {
  cpSync(path.join(FORMATS, name), path.join(folder, name), { recursive: true });
  return path.join(folder, name);
};

describe('an archive of format 1', () => {
  it('opens with everything that was kept', async () => {
    const directory = copyOf('archive-1');
    expect((await verifyArchive(directory)).problems).toEqual([]);
    const archive = await Archive.open(directory);
    expect([
      archive.status('kept'),
      archive.status('withheld'),
      archive.reason('withheld'),
      archive.status('deleted'),
      archive.liveCount,
    ]).toEqual(['live', 'withheld', '勘误', 'deleted', 2]);
    expect((await archive.article('kept'))?.article).toMatchObject({ title: '渡口夜班加开一趟船', paper: '望渡晚报', date: '2031-05-04' });
    const [page] = archive.pages();
    expect((await archive.pageBytes(page!.sha256)).toString()).toContain('望渡城的新桥昨天通车');
    await archive.close();
  });

  it('is raised to the format of today when it is opened, and is the same archive still', async () => {
    const directory = copyOf('archive-1');
    const file = path.join(directory, 'xunbao-archive.json');
    const before = readFileSync(file, 'utf8');
    await (await Archive.open(directory)).close();
    expect(readFileSync(file, 'utf8')).toBe(before.replace('"version": 1', '"version": 3'));
    expect(archiveIdOf(readFileSync(file, 'utf8'))).toBe(archiveIdOf(before));
  });

  it('of a newer format is refused, with what to do, and left as it is', async () => {
    const directory = copyOf('archive-1');
    const file = path.join(directory, 'xunbao-archive.json');
    const marker = readFileSync(file, 'utf8').replace('"version": 1', '"version": 99');
    writeFileSync(file, marker);
    const log = readFileSync(path.join(directory, 'articles.log'));
    await expect(Archive.open(directory)).rejects.toMatchObject({
      code: 'FOLDER_NOT_OURS',
      message: expect.stringMatching(/format 99, written by a newer xunbao.*up to format 3.*newer program/),
    });
    expect(readFileSync(file, 'utf8')).toBe(marker);
    expect(readFileSync(path.join(directory, 'articles.log')).equals(log)).toBe(true);
  });
});

it('an archive of format 2 opens with what is known of its texts and pages', async () => {
  const directory = copyOf('archive-2');
  expect((await verifyArchive(directory)).problems).toEqual([]);
  const archive = await Archive.open(directory);
  expect([
    archive.status('withheld'),
    archive.standing('withheld')?.prints?.length,
    archive.standing('alike')?.like,
    archive.isReleased('released'),
    archive.reason('both'),
    archive.status('both'),
  ]).toEqual(['withheld', 1, 'withheld', true, '勘误', 'deleted']);
  const [page] = archive.pages();
  expect((await archive.page(page!.id))?.decided).toEqual({ place: { paper: '望渡晚报', date: '2031-05-04', pageNumber: '1' } });
  await archive.close();
});

it('an archive of format 3 opens with the reader that numbered the lines of a page', async () => {
  const directory = copyOf('archive-3');
  expect((await verifyArchive(directory)).problems).toEqual([]);
  const archive = await Archive.open(directory);
  const [page] = archive.pages();
  const record = await archive.page(page!.id);
  expect(record).toMatchObject({ form: 'text', readerVersion: 2 });
  const lines = (await printedTextOf(record!, await archive.pageBytes(page!.sha256)))!.split('\n');
  const { article, lines: numbers } = (await archive.article(record!.articleIds[0]!))!;
  expect(lines[numbers!.title[0]! - 1]).toBe(article.title);
  await archive.close();
});

describe.each([
  ['minisearch-3', 'minisearch.index', createMiniSearchEngine],
  ['packed-4', 'packed.index', createPackedEngine],
] as const)('an index of format %s', (name, file, create) => {
  /** The dictionary it was built with is part of its version, and no part of its format. */
  const versionOf = (directory: string): string =>
    (JSON.parse(readFileSync(path.join(directory, file), 'utf8').split('\n', 1)[0]!) as { version: string }).version;

  it('is loaded and answers', async () => {
    const directory = copyOf(name);
    const engine = create({ directory, weights: rankingWeights });
    expect(await engine.open(versionOf(directory))).toMatchObject({ reason: 'loaded' });
    expect(engine.documentCount).toBe(2);
    expect(await found(engine, '渡口夜班')).toEqual(['kept']);
    expect(await found(engine, '短讯')).toEqual([]);
    await engine.close();
  });

  it('of a newer format is not read, and that is the reason given', async () => {
    const directory = copyOf(name);
    const version = versionOf(directory);
    writeFileSync(path.join(directory, file), readFileSync(path.join(directory, file), 'utf8').replace(/"format":\d+/, '"format":99'));
    const engine = create({ directory, weights: rankingWeights });
    expect(await engine.open(version)).toMatchObject({ reason: 'newer', sequence: 0 });
    expect(engine.documentCount).toBe(0);
    await engine.close();
  });
});

it.each([
  ['minisearch-2', createMiniSearchEngine],
  ['packed-2', createPackedEngine],
  ['packed-3', createPackedEngine],
] as const)('an index of the older format %s is not read, and that is the reason given: it is built again', async (name, create) => {
  const directory = copyOf(name);
  const engine = create({ directory, weights: rankingWeights });
  expect(await engine.open('e4e65bd8c8c6badd')).toMatchObject({ reason: 'older', sequence: 0 });
  expect(engine.documentCount).toBe(0);
  await engine.close();
});
