import request from 'supertest';

import { openApp } from './open-app.js';

describe('GET /metrics', () => {
  it('counts requests by the pattern of the route, searches by how they ended, and tells no text', async () => {
    const { app } = openApp();
    const ask = (path: string) => request(app).get(encodeURI(path));
    for (const path of [
      '/api/v1/search?q=水车',
      '/api/v1/search',
      '/api/v1/search?q=没有的词',
      '/api/v1/articles/yutai-1',
      '/api/v1/articles/nowhere',
      '/秘密',
      '/?q=水车',
    ])
      await ask(path);
    const { text, headers } = await ask('/metrics').expect(200);
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(text).toContain('xunbao_http_request_duration_seconds_count{method="GET",route="/api/v1/articles/:id",status="200"} 1');
    expect(text).toContain('xunbao_http_request_duration_seconds_count{method="GET",route="/api/v1/articles/:id",status="404"} 1');
    expect(text).toContain('route="/",status="200"');
    for (const kind of ['all', 'found', 'none']) expect(text).toContain(`xunbao_search_duration_seconds_count{kind="${kind}"} 1`);
    expect(text).not.toMatch(/水车|秘密|yutai|%E/);
  });
});
