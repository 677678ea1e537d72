/** Large pages read by workers: what comes back is what the caller's own thread would have read, faults too, and the thread stays free. */
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { readText } from '../../src/intake/read-page.js';
import { TextPool } from '../../src/intake/text-pool.js';
import { buildOnce, projectDir } from '../support/run-xunbao.js';

const compiled = (name: string): URL => pathToFileURL(path.join(projectDir, 'dist', 'intake', name));
const story = (n: number): string =>
  `渡口第${n}次开航\n\n本报讯（记者 贺知雨）船工说，${n}号船载客三百人，两岸都来了人，\n码头外排起长队，连对岸也听得见汽笛。\n\n`;
const page = (stories: number): Uint8Array => Buffer.from(Array.from({ length: stories }, (_, n) => story(n)).join(''));

let pool: TextPool;
beforeAll(() => {
  buildOnce();
}, 120_000);
beforeEach(() => {
  pool = new TextPool(compiled('text-worker.js'));
});
afterEach(async () => {
  await pool.close();
});

describe('TextPool', () => {
  it('reads a large page as this thread would, in either form, and says what is wrong with one', async () => {
    const bytes = page(700);
    const paged = Buffer.concat([bytes, Buffer.from('\f'), page(3)]);
    const [one, many, small] = await Promise.all([
      pool.read({ bytes, division: 'page' }),
      pool.read({ bytes: paged, division: 'file' }),
      pool.read({ bytes: page(1), division: 'page' }),
    ]);
    expect(one).toEqual(await readText({ bytes, division: 'page' }));
    expect(many).toEqual(await readText({ bytes: paged, division: 'file' }));
    expect(many.parsed).toHaveLength(2);
    expect(small).toEqual(await readText({ bytes: page(1), division: 'page' }));
    await expect(pool.read({ bytes: Buffer.alloc(100_000, 0), division: 'page' })).rejects.toMatchObject({ code: 'PAGE_BINARY' });
    await expect(pool.read({ bytes: Buffer.alloc(100_000, ' '), division: 'page' })).rejects.toMatchObject({ code: 'PAGE_EMPTY' });
  }, 30_000);

  it('leaves the thread to others meanwhile', async () => {
    await pool.read({ bytes: page(700), division: 'page' });
    const bytes = page(2_500);
    let longestMs = 0;
    let isRead = false;
    const watch = async (): Promise<void> => {
      for (let before = performance.now(); !isRead; before = performance.now()) {
        await delay(5);
        longestMs = Math.max(longestMs, performance.now() - before);
      }
    };
    const startMs = performance.now();
    const watched = watch();
    await pool.read({ bytes, division: 'page' });
    const tookMs = performance.now() - startMs;
    isRead = true;
    await watched;
    // What comes back is copied in runs; a reading here would be one piece.
    expect(longestMs).toBeLessThan(tookMs / 2);
  }, 60_000);

  it('fails where no worker can be started', async () => {
    const broken = new TextPool(compiled('absent-worker.js'));
    await expect(broken.read({ bytes: page(700), division: 'page' })).rejects.toThrow();
    await broken.close();
  }, 30_000);
});
