/** The archive's copy on a real cluster: the same as the archive, there and back. */
import { jest } from '@jest/globals';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { Archive } from '../../src/archive/archive.js';
import type { ArchiveRecord } from '../../src/archive/archive-change.js';
import { readRecords } from '../../src/archive/read-archive.js';
import { writeBulk } from '../../src/extras/opensearch/cluster/bulk-writer.js';
import { ArchiveCopy } from '../../src/extras/opensearch/copy/archive-copy.js';
import { documentId } from '../../src/extras/opensearch/copy/copy-document.js';
import { CopyFollower } from '../../src/extras/opensearch/copy/copy-follower.js';
import { contentOfArchive, contentOfCopy, fillCopy, verifyCopy } from '../../src/extras/opensearch/copy/fill-copy.js';
import { readCopy, restoreFromCopy } from '../../src/extras/opensearch/copy/restore-from-copy.js';
import { randomStep, take } from '../archive/random-changes.js';
import { inventedArticle, inventedPage } from '../archive/invented-articles.js';
import { sha256Of } from '../../src/archive/page-files.js';
import { seed } from '../support/shared.js';
import { describeWithCluster, TestCluster } from '../support/cluster.js';

jest.setTimeout(300_000);
const MANY = process.env['XUNBAO_TEST_LONG'] === '1' ? 100_000 : 2_000;
const RUNS = process.env['XUNBAO_TEST_LONG'] === '1' ? 40 : 3;

async function all(records: AsyncIterable<ArchiveRecord>): Promise<readonly ArchiveRecord[]> {
  const found: ArchiveRecord[] = [];
  for await (const record of records) found.push(record);
  return found;
}

