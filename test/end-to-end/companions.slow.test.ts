/** Suggestions, near-duplicates and similar articles of a running service: they know what was written, and forget what is taken out. */
import { jest } from '@jest/globals';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SearchAnswer, SearchHit } from '../../src/search/search-answer.js';
import { buildOnce, startXunbao, temporaryFolder, xunbao, type Service, type TemporaryFolder } from '../support/run-xunbao.js';

let room: TemporaryFolder;
let service: Service | undefined;

jest.setTimeout(120_000);
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

const STORY =
  '南湾大桥昨日合龙，全长一千二百米，历时三年。市民沿江观看，掌声不断。桥面将铺设沥青，预计明年春天通车，两岸往返只需五分钟。工程负责人说，合龙误差不到两毫米，达到设计要求。桥上设有人行道与自行车道，夜间装有节能灯。';

function articles(): readonly object[] {
  return [
    {
      id: 'bridge',
      title: '南湾大桥合龙',
      paper: '云湾工人报',
      date: '2031-04-02',
      paragraphs: [STORY],
      byline: { reporters: ['欧阳渡'] },
    },
    {
      id: 'copy',
      title: '大桥昨天合龙',
      paper: '杏桥晚报',
      date: '2031-04-03',
      paragraphs: [STORY.replace('掌声不断', '掌声阵阵').replace('两岸往返只需五分钟', '往返只要五分钟')],
    },
    {
      id: 'other',
      title: '南湾大桥通车后公交怎么走',
      paper: '杏桥晚报',
      date: '2031-05-03',
      paragraphs: ['南湾大桥通车后，公交将增设三条线路，桥面公交站设在两端，市民可以换乘。沥青路面平整，行车平稳。'],
    },
    {
      id: 'garden',
      title: '校园菜园丰收',
      paper: '杏桥晚报',
      date: '2031-05-04',
      paragraphs: ['孩子们种下的南瓜和豆角有了收成，厨房当天就端上了桌。'],
    },
  ];
}

async function get<Answer>(address: string): Promise<Answer> {
  const response = await fetch(`${service!.url}/api/v1${address}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

const suggestions = async (q: string): Promise<string[]> =>
  (await get<{ suggestions: { text: string }[] }>(`/suggest?q=${encodeURIComponent(q)}`)).suggestions.map(({ text }) => text);
const sameAs = async (id: string): Promise<readonly string[] | undefined> =>
  (await get<SearchAnswer>('/search?limit=100')).hits.find((hit) => hit.id === id)?.sameAs;

/** What is asked in the background first is there in a moment. */
async function eventually<T>(ask: () => Promise<T>, isThere: (answer: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const answer = await ask();
    if (isThere(answer) || tries === 100) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function put(article: object & { id?: string }): Promise<void> {
  const response = await fetch(`${service!.url}/api/v1/articles/${article.id!}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(article),
  });
  expect(response.status).toBeLessThan(300);
}

describe('a service', () => {
  it('suggests and tells copies as soon as a write is acknowledged, and forgets at once what is withheld', async () => {
    service = await startXunbao([...room.store, 'serve']);
    for (const article of articles()) await put(article);
    expect(await suggestions('nanwan')).toEqual(expect.arrayContaining(['南湾大桥合龙', '南湾大桥通车后公交怎么走']));
    expect(await suggestions('oyd')).toContain('欧阳渡');
    expect(await sameAs('bridge')).toEqual(['copy']);
    expect((await get<{ hits: SearchHit[] }>('/similar/bridge')).hits.map(({ id }) => id)).not.toContain('copy');
    const done = await xunbao([...room.store, 'withhold', 'bridge', '--reason', '应当事人要求']);
    expect(done.code).toBe(0);
    expect(await suggestions('nanwan')).toContain('南湾大桥通车后公交怎么走');
    expect((await suggestions('nanwan')).some((text) => text.includes('合龙'))).toBe(false);
    expect(await suggestions('oyd')).toEqual([]);
    expect(await sameAs('copy')).toBeUndefined();
    expect((await fetch(`${service.url}/api/v1/similar/bridge`)).status).toBe(410);
    expect((await get<{ hits: SearchHit[] }>('/similar/other')).hits.map(({ id }) => id)).not.toContain('bridge');
  });

  it('knows after a start what a command has written, and after a lost or damaged file the same', async () => {
    writeFileSync(
      room.at('a.ndjson'),
      articles()
        .map((article) => JSON.stringify(article))
        .join('\n'),
    );
    expect((await xunbao([...room.store, 'index', room.at('a.ndjson')])).code).toBe(0);
    const known = async (): Promise<unknown> => {
      service = await startXunbao([...room.store, 'serve']);
      await eventually(
        () => suggestions('gongjiao'),
        (texts) => texts.length > 0,
      );
      const answer = [
        await suggestions('大桥'),
        await suggestions('xycy'),
        await eventually(
          () => sameAs('copy'),
          (ids) => ids !== undefined,
        ),
      ];
      expect(await service.stop()).toBe(0);
      service = undefined;
      return answer;
    };
    const first = await known();
    expect(first).toEqual([expect.arrayContaining(['南湾大桥合龙']), ['校园菜园丰收'], ['bridge']]);
    expect(await known()).toEqual(first);
    const engine = readdirSync(room.at('index'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.companion'));
    expect(engine).toHaveLength(2);
    const file = room.at('index', engine[0]!);
    const bytes = readFileSync(file);
    bytes[bytes.length - 3]! ^= 4;
    writeFileSync(file, bytes);
    rmSync(room.at('index', engine[1]!));
    expect(await known()).toEqual(first);
  });

  it('purges a withheld text out of what it has saved', async () => {
    service = await startXunbao([...room.store, 'serve']);
    for (const article of articles()) await put(article);
    expect(await service.stop()).toBe(0);
    expect((await xunbao([...room.store, 'withhold', 'garden', '--reason', '勘误'])).code).toBe(0);
    expect((await xunbao([...room.store, 'purge'])).code).toBe(0);
    const held = readdirSync(room.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .filter((entry) =>
        ['utf8', 'utf16le'].some((encoding) =>
          readFileSync(path.join(entry.parentPath, entry.name)).includes(Buffer.from('校园菜园', encoding as BufferEncoding)),
        ),
      );
    expect(held.map(({ name }) => name)).toEqual([]);
  });
});
