import request from 'supertest';
import { DISTANCES, readAdvancedForm, writeQuery } from '../../src/web/help/advanced-query.js';
import { openApp } from '../http/open-app.js';

const formOf = (given: Readonly<Record<string, string>>) =>
  readAdvancedForm(new Map(Object.entries(given).map(([name, value]) => [name, [value]])));

describe('the advanced form', () => {
  it.each([
    [{ all: '水车 渡口' }, '水车 渡口'],
    [{ exact: '“修好旧水车”' }, '"修好旧水车"'],
    [{ any: '水车 渡口', none: '夜班 OR' }, '(水车 OR 渡口) -夜班 -"OR"'],
    [{ headline: '水车 C++' }, '标题:水车 标题:"C++"'],
    [{ near: '水车 渡口', distance: '20' }, '"水车 渡口"~20'],
    [{ near: '水车', distance: '7' }, '水车'],
    [{ reporter: '陶砚', paper: '雨台', section: '乡 镇', page: '第2版' }, '记者:陶砚 报:雨台 栏目:"乡 镇" 版:第2版'],
    [{ from: '2022年5月', to: '２０２３年' }, '日期:2022-05..2023'],
    [{ from: '民国三十七年' }, '日期:1948..'],
    [{ from: '2022/5/4', to: '2022-05-04' }, '日期:2022-05-04'],
    [{ exact: '"', any: ' ', near: '「」' }, ''],
  ])('%j is written as %s', (given, query) => {
    expect(writeQuery(formOf(given))).toEqual({ query });
  });

  it('says which dates are none', () => {
    expect(writeQuery(formOf({ all: '水车', from: '去年', to: '2022-13' }))).toEqual({ wrongDates: ['去年', '2022-13'] });
    expect(DISTANCES).toContain(formOf({}).distance);
  });

  it('leads to the results of what it writes, in the language of the page', async () => {
    const answer = await request(openApp().app).get(encodeURI('/advanced?all=水车&headline=渡口&lang=en')).expect(303);
    expect(answer.headers['location']).toBe(`/?q=${encodeURIComponent('水车')}+${encodeURIComponent('标题:渡口')}&lang=en`);
  });

  it('keeps everything where a date is none, and is filled in by a link', async () => {
    const { text } = await request(openApp().app)
      .get(encodeURI('/advanced?all=<水车>&from=去年'))
      .set('Accept-Language', 'zh-CN')
      .expect(200);
    expect(text).toContain('“去年”不是日期');
    expect(text).toContain('name="all" value="&lt;水车&gt;"');
    expect(text).toContain('name="from" value="去年"');
    expect((await request(openApp().app).get(encodeURI('/advanced?all=水车&ask=1')).expect(200)).text).toContain('value="水车"');
  });
});

describe('/help', () => {
  it('has an example for each form that finds something, and says where there is none', async () => {
    const { text } = await request(openApp().app).get('/help').set('Accept-Language', 'zh-CN').expect(200);
    expect(text.match(/<th scope="row">/g)).toHaveLength(16);
    expect(text).toContain('<code>雨台镇修好旧水车</code></a> <span\nclass="quiet">1 篇</span>');
    expect(text).toContain('本库暂无可举的例子');
  });
});

describe('dates of an address', () => {
  it('are read as people write them', async () => {
    const open = openApp();
    await request(open.app).get(encodeURI('/?q=水车&from=2030年5月&to=2030年')).expect(200);
    expect(open.services.asked.at(-1)!.filters).toMatchObject({ from: '2030-05', to: '2030' });
  });

  it('the wrong way round are said, and the query stands', async () => {
    const open = openApp();
    const { text } = await request(open.app).get(encodeURI('/?q=水车&from=2031&to=2030')).set('Accept-Language', 'zh-CN').expect(200);
    expect(text).toContain('起始日期“2031”晚于截止日期“2030”');
    expect(text).toContain('name="q" type="search" value="水车"');
    expect(open.services.asked.at(-1)!.filters).toEqual({});
  });

  it('a query that fails stays in the box', async () => {
    const { text } = await request(openApp().app).get(encodeURI('/?q=水车&limit=0')).set('Accept-Language', 'zh-CN').expect(400);
    expect(text).toContain('name="q" type="search" value="水车"');
  });
});

it('a long reading is folded away, in words', async () => {
  const open = openApp();
  open.services.readAs = `(十八大 OR 18大) -夜班 "a OR b" ${'水车 AND '.repeat(12)}渡口`;
  const { text } = await request(open.app).get(encodeURI('/?q=十八大')).set('Accept-Language', 'zh-CN').expect(200);
  expect(text).toMatch(/<details class="read-as quiet">\n<summary>实际按此检索：<span lang="zh-CN">\(十八大 或 18大\) 不含 夜班/);
  expect(text).toContain('&quot;a OR b&quot; 水车 和 水车');
});
