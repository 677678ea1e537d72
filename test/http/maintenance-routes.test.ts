import request from 'supertest';

import { ARTICLES, openApp } from './open-app.js';

const at = (path: string): string => `/api/v1/maintenance/${path}`;

describe('POST /maintenance/…', () => {
  it('withholds with a reason that readers see, and restores', async () => {
    const { app } = openApp();
    await request(app).post(at('withhold')).send({ id: 'yutai-1', reason: ' 当事人请求 ' }).expect(204);
    expect((await request(app).get('/api/v1/articles/yutai-1').expect(410)).body.detail).toContain('当事人请求');
    await request(app).post(at('restore')).send({ id: 'yutai-1' }).expect(204);
    await request(app).post(at('restore')).send({ id: 'nowhere' }).expect(404);
  });

  it.each([
    ['withhold', { id: 'yutai-1' }, 'reason'],
    ['withhold', { id: 'yutai-1', reason: '  ' }, 'reason'],
    ['withhold', { id: 'yutai-1', reason: 'x'.repeat(1001) }, 'reason'],
    ['withhold', { id: '..', reason: 'x' }, 'id'],
    ['restore', { id: 'a', colour: 'red' }, ''],
    ['restore', [], ''],
  ])('%s refuses %j', async (path, body, place) => {
    const { app, services } = openApp();
    const answer = await request(app).post(at(path)).send(body).expect(400);
    expect(answer.body).toMatchObject({ code: 'PARAMETER_INVALID' });
    expect(answer.body.errors.map((fault: { path: string }) => fault.path)).toContain(place);
    expect(services.stored.size).toBe(ARTICLES.length);
  });

  it('reports what a rebuild, a purge and a check have done', async () => {
    const { app } = openApp();
    expect((await request(app).post(at('rebuild')).expect(200)).body).toEqual({ documentCount: 3, seconds: 0.1 });
    expect((await request(app).post(at('purge')).expect(200)).body).toMatchObject({ documentCount: 3, pages: [{ action: 'blanked' }] });
    expect((await request(app).post(at('verify')).expect(200)).body).toMatchObject({ ok: true, index: { found: 'in use' } });
    await request(app)
      .post(`${at('rebuild')}?force=1`)
      .expect(400);
    expect((await request(app).get(at('rebuild')).expect(405)).headers['allow']).toBe('POST, OPTIONS');
  });

  it('takes files of pages under their paths, articles of files, and exported records', async () => {
    const { app, services } = openApp();
    const source = '/库/雨台晚报/2030-05-18/3.txt';
    const file = await request(app).post(at('files')).query({ paper: '甲', source }).type('text/plain').send('题目\n正文').expect(201);
    expect(file.body.pages).toMatchObject([{ status: 'created', unsure: [] }]);
    expect(services.pagesGiven).toMatchObject([
      { source, given: { paper: '甲' }, fromPath: { paper: '雨台晚报', date: '2030-05-18', pageNumber: '3' } },
    ]);
    const read = { section: '综合', pathPaper: '乙', pathPageNumber: '4' };
    await request(app)
      .post(at('files'))
      .query({ ...read, source })
      .type('text/plain')
      .send('题目\n正文')
      .expect(201);
    expect(services.pagesGiven.at(-1)).toMatchObject({ given: { section: '综合' }, fromPath: { paper: '乙', pageNumber: '4' } });
    expect(services.pagesGiven.at(-1)!.fromPath).not.toHaveProperty('date');
    const article = await request(app)
      .post(`${at('articles')}?source=a.ndjson`)
      .send({ id: 'x', title: '题', colour: 'red' })
      .expect(200);
    expect(article.body).toEqual({ id: 'x', status: 'created' });
    expect(services.stored.get('x')?.extra).toEqual({ colour: 'red' });
    expect(
      (
        await request(app)
          .post(at('records'))
          .send({ id: 'y', title: '题', archive: { source: 'f' } })
          .expect(200)
      ).body,
    ).toEqual({ id: 'y', status: 'created' });
    expect((await request(app).post(at('records')).send({ id: 'y', archive: {} }).expect(400)).body.code).toBe('ARTICLE_INVALID');
    await request(app).post(at('files')).type('text/plain').send('x').expect(400);
  });

  it('needs the right to write', async () => {
    for (const path of ['rebuild', 'purge', 'verify', 'withhold', 'restore', 'files', 'articles', 'records']) {
      await request(openApp({ writesAllowed: false }).app)
        .post(at(path))
        .send({})
        .expect(403);
    }
  });
});
