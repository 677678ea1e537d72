import { layoutAnswerSchema } from '../../src/http/openapi/answer-schemas.js';
import type { ShownLayout } from '../../src/intake/shown-layout.js';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import request from 'supertest';

import type { PageInput } from '../../src/intake/intake.js';
import { ARTICLES, openApp } from './open-app.js';

const PAGES = '/api/v1/pages';
const PAGE_TEXT = '雨台镇办灯会\n本报讯 昨晚灯会开场。';

const post = (open: ReturnType<typeof openApp>, query: string, body: string, type = 'text/plain') =>
  request(open.app)
    .post(encodeURI(`${PAGES}${query}`))
    .set('Content-Type', type)
    .send(body);

describe('POST /pages', () => {
  it('stores the page and answers its articles', async () => {
    const open = openApp();
    const { body } = await post(open, '?paper=雨台晚报&date=2030-05-18&pageNumber=A06', PAGE_TEXT).expect(201);
    expect(body).toEqual({
      page: { id: 'page-new', paper: '雨台晚报', date: '2030-05-18', pageNumber: 'A06' },
      articles: [{ id: 'new-1', title: '雨台镇办灯会', status: 'created' }],
      furniture: ['第1版'],
      warnings: [],
      removedIds: [],
      status: 'created',
    });
  });

  it.each(['text/plain', 'text/plain; charset=gb18030', 'text/plain; charset=big5', 'Text/Plain;charset=nonsense'])(
    'passes the bytes on as they came under %s',
    async (type) => {
      const open = openApp();
      const bytes = Buffer.from([0xb1, 0xa8, 0x0d, 0x0a, 0xff, 0x00]);
      await request(open.app)
        .post(PAGES)
        .set('Content-Type', type)
        .serialize((value: unknown) => value as string)
        .send(bytes as unknown as string)
        .expect(201);
      expect(Buffer.from(open.services.pagesGiven[0]!.bytes)).toEqual(bytes);
      expect(open.services.pagesGiven[0]).toMatchObject({ given: {}, source: 'api' });
    },
  );

  it.each(['application/json', 'application/octet-stream', 'text/plain'])('takes what a recognition program wrote as %s', async (type) => {
    const open = openApp();
    const lines = JSON.stringify([[[[[10, 10], [90, 10], [90, 20], [10, 20]], ['雨台镇办灯会', 0.98]]]]); // prettier-ignore
    await post(open, '', lines, type).expect(201);
    expect(Buffer.from(open.services.pagesGiven[0]!.bytes).toString()).toBe(lines);
    const large = `${lines.slice(0, -1)}${' '.repeat(6_000_000)}]`;
    expect((await post(openApp(), '', large, 'application/json').expect(413)).body.code).toBe('PAGE_TOO_LARGE');
  });

  it('stores nothing on a dry run', async () => {
    const open = openApp();
    const { body } = await post(open, '?dryRun=1&pageNumber=3', PAGE_TEXT).expect(200);
    expect(Object.keys(body)).toEqual(['page', 'articles', 'furniture']);
    expect(body.articles[0].title).toBe('雨台镇办灯会');
    expect(open.services.pagesGiven).toEqual([]);
  });

  it('gives the lines of the page, and whose they are, where they are asked for', async () => {
    const { body } = await post(openApp(), '?dryRun=1&lines=1', PAGE_TEXT).expect(200);
    expect(body).toMatchObject({ printed: PAGE_TEXT.split('\n'), lines: [{ title: [1], paragraphs: [[2]] }], confidences: [0.9] });
  });

  it.each([
    ['?date=2030-02-30', 'date'],
    ['?date=2030', 'date'],
    ['?paper=', 'paper'],
    ['?paper=-', 'paper'],
    ['?pageNumber=1&pageNumber=2', 'pageNumber'],
    ['?dryRun=true', 'dryRun'],
    ['?lines=1', 'lines'],
    ['?lines=1&dryRun=0', 'lines'],
    ['?page=3', 'page'],
  ])('refuses %s', async (query, name) => {
    const { body } = await post(openApp(), query, PAGE_TEXT).expect(400);
    expect(body).toMatchObject({ code: 'PARAMETER_INVALID', errors: [{ path: name }] });
  });

  it('answers PAGE_EMPTY to no bytes', async () => {
    expect((await post(openApp(), '', '').expect(400)).body.code).toBe('PAGE_EMPTY');
  });

  it('answers 413 past 5 MB, packed or not', async () => {
    const much = 'x'.repeat(5 * 1024 * 1024 + 1);
    expect((await post(openApp(), '', much).expect(413)).body.code).toBe('BODY_TOO_LARGE');
    const packed = request(openApp().app).post(PAGES).set('Content-Type', 'text/plain').set('Content-Encoding', 'gzip');
    const { body } = await packed
      .serialize((value: unknown) => value as string)
      .send(gzipSync(much) as unknown as string)
      .expect(413);
    expect(body.code).toBe('BODY_TOO_LARGE');
  });

  it('answers BODY_UNREADABLE to gzip that is none', async () => {
    const { body } = await post(openApp(), '', 'not packed').set('Content-Encoding', 'gzip').expect(400);
    expect(body.code).toBe('BODY_UNREADABLE');
  });

  it.each(['video/mp4', 'application/x-ndjson'])('answers 415 to %s', async (type) => {
    expect((await post(openApp(), '', PAGE_TEXT, type).expect(415)).body.code).toBe('MEDIA_TYPE_UNSUPPORTED');
  });
});

