/** What the page of an article shows and leads to. */
import request from 'supertest';

import { FakeServices, makeArticle } from '../http/fake-services.js';
import { ARTICLES, openApp } from '../http/open-app.js';
import { getPage } from './get-page.js';

describe('/articles/{id}', () => {
  it('says where its date is its own and not that of its page', async () => {
    const open = openApp();
    const own = makeArticle({
      id: 'own',
      title: '渡口',
      paper: '雨台晚报',
      date: '2030-05-16',
      pageNumber: '3',
      extra: { dateFrom: 'text' },
    });
    open.services.stored.set('own', own);
    const { text } = await getPage('/articles/own', open);
    expect(text).toContain('2030年5月16日</time>（据文中日期）');
    expect(text).toContain(`href="/pages/${encodeURIComponent('雨台晚报')}/-/3"`);
    open.services.stored.set('own', { ...own, extra: {} });
    const dated = (await getPage('/articles/own', open)).text;
    expect([dated.includes('据文中日期'), dated.includes('/2030-05-16/3"')]).toEqual([false, true]);
  });

  it('shows the article as it was printed', async () => {
    const open = openApp();
    open.services.rawPages.set('page-7', ['yutai-1', 'yutai-2']);
    const { text } = await getPage('/articles/yutai-1?q=水车&sort=newest', open);
    const order = [
      '乡镇\n见闻',
      '老物件 新用场',
      '<h1>雨台镇修好旧<mark id="hit-1">水车</mark></h1>',
      '三位老木匠忙了四十天',
      '记者</span>',
      '陶砚',
      '柏舟',
      'id="p1"',
      'id="p2"',
      '雨台晚报社所有',
      '原载</span>',
    ];
    const body = text.slice(text.indexOf('<main'));
    expect(order.map((part) => body.indexOf(part))).toEqual(order.map((part) => body.indexOf(part)).toSorted((a, b) => a - b));
    expect(order.every((part) => text.includes(part))).toBe(true);
    // The printed page by its name, no path of the machine that serves it.
    expect(text).not.toContain('data/sample.txt');
    expect(text).toContain('href="/?q=%E6%B0%B4%E8%BD%A6&amp;sort=newest">‹ 返回检索结果');
    expect(text).toContain('<span aria-current="page">雨台镇修好旧水车</span>');
    expect(text).toContain('<a href="/articles/yutai-2">渡口夜班加开一趟船</a>');
    expect(text).toContain(`href="/pages/${encodeURIComponent('雨台晚报')}/2030-05-17/2"`);
  });

  it('numbers its hits in the order of reading, and leads to each without a script', async () => {
    const { text } = await getPage('/articles/yutai-1?q=水车');
    expect([...text.matchAll(/<mark id="([^"]+)"/g)].map(([, id]) => id)).toEqual(['hit-1', 'hit-2', 'hit-3']);
    expect([...text.matchAll(/<a href="(#hit-\d)">/g)].map(([, href]) => href)).toEqual(['#hit-1', '#hit-2', '#hit-3']);
    expect((await getPage('/articles/yutai-1')).text).not.toContain('hits-bar');
  });

  it('can be cited: the standard in force first, others to choose, and an address that stays', async () => {
    const { text } = await getPage('/articles/yutai-1?q=水车&lang=en');
    const forms = [
      '>陶砚. 雨台镇修好旧水车[N]. 雨台晚报，2030-05-17（2）.</pre>',
      /陶砚\. 雨台镇修好旧水车\[N\/OL\]\. 雨台晚报，2030-05-17（2）\. http:\/\/127\.0\.0\.1:\d+\/articles\/yutai-1\.<\/pre>/,
      '>陶砚：《雨台镇修好旧水车》，《雨台晚报》2030年5月17日，第2版。</pre>',
      '>陶砚. 雨台镇修好旧水车[N]. 雨台晚报, 2030-05-17(02).</pre>',
      /雨台晚报, 2030-05-17\(02\)\[\d{4}-\d\d-\d\d\]\. http/,
      '&quot;type&quot;: &quot;article-newspaper&quot;',
    ].map((form) => text.search(typeof form === 'string' ? form.replace(/[[\].()]/g, '\\$&') : form));
    expect(forms).not.toContain(-1);
    expect(forms).toEqual(forms.toSorted((a, b) => a - b));
    expect(text).toContain('@article{xunbao-yutai-1,');
    expect(text).toContain('TY  - NEWS');
    expect(text).toMatch(/<a href="\/articles\/yutai-1">http:\/\/127\.0\.0\.1:\d+\/articles\/yutai-1<\/a>/);
    const strange = await request(openApp().app).get('/articles/yutai-1').set('Host', 'a"b<c').expect(200);
    expect(strange.text).not.toContain('a"b');
  });

  it('shows similar articles where there is a service for them', async () => {
    const [hit] = (
      await openApp().services.searcher.search({
        text: '渡口',
        filters: {},
        sort: 'newest',
        limit: 1,
        offset: 0,
        facets: [],
        explain: false,
      })
    ).hits;
    const services = Object.assign(new FakeServices(ARTICLES), {
      similar: { similar: (id: string, count: number) => Promise.resolve(id === 'yutai-1' && count === 5 ? [hit!] : []) },
    });
    const { text } = await getPage('/articles/yutai-1', openApp({ services }));
    expect(text).toMatch(/相近的文章<\/h2>\s*<ol><li><a href="\/articles\/yutai-2"><span lang="zh-CN">渡口夜班加开一趟船/);
    expect((await getPage('/articles/yutai-2', openApp({ services }))).text).not.toContain('相近的文章');
  });

  it('finds the neighbours of an article that came without a page by its place', async () => {
    expect((await getPage('/articles/yutai-2')).text).toContain('<a href="/articles/yutai-1">');
  });

  it('does not mind an address it cannot read', async () => {
    expect((await getPage('/articles/yutai-1?limit=0&q=a&q=b')).status).toBe(200);
  });

  it.each([
    ['missing', 404, '没有这个页面'],
    ['withheld', 410, '应当事人要求 &lt;i&gt;'],
    ['deleted', 410, '已删除'],
  ])('says in the house style why %s is not there', async (id, expected, words) => {
    const open = openApp();
    open.services.gone.set('withheld', { type: 'withheld', reason: '应当事人要求 <i>' });
    open.services.gone.set('deleted', { type: 'deleted' });
    const { status, text, headers } = await getPage(`/articles/${id}`, open);
    expect([status, headers['content-type']]).toEqual([expected, 'text/html; charset=utf-8']);
    expect(text).toContain(words);
    expect(text).toContain('<meta name="robots" content="noindex">');
  });
});
