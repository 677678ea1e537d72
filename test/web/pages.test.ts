import request from 'supertest';

import { FakeServices } from '../http/fake-services.js';
import { openApp } from '../http/open-app.js';
import { getPage } from './get-page.js';

describe('every page', () => {
  it.each(['/', '/?q=水车', '/articles/yutai-1', '/pages', '/pages/雨台晚报/2030-05-17/2', '/coverage', '/nothing'])(
    '%s has one main, one h1, a labelled box, a language, and no inline script',
    async (path) => {
      const { text, headers } = await getPage(path);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['content-language']).toBe('zh-CN');
      expect(headers['vary']).toContain('Accept-Language');
      expect(text.match(/<main /g)).toHaveLength(1);
      expect(text.match(/<h1[ >]/g)).toHaveLength(1);
      expect(text).toContain('<html lang="zh-CN">');
      expect(text).toMatch(/<label class="hidden" for="q">.+<\/label>\s*<input id="q" name="q"/);
      const scripts = text.replace(/<script type="application\/ld\+json">[^<]*<\/script>/, '');
      expect(scripts.match(/<script[^>]*>[^<]*/g)).toEqual([
        expect.stringMatching(/^<script src="\/assets\/script-[0-9a-f]{12}\.js" defer>$/),
      ]);
      expect(text).not.toMatch(/<style|\son\w+=|\sstyle=|javascript:/i);
      expect(text).not.toMatch(/undefined|\[object|null/);
      expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    },
  );

  it('speaks English by Accept-Language and by ?lang=, and keeps what was chosen', async () => {
    expect((await getPage('/', openApp(), 'fr, en-GB;q=0.8, zh;q=0.5')).text).toContain('<html lang="en">');
    expect((await getPage('/', openApp(), 'en;q=0, ja')).text).toContain('<html lang="zh-CN">');
    const { text } = await getPage('/?q=水车&lang=en');
    expect(text).toContain('2 articles found');
    expect(text).toContain('<input type="hidden" name="lang" value="en">');
    expect(text).toMatch(/href="\/articles\/yutai-1\?q=[^"]+&amp;lang=en"/);
    expect(text).toContain('href="?q=%E6%B0%B4%E8%BD%A6&amp;lang=zh"');
  });
});

describe('/', () => {
  it('shows what there is', async () => {
    const { text } = await getPage('/');
    expect(text).toContain('共收 1 种报纸、文章 3 篇');
    expect(text).toContain('<a href="/articles/yutai-1">雨台镇修好旧水车</a>');
    expect(text).toContain('href="/articles/%E7%BC%96%E5%8F%B7%2F%E4%B8%89%3F"><span class="untitled">（无标题）</span>');
  });

  it('says how to begin when there is nothing', async () => {
    const { text } = await getPage('/', openApp({ services: new FakeServices() }));
    expect(text).toContain('npm run -s xunbao -- index');
  });
});

describe('/pages', () => {
  it('lists issues and their pages', async () => {
    const { text } = await getPage('/pages');
    expect(text).toContain('共 2 期');
    expect(text).toContain(`<a href="/pages/${encodeURIComponent('雨台晚报')}/2030-05-17/2">第2版</a>`);
    expect(text).toContain('<a href="/pages/-/-/-">版次不详</a>');
  });

  it('shows one page, and 404 for one that is not there', async () => {
    const { text } = await getPage('/pages/雨台晚报/2030-05-17/2');
    expect(text.indexOf('雨台镇修好旧水车')).toBeLessThan(text.indexOf('渡口夜班'));
    expect((await getPage('/pages/x/y/z')).status).toBe(404);
  });
});

describe('faults', () => {
  it('says that an address cannot be read', async () => {
    const { status, text } = await request(openApp().app).get('/articles/%E5%9');
    expect([status, text.includes('could not be read') || text.includes('读不懂')]).toEqual([400, true]);
  });

  it('answers in HTML with the request id, and without the inside', async () => {
    const open = openApp();
    open.services.failure = new Error('secret of the house');
    const { status, text, headers } = await getPage('/?q=a', open);
    expect(status).toBe(500);
    expect(text).toContain(headers['x-request-id']);
    expect(text).not.toContain('secret');
  });

  it('asks for patience while the index is loading, and still has its stylesheet', async () => {
    const open = openApp();
    open.services.state = 'loading';
    const { status, text, headers } = await getPage('/', open);
    expect([status, headers['retry-after']]).toEqual([503, '5']);
    expect(text).toContain('正在准备');
    await request(open.app)
      .get(/href="(\/assets\/style[^"]+)"/.exec(text)![1]!)
      .expect(200);
  });

  it('tells a reader in HTML that there were too many requests, with its style, and a program in JSON', async () => {
    const open = openApp({ rateLimit: 1 });
    await getPage('/', open);
    const { status, text, headers } = await getPage('/', open);
    expect([status, headers['content-type'], Number(headers['retry-after']) > 0]).toEqual([429, 'text/html; charset=utf-8', true]);
    expect(text).toContain('请求太多');
    await request(open.app)
      .get(/href="(\/assets\/style[^"]+)"/.exec(text)![1]!)
      .expect(200);
    expect((await request(open.app).get('/api/v1/search').expect(429)).body.code).toBe('RATE_LIMITED');
  });

  it('takes GET and HEAD only', async () => {
    const { app } = openApp();
    const answer = await request(app).post('/').expect(405);
    expect(answer.headers['allow']).toBe('GET, HEAD');
    await request(app).head('/?q=a').expect(200);
  });
});
