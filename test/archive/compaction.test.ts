import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ArticleLines } from '../../src/article/article.js';
import { contentOfArchive } from '../../src/extras/opensearch/copy/fill-copy.js';
import { Archive } from '../../src/archive/archive.js';
import { sha256Of } from '../../src/archive/page-files.js';
import { inventedArticle, inventedPage } from './invented-articles.js';

let folder: string;
let archive: Archive;

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'xunbao-compaction-'));
  archive = await Archive.open(folder);
});
afterEach(async () => {
  await archive.close();
  await fs.rm(folder, { recursive: true });
});

async function reopen(): Promise<void> {
  await archive.close();
  archive = await Archive.open(folder);
}

/** Everything the archive can be asked, as one value. */
async function contents(): Promise<unknown> {
  const records: unknown[] = [];
  for await (const record of archive.records()) records.push(record);
  const changes: unknown[] = [];
  for await (const change of archive.changesSince(archive.horizon)) changes.push(change);
  const live: string[] = [];
  for await (const { id } of archive.liveArticles()) live.push(id);
  const pages = await Promise.all(archive.pages().map(({ id }) => archive.page(id)));
  return {
    records,
    changes: changes.filter((change) => (change as { article: unknown }).article !== null),
    live,
    pages,
    sequence: archive.sequence,
    liveCount: archive.liveCount,
  };
}

async function wholeFolder(): Promise<Buffer> {
  const names = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  return Buffer.concat(
    await Promise.all(names.filter((entry) => entry.isFile()).map((entry) => fs.readFile(path.join(entry.parentPath, entry.name)))),
  );
}

async function fill(): Promise<void> {
  for (let n = 0; n < 30; n++)
    await archive.commit([{ type: 'article', article: inventedArticle(`a${n % 10}`, n), source: `/in/${n % 3}.txt` }]);
  await archive.commit([
    { type: 'article', article: inventedArticle('b1') },
    { type: 'article', article: inventedArticle('b2') },
    { type: 'page', page: inventedPage('p1', 'e'.repeat(64), ['b1', 'b2']) },
  ]);
  await archive.commit([
    { type: 'remove', id: 'a3' },
    { type: 'delete', id: 'a4' },
  ]);
  await archive.commit([
    { type: 'withhold', id: 'a5', reason: '更正中' },
    { type: 'withhold', id: 'a6', reason: '误' },
  ]);
  await archive.commit([
    { type: 'restore', id: 'a6' },
    { type: 'deletePage', id: 'p2' },
    { type: 'delete', id: 'unseen' },
  ]);
}

describe('Archive.compact', () => {
  it('changes nothing that can be asked, before and after opening again, and drops superseded texts', async () => {
    await fill();
    const before = await contents();
    const { bytesBefore, bytesAfter } = await archive.compact();
    expect(bytesAfter).toBeLessThan(bytesBefore / 2);
    expect(await contents()).toEqual(before);
    expect((await wholeFolder()).includes('渡口新桥第3次验收')).toBe(false);
    await reopen();
    expect(await contents()).toEqual(before);
    await archive.compact();
    await reopen();
    const after = (await contents()) as { records: unknown };
    expect(after.records).toEqual((before as { records: unknown }).records);
    expect([archive.pageStatus('p2'), archive.status('unseen')]).toEqual(['deleted', 'deleted']);
  });

  it('tells what was removed to an index that was up to date at the compaction before', async () => {
    await archive.commit([{ type: 'article', article: inventedArticle('a') }]);
    await archive.compact();
    const upToDate = archive.sequence;
    await archive.commit([{ type: 'remove', id: 'a' }]);
    await archive.compact();
    await reopen();
    expect(archive.horizon).toBeLessThanOrEqual(upToDate);
    const seen: unknown[] = [];
    for await (const { id, article } of archive.changesSince(upToDate)) seen.push([id, article]);
    expect(seen).toEqual([['a', null]]);
    await archive.compact();
    expect(archive.horizon).toBeGreaterThan(upToDate);
  });

  it('gives an index that stopped before the horizon everything there is', async () => {
    await fill();
    await archive.compact();
    await archive.commit([{ type: 'article', article: inventedArticle('late') }]);
    await archive.compact();
    const ids = new Set<string>();
    for await (const { id, article } of archive.changesSince(archive.horizon - 1)) if (article !== null) ids.add(id);
    expect(ids.size).toBe(archive.liveCount);
  });

  it('keeps what is committed, read and followed while it runs', async () => {
    for (let n = 0; n < 300; n++) await archive.commit([{ type: 'article', article: inventedArticle(`a${n}`) }]);
    const writes: Promise<number>[] = [];
    const compaction = archive.compact();
    for (let n = 0; n < 300; n++) {
      writes.push(archive.commit([{ type: 'article', article: inventedArticle(`a${n}`, 2) }]));
      if (n % 10 === 0) expect((await archive.article('a299'))?.article.id).toBe('a299');
    }
    const second = archive.compact();
    const seen = new Map<string, string | undefined>();
    for await (const { id, article } of archive.changesSince(0)) seen.set(id, article?.title);
    await Promise.all([...writes, compaction, second]);
    expect(seen.size).toBe(300);
    for (const open of [(): Promise<void> => Promise.resolve(), reopen]) {
      await open();
      for (let n = 0; n < 300; n++) expect((await archive.article(`a${n}`))?.article).toEqual(inventedArticle(`a${n}`, 2));
    }
  });
});

