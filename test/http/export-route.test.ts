import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import request from 'supertest';

import { readCsv } from '../../src/article/read-csv.js';
import { createQueues, queuedServices } from '../../src/http/queued-services.js';
import { MOST_EXPORTED } from '../../src/http/search-parameters.js';
import { FakeServices, makeArticle } from './fake-services.js';
import { ARTICLES, openApp, type OpenOptions } from './open-app.js';

const EXPORT = '/api/v1/search/export';

/** Rows of an exported table by the names of their columns. */
async function rowsOf(query: Record<string, string>, options: OpenOptions = {}, headers: Record<string, string> = {}) {
  const { text } = await request(openApp(options).app).get(EXPORT).query(query).set(headers).expect(200);
  expect(text.startsWith('\ufeff')).toBe(true);
  const [names = [], ...rows] = readCsv(text).map(({ cells }) => cells);
  return rows.map((row) => Object.fromEntries(row.map((cell, at) => [names[at]!, cell])));
}

function manyArticles(count: number, more: Partial<(typeof ARTICLES)[number]> = {}): FakeServices {
  return new FakeServices(
    Array.from({ length: count }, (_, at) => makeArticle({ id: `m-${at}`, title: `渡口之${at}`, paragraphs: ['一船。'], ...more })),
  );
}

describe('GET /api/v1/search/export', () => {
  it('gives every article of the search as a table, in its order, with a link and a citation a row', async () => {
    const { app, services } = openApp({ publicUrl: 'https://bao.example/archive/' });
    const { text, headers } = await request(app).get(EXPORT).query({ q: '水车', sort: 'oldest', limit: '1', offset: '1' }).expect(200);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'xunbao-total': '2',
      'xunbao-given': '2',
      'content-disposition': `attachment; filename="xunbao-??.csv"; filename*=UTF-8''xunbao-${encodeURIComponent('水车')}.csv`,
    });
    expect(services.asked).toMatchObject([{ text: '水车', sort: 'oldest', offset: 0 }]);
    const [names, first, second, end] = readCsv(text).map(({ cells }) => cells);
    expect(names).toEqual('id,title,paper,date,pageNumber,section,authors,kind,citation,link,rights,text'.split(','));
    expect(first?.slice(0, 11)).toEqual([
      'yutai-1',
      '雨台镇修好旧水车',
      '雨台晚报',
      '2030-05-17',
      '2',
      '乡镇',
      '陶砚',
      'news',
      '陶砚. 雨台镇修好旧水车[N]. 雨台晚报，2030-05-17（2）.',
      'https://bao.example/archive/articles/yutai-1',
      '雨台晚报社所有',
    ]);
    expect(second?.[0]).toBe('yutai-2');
    expect(end).toBeUndefined();
  });

  it.each([
    ['ris', 'application/x-research-info-systems; charset=utf-8', 'ris', 'TY  - NEWS\nAU  - 祁山月\nTI  - 渡口夜班加开一趟船\n'],
    ['bibtex', 'application/x-bibtex; charset=utf-8', 'bib', '@article{xunbao-yutai-2,\n'],
    ['csl', 'application/vnd.citationstyles.csl+json; charset=utf-8', 'json', '[{"id":"yutai-2","type":"article-newspaper"'],
  ])('gives references as %s', async (format, type, ending, begin) => {
    const { app } = openApp();
    const response = await request(app).get(EXPORT).query({ q: '渡口', format }).buffer(true).parse(asText).expect(200);
    expect(response.headers).toMatchObject({ 'content-type': type, 'xunbao-total': '1' });
    expect(response.headers['content-disposition']).toContain(`.${ending}"`);
    expect((response.body as string).startsWith(begin)).toBe(true);
    expect(response.body).toMatch(/http:\/\/127\.0\.0\.1:\d+\/articles\/yutai-2/);
    expect(response.body).not.toContain('末班');
  });

  it('is whole and well formed over many slices, and cut at its bound', async () => {
    const { app, services } = openApp({ services: manyArticles(MOST_EXPORTED + 7) });
    const { body, headers } = await request(app).get(EXPORT).query({ format: 'csl' }).buffer(true).parse(asText).expect(200);
    expect(headers).toMatchObject({ 'xunbao-total': String(MOST_EXPORTED + 7), 'xunbao-given': String(MOST_EXPORTED) });
    const items = JSON.parse(body as string) as readonly { readonly id: string }[];
    expect(items.map(({ id }) => id)).toEqual(Array.from({ length: MOST_EXPORTED }, (_, at) => `m-${at}`));
    expect(Math.max(...services.asked.map(({ limit }) => limit))).toBeLessThanOrEqual(200);
  });

  it.each([
    ['csv', '\ufeffid,title'],
    ['ris', ''],
    ['bibtex', ''],
    ['csl', '[]\n'],
  ])('of nothing is an empty %s', async (format, text) => {
    const { body, headers } = await request(openApp().app)
      .get(EXPORT)
      .query({ q: '没有的', format })
      .buffer(true)
      .parse(asText)
      .expect(200);
    expect(headers).toMatchObject({ 'xunbao-total': '0', 'xunbao-given': '0' });
    if (text === '') expect(body).toBe('');
    else expect((body as string).startsWith(text)).toBe(true);
  });

  it('runs no formula, of whatever width and behind whatever blanks', async () => {
    const services = new FakeServices(
      ['=1+1', '＝1', '　＋1', '\u200b@SUM'].map((title, at) => makeArticle({ id: `f-${at}`, title, paragraphs: ['=渡口'] })),
    );
    const rows = await rowsOf({}, { services });
    expect(rows.map(({ title }) => title![0])).toEqual(["'", "'", "'", "'"]);
    expect(rows.map(({ text }) => text)).toEqual(["'=渡口", "'=渡口", "'=渡口", "'=渡口"]);
  });

  it('writes references in the style that is asked for', async () => {
    const [row] = await rowsOf({ q: '渡口', style: 'footnote' });
    expect(row?.['citation']).toBe('祁山月：《渡口夜班加开一趟船》，《雨台晚报》2030年5月17日，第2版。');
  });

  it('cites no day that only the text of an article says', async () => {
    const services = new FakeServices([
      makeArticle({ id: 'd-1', title: '渡口', paper: '雨台晚报', date: '2030-05-16', pageNumber: '2', extra: { dateFrom: 'text' } }),
    ]);
    const [row] = await rowsOf({}, { services });
    expect(row).toMatchObject({ date: '', citation: '渡口[N]. 雨台晚报（2）.' });
  });

  it.each([
    ['format=pdf', 'format'],
    ['format=', 'format'],
    ['format=csv&format=ris', 'format'],
    ['style=mla', 'style'],
    ['from=2031&to=2030', 'from'],
    ['sort=best', 'sort'],
  ])('refuses %s', async (query, name) => {
    const { app, services } = openApp();
    const { body } = await request(app).get(`${EXPORT}?${query}`).expect(400);
    expect(body).toMatchObject({ code: 'PARAMETER_INVALID', errors: [{ path: name }] });
    expect(services.asked).toEqual([]);
  });

  it('answers HEAD with what it would give, and other methods with 405', async () => {
    const { app } = openApp();
    const { headers } = await request(app).head(EXPORT).expect(200);
    expect(headers['xunbao-total']).toBe('3');
    await request(app).post(EXPORT).expect(405);
  });

  it('fails as a search does while nothing is sent yet', async () => {
    const { app, services } = openApp();
    services.failure = new Error('broken');
    const { headers, body } = await request(app).get(EXPORT).expect(500);
    expect(headers['content-disposition']).toBeUndefined();
    expect(body.code).toBe('INTERNAL');
  });
});

