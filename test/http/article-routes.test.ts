import request from 'supertest';

import { ARTICLES, openApp } from './open-app.js';

const pathOf = (id: string) => `/api/v1/articles/${encodeURIComponent(id)}`;
const put = (id: string, body: string, type = 'application/json') =>
  request(openApp().app).put(pathOf(id)).set('Content-Type', type).send(body);

describe('GET /articles/{id}', () => {
  it('answers the article without marks when nothing is asked', async () => {
    const { body } = await request(openApp().app).get(pathOf('yutai-1')).expect(200);
    expect(body).toEqual({ article: ARTICLES[0], page: null });
  });

  it('answers its page and the marks of q', async () => {
    const { app, services } = openApp();
    services.rawPages.set('page-7', ['yutai-1']);
    const { body } = await request(app).get(pathOf('yutai-1')).query({ q: '水车' }).expect(200);
    expect(body.page).toEqual({ id: 'page-7', source: 'data/sample.txt' });
    expect(body.marks).toMatchObject({ title: [[6, 8]], kicker: [[]], paragraphs: [[[15, 17]], [[4, 6]]] });
  });

  it('takes any id, percent-encoded', async () => {
    const { body } = await request(openApp().app).get(pathOf('编号/三?')).expect(200);
    expect(body.article.id).toBe('编号/三?');
  });

  it.each([
    ['missing', 404, 'ARTICLE_NOT_FOUND', /no article/],
    ['withheld', 410, 'ARTICLE_WITHHELD', /应当事人要求/],
    ['deleted', 410, 'ARTICLE_DELETED', /deleted/],
    ['__proto__', 404, 'ARTICLE_NOT_FOUND', /no article/],
    ['constructor', 404, 'ARTICLE_NOT_FOUND', /no article/],
  ])('says why %s is not there', async (id, status, code, detail) => {
    const { app, services } = openApp();
    services.gone.set('withheld', { type: 'withheld', reason: '应当事人要求' });
    services.gone.set('deleted', { type: 'deleted' });
    const { body } = await request(app).get(pathOf(id)).expect(status);
    expect(body).toMatchObject({ code, detail: expect.stringMatching(detail) });
  });

  it.each(['?q=a&q=b', '?lang=zh', '?marks=1'])('refuses %s', async (query) => {
    const { body } = await request(openApp().app)
      .get(`${pathOf('yutai-1')}${query}`)
      .expect(400);
    expect(body.code).toBe('PARAMETER_INVALID');
  });

  it('answers 400 to a path that is no percent-encoded UTF-8', async () => {
    const { body } = await request(openApp().app).get('/api/v1/articles/%E5%9').expect(400);
    expect(body.code).toBe('PARAMETER_INVALID');
  });
});

