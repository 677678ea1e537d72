import { createHash } from 'node:crypto';
import request from 'supertest';

import { openApp, type OpenApp } from '../http/open-app.js';

const TEXT = '雨台镇办灯会\n本报讯 昨晚灯会开场。';
const FORM = { text: TEXT, paper: '雨台晚报', date: '2030-05-18', pageNumber: 'A06' };

/** Sends the form as a browser does from /add. */
function send(
  open: OpenApp,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = { 'Sec-Fetch-Site': 'same-origin' },
) {
  return request(open.app)
    .post('/add')
    .type('form')
    .set('Host', '127.0.0.1:3000')
    .set('Origin', 'http://127.0.0.1:3000')
    .set('Accept-Language', 'zh')
    .set(headers)
    .send(fields);
}

describe('GET /add', () => {
  it('has a form that needs no script, and one more script', async () => {
    const { text } = await request(openApp().app).get('/add').set('Accept-Language', 'zh').expect(200);
    expect(text).toContain('<form id="add" class="add" action="/add#preview" method="post"');
    expect(text.match(/<script src="[^"]+" defer>/g)).toHaveLength(2);
    expect(text).not.toMatch(/<style|\son\w+=|\sstyle=|name="key"/);
    const [path] = /\/assets\/add-[0-9a-f]{12}\.js/.exec(text)!;
    await request(openApp().app)
      .get(path)
      .expect(200)
      .expect('Cache-Control', /immutable/);
  });

  it('asks for a key where one is needed', async () => {
    const keys = { read: [], write: [{ digest: createHash('sha256').update('w').digest() }] };
    expect((await request(openApp({ keys }).app).get('/add')).text).toMatch(/<input name="key" type="password" autocomplete="off"/);
  });
});

describe('POST /add', () => {
  it('shows how the page is divided and stores nothing', async () => {
    const open = openApp();
    const { text } = await send(open, { ...FORM, text: '灯会？\n<b>昨晚', do: 'look' }).expect(200);
    expect(text).toContain('切分结果（尚未存入）');
    expect(text).toContain(
      '<li class="line colour-1"><span class="line-number">1</span><span class="owner">1</span><span class="line-text">灯会？</span></li>',
    );
    expect(text).toContain('切分把握较低');
    expect(text).toContain('<textarea id="text" name="text" rows="8" lang="zh-CN" spellcheck="false">\n灯会？\n&lt;b&gt;昨晚</textarea>');
    expect(text).toContain('value="雨台晚报"');
    expect(open.services.pagesGiven).toEqual([]);
  });

  it('stores the page and leads to its articles', async () => {
    const open = openApp();
    const { text } = await send(open, { ...FORM, do: 'store' })
      .expect(200)
      .expect('Cache-Control', 'no-store');
    expect(text).toContain('<a href="/articles/new-1" lang="zh-CN">雨台镇办灯会</a>');
    expect(text).toContain(`href="${encodeURI('/pages/雨台晚报/2030-05-18/A06')}"`);
    const [given] = open.services.pagesGiven;
    expect([Buffer.from(given!.bytes).toString(), given!.given, given!.source]).toEqual([
      TEXT,
      { paper: '雨台晚报', date: '2030-05-18', pageNumber: 'A06' },
      'api',
    ]);
    expect(text).not.toContain(TEXT.split('\n')[1]);
  });

  it.each([
    [{ text: '' }, 400, '里面没有文字'],
    [{ date: '2030-02-30' }, 400, '<code>date</code>'],
  ])('keeps the form where %j is refused', async (wrong, status, said) => {
    const open = openApp();
    const { text } = await send(open, { ...FORM, ...wrong, do: 'store' }).expect(status);
    expect(text).toContain('role="alert"');
    expect(text).toContain(said);
    expect(text).toContain('value="A06"');
  });

  it.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a neighbour', { 'Sec-Fetch-Site': 'same-site' }],
    ['another site in an old browser', { Origin: 'http://evil.example' }],
    ['nowhere', { Origin: 'null' }],
    ['another port', { Origin: 'http://127.0.0.1:3001' }],
  ])('refuses a form from %s', async (_from, headers) => {
    const open = openApp();
    await send(open, { ...FORM, do: 'store' }, headers).expect(403);
    expect(open.services.pagesGiven).toEqual([]);
  });

  it('refuses what says nothing of where it comes from', async () => {
    await request(openApp().app)
      .post('/add')
      .type('form')
      .send({ ...FORM, do: 'store' })
      .expect(403);
  });

  it('takes a form from an old browser of its own page', async () => {
    await send(openApp(), { ...FORM, do: 'store' }, {}).expect(200);
  });

  it('takes only a write key where there are keys, and never writes it back', async () => {
    const listed = (key: string) => ({ digest: createHash('sha256').update(key).digest() });
    const open = openApp({ keys: { read: [listed('r')], write: [listed('w-secret')] } });
    const readable = { 'Sec-Fetch-Site': 'same-origin', Authorization: `Basic ${Buffer.from('any:r').toString('base64')}` };
    await send(open, { ...FORM, do: 'store' }, readable).expect(401);
    await send(open, { ...FORM, do: 'store', key: 'r' }, readable).expect(403);
    expect((await send(open, { ...FORM, do: 'store', key: 'w-wrong' }, readable).expect(401)).text).not.toContain('w-wrong');
    expect(open.services.pagesGiven).toEqual([]);
    expect((await send(open, { ...FORM, do: 'store', key: 'w-secret' }, readable).expect(200)).text).not.toContain('w-secret');
    expect(open.services.pagesGiven).toHaveLength(1);
  });

  it('is closed where writing is not open', async () => {
    await send(openApp({ writesAllowed: false }), { ...FORM, do: 'look' }).expect(403);
  });

  it('refuses other bodies, and more than 2 MB', async () => {
    const own = { 'Sec-Fetch-Site': 'same-origin' };
    await request(openApp().app).post('/add').set(own).set('Content-Type', 'text/plain').send(TEXT).expect(415);
    await send(openApp(), { text: 'x'.repeat(2 * 1024 * 1024) }).expect(413);
  });
});
