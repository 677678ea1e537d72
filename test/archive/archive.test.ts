import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Archive } from '../../src/archive/archive.js';
import type { IndexedChange } from '../../src/archive/archive-change.js';
import { fingerprintOf } from '../../src/archive/fingerprint.js';
import { sha256Of } from '../../src/archive/page-files.js';
import { inventedArticle, inventedPage } from './invented-articles.js';

let folder: string;
let archive: Archive;

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'xunbao-archive-'));
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

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const shape = (changes: readonly IndexedChange[]): unknown[] =>
  changes.map(({ sequence, id, article }) => [sequence, id, article?.paragraphs[1] ?? null]);

describe('Archive', () => {
  it('leaves the word files of its user alone, also those that were there before it', async () => {
    const inner = path.join(folder, 'inner');
    await fs.mkdir(path.join(inner, 'words'), { recursive: true });
    await fs.writeFile(path.join(inner, 'words', 'synonyms.txt'), '甲 = 乙\n');
    for (const id of ['a1', 'a2']) {
      const other = await Archive.open(inner);
      await other.commit([{ type: 'article', article: inventedArticle(id) }]);
      await other.close();
    }
    expect(await fs.readFile(path.join(inner, 'words', 'synonyms.txt'), 'utf8')).toBe('甲 = 乙\n');
  });

  it('gives back what was committed, before and after it is opened again', async () => {
    const article = inventedArticle('a1');
    expect(await archive.commit([{ type: 'article', article, source: '/in/3.txt', pageId: 'p1' }])).toBe(1);
    for (const open of [(): Promise<void> => Promise.resolve(), reopen]) {
      await open();
      expect(await archive.article('a1')).toEqual({ article, status: 'live', sequence: 1, source: '/in/3.txt', pageId: 'p1' });
      expect(archive.status('a1')).toBe('live');
      expect(archive.fingerprint('a1')).toBe(fingerprintOf(article));
      expect([archive.liveCount, archive.sequence]).toEqual([1, 1]);
    }
    expect(archive.recovery).toMatchObject({ created: false, transactionCount: 1, articleCount: 1, tornBytes: 0, closedInOrder: true });
  });

  it('keeps every character of a text, odd ones included', async () => {
    const odd = {
      ...inventedArticle('odd'),
      paragraphs: ['a\u0000b\n\r\u2028c', '\ud842', '𠮷\ufeff', '","article":{"x":1}', '"changes":['],
      extra: { '10': 1, '2': { __proto__: 1, z: [null] }, ',"article":': '\\"' },
    };
    await archive.commit([{ type: 'article', article: odd, source: ',"article":{' }]);
    await reopen();
    expect(await archive.article('odd')).toEqual({ article: odd, status: 'live', sequence: 1, source: ',"article":{' });
  });

  it('stores a page with its bytes and articles as one transaction', async () => {
    const bytes = Buffer.from('望渡晚报\n渡口新桥第1次验收\n');
    const page = inventedPage('p1', sha256Of(bytes), ['a1', 'a2']);
    await archive.commit(
      [
        { type: 'page', page },
        { type: 'article', article: inventedArticle('a1') },
        { type: 'article', article: inventedArticle('a2') },
      ],
      [bytes],
    );
    await reopen();
    expect(archive.sequence).toBe(1);
    expect(await archive.page('p1')).toEqual(page);
    expect(archive.pages()).toEqual([
      { id: 'p1', sha256: page.sha256, source: '/in/p1.txt', paper: '望渡晚报', date: '2031-05-04', pageNumber: '3' },
    ]);
    expect(archive.pagesOfSource('/in/p1.txt')).toEqual(['p1']);
    expect(Buffer.from(await archive.pageBytes(page.sha256))).toEqual(bytes);
    await expect(archive.pageBytes('0'.repeat(64))).rejects.toMatchObject({ code: 'PAGE_NOT_FOUND' });
  });

  it('tells an index what changed, the latest state only, null for what is gone', async () => {
    await archive.commit([
      { type: 'article', article: inventedArticle('a') },
      { type: 'article', article: inventedArticle('b') },
    ]);
    await archive.commit([{ type: 'article', article: inventedArticle('c') }]);
    await archive.commit([{ type: 'article', article: inventedArticle('a', 2) }]);
    await archive.commit([{ type: 'remove', id: 'b' }]);
    const second = '工程分2期完成，两岸居民前来观看。';
    const first = '工程分1期完成，两岸居民前来观看。';
    for (const open of [(): Promise<void> => Promise.resolve(), reopen]) {
      await open();
      expect(shape(await all(archive.changesSince(0)))).toEqual([
        [2, 'c', first],
        [3, 'a', second],
        [4, 'b', null],
      ]);
      expect(shape(await all(archive.changesSince(3)))).toEqual([[4, 'b', null]]);
      expect(await all(archive.changesSince(4))).toEqual([]);
      expect((await all(archive.liveArticles())).map(({ id }) => id)).toEqual(['c', 'a']);
    }
  });

  it('tells an index what was committed while it was being told', async () => {
    await archive.commit([{ type: 'article', article: inventedArticle('a') }]);
    const seen: unknown[] = [];
    for await (const { id, article } of archive.changesSince(0)) {
      seen.push([id, article?.title]);
      if (seen.length === 1)
        await archive.commit([
          { type: 'article', article: inventedArticle('b') },
          { type: 'withhold', id: 'a', reason: '作者要求' },
        ]);
    }
    expect(seen[0]).toEqual(['a', '渡口新桥第1次验收']);
    expect(new Map(seen.slice(1) as [string, string][])).toEqual(
      new Map([
        ['a', undefined],
        ['b', '渡口新桥第1次验收'],
      ]),
    );
  });

  describe('taking articles out', () => {
    const fromFile = { type: 'article', article: inventedArticle('a', 2), source: '/in/3.txt' } as const;
    const fromApi = { ...fromFile, source: 'api' } as const;

    beforeEach(async () => {
      await archive.commit([{ ...fromFile, article: inventedArticle('a', 1) }]);
    });

    it('keeps a deleted article deleted when its file is indexed again, and takes it back from the API', async () => {
      await archive.commit([{ type: 'delete', id: 'a' }]);
      await archive.commit([fromFile]);
      await reopen();
      expect([archive.status('a'), archive.liveCount]).toEqual(['deleted', 0]);
      await archive.commit([fromApi]);
      expect([archive.status('a'), archive.liveCount]).toEqual(['live', 1]);
      expect((await archive.article('a'))?.article.title).toBe('渡口新桥第2次验收');
    });

    it('keeps a withheld article withheld, with its reason, while its text is replaced', async () => {
      await archive.commit([{ type: 'withhold', id: 'a', reason: '更正中' }]);
      await archive.commit([fromFile]);
      await reopen();
      expect(await archive.article('a')).toMatchObject({ status: 'withheld', reason: '更正中', article: { title: '渡口新桥第2次验收' } });
      expect(await all(archive.liveArticles())).toEqual([]);
      await archive.commit([{ type: 'restore', id: 'a' }]);
      expect([archive.status('a'), archive.reason('a'), archive.liveCount]).toEqual(['live', undefined, 1]);
    });

    it.each(['withhold', 'delete'] as const)('does not let a page that lost the article undo a %s', async (type) => {
      await archive.commit([type === 'delete' ? { type, id: 'a' } : { type, id: 'a', reason: '更正中' }]);
      await archive.commit([{ type: 'remove', id: 'a' }]);
      await archive.commit([fromFile]);
      expect(archive.status('a')).toBe(type === 'delete' ? 'deleted' : 'withheld');
    });

    it('forgets a removed article without a trace, so that it can come again', async () => {
      await archive.commit([{ type: 'remove', id: 'a' }]);
      expect([archive.status('a'), archive.fingerprint('a'), await archive.article('a')]).toEqual([undefined, undefined, undefined]);
      await archive.commit([fromFile]);
      expect(archive.status('a')).toBe('live');
    });

    it('keeps a tombstone for an id it has never seen, as an import brings it', async () => {
      await archive.commit([
        { type: 'delete', id: 'x' },
        { type: 'withhold', id: 'y', reason: '无授权' },
      ]);
      await archive.commit([
        { ...fromFile, article: inventedArticle('x') },
        { ...fromFile, article: inventedArticle('y') },
      ]);
      await reopen();
      expect([archive.status('x'), archive.status('y'), archive.reason('y')]).toEqual(['deleted', 'withheld', '无授权']);
      expect((await all(archive.records())).map(({ id, status, article }) => [id, status, article?.title])).toEqual([
        ['a', 'live', '渡口新桥第1次验收'],
        ['x', 'deleted', undefined],
        ['y', 'withheld', undefined],
      ]);
    });

    it('keeps a deleted page deleted until it is restored or put', async () => {
      const page = inventedPage('p1', sha256Of(Buffer.from('x')), ['a']);
      await archive.commit([{ type: 'page', page }]);
      await archive.commit([{ type: 'deletePage', id: 'p1' }]);
      await archive.commit([{ type: 'page', page }]);
      await reopen();
      expect([archive.pageStatus('p1'), await archive.page('p1'), archive.pages()]).toEqual(['deleted', undefined, []]);
      await archive.commit([{ type: 'restorePage', id: 'p1' }]);
      expect(await archive.page('p1')).toEqual(page);
      await archive.commit([
        { type: 'deletePage', id: 'p1' },
        { type: 'page', page: { ...page, source: 'api' } },
      ]);
      expect(archive.pageStatus('p1')).toBe('live');
      await archive.commit([{ type: 'removePage', id: 'p1' }]);
      expect([archive.pageStatus('p1'), archive.pagesOfSource('api')]).toEqual([undefined, []]);
    });
  });

  it('gives concurrent commits one sequence each and writes them in that order', async () => {
    const sequences = await Promise.all(
      Array.from({ length: 50 }, (_, n) => archive.commit([{ type: 'article', article: inventedArticle(`n${n}`) }])),
    );
    expect(sequences).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    await reopen();
    expect(archive.liveCount).toBe(50);
  });

  it('writes nothing for a commit without effect', async () => {
    expect(await archive.commit([])).toBe(0);
    expect(await archive.commit([{ type: 'remove', id: 'nobody' }])).toBe(0);
  });

  it('refuses commits after close, with a code', async () => {
    await archive.close();
    await expect(archive.commit([{ type: 'delete', id: 'a' }])).rejects.toMatchObject({ code: 'NOT_READY' });
  });
});
