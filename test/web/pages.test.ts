import request from 'supertest';

import { FakeServices, makeArticle } from '../http/fake-services.js';
import { ARTICLES, openApp } from '../http/open-app.js';

async function page(path: string, open = openApp(), language = 'zh-CN') {
  const answer = await request(open.app).get(encodeURI(path)).set('Accept-Language', language);
  return { status: answer.status, text: answer.text, headers: answer.headers as Record<string, string> };
}

describe('every page', () => {
  it.each(['/', '/?q=水车', '/articles/yutai-1', '/pages', '/pages/雨台晚报/2030-05-17/2', '/coverage', '/nothing'])(
    '%s has one main, one h1, a labelled box, a language, and no inline script',
    async (path) => {
      const { text, headers } = await page(path);
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
    expect((await page('/', openApp(), 'fr, en-GB;q=0.8, zh;q=0.5')).text).toContain('<html lang="en">');
    expect((await page('/', openApp(), 'en;q=0, ja')).text).toContain('<html lang="zh-CN">');
    const { text } = await page('/?q=水车&lang=en');
    expect(text).toContain('2 articles found');
    expect(text).toContain('<input type="hidden" name="lang" value="en">');
    expect(text).toMatch(/href="\/articles\/yutai-1\?q=[^"]+&amp;lang=en"/);
    expect(text).toContain('href="?q=%E6%B0%B4%E8%BD%A6&amp;lang=zh"');
  });
});

describe('/', () => {
  it('shows what there is', async () => {
    const { text } = await page('/');
    expect(text).toContain('共收 1 种报纸、文章 3 篇');
    expect(text).toContain('<a href="/articles/yutai-1">雨台镇修好旧水车</a>');
    expect(text).toContain('href="/articles/%E7%BC%96%E5%8F%B7%2F%E4%B8%89%3F"><span class="untitled">（无标题）</span>');
  });

  it('says how to begin when there is nothing', async () => {
    const { text } = await page('/', openApp({ services: new FakeServices() }));
    expect(text).toContain('npm run -s xunbao -- index');
  });
});

