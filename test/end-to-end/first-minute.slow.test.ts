/**
 * What `index` leaves behind: one segment, suggestions and near-duplicates built, so that a service has nothing to catch up with; and
 * what is cut short is brought up.
 */
import { jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildOnce, projectDir, startXunbao, temporaryFolder, xunbao, type Service, type TemporaryFolder } from '../support/run-xunbao.js';

jest.setTimeout(240_000);
const ENGINE = { XUNBAO_ENGINE: 'packed', LOG_LEVEL: 'info' };
const BODY =
  '南湾大桥昨日合龙，全长一千二百米，历时三年。市民沿江观看，掌声不断。桥面将铺设沥青，预计明年春天通车，两岸往返只需五分钟。工程负责人说，合龙误差不到两毫米。';
let room: TemporaryFolder;
let service: Service | undefined;

beforeAll(() => {
  buildOnce();
}, 120_000);
beforeEach(() => {
  room = temporaryFolder();
});
afterEach(async () => {
  await service?.kill();
  service = undefined;
  room.remove();
});

/** The first is a dispatch of which the last is a copy. */
const articles = (count: number): string =>
  Array.from({ length: count }, (_, n) =>
    JSON.stringify({
      id: `a${n}`,
      title: n === 0 ? '南湾大桥合龙' : n === count - 1 ? '大桥昨天合龙' : `渡口夜班第${n}条消息`,
      paper: '云湾工人报',
      date: '2031-04-02',
      paragraphs: [
        n === 0
          ? BODY
          : n === count - 1
            ? BODY.replace('掌声不断', '掌声阵阵')
            : `船工说，第${n}班船昨晚照常开出，载客${(n * 7) % 311}人，两岸都来了人看热闹，到家已经是深夜。`,
      ],
    }),
  ).join('\n');
const held = (ending: string): string[] =>
  existsSync(room.at('index', 'packed')) ? readdirSync(room.at('index', 'packed')).filter((name) => name.endsWith(ending)) : [];
const get = async (address: string): Promise<Record<string, never>> =>
  (await (await fetch(`${service!.url}/api/v1${address}`)).json()) as Record<string, never>;
const suggested = async (q: string): Promise<string[]> =>
  ((await get(`/suggest?q=${encodeURIComponent(q)}`))['suggestions'] as unknown as { text: string }[]).map(({ text }) => text);
const sameAs = async (): Promise<unknown> =>
  ((await get(`/search?q=${encodeURIComponent('标题:南湾大桥')}`))['hits'] as unknown as { sameAs?: string[] }[])[0]?.sameAs;

describe('xunbao index', () => {
  it('ends merged, with all that a service needs, and the service reads nothing again', async () => {
    writeFileSync(room.at('a.ndjson'), articles(9_000));
    expect((await xunbao([...room.store, 'index', room.at('a.ndjson')], { env: ENGINE })).code).toBe(0);
    expect([held('.packed').length, held('.companion').sort()]).toEqual([1, ['near-duplicates.companion', 'suggestions.companion']]);
    service = await startXunbao([...room.store, 'serve'], ENGINE);
    expect(await suggested('nanwan')).toContain('南湾大桥合龙');
    expect(await sameAs()).toEqual(['a8999']);
    expect(await service.stop()).toBe(0);
    service = undefined;
    // A few more do not wake the companions; the next service brings them up.
    writeFileSync(room.at('b.ndjson'), JSON.stringify({ id: 'b', title: '校园菜园丰收', paragraphs: ['孩子们种下的南瓜有了收成。'] }));
    expect((await xunbao([...room.store, 'index', room.at('b.ndjson')], { env: ENGINE })).code).toBe(0);
    service = await startXunbao([...room.store, 'serve'], ENGINE);
    for (let tries = 0; tries < 100 && (await suggested('caiyuan')).length === 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await suggested('caiyuan')).toContain('校园菜园丰收');
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'that is ended by %s leaves a store that the next service brings up by itself',
    async (signal) => {
      writeFileSync(room.at('a.ndjson'), articles(9_000));
      const child = spawn(
        process.execPath,
        [path.join(projectDir, 'dist', 'cli', 'main.js'), ...room.store, 'index', room.at('a.ndjson')],
        { env: { ...process.env, ...ENGINE }, stdio: 'ignore' },
      );
      const ended = once(child, 'exit');
      for (let tries = 0; tries < 2_000 && held('.packed').length === 0 && child.exitCode === null; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 10));
      child.kill(signal);
      await ended;
      service = await startXunbao([...room.store, 'serve'], ENGINE);
      const { total } = (await get('/search?limit=1')) as unknown as { total: number };
      expect(total).toBeGreaterThan(0);
      for (let tries = 0; tries < 600 && (await suggested('nanwan')).length === 0; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await suggested('nanwan')).toContain('南湾大桥合龙');
      expect(await suggested(`渡口夜班第${total - 2}条消息`)).toContain(`渡口夜班第${total - 2}条消息`);
      for (let tries = 0; tries < 600 && held('.packed').length > 1; tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
      expect(held('.packed')).toHaveLength(1);
      expect(await service.stop()).toBe(0);
      service = undefined;
      expect((await xunbao([...room.store, 'verify'], { env: ENGINE })).code).toBe(0);
    },
  );
});
