import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { Archive } from '../../src/archive/archive.js';
import type { ArchiveChange } from '../../src/archive/archive-change.js';
import { ArchiveModel, dump } from './archive-model.js';
import { inventedArticle, inventedPage } from './invented-articles.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';
const PAGE_IDS = ['p', 'q'];

const id = fc.constantFrom('a', 'b', 'c', 'd');
const pageId = fc.constantFrom(...PAGE_IDS);
const source = fc.constantFrom('api', '/in/1.txt');
const change: fc.Arbitrary<ArchiveChange> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('article' as const), article: fc.tuple(id, fc.nat(9)).map(([name, version]) => inventedArticle(name, version)), source }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('delete' as const, 'restore' as const, 'remove' as const), id }) },
  fc.record({ type: fc.constant('withhold' as const), id, reason: fc.constantFrom('误', '更正') }),
  fc.record({ type: fc.constant('page' as const), page: fc.tuple(pageId, source, fc.subarray(['a', 'b'])).map(([name, from, ids]) => inventedPage(name, '', ids, from)) }),
  fc.record({ type: fc.constantFrom('deletePage' as const, 'restorePage' as const, 'removePage' as const), id: pageId }),
);
const step = fc.oneof(
  { weight: 8, arbitrary: fc.array(fc.array(change, { maxLength: 4 }), { minLength: 1, maxLength: 4 }) },
  fc.constantFrom('compact' as const, 'purge' as const, 'reopen' as const),
);

describe('random commits, some at the same time, compactions, purges and reopenings', () => {
  it('leave what the rules say, and an index that follows has the same articles', async () => {
    const seed = Date.now() % 1e9;
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'xunbao-random-'));
      let archive = await Archive.open(folder);
      try {
        const model = new ArchiveModel();
        const index = new Map<string, string>();
        let followed = 0;
        for (const [number, one] of steps.entries()) {
          if (one === 'reopen') {
            await archive.close();
            archive = await Archive.open(folder);
          } else if (one === 'compact') await archive.compact();
          else if (one === 'purge') {
            await archive.purge();
            model.purge();
          } else {
            await Promise.all(one.map((changes) => archive.commit(changes)));
            for (const changes of one) model.commit(changes);
          }
          expect(await dump(archive, PAGE_IDS)).toEqual(model.dump());
          if (number % 3 === 2 || number === steps.length - 1) {
            if (followed < archive.horizon) index.clear();
            for await (const { sequence, id: changed, article } of archive.changesSince(followed)) {
              expect(sequence).toBeLessThanOrEqual(archive.sequence);
              if (article === null) index.delete(changed);
              else index.set(changed, article.title);
            }
            followed = archive.sequence;
            const live: (readonly [string, string])[] = [];
            for await (const article of archive.liveArticles()) live.push([article.id, article.title]);
            expect([...index].sort()).toEqual(live.sort());
            expect(archive.liveCount).toBe(live.length);
          }
        }
        await archive.close();
        archive = await Archive.open(folder);
        expect(await dump(archive, PAGE_IDS)).toEqual(model.dump());
      } finally {
        await archive.close();
        await fs.rm(folder, { recursive: true });
      }
    }), { seed, numRuns: LONG ? 1_000 : 40 });
  }, 600_000);
});