describe('Archive.purge', () => {
  const lines = (title: number, paragraphs: readonly number[][]): ArticleLines => ({
    banner: [],
    kicker: [],
    title: [title],
    subtitle: [],
    paragraphs,
  });
  const secret = {
    ...inventedArticle('s'),
    title: '河心岛租约秘闻',
    kicker: [],
    byline: { reporters: ['单闻'], correspondents: [], photographers: [] },
    paragraphs: ['租约条款从未公布，知情人昨天开口。', '岛上居民搬走。'],
  };
  const other = { ...inventedArticle('o'), title: '渡口新桥通车', kicker: [], paragraphs: ['行人不再绕行。'] };
  const text =
    '望渡晚报\n渡口新桥通车\n行人不再绕行。\n河心岛租约秘闻\n本报记者 单闻\n租约条款从未公布，\r\n知情人昨天开口。\n岛上居民搬走。\n第3版\n';

  async function storePage(bytes: Buffer, encoding: string): Promise<void> {
    const page = { ...inventedPage('p1', sha256Of(bytes), ['o', 's']), encoding };
    await archive.commit(
      [
        { type: 'page', page },
        { type: 'article', article: other, pageId: 'p1', lines: lines(2, [[3]]), source: '/in/p1.txt' },
        { type: 'article', article: secret, pageId: 'p1', lines: lines(4, [[6, 7], [8]]), source: '/in/p1.txt' },
      ],
      [bytes],
    );
  }

  it.each(['withhold', 'delete'] as const)(
    'leaves no byte of an article after %s, in no file, and keeps the rest of its page',
    async (type) => {
      await storePage(Buffer.from(text), 'utf-8');
      await archive.commit([type === 'delete' ? { type, id: 's' } : { type, id: 's', reason: '当事人要求' }]);
      const report = await archive.purge();
      expect(report).toMatchObject({ articleIds: ['s'], pages: [{ id: 'p1', action: 'blanked' }], removedFileCount: 1 });
      for (const open of [(): Promise<void> => Promise.resolve(), reopen]) {
        await open();
        const folderBytes = await wholeFolder();
        for (const piece of ['河心岛', '租约', '知情人', '岛上居民', '单闻']) expect(folderBytes.includes(piece)).toBe(false);
        expect(folderBytes.includes('行人不再绕行')).toBe(true);
        expect([archive.status('s'), await archive.article('s'), archive.liveCount]).toEqual([
          type === 'delete' ? 'deleted' : 'withheld',
          undefined,
          1,
        ]);
        expect(archive.reason('s')).toBe(type === 'delete' ? undefined : '当事人要求');
        const page = await archive.page('p1');
        expect(page).toMatchObject({ originalSha256: sha256Of(Buffer.from(text)), articleIds: ['o', 's'] });
        const left = Buffer.from(await archive.pageBytes(page!.sha256)).toString();
        expect(left.split(/\r\n|\n/).map((line) => line.trim())).toEqual([
          '望渡晚报',
          '渡口新桥通车',
          '行人不再绕行。',
          '',
          '',
          '',
          '',
          '',
          '第3版',
          '',
        ]);
      }
    },
  );

  it('blanks pages in GB18030 too', async () => {
    const gb = Buffer.from('4d3b3536cdfbb6c9cdedb1a80abac7d0c4b5ba0a', 'hex');
    const article = { ...secret, title: '河心岛', paragraphs: [], byline: { ...secret.byline, reporters: [] } };
    await archive.commit(
      [
        { type: 'page', page: { ...inventedPage('p1', sha256Of(gb), ['s']), encoding: 'gb18030' } },
        { type: 'article', article, pageId: 'p1', lines: lines(2, []) },
      ],
      [gb],
    );
    await archive.commit([{ type: 'delete', id: 's' }]);
    expect((await archive.purge()).pages).toEqual([{ id: 'p1', action: 'blanked' }]);
    expect(Buffer.from(await archive.pageBytes((await archive.page('p1'))!.sha256)).toString('hex')).toBe(
      '4d3b3536cdfbb6c9cdedb1a80a2020202020200a',
    );
  });

  it('drops the bytes of a page when it cannot be sure that blanking is enough', async () => {
    await storePage(Buffer.from(`${text}又：租约条款从未公布，知情人昨天开口。\n`), 'utf-8');
    await archive.commit([{ type: 'delete', id: 's' }]);
    expect((await archive.purge()).pages).toEqual([{ id: 'p1', action: 'dropped' }]);
    expect((await wholeFolder()).includes('租约')).toBe(false);
    expect((await archive.page('p1'))?.sha256).toBe('');
  });

  it.each(['utf-8', 'utf-16le'])(
    'drops the bytes of a page in UTF-16, recorded as %s: half a character may look like a line end',
    async (encoding) => {
      await storePage(Buffer.from(`\ufeff${text.replace('岛上', '上不')}`, 'utf16le'), encoding);
      await archive.commit([{ type: 'withhold', id: 's', reason: '当事人要求' }]);
      expect((await archive.purge()).pages).toEqual([{ id: 'p1', action: 'dropped' }]);
      expect((await wholeFolder()).includes(Buffer.from('租约', 'utf16le'))).toBe(false);
    },
  );

  it('removes a deleted page with its record and bytes, and keeps its tombstone', async () => {
    await storePage(Buffer.from(text), 'utf-8');
    await archive.commit([
      { type: 'delete', id: 'o' },
      { type: 'delete', id: 's' },
      { type: 'deletePage', id: 'p1' },
    ]);
    expect(await archive.purge()).toMatchObject({ articleIds: ['o', 's'], deletedPageIds: ['p1'], removedFileCount: 1 });
    const folderBytes = await wholeFolder();
    for (const piece of ['租约', '绕行', '望渡晚报']) expect(folderBytes.includes(piece)).toBe(false);
    await reopen();
    expect([archive.pageStatus('p1'), archive.status('o')]).toEqual(['deleted', 'deleted']);
  });

  it('does not take a purged text back from a file, only from the API or after it is restored', async () => {
    await archive.commit([{ type: 'article', article: secret, source: '/in/a.json' }]);
    await archive.commit([{ type: 'withhold', id: 's', reason: '误' }]);
    await archive.purge();
    await archive.commit([{ type: 'article', article: secret, source: '/in/a.json' }]);
    expect([archive.status('s'), (await wholeFolder()).includes('租约')]).toEqual(['withheld', false]);
    await archive.commit([{ type: 'restore', id: 's' }]);
    expect(archive.status('s')).toBeUndefined();
    await archive.commit([{ type: 'article', article: secret, source: '/in/a.json' }]);
    expect(archive.status('s')).toBe('live');
  });

  it('keeps page bytes that a commit under way is about to name', async () => {
    const bytes = Array.from({ length: 20 }, (_, n) => Buffer.from(`第${n}版\n`));
    const commits = bytes.map((page, n) => archive.commit([{ type: 'page', page: inventedPage(`p${n}`, sha256Of(page), []) }], [page]));
    await Promise.all([...commits, archive.purge(), archive.compact()]);
    for (const page of bytes) expect(Buffer.from(await archive.pageBytes(sha256Of(page)))).toEqual(page);
  });
});

describe('Archive.recordsAfter', () => {
  it('gives an article that was forgotten and came again once', async () => {
    await archive.commit([{ type: 'withhold', id: 'a', reason: '误' }]);
    await archive.commit([
      { type: 'restore', id: 'a' },
      { type: 'withhold', id: 'd', reason: '误' },
    ]);
    await archive.compact();
    await archive.compact();
    await archive.commit([{ type: 'article', article: inventedArticle('a') }]);
    const ids: string[] = [];
    for await (const { records } of archive.recordsAfter(0)) ids.push(...records.map(({ id }) => id));
    expect(ids).toEqual(['d', 'a']);
    expect(await contentOfArchive(archive)).toMatchObject({ articleCount: 1, withheldCount: 1 });
  });
});
