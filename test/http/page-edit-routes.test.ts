/** Pages that are changed by hand, over a real archive. */
import { createHash } from 'node:crypto';
import request from 'supertest';

import { JoinedArticles } from '../../src/intake/joined-articles.js';
import { ArchiveArticleService } from '../../src/service/article-service.js';
import { openTemporaryIntake, pageText, THREE, type TemporaryIntake } from '../intake/temporary-intake.js';
import { FakeServices } from './fake-services.js';
import { openApp, type OpenApp, type OpenOptions } from './open-app.js';

const PLACE = { paper: '云湾工人报', date: '2024-03-18', pageNumber: '3' };

let room: TemporaryIntake;
let pageId: string;
let ids: readonly string[];
beforeEach(async () => {
  room = await openTemporaryIntake();
  const [receipt] = await room.intake.addPages({ bytes: Buffer.from(pageText(THREE)), given: {}, fromPath: PLACE, source: '/in/03.txt' });
  pageId = receipt!.page.id!;
  ids = receipt!.articles.map(({ id }) => id);
});
afterEach(async () => {
  await room.close();
});

function open(options: OpenOptions = {}): OpenApp {
  const services = new FakeServices();
  const articles = new ArchiveArticleService(room.archive, new JoinedArticles(room.archive));
  return openApp({ ...options, services: Object.assign(services, { intake: room.intake, articles }) });
}

const at = (id = pageId) => `/api/v1/pages/${encodeURIComponent(id)}`;
const patch = (app: OpenApp['app'], etag: string | undefined, body: object, key?: string) => {
  const call = request(app).patch(at()).set('Content-Type', 'application/merge-patch+json');
  if (etag !== undefined) void call.set('If-Match', etag);
  if (key !== undefined) void call.set('Authorization', `Bearer ${key}`);
  return call.send(JSON.stringify(body));
};
const look = async (app: OpenApp['app'], query = '') => {
  const { body, headers } = await request(app).get(`${at()}${query}`).expect(200);
  return { page: body, etag: headers['etag'] as string };
};

describe('GET /pages/{id}', () => {
  it('gives place, articles and their lines, and what may be sent back', async () => {
    const { app } = open();
    const { page, etag } = await look(app);
    expect(page).toMatchObject({ id: pageId, ...PLACE, file: '03.txt', isDivided: false, away: [], wants: [] });
    expect(page.articles).toEqual(
      ids.map((id, index) => ({ id, title: THREE[index]!.title, lines: [1, 3, 5].map((line) => line + index * 6) })),
    );
    const { body } = await patch(app, etag, { paper: page.paper, articles: page.articles }).expect(200);
    expect(body.page.isDivided).toBe(true);
  });

  it('gives texts and the reading of now where they are asked for', async () => {
    const { page } = await look(open().app, '?text=1&reading=1');
    expect(page.articles[1]).toMatchObject({
      title: THREE[1].title,
      paragraphs: THREE[1].paragraphs,
      lines: { title: [7], paragraphs: [[9], [11]] },
    });
    expect(page.printed.lines[0]).toBe(THREE[0].title);
    expect(page.reading.articles.map(({ title }: { title: string }) => title)).toEqual(THREE.map(({ title }) => title));
  });

  it('shows nothing of an article that is withheld', async () => {
    await room.intake.withhold(ids[1]!, '当事人要求');
    const { page } = await look(open().app, '?text=1&reading=1');
    expect(page.away).toEqual([{ id: ids[1], status: 'withheld', reason: '当事人要求' }]);
    expect(JSON.stringify(page)).not.toContain('口袋公园');
  });

  it('is 404 for a page that is not there or was deleted', async () => {
    const { app } = open();
    expect((await request(app).get(at('none')).expect(404)).body.code).toBe('PAGE_NOT_FOUND');
    await room.intake.deletePage(pageId);
    await request(app).get(at()).expect(404);
  });
});

