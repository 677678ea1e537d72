import request from 'supertest';

import { ARTICLES, openApp } from '../http/open-app.js';
import { FakeServices, makeArticle } from '../http/fake-services.js';

const get = (path: string, open = openApp()) =>
  request(open.app).get(encodeURI(path)).set('Host', 'papers.example').set('Accept-Language', 'zh');

describe('/feed.atom', () => {
  it('is an Atom feed of the newest results under absolute addresses', async () => {
    const open = openApp();
    const { text, headers } = await get('/feed.atom?q=水车&paper=雨台晚报&sort=oldest&limit=3', open).expect(200);
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(text).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom"/);
    expect(open.services.asked.at(-1)).toMatchObject({
      text: '水车',
      sort: 'newest',
      limit: 20,
      offset: 0,
      filters: { paper: ['雨台晚报'] },
    });
    const self = `http://papers.example/feed.atom?${new URLSearchParams({ q: '水车', paper: '雨台晚报' }).toString().replaceAll('&', '&amp;')}`;
    expect(text).toContain(`<id>${self}</id>`);
    expect(text).toContain(`<link rel="self" type="application/atom+xml" href="${self}"/>`);
    expect(text).toContain('<updated>2030-05-17T00:00:00+08:00</updated>');
    expect(text).toContain('<id>http://papers.example/articles/yutai-1</id>\n<title>雨台镇修好旧水车</title>');
    expect(text).toContain('<author><name>陶砚</name></author>');
    expect(text.match(/<entry>/g)).toHaveLength(2);
  });

  it('is under the public address where there is one, whatever Host says', async () => {
    const open = openApp({ publicUrl: 'https://site.example/archive/' });
    for (const path of ['/feed.atom?q=水车', '/opensearch.xml', '/articles/yutai-1']) {
      const { text } = await get(path, open).expect(200);
      expect(text).toContain('https://site.example/archive/');
      expect(text).not.toContain('papers.example');
      expect(text).not.toContain('archive//');
    }
  });

  it('is 304 for who has it', async () => {
    const open = openApp();
    const { headers } = await get('/feed.atom?q=水车', open).expect(200);
    await get('/feed.atom?q=水车', open).set('If-None-Match', headers['etag']!).expect(304);
  });

  it('has neither what is withheld nor what only has parts of the query', async () => {
    const open = openApp();
    await open.services.intake.withhold('yutai-1', 'x');
    expect((await get('/feed.atom?q=水车', open)).text).not.toContain('yutai-1');
    open.services.relaxed = true;
    expect((await get('/feed.atom?q=水车', open)).text).not.toContain('<entry>');
  });

  it('holds nothing XML has no place for, and is well-formed whatever is stored', async () => {
    const hostile = '\u0000\u0001<b>&amp;]]>\ud800\ufffe"';
    const services = new FakeServices([makeArticle({ ...ARTICLES[0], id: '<&"', title: hostile, paper: hostile })]);
    const { text } = await get('/feed.atom?q=', openApp({ services })).expect(200);
    expect(text).not.toMatch(/[\u0000-\u0008\ufffe]|[\ud800-\udfff]/);
    expect(text).toContain('<title>&lt;b&gt;&amp;amp;]]&gt;&quot;</title>');
    expect(text).toContain('<category term="&lt;b&gt;&amp;amp;]]&gt;&quot;"/>');
  });

  it('refuses what the search refuses, in words', async () => {
    expect((await get('/feed.atom?q=a&from=x').expect(400)).headers['content-type']).toContain('text/html');
  });

  it('is named by the results', async () => {
    const { text } = await get('/?q=水车&sort=oldest');
    expect(text).toMatch(/<link rel="alternate" type="application\/atom\+xml" title="检索：水车" href="\/feed\.atom\?q=[^"&]+">/);
  });
});

describe('/opensearch.xml', () => {
  it('describes the box, and every page names it', async () => {
    const { text, headers } = await get('/opensearch.xml?lang=en').expect(200);
    expect(headers['content-type']).toBe('application/opensearchdescription+xml; charset=utf-8');
    expect(text).toContain('<Url type="text/html" template="http://papers.example/?q={searchTerms}&amp;lang=en"/>');
    expect(/<ShortName>(.+)<\/ShortName>/.exec(text)![1]!.length).toBeLessThanOrEqual(16);
    expect((await get('/?lang=en')).text).toContain(
      '<link rel="search" type="application/opensearchdescription+xml" title="寻报 Xunbao" href="/opensearch.xml?lang=en">',
    );
  });
});
