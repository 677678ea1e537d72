import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { Archive } from '../../src/archive/archive.js';
import type { ArchiveChange } from '../../src/archive/archive-change.js';
import { seed } from '../support/shared.js';
import { ArchiveModel, dump } from './archive-model.js';
import { inventedPage } from './invented-articles.js';
import { RANDOM_PAGE_IDS, randomChange, randomPage } from './random-changes.js';

const LONG = process.env['XUNBAO_TEST_LONG'] === '1';

/** Pages too, without bytes: several commits run at a time. */
const change: fc.Arbitrary<ArchiveChange> = fc.oneof(
  { weight: 9, arbitrary: randomChange },
  randomPage.map(([id, from, ids]) => ({ type: 'page' as const, page: inventedPage(id, '', ids, from) })),
);
const step = fc.oneof(
  { weight: 8, arbitrary: fc.array(fc.array(change, { maxLength: 4 }), { minLength: 1, maxLength: 4 }) },
  fc.constantFrom('compact' as const, 'purge' as const, 'reopen' as const),
);

describe('random commits, some at the same time, compactions, purges and reopenings', () => {
  it('leave what the rules say, and an index that follows has the same articles', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
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
            expect(await dump(archive, RANDOM_PAGE_IDS)).toEqual(model.dump());
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
          expect(await dump(archive, RANDOM_PAGE_IDS)).toEqual(model.dump());
        } finally {
          await archive.close();
          await fs.rm(folder, { recursive: true });
        }
      }),
      { seed, numRuns: LONG ? 1_000 : 40 },
    );
  }, 600_000);
});
