/** A story on two sample pages, from the raw text to the page a reader sees; the whole service in this process. */
import { jest } from '@jest/globals';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { openApp, type App } from '../../src/service/app.js';
import { startService, type RunningService } from '../../src/service/service.js';
import { loadConfig } from '../../src/config.js';
import type { ArticleView } from '../../src/http/view-models.js';
import type { SearchAnswer } from '../../src/search/search-answer.js';
import { projectDir, temporaryFolder, type TemporaryFolder } from '../support/run-xunbao.js';

const samples = path.join(projectDir, 'data', 'pages', '云湾工人报', '2024-03-18');
const logger = pino({ level: 'silent' });
let room: TemporaryFolder;
let app: App;
let service: RunningService;

jest.setTimeout(120_000);
beforeEach(async () => {
  room = temporaryFolder();
  await start();
});
afterEach(async () => {
  await stop();
  room.remove();
});

async function start(): Promise<void> {
  const config = loadConfig({ environment: {}, options: { PORT: '0', XUNBAO_DATA: room.at('archive'), XUNBAO_INDEX: room.at('index') } });
  app = await openApp(config, logger);
  service = await startService(config, logger);
  await service.serve(app);
}

async function stop(): Promise<void> {
  await service.close();
  await app.close();
}

async function addPage(
  name: string,
): Promise<{ readonly articles: readonly { readonly id: string; readonly title: string }[]; readonly page: { readonly id: string } }> {
  const response = await fetch(`${service.url}/api/v1/pages`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: readFileSync(path.join(samples, name)),
  });
  expect(response.status).toBe(201);
  return response.json() as never;
}

async function search(q: string): Promise<SearchAnswer> {
  return (await (await fetch(`${service.url}/api/v1/search?q=${encodeURIComponent(q)}`)).json()) as SearchAnswer;
}

async function read(id: string, q = ''): Promise<ArticleView> {
  return (await (
    await fetch(`${service.url}/api/v1/articles/${id}${q === '' ? '' : `?q=${encodeURIComponent(q)}`}`)
  ).json()) as ArticleView;
}

async function show(id: string, language = 'zh-CN'): Promise<string> {
  return (await fetch(`${service.url}/articles/${id}`, { headers: { 'accept-language': language } })).text();
}

const idOf = (added: Awaited<ReturnType<typeof addPage>>): string => added.articles.find(({ title }) => title.includes('趣味运动会'))!.id;

describe('the two sample pages with one story', () => {
  it.each([
    ['01.txt', '02.txt'],
    ['02.txt', '01.txt'],
  ])('%s before %s: one hit, snippets from both, read under either id', async (one, other) => {
    const added = { [one]: await addPage(one), [other]: await addPage(other) };
    const [front, back] = [idOf(added['01.txt']!), idOf(added['02.txt']!)];
    const answer = await search('趣味运动会 托管点 蒙眼拧螺母 废旧输送带');
    expect(answer.total).toBe(1);
    expect(answer.hits[0]).toMatchObject({ id: front, match: 'exact', article: { pageNumber: '1' } });
    const shown = answer.hits[0]!.snippets.map(({ text }) => text).join();
    expect(shown).toContain('螺母');
    expect(shown).toContain('输送带');
    // The sentence that goes over from one page to the other stands whole.
    expect((await search('"由市职工大学幼教专业的学生照看"')).total).toBe(1);

    const view = await read(back, '输送带');
    expect(view.article.id).toBe(front);
    expect(await read(front, '输送带')).toEqual(view);
    expect(view.parts!.map(({ id, pageNumber }) => [id, pageNumber])).toEqual([
      [front, '1'],
      [back, '2'],
    ]);
    expect(view.missing).toBeUndefined();
    const at = view.marks!.paragraphs.findIndex((ranges) => ranges.length > 0);
    const part = view.parts![1]!;
    const lines = part.page!.lines!.paragraphs[part.paragraphs.indexOf(at)]!;
    const printed = readFileSync(path.join(samples, '02.txt'), 'utf8').split(/\r?\n/u);
    expect(lines.map((line) => printed[line - 1]!).join('')).toContain('废旧输送带');
    expect(view.page!.lines!.paragraphs).toHaveLength(view.article.paragraphs.length);

    const html = await show(back);
    expect(html).toContain('第1版</a>');
    expect(html).toMatch(/<p class="turn">上段之中转入 <a href="[^"]+">第2版<\/a>/);
  });

  it('a single half says what is missing, in both languages, and comes alone when the other goes', async () => {
    const front = idOf(await addPage('01.txt'));
    expect((await read(front)).missing).toEqual([{ way: 'to', pageNumber: '2' }]);
    expect(await show(front)).toContain('续文见第2版，本库未收');
    expect(await show(front, 'en')).toContain('Continued on page 2, not in this archive');
    const second = await addPage('02.txt');
    expect((await read(front)).missing).toBeUndefined();
    await app.intake.deleteArticle(front);
    expect((await search('输送带')).hits.map(({ id }) => id)).toEqual([idOf(second)]);
    expect(await show(idOf(second))).toContain('上文见第1版，本库未收');
    expect((await fetch(`${service.url}/api/v1/articles/${front}`)).status).toBe(410);
  });

  it('is the same without the index, and after a stop', async () => {
    await addPage('02.txt');
    await addPage('01.txt');
    const before = { ...(await search('趣味运动会')), tookMs: 0, cursor: '' };
    for (const lost of [false, true]) {
      await stop();
      if (lost) rmSync(room.at('index'), { recursive: true });
      await start();
      expect({ ...(await search('趣味运动会')), tookMs: 0, cursor: '' }).toEqual(before);
    }
  });

  it('keeps both halves on the lists of their own pages', async () => {
    const ids = [idOf(await addPage('01.txt')), idOf(await addPage('02.txt'))];
    for (const [at, number] of ['1', '2'].entries()) {
      const page = (await (await fetch(`${service.url}/api/v1/pages/${encodeURIComponent('云湾工人报')}/2024-03-18/${number}`)).json()) as {
        readonly articles: readonly { readonly id: string }[];
      };
      expect(page.articles.map(({ id }) => id)).toContain(ids[at]);
    }
  });
});

describe('confidence', () => {
  it('is told of each article, as a warning and as a mark where it is low, and not of corrected ones', async () => {
    const text = [
      '夜里零点，渡口的灯还亮着，摆渡的老人把船靠在石阶旁边，等最后一班下工的人。',
      '他说这条河他撑了四十年，水有多深，心里有数。',
    ].join('\n\n');
    const body = (await (
      await fetch(`${service.url}/api/v1/pages?paper=柳埠日报&date=2031-05-06&pageNumber=3`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: text,
      })
    ).json()) as { readonly warnings: readonly string[]; readonly articles: readonly { readonly id: string }[] };
    expect(body.warnings.join()).toContain('low confidence');
    const { id } = body.articles[0]!;
    const { page, article } = await read(id);
    expect(page!.confidence).toBeLessThan(0.7);
    expect(await show(id)).toContain('版面切分把握较低');
    await app.intake.putArticle({ ...article, title: '最后一班渡船' }, 'api');
    expect((await read(id)).page!.confidence).toBeUndefined();
    expect(await show(id)).not.toContain('版面切分把握较低');
    const sure = await addPage('01.txt');
    expect((await read(sure.articles[0]!.id)).page!.confidence).toBeGreaterThan(0.7);
  });
});