describe('/?q=', () => {
  it('shows hits with their marks, place and people', async () => {
    const { text, status } = await page('/?q=水车');
    expect(status).toBe(200);
    expect(text).toContain('找到 2 篇');
    expect(text).toContain('雨台镇修好旧<mark>水车</mark></a>');
    expect(text).toContain('<time datetime="2030-05-17">2030年5月17日</time>');
    expect(text).toMatch(/第2版.+乡镇.+记者 陶砚/s);
    expect(text).toContain('<mark>水车</mark>昨天又转了起来。');
    expect(text).toContain('<title>检索：水车 · 寻报</title>');
    expect(text).not.toContain('the pages must not use this');
  });

  it('says how the query was read, what was let go and what to know', async () => {
    const open = openApp();
    open.services.relaxed = true;
    open.services.warnings = [{ code: 'X', message: '一条提示 / a warning' }];
    const { text } = await page('/?q=水车', open);
    expect(text).toContain('只包含其中一部分');
    expect(text).toContain(`href="/?q=${encodeURIComponent('"水车"')}">只查与输入完全一致的</a>`);
    expect(text).not.toContain('去掉筛选条件再查');
    expect((await page('/?q=水车&paper=雨台晚报', open)).text).toContain('去掉筛选条件再查');
    expect(text).toContain('一条提示 / a warning');
    expect(text).not.toContain('实际按此检索');
  });

  it.each([
    ['水车 渡口', '水车 AND 渡口', false],
    ['十八大', '十八大 OR 18大', true],
  ])('of %j read as %j says so: %s', async (text, readAs, isSaid) => {
    const open = openApp();
    open.services.readAs = readAs;
    expect((await page(`/?q=${text}`, open)).text.includes(`<span lang="zh-CN" title="${readAs}">十八大 或 18大</span>`)).toBe(isSaid);
  });

  it('puts one ellipsis between two snippets, and none beside one that is printed', async () => {
    const open = openApp();
    const snippet = (text: string, start: number) => ({ paragraph: 0, start, text, ranges: [], html: text });
    const { search } = open.services.searcher;
    open.services.searcher.search = async (asked) => {
      const answer = await search(asked);
      const snippets = [snippet('水车转了', 4), snippet('渡口停船', 40), snippet('末班已过。', 80), snippet('……次日再来', 90)];
      return { ...answer, hits: answer.hits.slice(0, 1).map((hit) => ({ ...hit, snippets })) };
    };
    const { text } = await page('/?q=水车', open);
    const shown = /<p class="snippet">(.*?)<\/p>/s.exec(text)![1]!.replace(/<[^>]*>/g, '');
    expect(shown).toBe('……水车转了……渡口停船……末班已过。……次日再来……');
  });

  it('pages by offset and keeps the search', async () => {
    const { text } = await page('/?q=&limit=1&offset=1&paper=雨台晚报&sort=oldest');
    expect(text).toContain('第 2 / 2 页');
    expect(text).toMatch(/rel="prev" href="\/\?q=&amp;paper=[^"]+&amp;sort=oldest&amp;limit=1"/);
    expect(text).not.toContain('rel="next"');
    expect((await page('/?q=&limit=1')).text).toMatch(/rel="next" href="\/\?q=&amp;limit=1&amp;offset=1"/);
    expect((await page('/?q=水车&offset=20')).text).toContain('这一页之后没有结果了');
  });

  it('goes to a page by its number, the farthest there can be for a farther one, and passes over what is no number', async () => {
    const shown = async (query: string): Promise<string> => /第 [\d,]+ \/ \d+ 页|这一页之后没有结果了/.exec((await page(query)).text)![0];
    expect(await shown('/?q=&limit=1&page=2')).toBe('第 2 / 3 页');
    expect(await shown('/?q=&limit=1&page=３')).toBe('第 3 / 3 页');
    expect(await shown('/?q=&limit=1&page=999999')).toBe('这一页之后没有结果了');
    for (const none of ['0', '-1', 'x', '1e3', '9999999'] as const) expect(await shown(`/?q=&limit=1&page=${none}`)).toBe('第 1 / 3 页');
    const { text } = await page('/?q=&limit=1&sort=oldest');
    const form = /<form class="dates"[^>]*>(?:(?!<\/form>)[\s\S])*name="page"[\s\S]*?<\/form>/.exec(text)![0];
    expect(form).toMatch(/name="sort" value="oldest"/);
    expect(form).toMatch(/name="limit" value="1"/);
  });

  it('lets its reader choose how many stand on a page, and keeps that in the search', async () => {
    const { text } = await page('/?q=&limit=1&sort=oldest');
    expect(text).toContain('href="/?q=&amp;sort=oldest&amp;limit=50"');
    expect((await page('/?q=&limit=50')).text).not.toContain('每页篇数');
  });

  it('shows filters as chips that come off one by one, and keeps them in the box', async () => {
    const { text } = await page('/?q=水车&paper=雨台晚报&reporter=陶砚&from=2030');
    const chips = /<ul class="chips"[\s\S]*?<\/ul>/.exec(text)![0];
    expect([...chips.matchAll(/href="([^"]+)"/g)].map(([, href]) => decodeURIComponent(href!.replaceAll('&amp;', '&')))).toEqual([
      '/?q=水车&reporter=陶砚&from=2030',
      '/?q=水车&paper=雨台晚报&from=2030',
      '/?q=水车&paper=雨台晚报&reporter=陶砚',
      '/?q=水车',
    ]);
    expect(text).toContain('<input type="hidden" name="reporter" value="陶砚">');
  });

  it('asks for everything that narrows a search, and shows what does, most frequent first, chosen values too', async () => {
    const open = openApp();
    const { text } = await page('/?q=水车&from=2030&reporter=陶砚', open);
    expect(open.services.asked.at(-1)).toMatchObject({
      facets: ['paper', 'section', 'reporter', 'kind', 'pageNumber', 'year', 'month'],
      datesBeginning: '',
    });
    const panel = /<section class="panel"[\s\S]*$/.exec(text)![0];
    expect(panel).toContain('去掉 </span>陶砚</span>');
    expect(panel).toContain('<input name="from" value="2030"');
    expect(panel).toContain('<input type="hidden" name="reporter" value="陶砚">');
    expect(panel).not.toContain('<input type="hidden" name="from"');
  });

  it('draws a timeline with the way up, and a table with the same links', async () => {
    const open = openApp();
    open.services.dateFacets = {
      day: [
        { value: '2030-05-17', count: 3 },
        { value: '2030-05-20', count: 1 },
      ],
    };
    const { text } = await page('/?q=水车&from=2030-05-17&to=2030-05-17', open);
    expect(open.services.asked.at(-1)).toMatchObject({ datesBeginning: '2030-05' });
    const q = `/?q=${encodeURIComponent('水车')}`;
    expect(text).toContain(
      `<p class="time-trail"><a href="${q}">全部时间</a><span aria-hidden="true"> › </span><a ` +
        `href="${q}&amp;from=2030&amp;to=2030">2030年</a><span aria-hidden="true"> › </span><a ` +
        `href="${q}&amp;from=2030-05&amp;to=2030-05">2030年5月</a></p>`,
    );
    const links = [...text.matchAll(/<a href="([^"]+)" tabindex="-1" class="(bar[^"]*)"><title>([^<]+)</g)].map(
      ([, href, style, title]) => [href, style, title],
    );
    expect(links).toEqual([
      [`${q}&amp;from=2030-05-17&amp;to=2030-05-17`, 'bar', '2030年5月17日 · 3 篇'],
      [`${q}&amp;from=2030-05-20&amp;to=2030-05-20`, 'bar off', '2030年5月20日 · 1 篇'],
    ]);
    const rows = [...text.matchAll(/<tr><th scope="row"><a href="([^"]+)">[^<]+<\/a><\/th><td>(\d+)<\/td>/g)].map(([, href, count]) => [
      href,
      count,
    ]);
    expect(rows).toEqual([
      [links[0]![0], '3'],
      [links[1]![0], '1'],
    ]);
  });

  it('offers what the suggester knows when nothing is found, and asks it only then', async () => {
    const asked: string[] = [];
    const services = Object.assign(new FakeServices(ARTICLES), {
      suggester: {
        help: (text: string) => {
          asked.push(text);
          return Promise.resolve([{ text: '水<车>', kind: 'term' as const, ranges: [[0, 1] as const] }]);
        },
      },
    });
    const { text } = await page('/?q=水軍&sort=newest', openApp({ services }));
    expect(text).toContain('您要找的也许是');
    expect(text).toContain(`<a href="/?q=${encodeURIComponent('水<车>')}&amp;sort=newest" lang="zh-CN"><mark>水</mark>&lt;车&gt;</a>`);
    await page('/?q=水车', openApp({ services }));
    expect(asked).toEqual(['水軍']);
  });

  it('says of a hit where else its text is printed, and leads there', async () => {
    const services = new FakeServices(ARTICLES);
    expect((await page('/?q=水车', openApp({ services }))).text).not.toContain('同文另见');
    services.sameAs = ['yutai-2', '编号/三?'];
    const { text } = await page('/?q=水车', openApp({ services }));
    expect(text).toContain(
      `同文另见 2 处：<a href="/articles/yutai-2">1</a> <a href="/articles/${encodeURIComponent('编号/三?')}">2</a></p>`,
    );
    services.sameAs = ['yutai-2'];
    expect((await page('/?q=水车&lang=en', openApp({ services }))).text).toContain('The same text in 1 other article: <a');
  });

  it('leads to all of a search in each form to take away, and says when that is not all', async () => {
    const { text } = await page('/?q=水车&sort=newest&limit=1&lang=en');
    for (const format of ['csv', 'ris', 'bibtex', 'csl'])
      expect(text).toContain(`<a href="/search/export?q=${encodeURIComponent('水车')}&amp;sort=newest&amp;format=${format}" download>`);
    expect(text).not.toContain('the first 10,000');
    expect((await page('/?q=没有的词')).text).not.toContain('/search/export');
    const services = new FakeServices(ARTICLES);
    const { search } = services.searcher;
    Object.assign(services.searcher, {
      search: async (asked: Parameters<typeof search>[0]) => ({ ...(await search(asked)), total: 10_001 }),
    });
    expect((await page('/?q=水车&lang=en', openApp({ services }))).text).toContain('(the first 10,000)');
  });

  it('helps when nothing is found', async () => {
    const { text, status } = await page('/?q=没有的词&paper=雨台晚报');
    expect(status).toBe(200);
    expect(text).toContain('没有找到文章');
    expect(text).toContain('去掉筛选条件再查');
  });

  it('passes over what a form leaves empty and what others add', async () => {
    const { status } = await page('/?q=水车&from=&to=&paper=&utm_source=x&cursor=abc&facets=nonsense');
    expect(status).toBe(200);
  });

  it.each(['singlemessage', 'timeline', '2030-02-30'])('passes over from=%s, which is no date, and says so', async (value) => {
    const { text, status } = await page(`/?q=水车&from=${value}&isappinstalled=0`);
    expect(status).toBe(200);
    expect(text).toContain(`“${value}”不是日期`);
    expect(text).toContain(`href="/feed.atom?q=${encodeURIComponent('水车')}"`);
    const both = await page(`/?q=水车&from=2030-05&from=${value}`);
    expect(both.text).toContain('from=2030-05&amp;');
  });

  it('opens every page under an address that a chat program added to', async () => {
    for (const path of ['/', '/?q=水车', '/articles/yutai-1', '/articles/yutai-1?q=水车', '/pages', '/add', '/docs']) {
      const { status } = await page(`${path}${path.includes('?') ? '&' : '?'}from=singlemessage&isappinstalled=0`);
      expect([path, status]).toEqual([path, 200]);
    }
    const marked = await page('/articles/yutai-1?q=水车&from=singlemessage&isappinstalled=0');
    expect(marked.text).toContain('<mark');
  });

  it.each(['/?q=a&limit=1e9', '/?q=a&q=b', '/?q=a&offset=10001', '/?q=a&sort=best'])(
    'answers %s with a page that says what is wrong',
    async (path) => {
      const { status, text, headers } = await page(path);
      expect(status).toBe(400);
      expect(headers['content-type']).toMatch(/^text\/html/);
      expect(text).toContain('地址有误');
      expect(text).toMatch(/<code>(limit|from|q|offset|sort)<\/code>/);
    },
  );
});

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
    const { text } = await page('/articles/own', open);
    expect(text).toContain('2030年5月16日</time>（据文中日期）');
    expect(text).toContain(`href="/pages/${encodeURIComponent('雨台晚报')}/-/3"`);
    open.services.stored.set('own', { ...own, extra: {} });
    const dated = (await page('/articles/own', open)).text;
    expect([dated.includes('据文中日期'), dated.includes('/2030-05-16/3"')]).toEqual([false, true]);
  });

  it('shows the article as it was printed', async () => {
    const open = openApp();
    open.services.rawPages.set('page-7', ['yutai-1', 'yutai-2']);
    const { text } = await page('/articles/yutai-1?q=水车&sort=newest', open);
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
    const { text } = await page('/articles/yutai-1?q=水车');
    expect([...text.matchAll(/<mark id="([^"]+)"/g)].map(([, id]) => id)).toEqual(['hit-1', 'hit-2', 'hit-3']);
    expect([...text.matchAll(/<a href="(#hit-\d)">/g)].map(([, href]) => href)).toEqual(['#hit-1', '#hit-2', '#hit-3']);
    expect((await page('/articles/yutai-1')).text).not.toContain('hits-bar');
  });

  it('can be cited: the standard in force first, others to choose, and an address that stays', async () => {
    const { text } = await page('/articles/yutai-1?q=水车&lang=en');
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
    const { text } = await page('/articles/yutai-1', openApp({ services }));
    expect(text).toMatch(/相近的文章<\/h2>\s*<ol><li><a href="\/articles\/yutai-2"><span lang="zh-CN">渡口夜班加开一趟船/);
    expect((await page('/articles/yutai-2', openApp({ services }))).text).not.toContain('相近的文章');
  });

  it('finds the neighbours of an article that came without a page by its place', async () => {
    expect((await page('/articles/yutai-2')).text).toContain('<a href="/articles/yutai-1">');
  });

  it('does not mind an address it cannot read', async () => {
    expect((await page('/articles/yutai-1?limit=0&q=a&q=b')).status).toBe(200);
  });

  it.each([
    ['missing', 404, '没有这个页面'],
    ['withheld', 410, '应当事人要求 &lt;i&gt;'],
    ['deleted', 410, '已删除'],
  ])('says in the house style why %s is not there', async (id, expected, words) => {
    const open = openApp();
    open.services.gone.set('withheld', { type: 'withheld', reason: '应当事人要求 <i>' });
    open.services.gone.set('deleted', { type: 'deleted' });
    const { status, text, headers } = await page(`/articles/${id}`, open);
    expect([status, headers['content-type']]).toEqual([expected, 'text/html; charset=utf-8']);
    expect(text).toContain(words);
    expect(text).toContain('<meta name="robots" content="noindex">');
  });
});

