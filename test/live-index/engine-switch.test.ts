/** When the engine of a served index changes, and what happens when that fails. */
import { pino } from 'pino';
import { EngineSwitch } from '../../src/live-index/engine-switch.js';
import type { LiveIndex } from '../../src/live-index/live-index.js';

/** An index whose rebuilds end when they are told to. */
class FakeLive {
  current = { engine: { name: 'minisearch' } };
  isRebuilding = false;
  count = 0;
  end: (error?: Error) => void = () => undefined;

  rebuild(): Promise<void> {
    this.count += 1;
    this.isRebuilding = true;
    return new Promise((resolve, reject) => {
      this.end = (error) => {
        this.isRebuilding = false;
        if (error !== undefined) {
          reject(error);
          return;
        }
        this.current = { engine: { name: 'packed' } };
        resolve();
      };
    });
  }
}

function switching(more: { readonly isOff?: boolean; readonly retryMs?: number } = {}): {
  engines: EngineSwitch;
  live: FakeLive;
  size: { articles: number };
  log: { event?: string; reason?: string }[];
} {
  const live = new FakeLive();
  const size = { articles: 0 };
  const log: { event?: string; reason?: string }[] = [];
  const engines = new EngineSwitch({
    live: live as unknown as LiveIndex,
    feed: () => undefined as never,
    choose: (present) => ({
      name: size.articles >= 10 || (present === 'packed' && size.articles >= 5) ? 'packed' : 'minisearch',
      reason: `${size.articles} articles`,
    }),
    logger: pino(
      { level: 'info' },
      {
        write: (line: string) => {
          log.push(JSON.parse(line) as { event?: string });
        },
      },
    ),
    ...more,
  });
  return { engines, live, size, log };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('EngineSwitch', () => {
  it('changes once the archive has outgrown the engine, says why, and not again', async () => {
    const { engines, live, size, log } = switching();
    for (size.articles = 0; size.articles < 10; size.articles += 1) engines.consider();
    expect(live.count).toBe(0);
    engines.consider();
    size.articles = 11;
    engines.consider();
    live.end();
    await turn();
    for (const articles of [9, 11, 6, 5, 12]) {
      size.articles = articles;
      engines.consider();
    }
    expect(live.count).toBe(1);
    expect(log.map(({ event, reason }) => [event, reason])).toEqual([
      ['engine-switch', '10 articles'],
      ['engine-switched', '10 articles'],
    ]);
  });

  it('begins nothing while the index is being built anew', () => {
    const { engines, live, size } = switching();
    size.articles = 10;
    live.isRebuilding = true;
    engines.consider();
    expect(live.count).toBe(0);
    live.isRebuilding = false;
    engines.consider();
    expect(live.count).toBe(1);
  });

  it('says when it failed, and tries again later, not at every write', async () => {
    const { engines, live, size, log } = switching({ retryMs: 40 });
    size.articles = 10;
    engines.consider();
    live.end(new Error('no room'));
    await turn();
    engines.consider();
    engines.consider();
    expect([live.count, log.at(-1)?.event]).toEqual([1, 'engine-not-switched']);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(live.count).toBe(2);
    live.end();
    await turn();
    expect(log.at(-1)?.event).toBe('engine-switched');
    engines.close();
  });

  it('neither begins nor complains when it is closed, or off', async () => {
    const { engines, live, size, log } = switching();
    size.articles = 10;
    engines.consider();
    engines.close();
    live.end(new Error('stopping'));
    await turn();
    engines.consider();
    expect([live.count, log.map(({ event }) => event)]).toEqual([1, ['engine-switch']]);
    const off = switching({ isOff: true });
    off.size.articles = 10;
    off.engines.consider();
    expect(off.live.count).toBe(0);
  });
});