describe('POST /pages under the media types of forms', () => {
  it('takes bytes of any kind, and the content decides', async () => {
    const { body } = await post(openApp(), '', PAGE_TEXT, 'application/octet-stream').expect(201);
    expect(body.articles.length).toBeGreaterThan(0);
  });
});

describe('POST /pages with the articles as an editor left them', () => {
  const content = { title: '雨台镇办灯会', paragraphs: ['灯会昨晚开场。'] };
  const lines = { banner: [], kicker: [], title: [1], subtitle: [], paragraphs: [[2]] };
  const corrected = { bytes: Buffer.from(PAGE_TEXT).toString('base64'), articles: [content], lines: [lines] };
  const send = (body: object, query = '') => post(openApp(), query, JSON.stringify(body), 'application/json');

  it('hands over the bytes as they came and the articles with their lines', async () => {
    const open = openApp();
    await post(open, '?pageNumber=2', JSON.stringify(corrected), 'application/json').expect(201);
    const [{ bytes, corrected: articles, given: place }] = open.services.pagesGiven as [PageInput];
    expect([Buffer.from(bytes).toString(), place, articles]).toEqual([
      PAGE_TEXT,
      { pageNumber: '2' },
      [{ content: expect.objectContaining({ ...content, kind: 'news', kicker: [] }), lines }],
    ]);
  });

  it.each([
    ['no articles', { ...corrected, articles: undefined }, 'articles'],
    ['bytes that are no base64', { ...corrected, bytes: '灯' }, 'bytes'],
    ['an article with an id', { ...corrected, articles: [{ ...content, id: 'a' }] }, 'articles[0]'],
    ['an article without text', { ...corrected, articles: [{ title: ' ' }] }, 'articles[0]'],
    ['lines for another number of articles', { ...corrected, lines: [] }, 'lines'],
    ['lines for another number of paragraphs', { ...corrected, lines: [{ ...lines, paragraphs: [] }] }, 'lines[0].paragraphs'],
    ['a line before the first', { ...corrected, lines: [{ ...lines, title: [0] }] }, 'lines[0].title[0]'],
  ])('refuses %s by name', async (_, body, path) => {
    expect((await send(body).expect(400)).body).toMatchObject({ code: 'ARTICLE_INVALID', errors: [{ path }] });
  });

  it('refuses what is no JSON, more than an article may hold, a page of more than 5 MB, and a dry run', async () => {
    expect((await post(openApp(), '', '{', 'application/json').expect(400)).body.code).toBe('JSON_INVALID');
    expect((await send({ ...corrected, articles: [{ ...content, paragraphs: ['字'.repeat(200_001)] }] }).expect(413)).body.code).toBe(
      'ARTICLE_TOO_LARGE',
    );
    expect((await send({ ...corrected, bytes: Buffer.alloc(5 * 1024 * 1024 + 1, 'x').toString('base64') }).expect(413)).body.code).toBe(
      'PAGE_TOO_LARGE',
    );
    expect((await send(corrected, '?dryRun=1').expect(400)).body).toMatchObject({
      code: 'PARAMETER_INVALID',
      errors: [{ path: 'dryRun' }],
    });
  });
});

describe('DELETE /pages/{id}', () => {
  it('answers 204, and 404 for a page that is not there', async () => {
    const { app } = openApp();
    await request(app).delete(`${PAGES}/page-1`).expect(204);
    expect((await request(app).delete(`${PAGES}/page-2`).expect(404)).body.code).toBe('PAGE_NOT_FOUND');
  });
});

describe('GET /pages/{id}/layout', () => {
  it('answers where the lines of the page stand', async () => {
    const open = openApp();
    const layout: ShownLayout = {
      width: 700,
      height: 900,
      unit: 'pt',
      lines: [
        { number: 1, text: '雨台晚报', box: [40, 20, 80, 20], size: 20 },
        { number: 3, text: '办灯会', box: [90, 100, 10, 30], size: 10, upright: true, article: 'yutai-1' },
      ],
      articles: [{ id: 'yutai-1', boxes: [[90, 100, 10, 30]] }],
    };
    open.services.layouts.set('page/1', layout);
    const { body } = await request(open.app).get(`${PAGES}/page%2F1/layout`).expect(200);
    expect(body).toEqual(layout);
    expect(layoutAnswerSchema.parse(body)).toEqual(layout);
  });

  it('answers 404 for a page that is not there or has no places, 400 for a parameter, 405 for a write', async () => {
    const { app } = openApp();
    expect((await request(app).get(`${PAGES}/page-1/layout`).expect(404)).body.code).toBe('PAGE_NOT_FOUND');
    await request(app).get(`${PAGES}/page-1/layout?width=3`).expect(400);
    await request(app).delete(`${PAGES}/page-1/layout`).expect(405);
  });
});

