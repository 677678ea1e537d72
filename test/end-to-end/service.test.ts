/** From a raw page to a marked hit; one writer at a time. */
import { jest } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ArticleView } from '../../src/http/view-models.js';
import type { SearchAnswer } from '../../src/search/search-answer.js';
import { buildOnce, projectDir, startXunbao, temporaryFolder, xunbao, type Service, type TemporaryFolder } from '../support/run-xunbao.js';

const samples = path.join(projectDir, 'data', 'pages');
let room: TemporaryFolder;
let service: Service | undefined;

// Each run of the command loads the dictionary; several in one test take their time on a busy machine.
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

async function serve(...args: string[]): Promise<Service> {
  service = await startXunbao([...room.store, 'serve', ...args]);
  return service;
}

async function getJson<Answer = SearchAnswer>(url: string): Promise<Answer> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

describe('a first start', () => {
  it('serves the sample pages: a marked hit through the API and on the page without a script', async () => {
    const { url } = await serve('--samples');
    const answer = await getJson(`${url}/api/v1/search?q=${encodeURIComponent('遮光帘')}`);
    expect(answer.hits[0]?.title.html).toBe('请给夜班宿舍挂一幅<mark>遮光帘</mark>');
    const article = await getJson<ArticleView>(`${url}/api/v1/articles/${answer.hits[0]!.id}?q=${encodeURIComponent('遮光帘')}`);
    expect(article.article.paper).toBe('云湾工人报');
    expect(article.marks?.title).toEqual([[9, 12]]);
    const page = await (await fetch(`${url}/?q=${encodeURIComponent('遮光帘')}`)).text();
    expect(page).toContain('请给夜班宿舍挂一幅<mark>遮光帘</mark>');
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(await service!.stop()).toBe(0);
  });

  it('does not bring the samples into an archive that holds something', async () => {
    writeFileSync(room.at('a.json'), JSON.stringify({ id: 'a', title: '唯一的一篇' }));
    await xunbao([...room.store, 'index', room.at('a.json')]);
    const { url } = await serve('--samples');
    expect((await getJson(`${url}/api/v1/search`)).total).toBe(1);
  });
});

describe('one writer', () => {
  it('a second service is refused and told what to do; an index command and a search go through the service', async () => {
    const { pid } = await serve('--samples');
    const [second, index, search] = await Promise.all([
      xunbao([...room.store, 'serve', '--port', '0']),
      xunbao([...room.store, 'index', samples]),
      xunbao([...room.store, 'search', '遮光帘']),
    ]);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain('ARCHIVE_LOCKED');
    expect(second.stderr).toContain(String(pid));
    expect(index.code).toBe(0);
    expect(index.stdout).toContain('added 0');
    expect(search.code).toBe(0);
    expect(search.stdout).toContain('【遮光帘】');
  });

  it('a port in use is said, and the archive is free again', async () => {
    const { url } = await serve('--samples');
    const taken = await xunbao(['--data', room.at('d2'), '--index', room.at('i2'), 'serve', '--port', new URL(url).port]);
    expect(taken.code).toBe(1);
    expect(taken.stderr).toContain('PORT_IN_USE');
    expect((await xunbao(['--data', room.at('d2'), '--index', room.at('i2'), 'index', samples])).code).toBe(0);
  });
});