describe('/pages', () => {
  it('lists issues and their pages', async () => {
    const { text } = await page('/pages');
    expect(text).toContain('共 2 期');
    expect(text).toContain(`<a href="/pages/${encodeURIComponent('雨台晚报')}/2030-05-17/2">第2版</a>`);
    expect(text).toContain('<a href="/pages/-/-/-">版次不详</a>');
  });

  it('shows one page, and 404 for one that is not there', async () => {
    const { text } = await page('/pages/雨台晚报/2030-05-17/2');
    expect(text.indexOf('雨台镇修好旧水车')).toBeLessThan(text.indexOf('渡口夜班'));
    expect((await page('/pages/x/y/z')).status).toBe(404);
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
    const { status, text, headers } = await page('/?q=a', open);
    expect(status).toBe(500);
    expect(text).toContain(headers['x-request-id']);
    expect(text).not.toContain('secret');
  });

  it('asks for patience while the index is loading, and still has its stylesheet', async () => {
    const open = openApp();
    open.services.state = 'loading';
    const { status, text, headers } = await page('/', open);
    expect([status, headers['retry-after']]).toEqual([503, '5']);
    expect(text).toContain('正在准备');
    await request(open.app)
      .get(/href="(\/assets\/style[^"]+)"/.exec(text)![1]!)
      .expect(200);
  });

  it('tells a reader in HTML that there were too many requests, with its style, and a program in JSON', async () => {
    const open = openApp({ rateLimit: 1 });
    await page('/', open);
    const { status, text, headers } = await page('/', open);
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