describe('GET /pages/{id}/image', () => {
  const PICTURE = { mediaType: 'image/png', bytes: Buffer.from('the picture') } as const;

  it('gives the picture as the service has it, to be asked for again and never run', async () => {
    const open = openApp();
    open.services.shown.set('page/1', PICTURE);
    const answer = await request(open.app).get(`${PAGES}/page%2F1/image?width=640`).expect(200);
    expect(Buffer.from(answer.body)).toEqual(PICTURE.bytes);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, no-cache',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(open.services.picturesAsked).toEqual([['page/1', 640]]);
    const again = request(open.app).get(`${PAGES}/page%2F1/image`).set('If-None-Match', String(answer.headers['etag']));
    await again.expect(304);
    open.services.shown.set('page/1', { ...PICTURE, bytes: Buffer.from('covered') });
    await request(open.app).get(`${PAGES}/page%2F1/image`).set('If-None-Match', String(answer.headers['etag'])).expect(200);
  });

  it('is for who asked alone where reading takes a key', async () => {
    const open = openApp({ keys: { read: [{ digest: createHash('sha256').update('reader-key').digest() }], write: [] } });
    open.services.shown.set('p', PICTURE);
    await request(open.app).get(`${PAGES}/p/image`).expect(401);
    const answer = await request(open.app).get(`${PAGES}/p/image`).set('Authorization', 'Bearer reader-key').expect(200);
    expect(answer.headers['cache-control']).toBe('private, no-cache');
  });

  it('answers 404 where there is none, 400 for a width that is not one, 405 for a write', async () => {
    const { app } = openApp();
    expect((await request(app).get(`${PAGES}/p/image`).expect(404)).body.code).toBe('PAGE_WITHOUT_PICTURE');
    for (const width of ['63', '3001', 'wide', '100.5']) await request(app).get(`${PAGES}/p/image?width=${width}`).expect(400);
    await request(app).put(`${PAGES}/p/image`).expect(405);
  });
});

describe('GET /pages', () => {
  it('lists issues, newest first and without a date last, pages in the order of their numbers', async () => {
    const open = openApp();
    for (const [id, date, pageNumber] of [
      ['p1', '2030-05-18', 'A10'],
      ['p2', '2030-05-18', 'A2'],
      ['p3', '2030-05-18', 'A2'],
      ['p4', '2029-01-01', '1'],
    ] as const) {
      open.services.stored.set(id, { ...ARTICLES[1], id, date, pageNumber });
    }
    const { body } = await request(open.app).get(PAGES).expect(200);
    expect(body).toMatchObject({ total: 4, limit: 50, offset: 0 });
    expect(
      body.issues.map(({ date, pages }: { date: string; pages: { pageNumber: string; articleCount: number }[] }) => [
        date,
        pages.map((page) => [page.pageNumber, page.articleCount]),
      ]),
    ).toEqual([
      [
        '2030-05-18',
        [
          ['A2', 2],
          ['A10', 1],
        ],
      ],
      ['2030-05-17', [['2', 2]]],
      ['2029-01-01', [['1', 1]]],
      [undefined, [[undefined, 1]]],
    ]);
  });

  it.each([
    ['?paper=雨台晚报', 1],
    ['?paper=别的报', 0],
    ['?from=2030-05&to=2030', 1],
    ['?from=2031', 0],
    ['?to=2029', 0],
    ['?limit=1&offset=1', 1],
  ])('narrows the list by %s', async (query, count) => {
    const { body } = await request(openApp().app)
      .get(encodeURI(`${PAGES}${query}`))
      .expect(200);
    expect(body.issues).toHaveLength(count);
  });

  it.each(['?limit=0', '?from=x', '?from=2031&to=2030', '?q=x'])('refuses %s', async (query) => {
    expect((await request(openApp().app).get(`${PAGES}${query}`).expect(400)).body.code).toBe('PARAMETER_INVALID');
  });
});

describe('GET /pages/{paper}/{date}/{pageNumber}', () => {
  it('answers the articles in printed order', async () => {
    const { body } = await request(openApp().app)
      .get(encodeURI(`${PAGES}/雨台晚报/2030-05-17/2`))
      .expect(200);
    expect(body).toMatchObject({ page: { paper: '雨台晚报', date: '2030-05-17', pageNumber: '2' }, pageIds: ['page:0'], total: 2 });
    expect(body.articles.map(({ id }: { id: string }) => id)).toEqual(['yutai-1', 'yutai-2']);
  });

  it('takes - for a missing part', async () => {
    const { body } = await request(openApp().app).get(`${PAGES}/-/-/-`).expect(200);
    expect(body).toMatchObject({ page: {}, total: 1, articles: [{ id: '编号/三?' }] });
  });

  it('answers 404 where nothing is known', async () => {
    const { body } = await request(openApp().app)
      .get(encodeURI(`${PAGES}/雨台晚报/2030-05-17/9`))
      .expect(404);
    expect(body.code).toBe('PAGE_NOT_FOUND');
  });
});