describe('PATCH /articles/{id}', () => {
  const patch = (headers: Record<string, string>, body: object | string, app = openApp().app) =>
    request(app)
      .patch(pathOf('yutai-1'))
      .set('Content-Type', 'application/merge-patch+json')
      .set(headers)
      .send(typeof body === 'string' ? body : JSON.stringify(body));

  it('changes what the ETag of the article names, through a proxy that packs too', async () => {
    const { app } = openApp();
    const { headers } = await request(app).get(pathOf('yutai-1')).expect(200);
    const etag = headers['etag']!;
    expect(etag).toMatch(/^"1-a\.[\w-]{16}"$/);
    for (const sent of [etag, `W/${etag}`, `"0-x", ${etag}`, '*']) {
      const { body, headers: answered } = await patch({ 'If-Match': sent }, { title: '水车停了' }, app).expect(200);
      expect(body).toMatchObject({ id: 'yutai-1', status: 'updated', article: { title: '水车停了', paragraphs: ARTICLES[0].paragraphs } });
      expect(answered['etag']).toBe('"2-b"');
    }
  });

  it('answers 304 to the ETag of the same answer, and not to that of another about the same record', async () => {
    const { app } = openApp();
    const plain = await request(app).get(pathOf('yutai-1'));
    const marked = await request(app).get(pathOf('yutai-1')).query({ q: '水车' });
    expect(marked.headers['etag']).not.toBe(plain.headers['etag']);
    await request(app).get(pathOf('yutai-1')).set('If-None-Match', plain.headers['etag']!).expect(304);
    await request(app).get(pathOf('yutai-1')).query({ q: '水车' }).set('If-None-Match', plain.headers['etag']!).expect(200);
  });

  it('asks for If-Match, and tells the second of two editors how the article stands', async () => {
    expect((await patch({}, { title: '甲' }).expect(428)).body.code).toBe('PRECONDITION_REQUIRED');
    const { body, headers } = await patch({ 'If-Match': '"0-old.abc"' }, { title: '甲' }).expect(412);
    expect(body).toMatchObject({ code: 'PRECONDITION_FAILED', present: ARTICLES[0] });
    expect(headers['etag']).toBe('"1-a"');
  });

  it.each([
    ['no entity tag', { 'If-Match': '1-a' }, { title: '甲' }, 400, 'PARAMETER_INVALID'],
    ['a field that is not known', { 'If-Match': '*' }, { colour: 1 }, 400, 'ARTICLE_INVALID'],
    ['another id', { 'If-Match': '*' }, { id: 'b' }, 400, 'ARTICLE_INVALID'],
    ['nothing left', { 'If-Match': '*' }, { title: null, paragraphs: null }, 400, 'ARTICLE_INVALID'],
    ['no object', { 'If-Match': '*' }, '[]', 400, 'ARTICLE_INVALID'],
    ['no JSON', { 'If-Match': '*' }, '{', 400, 'JSON_INVALID'],
    ['a patch nested without end', { 'If-Match': '*' }, `{"extra":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`, 400, 'ARTICLE_INVALID'],
    ['another media type', { 'If-Match': '*', 'Content-Type': 'text/plain' }, '{}', 415, 'MEDIA_TYPE_UNSUPPORTED'],
  ])('refuses %s', async (_, headers, body, status, code) => {
    expect((await patch(headers as Record<string, string>, body).expect(status)).body.code).toBe(code);
  });
});

describe('the history of an article', () => {
  const DECISION = {
    n: 1,
    by: '周砚',
    at: '2031-05-04T08:00:00.000Z',
    what: 'title',
    before: '甲',
    after: '乙',
    state: 'accepted',
  } as const;

  it('is told, and a decision taken back', async () => {
    const { app, services } = openApp();
    services.decisions.push(DECISION);
    const { body } = await request(app)
      .get(`${pathOf('yutai-1')}/history`)
      .expect(200);
    expect(body).toEqual({ decisions: [DECISION] });
    await request(app)
      .delete(`${pathOf('yutai-1')}/history/1`)
      .expect(204);
    await request(app)
      .delete(`${pathOf('yutai-1')}/history/1`)
      .set('If-Match', '"0-old"')
      .expect(412);
  });

  it.each([
    ['GET', 'missing/history', 404, 'ARTICLE_NOT_FOUND'],
    ['GET', 'withheld/history', 410, 'ARTICLE_WITHHELD'],
    ['GET', 'deleted/history', 410, 'ARTICLE_DELETED'],
    ['DELETE', 'yutai-1/history/7', 404, 'DECISION_NOT_FOUND'],
    ['DELETE', 'yutai-1/history/0', 400, 'PARAMETER_INVALID'],
    ['DELETE', 'yutai-1/history/x', 400, 'PARAMETER_INVALID'],
    ['PUT', 'yutai-1/history', 405, 'METHOD_NOT_ALLOWED'],
  ] as const)('%s %s is refused', async (method, path, status, code) => {
    const { app, services } = openApp();
    services.gone.set('withheld', { type: 'withheld', reason: '应当事人要求' });
    services.gone.set('deleted', { type: 'deleted' });
    const send = { GET: 'get', DELETE: 'delete', PUT: 'put' } as const;
    const { body } = await request(app)[send[method]](`/api/v1/articles/${path}`).expect(status);
    expect(body.code).toBe(code);
  });
});

