import request from 'supertest';

import { openApp } from './open-app.js';

const pathOf = (id: string): string => `/api/v1/similar/${encodeURIComponent(id)}`;

describe('GET /similar/{id}', () => {
  it('answers hits, five unless asked otherwise', async () => {
    const { app, services } = openApp();
    const { body } = await request(app).get(pathOf('yutai-1')).expect(200);
    expect(body.hits.map(({ id }: { id: string }) => id)).toEqual(['yutai-2']);
    expect(body.hits[0]).toMatchObject({ match: 'exact', article: { paper: '雨台晚报' }, title: { ranges: [] } });
    expect(body.hits[0]).not.toHaveProperty('sameAs');
    await request(app).get(pathOf('yutai-1')).query({ limit: 20 }).expect(200);
    expect(services.similarAsked).toEqual([
      { id: 'yutai-1', limit: 5 },
      { id: 'yutai-1', limit: 20 },
    ]);
  });

  it.each(['0', '21', 'x', ''])('does not take %p as limit', async (limit) => {
    const { body } = await request(openApp().app).get(pathOf('yutai-1')).query({ limit }).expect(400);
    expect(body).toMatchObject({ code: 'PARAMETER_INVALID', errors: [{ path: 'limit' }] });
  });

  it('takes any id, percent-encoded, and no other parameter', async () => {
    const { app } = openApp();
    await request(app).get(pathOf('编号/三?')).expect(200, { hits: [] });
    await request(app).get(pathOf('yutai-1')).query({ q: '水车' }).expect(400);
    await request(app).post(pathOf('yutai-1')).expect(405);
  });

  it.each([
    ['missing', { type: 'missing' }, 404, 'ARTICLE_NOT_FOUND'],
    ['withheld', { type: 'withheld', reason: '应当事人要求' }, 410, 'ARTICLE_WITHHELD'],
    ['deleted', { type: 'deleted' }, 410, 'ARTICLE_DELETED'],
  ] as const)('says of a %s article what GET /articles/{id} says', async (_, found, status, code) => {
    const { app, services } = openApp();
    services.gone.set('gone', found);
    const { body } = await request(app).get(pathOf('gone')).expect(status);
    const { body: read } = await request(app).get('/api/v1/articles/gone').expect(status);
    expect(body).toMatchObject({ code, detail: read.detail });
    expect(services.similarAsked).toEqual([]);
  });
});

describe('sameAs', () => {
  it('stands on the hits of a search where it is known', async () => {
    const { app, services } = openApp();
    services.sameAs = ['elsewhere-1', 'elsewhere-2'];
    const { body } = await request(app).get('/api/v1/search').query({ q: '水车' }).expect(200);
    expect(body.hits[0].sameAs).toEqual(['elsewhere-1', 'elsewhere-2']);
  });
});
