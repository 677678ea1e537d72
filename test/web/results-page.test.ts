/** What the page of results shows and leads to. */
import { FakeServices } from '../http/fake-services.js';
import { ARTICLES, openApp } from '../http/open-app.js';
import { getPage } from './get-page.js';

describe('/?q=', () => {
  it('shows hits with their marks, place and people', async () => {
    const { text, status } = await getPage('/?q=水车');
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
    const { text } = await getPage('/?q=水车', open);
    expect(text).toContain('只包含其中一部分');
    expect(text).toContain(`href="/?q=${encodeURIComponent('"水车"')}">只查与输入完全一致的</a>`);
    expect(text).not.toContain('去掉筛选条件再查');
    expect((await getPage('/?q=水车&paper=雨台晚报', open)).text).toContain('去掉筛选条件再查');
    expect(text).toContain('一条提示 / a warning');
    expect(text).not.toContain('实际按此检索');
  });

  it.each([
    ['水车 渡口', '水车 AND 渡口', false],
    ['十八大', '十八大 OR 18大', true],
  ])('of %j read as %j says so: %s', async (text, readAs, isSaid) => {
    const open = openApp();
    open.services.readAs = readAs;
    expect((await getPage(`/?q=${text}`, open)).text.includes(`<span lang="zh-CN" title="${readAs}">十八大 或 18大</span>`)).toBe(isSaid);
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
    const { text } = await getPage('/?q=水车', open);
    const shown = /<p class="snippet">(.*?)<\/p>/s.exec(text)![1]!.replace(/<[^>]*>/g, '');
    expect(shown).toBe('……水车转了……渡口停船……末班已过。……次日再来……');
  });

  it('pages by offset and keeps the search', async () => {
    const { text } = await getPage('/?q=&limit=1&offset=1&paper=雨台晚报&sort=oldest');
    expect(text).toContain('第 2 / 2 页');
    expect(text).toMatch(/rel="prev" href="\/\?q=&amp;paper=[^"]+&amp;sort=oldest&amp;limit=1"/);
    expect(text).not.toContain('rel="next"');
    expect((await getPage('/?q=&limit=1')).text).toMatch(/rel="next" href="\/\?q=&amp;limit=1&amp;offset=1"/);
    expect((await getPage('/?q=水车&offset=20')).text).toContain('这一页之后没有结果了');
  });

  it('goes to a page by its number, the farthest there can be for a farther one, and passes over what is no number', async () => {
    const shown = async (query: string): Promise<string> =>
      /第 [\d,]+ \/ \d+ 页|这一页之后没有结果了/.exec((await getPage(query)).text)![0];
    expect(await shown('/?q=&limit=1&page=2')).toBe('第 2 / 3 页');
    expect(await shown('/?q=&limit=1&page=３')).toBe('第 3 / 3 页');
    expect(await shown('/?q=&limit=1&page=999999')).toBe('这一页之后没有结果了');
    for (const none of ['0', '-1', 'x', '1e3', '9999999'] as const) expect(await shown(`/?q=&limit=1&page=${none}`)).toBe('第 1 / 3 页');
    const { text } = await getPage('/?q=&limit=1&sort=oldest');
    const form = /<form class="dates"[^>]*>(?:(?!<\/form>)[\s\S])*name="page"[\s\S]*?<\/form>/.exec(text)![0];
    expect(form).toMatch(/name="sort" value="oldest"/);
    expect(form).toMatch(/name="limit" value="1"/);
  });

  it('lets its reader choose how many stand on a page, and keeps that in the search', async () => {
    const { text } = await getPage('/?q=&limit=1&sort=oldest');
    expect(text).toContain('href="/?q=&amp;sort=oldest&amp;limit=50"');
    expect((await getPage('/?q=&limit=50')).text).not.toContain('每页篇数');
  });

  it('shows filters as chips that come off one by one, and keeps them in the box', async () => {
    const { text } = await getPage('/?q=水车&paper=雨台晚报&reporter=陶砚&from=2030');
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
    const { text } = await getPage('/?q=水车&from=2030&reporter=陶砚', open);
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
    const { text } = await getPage('/?q=水车&from=2030-05-17&to=2030-05-17', open);
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
    const { text } = await getPage('/?q=水軍&sort=newest', openApp({ services }));
    expect(text).toContain('您要找的也许是');
    expect(text).toContain(`<a href="/?q=${encodeURIComponent('水<车>')}&amp;sort=newest" lang="zh-CN"><mark>水</mark>&lt;车&gt;</a>`);
    await getPage('/?q=水车', openApp({ services }));
    expect(asked).toEqual(['水軍']);
  });

  it('says of a hit where else its text is printed, and leads there', async () => {
    const services = new FakeServices(ARTICLES);
    expect((await getPage('/?q=水车', openApp({ services }))).text).not.toContain('同文另见');
    services.sameAs = ['yutai-2', '编号/三?'];
    const { text } = await getPage('/?q=水车', openApp({ services }));
    expect(text).toContain(
      `同文另见 2 处：<a href="/articles/yutai-2">1</a> <a href="/articles/${encodeURIComponent('编号/三?')}">2</a></p>`,
    );
    services.sameAs = ['yutai-2'];
    expect((await getPage('/?q=水车&lang=en', openApp({ services }))).text).toContain('The same text in 1 other article: <a');
  });

  it('leads to all of a search in each form to take away, and says when that is not all', async () => {
    const { text } = await getPage('/?q=水车&sort=newest&limit=1&lang=en');
    for (const format of ['csv', 'ris', 'bibtex', 'csl'])
      expect(text).toContain(`<a href="/search/export?q=${encodeURIComponent('水车')}&amp;sort=newest&amp;format=${format}" download>`);
    expect(text).not.toContain('the first 10,000');
    expect((await getPage('/?q=没有的词')).text).not.toContain('/search/export');
    const services = new FakeServices(ARTICLES);
    const { search } = services.searcher;
    Object.assign(services.searcher, {
      search: async (asked: Parameters<typeof search>[0]) => ({ ...(await search(asked)), total: 10_001 }),
    });
    expect((await getPage('/?q=水车&lang=en', openApp({ services }))).text).toContain('(the first 10,000)');
  });

  it('helps when nothing is found', async () => {
    const { text, status } = await getPage('/?q=没有的词&paper=雨台晚报');
    expect(status).toBe(200);
    expect(text).toContain('没有找到文章');
    expect(text).toContain('去掉筛选条件再查');
  });

  it('passes over what a form leaves empty and what others add', async () => {
    const { status } = await getPage('/?q=水车&from=&to=&paper=&utm_source=x&cursor=abc&facets=nonsense');
    expect(status).toBe(200);
  });

  it.each(['singlemessage', 'timeline', '2030-02-30'])('passes over from=%s, which is no date, and says so', async (value) => {
    const { text, status } = await getPage(`/?q=水车&from=${value}&isappinstalled=0`);
    expect(status).toBe(200);
    expect(text).toContain(`“${value}”不是日期`);
    expect(text).toContain(`href="/feed.atom?q=${encodeURIComponent('水车')}"`);
    const both = await getPage(`/?q=水车&from=2030-05&from=${value}`);
    expect(both.text).toContain('from=2030-05&amp;');
  });

  it('opens every page under an address that a chat program added to', async () => {
    for (const path of ['/', '/?q=水车', '/articles/yutai-1', '/articles/yutai-1?q=水车', '/pages', '/add', '/docs']) {
      const { status } = await getPage(`${path}${path.includes('?') ? '&' : '?'}from=singlemessage&isappinstalled=0`);
      expect([path, status]).toEqual([path, 200]);
    }
    const marked = await getPage('/articles/yutai-1?q=水车&from=singlemessage&isappinstalled=0');
    expect(marked.text).toContain('<mark');
  });

  it.each(['/?q=a&limit=1e9', '/?q=a&q=b', '/?q=a&offset=10001', '/?q=a&sort=best'])(
    'answers %s with a page that says what is wrong',
    async (path) => {
      const { status, text, headers } = await getPage(path);
      expect(status).toBe(400);
      expect(headers['content-type']).toMatch(/^text\/html/);
      expect(text).toContain('地址有误');
      expect(text).toMatch(/<code>(limit|from|q|offset|sort)<\/code>/);
    },
  );
});
