import request from 'supertest';

import { SearchServiceError } from '../../src/search-service-error.js';
import { openApp } from './open-app.js';

const SEARCH = '/api/v1/search';

describe('GET /search', () => {
  it('answers what the searcher answers', async () => {
    const { app } = openApp();
    const { status, body, headers } = await request(app).get(SEARCH).query({ q: '水车' });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(body).toMatchObject({ total: 2, limit: 10, offset: 0, query: { text: '水车', relaxed: false } });
    expect(body.hits.map(({ id }: { id: string }) => id)).toEqual(['yutai-1', 'yutai-2']);
  });

  it('asks the searcher for everything the parameters say', async () => {
    const { app, services } = openApp();
    const url =
      `${SEARCH}?q=a&limit=100&offset=10000&sort=newest&from=2030&to=2030-05&paper=甲&paper=乙&kind=news&` +
      'facets=year,paper,year&explain=1';
    await request(app).get(encodeURI(url)).expect(200);
    expect(services.asked).toEqual([
      {
        text: 'a',
        filters: { from: '2030', to: '2030-05', paper: ['甲', '乙'], kind: ['news'] },
        sort: 'newest',
        limit: 100,
        offset: 10_000,
        facets: ['year', 'paper'],
        explain: true,
        more: false,
      },
    ]);
  });

  it('tells in Server-Timing how long its parts took', async () => {
    const { headers } = await request(openApp().app).get(SEARCH).query({ q: 'a' }).expect(200);
    expect(headers['server-timing']).toMatch(/^json;dur=\d+\.\d\d$/);
  });

  it.each([
    ['q=%u5DE5%u4F1A', 'q', '%u5DE5', '%E5%B7%A5'],
    ['paper=%u6cb3', 'paper', '%u6cb3', '%E6%B2%B3'],
    ['q=%ud842%udfb7', 'q', '%ud842', '%E5%B7%A5'],
  ])('tells how to send what escape() wrote: %s', async (query, path, escaped, sent) => {
    const { body } = await request(openApp().app).get(`${SEARCH}?${query}`).expect(400);
    expect(body).toMatchObject({ code: 'PARAMETER_INVALID', errors: [{ path }] });
    expect(body.errors[0].message).toMatch(
      new RegExp(`^${escaped} is no percent-encoding: send . as ${sent}, with encodeURIComponent`, 'u'),
    );
    expect((await request(openApp().app).get(`/?${query}`).expect(400)).text).toContain(sent);
  });

  it('passes over what escape() wrote in what is not ours, and takes it where it is asked for', async () => {
    const { app, services } = openApp();
    await request(app).get(`${SEARCH}?q=a&title=%u5DE5`).expect(200);
    await request(app).get(`${SEARCH}?q=%25u5DE5`).expect(200);
    expect(services.asked.map(({ text }) => text)).toEqual(['a', '%u5DE5']);
  });

  it('passes a cursor on', async () => {
    const { app, services } = openApp();
    await request(app).get(SEARCH).query({ q: 'a', cursor: 'abc' }).expect(200);
    expect(services.asked[0]).toMatchObject({ cursor: 'abc', offset: 0 });
  });

  it('fills in the defaults', async () => {
    const { app, services } = openApp();
    await request(app).get(SEARCH).expect(200);
    expect(services.asked).toEqual([
      { text: '', filters: {}, sort: 'relevance', limit: 10, offset: 0, facets: [], explain: false, more: true },
    ]);
  });

  it.each([
    ['limit=1e9', 'limit'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=１', 'limit'],
    ['limit=99999999999999999999', 'limit'],
    ['limit=5&limit=6', 'limit'],
    ['offset=10001', 'offset'],
    ['offset=abc', 'offset'],
    ['cursor=abc&offset=10', 'cursor'],
    ['cursor=abc&offset=0', 'cursor'],
    ['cursor=', 'cursor'],
    ['q=a&q=b', 'q'],
    ['sort=best', 'sort'],
    ['sort=constructor', 'sort'],
    ['from=2030-02-30', 'from'],
    ['from=2030-13', 'from'],
    ['from=0000', 'from'],
    ['from=20300517', 'from'],
    ['to=yesterday', 'to'],
    ['to=', 'to'],
    ['from=2031&to=2030', 'from'],
    ['from=2030-06&to=2030-05-31', 'from'],
    ['facets=colour', 'facets'],
    ['facets=', 'facets'],
    ['explain=yes', 'explain'],
    ['paper=', 'paper'],
    [`paper=${'a'.repeat(201)}`, 'paper'],
    [Array.from({ length: 51 }, () => 'kind=news').join('&'), 'kind'],
    ['from=singlemessage&isappinstalled=0', 'from'],
  ])('refuses %s and names the parameter', async (query, name) => {
    const { app, services } = openApp();
    const { status, body, headers } = await request(app).get(encodeURI(`${SEARCH}?${query}`));
    expect(status).toBe(400);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ code: 'PARAMETER_INVALID', status: 400, title: 'Bad Request' });
    expect(body.errors.map(({ path }: { path: string }) => path)).toContain(name);
    expect(services.asked).toEqual([]);
  });

  it('names every fault at once', async () => {
    const { body } = await request(openApp().app).get(`${SEARCH}?limit=0&sort=best&explain=2&colour=red`).expect(400);
    expect(body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual(['explain', 'limit', 'sort']);
  });

  it.each(['colour=red', 'Limit=5', '__proto__=1', 'constructor=1', 'paper[]=x', 'limit[gt]=5', 'isappinstalled=0'])(
    'passes over %s, which it does not know',
    async (query) => {
      const { app, services } = openApp();
      await request(app)
        .get(encodeURI(`${SEARCH}?q=水车&${query}`))
        .expect(200);
      await request(app)
        .get(encodeURI(`${SEARCH}?q=水车`))
        .expect(200);
      expect(services.asked[0]).toEqual(services.asked[1]);
    },
  );

  it.each([
    ['from=2030-05-17&to=2030-05', '2030-05-17'],
    ['from=2030&to=2030', '2030'],
    ['from=2030&to=2030-01-01', '2030'],
    ['from=2028-02-29', '2028-02-29'],
  ])('takes %s', async (query, from) => {
    const { app, services } = openApp();
    await request(app).get(`${SEARCH}?${query}`).expect(200);
    expect(services.asked[0]?.filters.from).toBe(from);
  });

  it.each(['%', '%E5%9', '%FF%FE', '%00', '+', '%ED%A0%80'])('takes any query text: q=%s', async (q) => {
    await request(openApp().app).get(`${SEARCH}?q=${q}`).expect(200);
  });

  it.each([
    ['CURSOR_INVALID', 400],
    ['CURSOR_EXPIRED', 410],
  ] as const)('answers %s with %d', async (code, status) => {
    const { app, services } = openApp();
    services.failure = new SearchServiceError(code, 'the cursor');
    const { body } = await request(app).get(SEARCH).query({ cursor: 'x' }).expect(status);
    expect(body).toMatchObject({ code, detail: 'the cursor' });
  });
});
