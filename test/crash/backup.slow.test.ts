/** A backup taken as docs/operating.md says, while the service is being written to, has everything acknowledged before it began. */
import { jest } from '@jest/globals';
import { cpSync, mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { openService } from '../support/open-service.js';
import { buildOnce, temporaryFolder } from '../support/run-xunbao.js';
import { runHere } from '../support/run-here.js';

const WRITERS = 8;
const COPIES = 2;

jest.setTimeout(60_000);
beforeAll(() => { buildOnce(); }, 120_000);

it('is whole, verifies, and opens with pages and articles', async () => {
  const room = temporaryFolder();
  const open = (archive: string, index: string) => openService({ XUNBAO_DATA: room.at(archive), XUNBAO_INDEX: room.at(index), XUNBAO_ENGINE: 'minisearch' });
  const service = await open('archive', 'index');
  const acknowledged: string[] = [];
  let isOver = false;
  const send = async (method: string, path: string, type: string, body: string): Promise<void> => {
    expect((await fetch(`${service.url}/api/v1${path}`, { method, headers: { 'content-type': type }, body })).status).toBe(201);
  };
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    for (let n = 0; !isOver; n += 1) {
      const name = `w${writer}n${n}`;
      if (n % 3 === 0) await send('POST', `/pages?paper=${encodeURIComponent(`望渡晚报${name}`)}&date=2031-05-04&pageNumber=1`, 'text/plain', `东岸新桥通车编号${name}号\n\n本报讯（记者 闻一渡）望渡城的新桥昨天通车，行人不再绕路。\n`);
      else await send('PUT', `/articles/${name}`, 'application/json', JSON.stringify({ title: `渡口短讯编号${name}号` }));
      acknowledged.push(name);
    }
  });
  const promised: (readonly string[])[] = [];
  for (let copy = 0; copy < COPIES; copy += 1) {
    while (acknowledged.length < (copy + 1) * 30) await delay(10);
    promised.push([...acknowledged]);
    mkdirSync(room.at(`backup${copy}`));
    for (const file of ['xunbao-archive.json', 'articles.log']) cpSync(room.at('archive', file), room.at(`backup${copy}`, file));
    await delay(30);
    cpSync(room.at('archive', 'pages'), room.at(`backup${copy}`, 'pages'), { recursive: true });
  }
  isOver = true;
  await Promise.all(writers);
  await service.close();
  for (const [copy, names] of promised.entries()) {
    expect(names.length).toBeGreaterThan(WRITERS);
    expect(await runHere(['--data', room.at(`backup${copy}`), '--index', room.at(`restored${copy}`), 'verify'])).toMatchObject({ code: 0 });
    const restored = await open(`backup${copy}`, `restored${copy}`);
    const totals = await Promise.all(names.map(async (name) => ((await (await fetch(`${restored.url}/api/v1/search?q=${encodeURIComponent(`"编号${name}号"`)}`)).json()) as { readonly total: number }).total));
    expect(names.filter((_, at) => totals[at] !== 1)).toEqual([]);
    for (const { sha256 } of restored.app.archive.pages()) expect((await restored.app.archive.pageBytes(sha256)).toString()).toContain('新桥昨天通车');
    await restored.close();
  }
  room.remove();
});