describe('PUT /articles/{id}', () => {
  it('answers 201 for a new article and 200 for the next', async () => {
    const { app, services } = openApp();
    const send = () =>
      request(app)
        .put(pathOf('新/一'))
        .send({ title: '新的', paragraphs: ['一段'] });
    const first = await send();
    expect([first.status, first.body, first.headers['location']]).toEqual([
      201,
      { id: '新/一', status: 'created' },
      '/api/v1/articles/%E6%96%B0%2F%E4%B8%80',
    ]);
    const second = await send();
    expect([second.status, second.body]).toEqual([200, { id: '新/一', status: 'updated' }]);
    expect(services.stored.get('新/一')).toEqual({
      id: '新/一',
      title: '新的',
      kicker: [],
      subtitle: [],
      paragraphs: ['一段'],
      kind: 'news',
      byline: { reporters: [], correspondents: [], photographers: [] },
    });
  });

  it.each([
    ['{"title":" ","paragraphs":["\\n"]}', '', /hold something/],
    ['{}', '', /hold something/],
    ['[]', '', /JSON object/],
    ['null', '', /JSON object/],
    ['"text"', '', /JSON object/],
    ['{"title":"a","colour":"red"}', '', /"colour"/],
    ['{"title":"a","__proto__":{"kind":"photo"}}', '', /"__proto__"/],
    ['{"title":"a","byline":{"editor":"x"}}', 'byline', /"editor"/],
    ['{"title":"a","byline":{"reporters":[1]}}', 'byline.reporters[0]', /string/],
    ['{"title":5}', 'title', /string/],
    ['{"title":"a","paragraphs":"b"}', 'paragraphs', /array/],
    ['{"title":"a","date":"2030-02-30"}', 'date', /calendar/],
    ['{"title":"a","date":"2030"}', 'date', /calendar/],
    ['{"title":"a","kind":"poem"}', 'kind', /news/],
    ['{"title":"a","order":0}', 'order', /1/],
    ['{"title":"a","paper":""}', 'paper', /empty/],
    ['{"title":"a","paper":"-"}', 'paper', /missing part/],
    ['{"title":"a","pageNumber":2}', 'pageNumber', /string/],
    ['{"title":"a","id":"other"}', 'id', /path/],
    [`{"title":"a","extra":${'{"a":'.repeat(40)}1${'}'.repeat(40)}}`, 'extra', /nested/],
  ])('refuses %s', async (body, path, message) => {
    const answer = await put('x', body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'ARTICLE_INVALID', errors: [{ path, message: expect.stringMatching(message) }] });
  });

  it.each([
    ['a control character', 'a\nb'],
    ['too long', '字'.repeat(201)],
  ])('refuses an id with %s', async (_name, id) => {
    const { body } = await put(id, '{"title":"a"}').expect(400);
    expect(body.code).toBe('ARTICLE_INVALID');
  });

  it('takes an id of 200 characters beyond the first plane', async () => {
    await put('𠀀'.repeat(200), '{"title":"a"}').expect(201);
  });

  it.each(['', '{', '{"title":"秘密', 'title', '{"title":"a"}{', '['.repeat(20_000)])(
    'refuses %j as JSON_INVALID and quotes nothing',
    async (text) => {
      const { body } = await put('x', text).expect(400);
      expect(body.code).toBe('JSON_INVALID');
      expect(body.detail).not.toContain('秘密');
    },
  );

  it('refuses bytes that are not UTF-8', async () => {
    const { body } = await request(openApp().app)
      .put(pathOf('x'))
      .set('Content-Type', 'application/json')
      .serialize((value: unknown) => value as string)
      .send(Buffer.from('7b227469746c65223a22b1a8227d', 'hex'))
      .expect(400);
    expect(body).toMatchObject({ code: 'JSON_INVALID', detail: expect.stringContaining('UTF-8') });
  });

  it.each(['text/plain', 'application/x-ndjson', 'application/x-www-form-urlencoded', 'application/jsonx'])(
    'answers 415 to %s',
    async (type) => {
      const { body } = await put('x', '{"title":"a"}', type).expect(415);
      expect(body).toMatchObject({ code: 'MEDIA_TYPE_UNSUPPORTED', detail: expect.stringContaining('application/json') });
    },
  );

  it('answers 415 without a media type and to an unknown encoding', async () => {
    expect((await request(openApp().app).put(pathOf('x'))).status).toBe(415);
    expect((await put('x', '{"title":"a"}').set('Content-Encoding', 'zstd-x')).status).toBe(415);
  });

  it('takes 200,000 characters and no more', async () => {
    expect((await put('x', JSON.stringify({ title: '题', paragraphs: ['字'.repeat(199_999)] }))).status).toBe(201);
    const { body } = await put('x', JSON.stringify({ title: '题', paragraphs: ['字'.repeat(200_000)] })).expect(413);
    expect(body.code).toBe('ARTICLE_TOO_LARGE');
  });

  it('answers BODY_TOO_LARGE past 2 MB', async () => {
    const { body } = await put('x', ' '.repeat(2 * 1024 * 1024 + 1)).expect(413);
    expect(body.code).toBe('BODY_TOO_LARGE');
  });

  it('keeps no prototype names out of extra and pollutes nothing', async () => {
    const { app, services } = openApp();
    const text = '{"title":"a","extra":{"constructor":1,"__proto__":{"polluted":true}}}';
    await request(app).put(pathOf('toString')).set('Content-Type', 'application/json').send(text).expect(201);
    expect(services.stored.get('toString')?.extra).toEqual({ constructor: 1 });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('DELETE /articles/{id}', () => {
  it('answers 204, then 404; the article is 410 from then on', async () => {
    const { app } = openApp();
    const answer = await request(app).delete(pathOf('yutai-1'));
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect((await request(app).delete(pathOf('yutai-1'))).status).toBe(404);
    expect((await request(app).get(pathOf('yutai-1'))).body.code).toBe('ARTICLE_DELETED');
  });
});

describe('writing where it is not allowed', () => {
  it.each([
    ['put', pathOf('x')],
    ['delete', pathOf('yutai-1')],
    ['post', '/api/v1/articles'],
    ['post', '/api/v1/pages'],
    ['delete', '/api/v1/pages/page-1'],
  ] as const)('answers 403 to %s %s and says what to do', async (method, path) => {
    const { app, services } = openApp({ writesAllowed: false });
    const { body } = await request(app)[method](path).expect(403);
    expect(body).toMatchObject({ code: 'FORBIDDEN', detail: expect.stringContaining('127.0.0.1') });
    expect(services.stored.size).toBe(ARTICLES.length);
  });

  it.each([
    ['a page of another site', { Origin: 'https://evil.example' }],
    ['a page without an origin', { Origin: 'null' }],
    ['a name that was made to point here', { Host: 'evil.example:3000' }],
    ['a public name before a proxy', { Host: 'archive.example' }],
    ['a name that only looks like ours', { Host: '127.0.0.1.evil.example' }],
  ])('answers 403 to %s, though writing is open', async (_name, headers) => {
    const { app, services } = openApp();
    const { body } = await request(app).post('/api/v1/pages').set('Content-Type', 'text/plain').set(headers).send('报').expect(403);
    expect(body.code).toBe('FORBIDDEN');
    expect(services.pagesGiven).toEqual([]);
  });

  it.each([{ Host: 'localhost:3000' }, { Host: '[::1]:3000' }, { Host: 'localhost:3000', Origin: 'http://localhost:3000' }])(
    'lets %j write',
    async (headers) => {
      await request(openApp().app).post('/api/v1/pages').set('Content-Type', 'text/plain').set(headers).send('报').expect(201);
    },
  );
});
