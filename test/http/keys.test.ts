import { createHash } from 'node:crypto';
import request from 'supertest';

import { openApp } from './open-app.js';

const digest = (key: string) => createHash('sha256').update(key).digest();
const listed = (key: string) => ({ digest: digest(key) });
const KEYS = {
  read: ['reader-old', 'reader-new'].map(listed),
  write: [...['writer-old', 'writer-new'].map(listed), { digest: digest('writer-named'), name: 'desk-2' }],
};
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });
const basic = (key: string) => ({ Authorization: `Basic ${Buffer.from(`anyone:${key}`).toString('base64')}` });

describe('with read and write keys', () => {
  const open = (more = {}) => openApp({ keys: KEYS, writesAllowed: false, ...more }).app;

  it.each([
    ['no key', {}, 401, 401],
    ['a wrong key', bearer('guess'), 401, 401],
    ['a key sent another way', { 'x-api-key': 'writer-old' }, 401, 401],
    ['a read key', bearer('reader-old'), 200, 403],
    ['another read key', bearer('reader-new'), 200, 403],
    ['a write key', bearer('writer-old'), 200, 201],
    ['another write key', bearer('writer-new'), 200, 201],
  ] as const)('%s', async (_, headers, reading, writing) => {
    const app = open();
    const read = await request(app).get('/api/v1/search').set(headers).expect(reading);
    const written = await request(app).put('/api/v1/articles/new').set(headers).send({ title: '新' }).expect(writing);
    if (reading === 401) expect(read.headers['www-authenticate']).toBe('Bearer realm="xunbao"');
    if (writing === 403) expect(written.body.code).toBe('FORBIDDEN');
    if (writing === 401) expect(written.body.code).toBe('UNAUTHORIZED');
  });

  it.each([
    'post /api/v1/articles',
    'post /api/v1/pages',
    'delete /api/v1/articles/yutai-1',
    'delete /api/v1/pages/page-1',
    'put /api/v1/articles/a',
  ])('%s asks for a key before it looks at anything', async (call) => {
    const [method, path] = call.split(' ') as ['post' | 'put' | 'delete', string];
    await request(open())[method](path).expect(401);
  });

  it('asks the reader of a page for the key, without anything in the address', async () => {
    const app = open();
    const { headers, text } = await request(app).get('/').query({ key: 'reader-old' }).expect(401);
    expect(headers['www-authenticate']).toMatch(/^Basic /);
    expect(headers['content-type']).toMatch(/html/);
    expect(text).not.toContain('水车');
    await request(app).get('/').set(basic('reader-new')).expect(200);
    await request(app).get('/articles/yutai-1').set(basic('writer-old')).expect(200);
    await request(app).put('/api/v1/articles/a').set(basic('writer-old')).send({ title: '甲' }).expect(401);
  });

  it('gives a search away to a page with the key its browser has, and to nobody else', async () => {
    const app = open();
    await request(app).get('/search/export').expect(401);
    const { headers } = await request(app).get('/search/export').set(basic('reader-new')).expect(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    await request(app).get('/api/v1/search/export').expect(401);
    await request(app).get('/api/v1/search/export').set(bearer('reader-new')).expect(200);
  });

  it('suggests to a page with the key its browser has, and to nobody else', async () => {
    const app = open();
    await request(app).get('/suggest').query({ q: '水' }).expect(401);
    const { headers } = await request(app).get('/suggest').query({ q: '水' }).set(basic('reader-new')).expect(200);
    expect([headers['content-type'], headers['cache-control'], headers['access-control-allow-origin']]).toEqual([
      'application/json; charset=utf-8',
      'no-cache',
      undefined,
    ]);
    await request(app).get('/api/v1/suggest').query({ q: '水' }).set(basic('reader-new')).expect(401);
    const withKey = await request(app).get('/').query({ q: '水车' }).set(basic('reader-old'));
    expect(withKey.text).toContain('data-suggest="/suggest"');
    expect((await request(app).get('/').set(basic('guess')).expect(401)).text).not.toContain('data-suggest=');
  });

  it('tells no guesser by any page whether a key is in force', async () => {
    const app = open();
    for (const key of ['reader-old', 'writer-old', 'guess'])
      expect((await request(app).get('/docs').set(basic(key)).expect(200)).text).not.toContain('data-suggest=');
    for (let count = 0; count < 10; count += 1)
      await request(app)
        .get('/')
        .set(basic(`guess-${count}`))
        .expect(401);
    for (const key of ['reader-old', 'guess'])
      expect((await request(app).get('/').set(basic(key)).expect(429)).text).not.toContain('data-suggest=');
  });

  it('leaves open what tells nothing of the archive', async () => {
    const app = open();
    for (const path of ['/healthz', '/readyz', '/api/v1/openapi.json', '/docs']) await request(app).get(path).expect(200);
    await request(app).get('/metrics').expect(401);
    await request(app).get('/metrics').set(bearer('reader-old')).expect(200);
  });

  it('gives an address that goes on guessing no answer to any key for a while', async () => {
    const app = open();
    for (let guess = 0; guess < 10; guess += 1)
      await request(app)
        .get('/api/v1/search')
        .set(bearer(`guess-${guess}`))
        .expect(401);
    const { body, headers } = await request(app).get('/api/v1/search').set(bearer('reader-old')).expect(429);
    expect(body.code).toBe('RATE_LIMITED');
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    await request(app).get('/api/v1/search').expect(401);
  });

  it('counts by the address a trusted proxy names', async () => {
    const app = open({ trustedProxyCount: 1 });
    const from = (address: string, key: string) =>
      request(app)
        .get('/api/v1/search')
        .set({ ...bearer(key), 'X-Forwarded-For': address });
    for (let guess = 0; guess < 10; guess += 1) await from('192.0.2.1', 'guess').expect(401);
    await from('192.0.2.1', 'reader-old').expect(429);
    await from('192.0.2.2', 'reader-old').expect(200);
  });

  it('writes no key into the log', async () => {
    const { app, log } = openApp({ keys: KEYS });
    for (const key of ['guess-secret', 'reader-old', 'writer-old']) {
      await request(app).get('/api/v1/search').set(bearer(key));
      await request(app).put('/api/v1/articles/a').set(bearer(key)).send({ title: '甲' });
      await request(app).get('/').set(basic(key));
      await request(app).get(`/?key=${key}`);
    }
    expect(log.length).toBeGreaterThan(10);
    for (const key of ['guess-secret', 'reader-old', 'writer-old']) {
      expect(JSON.stringify(log)).not.toContain(key);
      expect(JSON.stringify(log)).not.toContain(digest(key).toString('hex'));
    }
  });
});

describe('a key with a name', () => {
  it('is told from others in the log by its name, and one without has none there', async () => {
    const { app, log } = openApp({ keys: KEYS, writesAllowed: false });
    await request(app).put('/api/v1/articles/new').set(bearer('writer-named')).send({ title: '新' }).expect(201);
    await request(app).put('/api/v1/articles/new').set(bearer('writer-old')).send({ title: '旧' }).expect(200);
    await request(app).put('/api/v1/articles/new').set(bearer('guess')).send({ title: '旧' }).expect(401);
    expect(log.filter(({ event }) => event === 'request').map(({ status, by }) => [status, by])).toEqual([
      [201, 'desk-2'],
      [200, undefined],
      [401, undefined],
    ]);
  });
});

describe('what is decided with a key', () => {
  it('is said to be by its name, by nobody where it has none, and is refused to a reader', async () => {
    const { app, services } = openApp({ keys: KEYS, writesAllowed: false });
    const patch = (key: string) =>
      request(app)
        .patch('/api/v1/articles/yutai-1')
        .set({ ...bearer(key), 'If-Match': '*' })
        .send({ title: '新' });
    await patch('writer-named').expect(200);
    await patch('writer-old').expect(200);
    await patch('reader-old').expect(403);
    expect(services.editors).toEqual([{ by: 'desk-2' }, {}]);
  });
});

describe('with write keys only', () => {
  it('reading is open, writing is not, wherever it comes from', async () => {
    const { app } = openApp({ keys: { read: [], write: KEYS.write } });
    await request(app).get('/api/v1/search').expect(200);
    await request(app).get('/').expect(200);
    await request(app).put('/api/v1/articles/a').send({ title: '甲' }).expect(401);
    await request(app).put('/api/v1/articles/a').set(bearer('writer-new')).send({ title: '甲' }).expect(201);
  });
});

describe('without keys', () => {
  it('does not take a write that came through a proxy for a local one', async () => {
    const { app } = openApp();
    await request(app).put('/api/v1/articles/a').set('X-Forwarded-For', '192.0.2.1').send({ title: '甲' }).expect(403);
    await request(app).put('/api/v1/articles/a').send({ title: '甲' }).expect(201);
  });
});

describe('the limit of requests', () => {
  it('answers 429 beyond it, by address; health stays open', async () => {
    const { app } = openApp({ rateLimit: 3, trustedProxyCount: 1 });
    const from = (address: string) => request(app).get('/api/v1/search').set('X-Forwarded-For', address);
    for (let count = 0; count < 3; count += 1) await from('192.0.2.1').expect(200);
    const { body, headers } = await from('192.0.2.1').expect(429);
    expect(body).toMatchObject({ code: 'RATE_LIMITED', status: 429 });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    await from('192.0.2.2').expect(200);
    await request(app).get('/healthz').set('X-Forwarded-For', '192.0.2.1').expect(200);
  });

  it('believes no X-Forwarded-For unless it is told to', async () => {
    const { app } = openApp({ rateLimit: 2 });
    for (let count = 0; count < 2; count += 1)
      await request(app).get('/api/v1/search').set('X-Forwarded-For', `192.0.2.${count}`).expect(200);
    await request(app).get('/api/v1/search').set('X-Forwarded-For', '192.0.2.9').expect(429);
  });
});

describe('other sites', () => {
  const { app } = openApp({ keys: KEYS, corsOrigins: ['https://papers.example'] });

  it('a listed one may ask, with a key, and sees the answer', async () => {
    const preflight = await request(app)
      .options('/api/v1/articles/a')
      .set({ Origin: 'https://papers.example', 'Access-Control-Request-Method': 'PUT' })
      .expect(204);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': 'https://papers.example',
      'access-control-allow-headers': expect.stringContaining('Authorization'),
    });
    const answer = await request(app)
      .get('/api/v1/search')
      .set({ Origin: 'https://papers.example', ...bearer('reader-old') })
      .expect(200);
    expect(answer.headers['access-control-allow-origin']).toBe('https://papers.example');
    expect(answer.headers['vary']).toContain('Origin');
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('a listed one can read a refusal, and its questions before a call are not counted', async () => {
    const limited = openApp({ rateLimit: 1, corsOrigins: ['https://papers.example'] }).app;
    const call = () => request(limited).get('/api/v1/search').set({ Origin: 'https://papers.example' });
    for (let count = 0; count < 3; count += 1)
      await request(limited)
        .options('/api/v1/search')
        .set({ Origin: 'https://papers.example', 'Access-Control-Request-Method': 'GET' })
        .expect(204);
    await call().expect(200);
    const { headers } = await call().expect(429);
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'https://papers.example',
      'access-control-expose-headers': expect.stringContaining('Retry-After'),
    });
  });

  it('another one may not', async () => {
    const answer = await request(app)
      .get('/api/v1/search')
      .set({ Origin: 'https://else.example', ...bearer('reader-old') });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });
});
