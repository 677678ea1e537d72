/** An article that is withheld or deleted is on no page for people: not in results, lists, articles beside it, or the printed page. */
import { jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { openApp, type App } from '../../src/service/app.js';
import { loadConfig } from '../../src/config.js';
import { startService, type RunningService } from '../../src/service/service.js';
import type { SearchAnswer } from '../../src/search/search-answer.js';
import { buildOnce, projectDir, temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';

const sample = path.join(projectDir, 'data', 'pages', '云湾工人报', '2024-05-06', '03.txt');
const logger = pino({ level: 'silent' });
/** Stand in the withheld letter, and nowhere else on its page. */
const TELLING = ['遮光帘', '蓝大勇', '夜班宿舍'];
let room: TemporaryFolder;
let app: App;
let service: RunningService;

jest.setTimeout(120_000);
beforeAll(async () => {
  buildOnce();
  room = temporaryFolder();
  const config = loadConfig({ environment: {}, options: { PORT: '0', XUNBAO_DATA: room.at('archive'), XUNBAO_INDEX: room.at('index') } });
  app = await openApp(config, logger);
  service = await startService(config, logger);
  await service.serve(app);
  await app.intake.addPage({ bytes: readFileSync(sample), given: {}, source: 'a.txt' });
});
afterAll(async () => {
  await service.close();
  await app.close();
  room.remove();
});

async function show(address: string): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(`${service.url}${address}`, { headers: { 'accept-language': 'zh-CN' } });
  return { status: response.status, text: await response.text() };
}

describe.each(['withheld', 'deleted'] as const)('an article that is %s', (standing) => {
  it('is nowhere', async () => {
    const answer = (await (await fetch(`${service.url}/api/v1/search?limit=100`)).json()) as SearchAnswer;
    const letter = answer.hits.find(({ title }) => title.text.includes('遮光帘'))!;
    const others = answer.hits.filter(({ id }) => id !== letter.id);
    expect((await show(`/articles/${others[0]!.id}/trail`)).text).toContain('遮光帘');
    await (standing === 'withheld' ? app.intake.withhold(letter.id, '应来信人要求') : app.intake.deleteArticle(letter.id));
    const addresses = [
      '/',
      '/?q=',
      '/?q=&sort=oldest&limit=100',
      '/pages',
      `/pages/${encodeURIComponent('云湾工人报')}/2024-05-06/3`,
      ...others.flatMap(({ id }) => [`/articles/${id}`, `/articles/${id}/trail`, `/articles/${id}/trail?q=${encodeURIComponent('宿舍')}`]),
    ];
    for (const address of addresses) {
      const { status, text } = await show(address);
      expect([address, status]).toEqual([address, 200]);
      expect(TELLING.filter((word) => text.includes(word)).map((word) => `${address} ${word}`)).toEqual([]);
    }
    for (const address of [`/articles/${letter.id}`, `/articles/${letter.id}/trail`]) {
      const { status, text } = await show(address);
      expect([status, TELLING.some((word) => text.includes(word)), text.includes('应来信人要求')]).toEqual([
        410,
        false,
        standing === 'withheld',
      ]);
    }
    expect((await show(`/?q=${encodeURIComponent('"夜班宿舍"')}`)).text).toContain('没有找到文章');
    if (standing === 'withheld') await app.intake.restore(letter.id);
  });
});

it('a withheld article is released by one click, from our own pages only, and PUT and POST of it are refused', async () => {
  const answer = (await (await fetch(`${service.url}/api/v1/search?limit=100`)).json()) as SearchAnswer;
  const { id, article } = answer.hits[0]!;
  await app.intake.withhold(id, '勘误');
  const page = await show(`/articles/${id}`);
  expect([page.status, page.text.includes(`action="/articles/${id}/restore"`)]).toEqual([410, true]);
  const json = JSON.stringify({ title: article.title, paragraphs: ['全文已改写。'] });
  const put = await fetch(`${service.url}/api/v1/articles/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: json,
  });
  expect([put.status, ((await put.json()) as { code: string }).code]).toEqual([409, 'ARTICLE_WITHHELD']);
  const post = await fetch(`${service.url}/api/v1/articles`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: `${JSON.stringify({ id, title: article.title, paragraphs: ['全文已改写。'] })}\n`,
  });
  expect(JSON.parse((await post.text()).trim())).toMatchObject({ id, status: 'failed', error: { code: 'ARTICLE_WITHHELD' } });
  const form = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${service.url}/articles/${id}/restore`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: '',
    });
  expect((await form({ origin: 'https://elsewhere.example' })).status).toBe(403);
  expect((await show(`/articles/${id}`)).status).toBe(410);
  const released = await form({ origin: service.url });
  expect([released.status, released.headers.get('location')]).toEqual([303, `/articles/${id}`]);
  expect((await show(`/articles/${id}`)).status).toBe(200);
});