describe('PATCH /pages/{id}', () => {
  it('needs If-Match, and answers 412 with the present state to who comes second', async () => {
    const { app } = open();
    expect((await patch(app, undefined, { section: '要闻' }).expect(428)).body.code).toBe('PRECONDITION_REQUIRED');
    const { etag } = await look(app);
    const first = await patch(app, etag, { section: '要闻' }).expect(200);
    expect(first.headers['etag']).not.toBe(etag);
    const second = await patch(app, etag, { section: '副刊' }).expect(412);
    expect(second.body).toMatchObject({ code: 'PRECONDITION_FAILED', present: { section: '要闻' } });
    await patch(app, second.headers['etag'], { section: '副刊' }).expect(200);
    expect((await look(app)).page.section).toBe('副刊');
  });

  it('is stale too when one of its articles was changed since', async () => {
    const { app } = open();
    const { etag } = await look(app);
    await room.intake.patchArticle(ids[0]!, { title: '改过的标题' }, '*');
    await patch(app, etag, { section: '要闻' }).expect(412);
  });

  it('keeps who did what, and takes it back', async () => {
    const { app } = open({ keys: { read: [], write: [{ name: 'archive-desk', digest: createHash('sha256').update('geheim').digest() }] } });
    await patch(app, '*', { date: '2024-03-19' }, 'geheim').expect(200);
    const { body } = await request(app).get(`${at()}/history`).expect(200);
    expect(body.decisions).toMatchObject([
      { n: 1, by: 'archive-desk', what: 'date', before: '2024-03-18', after: '2024-03-19', state: 'accepted' },
    ]);
    await request(app).delete(`${at()}/history/1`).set('Authorization', 'Bearer geheim').expect(204);
    expect((await look(app)).page.date).toBe('2024-03-18');
    await request(app).delete(`${at()}/history/7`).set('Authorization', 'Bearer geheim').expect(404);
    await request(app).delete(`${at()}/history/1`).expect(401);
  });

  it.each([
    [{ date: '2024-02-30' }, 'date'],
    [{ colour: 'red' }, ''],
    [{ articles: [{ id: 'none', lines: [1] }] }, 'articles[0].id'],
    [{ articles: [{ lines: [400] }] }, 'articles[0].lines'],
    [{ articles: [{ lines: [] }] }, 'articles[0].lines'],
    [{ articles: [{ title: '题', paragraphs: ['文'], lines: [1] }] }, 'articles[0].lines'],
    [{ withheld: '' }, 'withheld'],
  ])('refuses %j', async (body, path) => {
    const { app } = open();
    const { body: problem } = await patch(app, '*', body).expect(400);
    expect(problem.code).toBe('PAGE_INVALID');
    expect(problem.errors.map((fault: { path: string }) => fault.path)).toContain(path);
    expect((await request(app).get(`${at()}/history`)).body.decisions).toEqual([]);
  });

  it('changes the places of many pages, all or none', async () => {
    const { app } = open();
    const [other] = await room.intake.addPages({
      bytes: Buffer.from('另一个版面的标题\n\n这一版只有一条很短的消息。\n'),
      given: { ...PLACE, pageNumber: '4' },
      source: '/in/04.txt',
    });
    const version = async (id: string) => (await request(app).get(at(id))).headers['etag'] as string;
    const send = async (pages: readonly object[]) => request(app).patch('/api/v1/pages').send({ pages });
    const [a, b] = [await version(pageId), await version(other!.page.id!)];
    const taken = await send([{ id: pageId, version: a, change: { pageNumber: '4' } }]);
    expect([taken.status, taken.body.code]).toEqual([409, 'PAGE_PLACE_TAKEN']);
    const swapped = await send([
      { id: pageId, version: a, change: { pageNumber: '4' } },
      { id: other!.page.id!, version: b, change: { pageNumber: '3' } },
    ]);
    expect(swapped.body.pages.map(({ page }: { page: { pageNumber: string } }) => page.pageNumber)).toEqual(['4', '3']);
    const stale = await send([
      { id: pageId, version: a, change: { pageNumber: '8' } },
      { id: other!.page.id!, version: await version(other!.page.id!), change: { pageNumber: '9' } },
    ]);
    expect(stale.status).toBe(412);
    expect((await request(app).get(at(other!.page.id))).body.pageNumber).toBe('3');
  });
});
