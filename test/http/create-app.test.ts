import { readFileSync } from 'node:fs';
import request from 'supertest';

import { STATUS_BY_CODE } from '../../src/http/problem.js';
import { SearchServiceError } from '../../src/search-service-error.js';
import { openApp } from './open-app.js';

describe('what every answer has', () => {
  it('carries a request id, a strict policy and no sign of the framework', async () => {
    const { headers } = await request(openApp().app).get('/api/v1/search');
    expect(headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).not.toMatch(/unsafe|upgrade-insecure/);
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('keeps a plain request id of the caller and no other', async () => {
    const { app } = openApp();
    expect((await request(app).get('/healthz').set('x-request-id', 'trace-1')).headers['x-request-id']).toBe('trace-1');
    expect((await request(app).get('/healthz').set('x-request-id', 'a b<')).headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
  });
});

describe('answers to GET', () => {
  it('carry a tag, and are not sent again while it holds', async () => {
    const { app, services } = openApp();
    for (const path of ['/api/v1/search?q=水车', '/api/v1/articles/yutai-1', '/api/v1/pages', '/api/v1/openapi.json'].map(encodeURI)) {
      const { headers } = await request(app).get(path).expect(200);
      expect(headers['etag']).toMatch(/^(W\/)?"/);
      const again = await request(app).get(path).set('If-None-Match', headers['etag']!).expect(304);
      expect(again.text).toBe('');
    }
    const { headers } = await request(app).get('/api/v1/search');
    services.stored.delete('yutai-1');
    await request(app).get('/api/v1/search').set('If-None-Match', headers['etag']!).expect(200);
  });

  it('are packed when they are long, for who can unpack them', async () => {
    const { app } = openApp();
    const long = await request(app).get('/api/v1/openapi.json').set('Accept-Encoding', 'gzip').expect(200);
    expect(long.headers['content-encoding']).toBe('gzip');
    expect(long.headers['vary']).toContain('Accept-Encoding');
    expect(long.body.openapi).toBe('3.1.0');
    expect((await request(app).get('/api/v1/openapi.json').set('Accept-Encoding', 'identity')).headers['content-encoding']).toBeUndefined();
    expect((await request(app).get('/api/v1/pages').set('Accept-Encoding', 'gzip')).headers['content-encoding']).toBeUndefined();
  });
});

describe('health', () => {
  it('is alive and ready, or alive and not ready', async () => {
    const { app, services } = openApp();
    expect((await request(app).get('/healthz').expect(200)).body).toEqual({ status: 'alive' });
    expect((await request(app).get('/readyz').expect(200)).body).toEqual({ ready: true, state: 'ready' });
    services.state = 'loading';
    await request(app).get('/healthz').expect(200);
    expect((await request(app).get('/readyz').expect(503)).body).toEqual({ ready: false, state: 'loading' });
    const { body, headers } = await request(app).get('/api/v1/search').expect(503);
    expect(body.code).toBe('NOT_READY');
    expect(headers['retry-after']).toBe('5');
  });

  it.each(['stopping', 'cluster-unavailable', 'copy-behind', 'archive-lost'])(
    'is not ready and answers what it can while it is %s',
    async (state) => {
      const { app, services } = openApp();
      services.state = state;
      await request(app).get('/readyz').expect(503, { ready: false, state });
      await request(app).get('/api/v1/articles/yutai-1').expect(200);
      await request(app).get('/articles/yutai-1').expect(200);
    },
  );

  it('answers nothing from an index that could not follow', async () => {
    const { app, services } = openApp();
    services.state = 'index-failed';
    expect((await request(app).get('/api/v1/articles/yutai-1').expect(503)).body.code).toBe('NOT_READY');
    await request(app).post('/api/v1/maintenance/rebuild').expect(200);
  });
});

describe('addresses and methods that are not there', () => {
  it.each(['/api/v1/nothing', '/api/v1', '/api/v2/search', '/api', '/api/v1/articles/a/b', '/api/v1/pages/a/b'])(
    'answers a JSON 404 to %s',
    async (path) => {
      const { body, headers } = await request(openApp().app).get(path).expect(404);
      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(body).toEqual({
        type: 'urn:xunbao:problem:not-found',
        title: 'Not Found',
        status: 404,
        detail: expect.any(String),
        code: 'NOT_FOUND',
        requestId: headers['x-request-id'],
      });
    },
  );

  it.each([
    ['post', '/api/v1/search', 'GET, HEAD, OPTIONS'],
    ['post', '/api/v1/articles/a', 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS'],
    ['get', '/api/v1/articles', 'POST, OPTIONS'],
    ['put', '/api/v1/pages', 'GET, HEAD, POST, PATCH, OPTIONS'],
    ['put', '/api/v1/pages/x', 'GET, HEAD, PATCH, DELETE, OPTIONS'],
    ['delete', '/readyz', 'GET, HEAD, OPTIONS'],
  ] as const)('answers 405 to %s %s', async (method, path, allow) => {
    const { body, headers } = await request(openApp().app)[method](path).expect(405);
    expect(headers['allow']).toBe(allow);
    expect(body.code).toBe('METHOD_NOT_ALLOWED');
  });

  it('answers OPTIONS and HEAD', async () => {
    const { app } = openApp();
    expect((await request(app).options('/api/v1/search').expect(204)).headers['allow']).toBe('GET, HEAD, OPTIONS');
    expect((await request(app).head('/api/v1/search').expect(200)).text).toBeUndefined();
  });
});

describe('failures', () => {
  it('answers INTERNAL without the message or a stack, and logs where it was under the request id, but not what it said', async () => {
    const { app, services, log } = openApp();
    services.failure = new Error('secret of the house');
    const { body, text, headers } = await request(app).get('/api/v1/search').expect(500);
    expect(body).toMatchObject({ code: 'INTERNAL', status: 500, requestId: headers['x-request-id'] });
    expect(text).not.toMatch(/secret|\.ts|at /);
    const line = log.find(({ event }) => event === 'request-failed');
    expect(line).toMatchObject({
      requestId: headers['x-request-id'],
      code: 'INTERNAL',
      err: { type: 'Error', stack: expect.stringContaining('create-app.test.ts') },
    });
    expect(JSON.stringify(log)).not.toContain('secret');
  });

  it('hides what a message for the operator says', async () => {
    const { app, services } = openApp();
    services.failure = new SearchServiceError('ARCHIVE_CORRUPT', 'articles.log at 4711 in /srv/archive');
    const { text } = await request(app).get('/api/v1/search').expect(500);
    expect(text).not.toContain('/srv');
  });

  it.each([
    ['STORAGE_FULL', 507],
    ['ARCHIVE_WRITE_FAILED', 503],
    ['ARCHIVE_LOCKED', 503],
  ] as const)('answers a write that cannot be done with %s and %d', async (code, status) => {
    const { app, services } = openApp();
    services.failure = new SearchServiceError(code, 'x');
    const { body, headers } = await request(app).put('/api/v1/articles/a').send({ title: 'x' }).expect(status);
    expect(body.code).toBe(code);
    expect(headers['retry-after']).toBe(status === 503 ? '5' : undefined);
  });
});

describe('the log', () => {
  it('has one line a request, with the pattern of its route', async () => {
    const { app, log } = openApp();
    await request(app).get('/api/v1/articles/yutai-1').query({ q: '水车' });
    await request(app).get('/api/v1/search').query({ q: '水车', sort: 'red' });
    await request(app).get('/').query({ q: '水车' });
    await request(app).get('/healthz');
    const requests = log.filter(({ event }) => event === 'request');
    expect(requests.map(({ method, route, status }) => [method, route, status])).toEqual([
      ['GET', '/api/v1/articles/:id', 200],
      ['GET', '/api/v1/search', 400],
      ['GET', '/', 200],
    ]);
    expect(requests[0]).toMatchObject({ level: 30, requestId: expect.any(String), durationMs: expect.any(Number) });
  });

  it('holds no query, no article, no address, whatever happens', async () => {
    const { app, services, log } = openApp();
    const secret = '秘密词';
    const send = async () => {
      await request(app)
        .get('/api/v1/search')
        .query({ q: secret, paper: secret, [secret]: '1' });
      await request(app).get('/api/v1/search').query({ q: secret });
      await request(app).get('/').query({ q: secret });
      await request(app)
        .get(`/articles/${encodeURIComponent(secret)}`)
        .query({ q: secret });
      await request(app)
        .get(`/${encodeURIComponent(secret)}`)
        .set('Authorization', `Bearer ${encodeURIComponent(secret)}`)
        .set('Referer', `http://x/${encodeURIComponent(secret)}`);
      await request(app)
        .put(`/api/v1/articles/${encodeURIComponent(secret)}`)
        .set('Content-Type', 'application/json')
        .send(`{"title":"${secret}`);
      await request(app).put('/api/v1/articles/a').send({ title: secret, unknown: secret });
      await request(app).post('/api/v1/pages').set('Content-Type', 'text/plain').send(secret);
      await request(app).post('/api/v1/articles').set('Content-Type', 'application/x-ndjson').send(`{"title":"${secret}"}\n{${secret}\n`);
    };
    await send();
    services.failure = new SearchServiceError('INTERNAL', 'failed');
    await send();
    const written = JSON.stringify(log);
    expect(log.length).toBeGreaterThan(18);
    expect(written).not.toContain(secret);
    expect(written).not.toContain(encodeURIComponent(secret));
  });
});

describe('docs/errors.md', () => {
  const rows = readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \| (\d{3}) \| (.+) \| (.+) \|$/gm);
  const documented = Object.fromEntries([...rows].map(([, code, status]) => [code, Number(status)]));

  it('lists every code with its status, and no other', () => {
    expect(documented).toEqual(STATUS_BY_CODE);
  });

  it('misses no code of src/search-service-error.ts', () => {
    const source = readFileSync('src/search-service-error.ts', 'utf8');
    const codes = [...source.slice(source.indexOf('export type ErrorCode')).matchAll(/'([A-Z_]+)'/g)].map(([, code]) => code);
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => !Object.hasOwn(documented, code!))).toEqual([]);
  });
});
