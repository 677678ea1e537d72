import request from 'supertest';

import { openApp } from '../http/open-app.js';

describe('/assets', () => {
  it('have one stylesheet that may be kept for ever', async () => {
    const open = openApp();
    const { text } = await request(open.app).get('/');
    const path = /<link rel="stylesheet" href="([^"]+)">/.exec(text)![1]!;
    const { headers, text: css } = await request(open.app).get(path).expect(200);
    expect(headers['content-type']).toBe('text/css; charset=utf-8');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(css).not.toMatch(/@import|url\(/);
    await request(open.app).get('/assets/style-000000000000.css').expect(404);
  });
});

describe('/embed.js', () => {
  it('may be loaded by any site and is looked for again after an hour', async () => {
    const { headers } = await request(openApp().app).get('/embed.js').expect(200);
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=3600',
      'cross-origin-resource-policy': 'cross-origin',
    });
  });
});
