import { createHash } from 'node:crypto';
import request from 'supertest';
import { ARTICLES, openApp } from '../http/open-app.js';

const HOST = 'archive.example';
const get = (path: string, app = openApp().app) => request(app).get(path).set('Host', HOST).set('Accept-Language', 'zh-CN');
const CLOSED = { keys: { read: [{ digest: createHash('sha256').update('secret').digest() }], write: [] } };

describe('/robots.txt', () => {
  it('closes calls, searches and what writes, and says where the map is', async () => {
    const { text, headers } = await get('/robots.txt').expect(200);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    const lines = text.split('\n');
    for (const line of ['User-agent: *', 'Disallow: /api/', 'Disallow: /add', 'Disallow: /*?', `Sitemap: http://${HOST}/sitemap.xml`])
      expect(lines).toContain(line);
    expect(lines).not.toContain('Disallow: /');
  });

  it('closes everything where reading needs a key, and is read without one', async () => {
    expect((await get('/robots.txt', openApp(CLOSED).app).expect(200)).text).toBe('User-agent: *\nDisallow: /\n');
    await get('/sitemap.xml', openApp(CLOSED).app).expect(401);
  });
});

describe('the map of the site', () => {
  it('has a part for each year, and in it every article under the address to keep', async () => {
    const open = openApp();
    open.services.stored.set('旧&文', { ...ARTICLES[0], id: '旧&文', date: '1948-01-05' });
    const { text, headers } = await get('/sitemap.xml', open.app).expect(200);
    expect(headers['content-type']).toBe('application/xml; charset=utf-8');
    const parts = [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => new URL(address!));
    expect(parts.map(({ pathname }) => pathname)).toEqual(
      expect.arrayContaining(['/sitemap-2030-1.xml', '/sitemap-1948-1.xml', '/sitemap-undated-1.xml']),
    );
    const addresses: string[] = [];
    for (const { pathname } of parts)
      addresses.push(...[...(await get(pathname, open.app).expect(200)).text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, one]) => one!));
    expect(addresses.sort()).toEqual(
      [...open.services.stored.keys()].map((id) => `http://${HOST}/articles/${encodeURIComponent(id).replaceAll("'", '&#39;')}`).sort(),
    );
  });

  it.each(['/sitemap-2031-1.xml', '/sitemap-2030-2.xml', '/sitemap-2030-0.xml', '/sitemap-x-1.xml', '/sitemap-2030.xml'])(
    'has no part %s',
    async (path) => {
      await get(path).expect(404);
    },
  );
});

describe('what a page says of itself', () => {
  it('is the address to keep, whatever else the reader’s address says, and how it looks where it is shared', async () => {
    const { text } = await get('/articles/yutai-1?q=%E6%B0%B4&lang=en');
    expect(text).toContain('<link rel="canonical" href="/articles/yutai-1">');
    expect(text).toContain('<meta property="og:type" content="article">');
    expect(text).toContain('<meta property="og:title" content="雨台镇修好旧水车">');
    expect(text).toMatch(/<meta property="og:description" content="[^"]{20,200}">/);
    expect(text).toContain('<meta property="article:published_time" content="2030-05-17">');
  });

  it('begins with the public address where there is one', async () => {
    const open = openApp({ publicUrl: 'https://site.example/archive/' });
    expect((await get('/articles/yutai-1', open.app)).text).toContain('href="https://site.example/archive/articles/yutai-1"');
    expect((await get('/robots.txt', open.app)).text).toContain('Sitemap: https://site.example/archive/sitemap.xml');
  });
});