describe('text of articles with rights', () => {
  const key = 'a-write-key-of-thirty-two-letters';
  const keys = { read: [], write: [{ digest: createHash('sha256').update(key).digest() }] };
  const texts = async (options: OpenOptions, headers: Record<string, string> = {}) =>
    (await rowsOf({ q: '水车' }, options, headers)).map(({ text }) => text !== '');

  it('goes to who may write', async () => {
    expect(await texts({})).toEqual([true, true]);
    expect(await texts({ keys }, { Authorization: `Bearer ${key}` })).toEqual([true, true]);
  });

  it('goes to nobody else', async () => {
    expect(await texts({ writesAllowed: false })).toEqual([false, true]);
    expect(await texts({ keys })).toEqual([false, true]);
    expect(await texts({ keys }, { Authorization: 'Bearer wrong' })).toEqual([false, true]);
  });

  it('is no way to try keys out', async () => {
    const { app } = openApp({ keys });
    for (let tries = 0; tries < 10; tries += 1) await request(app).get(EXPORT).set('Authorization', `Bearer wrong-${tries}`).expect(200);
    await request(app).get(EXPORT).set('Authorization', `Bearer ${key}`).expect(429);
  });
});

describe('an export whose reader is slow or leaves', () => {
  it('asks for no more than is taken, and for nothing when nobody is left', async () => {
    const services = manyArticles(8_000, { paragraphs: ['渡口一船。'.repeat(2_000)] });
    const queued = queuedServices(
      () => services,
      createQueues(() => undefined),
    );
    const { app } = openApp({ services: Object.assign(Object.create(services) as FakeServices, { searcher: queued.searcher }) });
    const server = createServer(app);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    try {
      const { port } = server.address() as AddressInfo;
      const asking = get({ port, path: EXPORT, host: '127.0.0.1', agent: false }, (response) => response.pause());
      asking.on('error', () => undefined);
      await delay(1_500);
      const askedCount = services.asked.length;
      expect(askedCount).toBeGreaterThan(0);
      expect(askedCount).toBeLessThan(20);
      asking.destroy();
      await delay(300);
      expect(services.asked.length).toBeLessThanOrEqual(askedCount + 1);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

function asText(given: request.Response, done: (error: Error | null, body: unknown) => void): void {
  const response = given as unknown as NodeJS.ReadableStream;
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(Buffer.from(chunk)));
  response.on('end', () => {
    done(null, Buffer.concat(chunks).toString());
  });
}