describeWithCluster("the archive's copy on a cluster", () => {
  let folder: string;
  let cluster: TestCluster;
  let archive: Archive;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'xunbao-copy-'));
    cluster = new TestCluster();
    archive = await Archive.open(at('archive'));
  });
  afterEach(async () => {
    await archive.close();
    await cluster.close();
    await rm(folder, { recursive: true, force: true });
  });

  const at = (...parts: readonly string[]): string => path.join(folder, ...parts);
  const fill = (copy = new ArchiveCopy(cluster.connection)) => fillCopy(copy, cluster.connection, archive);
  const put = (id: string, version = 1) => archive.commit([{ type: 'article', article: inventedArticle(id, version), source: 'api' }]);
  const putPage = async (id: string, bytes: Buffer, articleIds: readonly string[] = []) =>
    archive.commit([{ type: 'page', page: inventedPage(id, sha256Of(bytes), articleIds) }], [bytes]);

  it('follows random histories through gaps, and gives the archive back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(randomStep, { minLength: 1, maxLength: 8 }),
        fc.array(randomStep, { maxLength: 8 }),
        fc.array(randomStep, { maxLength: 8 }),
        async (before, away, beside) => {
          const room = await mkdtemp(at('run-'));
          const own = await Archive.open(path.join(room, 'from'));
          const copy = new ArchiveCopy(cluster.connection);
          await copy.remove();
          try {
            for (const step of before) await take(own, step);
            await fillCopy(copy, cluster.connection, own);
            for (const step of away) await take(own, step);
            const failures: unknown[] = [];
            const follower = new CopyFollower(copy, cluster.connection, own, await fillCopy(copy, cluster.connection, own), {
              onFailure: (error) => failures.push(error),
              onRecovery: () => undefined,
            });
            for (const step of beside) await take(own, step);
            await follower.upTo(own.sequence);
            await follower.close();
            expect(failures).toEqual([]);
            const wanted = await contentOfArchive(own);
            expect(await contentOfCopy(copy, cluster.connection)).toEqual(wanted);
            expect(await all(readCopy(copy, cluster.connection))).toEqual(await all(own.records()));
            const to = path.join(room, 'to');
            expect(await restoreFromCopy({ copy, connection: cluster.connection, directory: to })).toMatchObject({
              content: wanted,
              sequence: own.sequence,
              resumed: false,
            });
            expect(await all(readRecords(to))).toEqual(await all(own.records()));
          } finally {
            await own.close();
          }
        },
      ),
      { seed, numRuns: RUNS },
    );
  });

  it('is resumed where it was cut short, and forgets pages that went meanwhile', async () => {
    for (let i = 0; i < 30; i += 1) await put(`a${i}`);
    await putPage('gone', Buffer.from('要移走的版面'));
    await putPage('large', Buffer.alloc(4_000_000, '长'));
    await fill();
    await archive.commit([
      { type: 'removePage', id: 'gone' },
      { type: 'remove', id: 'a3' },
    ]);
    await archive.compact();
    await archive.compact();
    const copy = new ArchiveCopy(cluster.connection);
    const state = await fill(copy);
    expect(state).toMatchObject({ isWhole: true, sequence: archive.sequence, horizon: archive.horizon });
    expect(await verifyCopy(copy, cluster.connection, archive, state)).toMatchObject({ articleCount: 29, pageCount: 1, fileCount: 1 });
    await expect(restoreFromCopy({ copy, connection: cluster.connection, directory: at('archive') })).rejects.toMatchObject({
      code: 'ARCHIVE_LOCKED',
    });
    await archive.close();
    await expect(restoreFromCopy({ copy, connection: cluster.connection, directory: at('archive') })).rejects.toMatchObject({
      code: 'FOLDER_NOT_EMPTY',
    });
  });

  it('gives purged texts and the bytes of pages up', async () => {
    await put('a');
    await putPage('p', Buffer.from('要清除的版面'), []);
    const copy = new ArchiveCopy(cluster.connection);
    const follower = new CopyFollower(copy, cluster.connection, archive, await fill(copy), {
      onFailure: () => undefined,
      onRecovery: () => undefined,
    });
    await archive.commit([
      { type: 'withhold', id: 'a', reason: '当事人请求' },
      { type: 'deletePage', id: 'p' },
    ]);
    await archive.purge();
    await follower.sweep();
    await follower.close();
    await copy.refresh();
    const { hits } = (await cluster.connection.request({ method: 'POST', path: `/${copy.index}/_search`, body: { size: 100 } })) as {
      hits: { hits: readonly { _source: object }[] };
    };
    const texts = JSON.stringify(hits.hits.map(({ _source }) => _source));
    expect(texts).not.toContain('新桥');
    expect(texts).not.toContain(Buffer.from('要清除的版面').toString('base64'));
    expect(texts).toContain('当事人请求');
  });

  it('refuses the copy of another archive, one that is ahead, and one that is not whole', async () => {
    await put('a');
    await archive.close();
    await cp(at('archive'), at('older'), { recursive: true });
    archive = await Archive.open(at('archive'));
    await put('b');
    const copy = new ArchiveCopy(cluster.connection);
    await expect(restoreFromCopy({ copy, connection: cluster.connection, directory: at('to') })).rejects.toMatchObject({
      code: 'COPY_NOT_FOUND',
    });
    await fill(copy);
    const other = await Archive.open(at('other'));
    await expect(fillCopy(new ArchiveCopy(cluster.connection), cluster.connection, other)).rejects.toMatchObject({ code: 'COPY_MISMATCH' });
    await other.close();
    await archive.close();
    archive = await Archive.open(at('older'));
    await expect(fill()).rejects.toMatchObject({ code: 'COPY_MISMATCH', message: expect.stringContaining('older state') });
  });

  it('finds a text that was changed, and one that is lost', async () => {
    for (const id of ['a', 'b', 'c']) await put(id);
    const copy = new ArchiveCopy(cluster.connection);
    await verifyCopy(copy, cluster.connection, archive, await fill(copy));
    const change = (body: object) =>
      cluster.connection.request({
        method: 'POST',
        path: `/${copy.index}/_update/${documentId({ kind: 'article', id: 'b' })}`,
        body: { doc: body },
      });
    const restore = (to: string) => restoreFromCopy({ copy, connection: cluster.connection, directory: at(to) });
    const { _source } = (await cluster.connection.request({
      method: 'GET',
      path: `/${copy.index}/_doc/${documentId({ kind: 'article', id: 'b' })}`,
    })) as { _source: { change: string } };
    await change({ change: _source.change.replace('行人', '游人') });
    await expect(restore('changed')).rejects.toMatchObject({ code: 'COPY_MISMATCH', message: expect.stringContaining('article b') });
    await change({ change: _source.change });
    await restore('whole');
    await writeBulk(cluster.connection, [
      { index: copy.index, id: documentId({ kind: 'article', id: 'b' }), version: 1_000, document: null },
    ]);
    await expect(restore('lost')).rejects.toMatchObject({ code: 'COPY_MISMATCH', message: expect.stringContaining('2 articles') });
    await expect(Archive.open(at('lost'))).rejects.toMatchObject({ code: 'FOLDER_NOT_OURS' });
  });

  it(`takes ${MANY} articles there and back in bounded memory`, async () => {
    const batch = 1_000;
    for (let from = 0; from < MANY; from += batch) {
      await archive.commit(
        Array.from({ length: batch }, (_, i) => ({
          type: 'article',
          article: { ...inventedArticle(`many-${from + i}`), paragraphs: [`第${from + i}篇。${'两岸居民前来观看。'.repeat(110)}`] },
          source: 'api',
        })),
      );
    }
    const usedBytes = (): number => process.memoryUsage().heapUsed + process.memoryUsage().external;
    const startBytes = usedBytes();
    let mostBytes = 0;
    const onRecords = (): void => {
      mostBytes = Math.max(mostBytes, usedBytes() - startBytes);
    };
    const copy = new ArchiveCopy(cluster.connection);
    await fillCopy(copy, cluster.connection, archive, onRecords);
    const { content } = await restoreFromCopy({ copy, connection: cluster.connection, directory: at('to'), onRecords });
    expect(content).toEqual(await contentOfArchive(archive));
    expect(content.articleCount).toBe(MANY);
    // What is not collected yet counts too; the texts of 100,000 are 300 MB.
    expect(mostBytes).toBeLessThan(200_000_000);
  });

  it('has one writer: who is taken over stops', async () => {
    await put('a');
    const copy = new ArchiveCopy(cluster.connection);
    const state = await fill(copy);
    await new ArchiveCopy(cluster.connection).claim();
    await expect(copy.save(state)).rejects.toMatchObject({ code: 'COPY_TAKEN' });
  });
});
