/** The printed page on the pages for people: its picture, its articles as areas, hits as boxes. */
import { createHash } from 'node:crypto';
import request from 'supertest';
import { makeArticle, FakeServices } from '../http/fake-services.js';
import { openApp } from '../http/open-app.js';

const PLACE = '/pages/雨台晚报/2030-05-17/2';
const PAGE_ID = 'page:0';
const PICTURE = { mediaType: 'image/png', bytes: Buffer.from('the picture') } as const;
const SHEET = {
  width: 700,
  height: 900,
  articles: [
    { id: 'yutai-1', boxes: [[40, 100, 300, 200] as const] },
    { id: 'yutai-2', boxes: [[40, 400, 300, 100] as const, [360, 100, 200, 50] as const] },
  ],
};

function open(more: Parameters<typeof openApp>[0] = {}): ReturnType<typeof openApp> {
  const opened = openApp(more);
  opened.services.sheets.set(PAGE_ID, SHEET);
  opened.services.shown.set(PAGE_ID, PICTURE);
  return opened;
}
const get = async ({ app }: ReturnType<typeof openApp>, query = ''): Promise<string> =>
  (
    await request(app)
      .get(encodeURI(`${PLACE}${query}`))
      .expect(200)
  ).text;

describe('a page with a picture', () => {
  it('shows it with each article as an area that leads to it, and the list of headlines as ever', async () => {
    const text = await get(open());
    expect(text).toContain('viewBox="0 0 700 900"');
    expect(text).toContain(`<image href="/pictures/${encodeURIComponent(PAGE_ID)}?width=1200" width="700" height="900"/>`);
    const areas = [...text.matchAll(/<a class="area" href="([^"]+)" aria-label="([^"]+)">/gu)].map(([, href, label]) => [href, label]);
    expect(areas).toEqual([
      ['/articles/yutai-1', '雨台镇修好旧水车'],
      ['/articles/yutai-2', '渡口夜班加开一趟船'],
    ]);
    expect(text.match(/<rect /gu)).toHaveLength(3);
    expect(text.match(/<h2 class="headline">/gu)).toHaveLength(2);
    expect(text).not.toMatch(/style=|<script(?! src=)/u);
  });

  it('is larger where the address says so, with links between the sizes that keep the search', async () => {
    const text = await get(open(), '?zoom=3&q=水车&lang=en');
    expect(text).toContain('class="sheet-picture zoom-3"');
    expect(text).toContain('?width=3000');
    expect(text).toContain('<span aria-current="true">Largest</span>');
    expect(text).toMatch(/<a href="[^"]*\?q=%E6%B0%B4%E8%BD%A6&amp;lang=en">Whole width<\/a>/u);
    expect(await get(open(), '?zoom=9')).toContain('class="sheet-picture zoom-1"');
  });

  it('has a box for each hit of the search that stands on it, with links from one to the next', async () => {
    const opened = open();
    const region = { page: PAGE_ID, width: 700, height: 900, unit: 'pt', boxes: [] } as const;
    const mark = (box: readonly [number, number, number, number]) => ({ field: 'title', index: 0, range: [0, 2], boxes: [box] }) as const;
    opened.services.rawPages.set(PAGE_ID, ['yutai-1', 'yutai-2']);
    opened.services.regionsOf.set('yutai-1', [
      { ...region, marks: [mark([50, 110, 20, 20]), mark([50, 140, 20, 20])] },
      { ...region, page: 'another', marks: [mark([1, 2, 3, 4])] },
    ]);
    const text = await get(opened, '?q=水车');
    expect(text).toContain('<g id="hit-1" class="hit-box"><rect x="50" y="110" width="20" height="20"/></g>');
    expect(text).toContain('<g id="hit-2" class="hit-box">');
    expect(text).not.toContain('id="hit-3"');
    expect(text).toContain('<a href="#hit-2">2</a>');
    expect(text).toContain('<a class="area" href="/articles/yutai-1?q=');
    expect(await get(opened)).not.toContain('hit-box');
  });

  it('escapes what an article says', async () => {
    const services = new FakeServices([
      makeArticle({ id: '"><script>', title: '"><script>alert(1)</script>', paper: '甲', date: '2030-05-17', pageNumber: '2' }),
    ]);
    services.sheets.set(PAGE_ID, { ...SHEET, articles: [{ id: '"><script>', boxes: [[0, 0, 1, 1]] }] });
    const { text } = await request(openApp({ services }).app).get(encodeURI('/pages/甲/2030-05-17/2')).expect(200);
    expect(text).toContain('class="area"');
    expect(text).not.toMatch(/<script>|"><script/u);
  });
});

describe('an article of a page with a picture', () => {
  const region = { page: PAGE_ID, width: 700, height: 900, unit: 'pt' } as const;
  const withRegion = (): ReturnType<typeof openApp> => {
    const opened = open();
    opened.services.rawPages.set(PAGE_ID, ['yutai-1', 'yutai-2']);
    const marks = [{ field: 'title', index: 0, range: [0, 2], boxes: [[50, 110, 20, 20]] }] as const;
    const boxes = [
      [40, 100, 300, 200],
      [360, 150, 100, 50],
    ] as const;
    opened.services.regionsOf.set('yutai-1', [{ ...region, boxes, marks }]);
    return opened;
  };
  const article = async ({ app }: ReturnType<typeof openApp>, query = ''): Promise<string> =>
    (
      await request(app)
        .get(encodeURI(`/articles/yutai-1${query}`))
        .expect(200)
    ).text;

  it('has its cutting below its text, with its hits, and leads to the page with them', async () => {
    const text = await article(withRegion(), '?q=水车');
    expect(text).toContain('viewBox="34.4 94.4 431.2 211.2"');
    expect(text).toContain(`<image href="/pictures/${encodeURIComponent(PAGE_ID)}?width=2000" width="700" height="900"/>`);
    expect(text).toContain('<rect x="50" y="110" width="20" height="20"/>');
    expect(text).toContain(`<a href="${encodeURI(PLACE)}?q=${encodeURIComponent('水车')}">在版面上看</a>`);
    expect(text).toContain('aria-label="原版剪报：雨台镇修好旧水车"');
  });

  it('has none where nothing of the page may be shown, or the picture has another shape', async () => {
    const opened = withRegion();
    opened.services.sheets.set(PAGE_ID, { ...SHEET, articles: [] });
    expect(await article(opened)).not.toContain('class="cutting"');
    opened.services.sheets.delete(PAGE_ID);
    expect(await article(opened)).not.toContain('class="cutting"');
  });
});

describe('a page without a picture', () => {
  it('is the list of its articles', async () => {
    const text = await get(openApp());
    expect(text).not.toContain('<svg class="sheet');
    expect(text.match(/<h2 class="headline">/gu)).toHaveLength(2);
  });
});

describe('/pictures/{id}', () => {
  it('gives what the page loads, to those who may read the pages', async () => {
    const path = `/pictures/${encodeURIComponent(PAGE_ID)}?width=1200`;
    const answer = await request(open().app).get(path).expect(200);
    expect([Buffer.from(answer.body), answer.headers['cache-control']]).toEqual([PICTURE.bytes, 'public, no-cache']);
    const keyed = open({ keys: { read: [{ digest: createHash('sha256').update('reader').digest() }], write: [] } });
    await request(keyed.app).get(path).expect(401);
    const mine = await request(keyed.app).get(path).auth('anyone', 'reader').expect(200);
    expect(mine.headers['cache-control']).toBe('private, no-cache');
    await request(open().app).get('/pictures/none').expect(404);
  });
});
