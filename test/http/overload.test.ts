/** Refusals and time limits as a caller sees them. */
import request from 'supertest';

import { ReadQueue } from '../../src/http/read-queue.js';
import { SearchServiceError } from '../../src/search-service-error.js';
import { openApp } from './open-app.js';

/** A queue whose one place is taken, so that the next search waits and more are refused. */
function fullQueue(): { readonly queue: ReadQueue; readonly empty: () => void } {
  const queue = new ReadQueue({ underWayCount: 1, mostWaiting: 1, alwaysWaiting: 0, longestWaitMs: 1_000, deadlineMs: 5_000 });
  let empty = (): void => undefined;
  const emptied = new Promise<void>((resolve) => {
    empty = resolve;
  });
  for (let i = 0; i < 2; i += 1) void queue.run(() => emptied);
  return {
    queue,
    empty: () => {
      empty();
    },
  };
}

describe('a full queue', () => {
  it('refuses searches of the API in front of everything else, and nothing but searches', async () => {
    const { queue, empty } = fullQueue();
    const { app, services, log } = openApp({ queue, corsOrigins: ['https://papers.example'] });
    const { body, headers } = await request(app).get('/api/v1/search?q=a').expect(503);
    expect(body).toEqual({
      type: 'urn:xunbao:problem:overloaded',
      title: 'Service Unavailable',
      status: 503,
      code: 'OVERLOADED',
      detail: expect.stringContaining('Try again'),
      requestId: headers['x-request-id'],
    });
    expect(headers).toMatchObject({
      'retry-after': '1',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-type': 'application/problem+json; charset=utf-8',
    });
    expect((await request(app).get('/api/v1/search?q=a').set('Origin', 'https://papers.example').expect(503)).headers).toMatchObject({
      'access-control-allow-origin': 'https://papers.example',
      vary: 'Origin',
    });
    expect(services.asked).toEqual([]);
    expect(log).toEqual([]);
    for (const path of ['/api/v1/articles/yutai-1', '/api/v1/pages', '/healthz', '/readyz', '/api/v1/openapi.json', '/docs'])
      await request(app).get(path).expect(200);
    await request(app).get('/api/v1/searching').expect(404);
    empty();
    await new Promise((resolve) => setImmediate(resolve));
    await request(app).get('/api/v1/search?q=a').expect(200);
  });
});

describe('a search that is refused or given up behind the routes', () => {
  it.each(['OVERLOADED', 'QUERY_TIMEOUT'] as const)('is 503 %s, for the API and on a page, and no failure for the log', async (code) => {
    const { app, services, log } = openApp();
    services.failure = new SearchServiceError(code, 'the operator may read this');
    const { body, headers } = await request(app).get('/api/v1/search?q=a').expect(503);
    expect(body).toMatchObject({ code });
    expect(body.detail).not.toContain('operator');
    expect(headers['retry-after']).toBe(code === 'OVERLOADED' ? '1' : undefined);
    const page = await request(app).get('/?q=a').expect(503);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.text.includes('太费时')).toBe(code === 'QUERY_TIMEOUT');
    expect(log.filter(({ event }) => event !== 'request')).toEqual([]);
    expect(log.every(({ level }) => level === 30)).toBe(true);
  });
});
