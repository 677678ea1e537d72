/** The desk without its script, over a real archive. */
import { createHash } from 'node:crypto';
import request from 'supertest';

import { JoinedArticles } from '../../src/intake/joined-articles.js';
import { ArchiveArticleService } from '../../src/service/article-service.js';
import { ArchiveDeskService } from '../../src/service/desk-service.js';
import { FakeServices } from '../http/fake-services.js';
import { openApp, type OpenOptions } from '../http/open-app.js';
import { openTemporaryIntake, pageText, THREE, type TemporaryIntake } from '../intake/temporary-intake.js';

const [ONE, TWO, LAST] = THREE;
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let room: TemporaryIntake;
let placed: string;
let loose: readonly string[];
let articleIds: readonly string[];
beforeEach(async () => {
  room = await openTemporaryIntake();
  const add = async (text: string | Buffer, name: string, given = {}) =>
    (await room.intake.addPages({ bytes: Buffer.from(text), given, source: `/in/${name}` }))[0]!;
  const whole = await add(pageText(THREE), '03.txt', { paper: '云湾工人报', date: '2024-03-18', pageNumber: '3' });
  placed = whole.page.id!;
  articleIds = whole.articles.map(({ id }) => id);
  loose = [
    (await add(pageText([ONE, TWO]), '甲.txt')).page.id!,
    (await add(pageText([LAST]), '乙.txt')).page.id!,
    (await add(Buffer.from(PNG, 'base64'), '丙.png')).page.id!,
  ];
});
afterEach(async () => {
  await room.close();
});

function open(options: OpenOptions = {}) {
  const articles = new ArchiveArticleService(room.archive, new JoinedArticles(room.archive));
  const desk = new ArchiveDeskService(room.archive);
  return openApp({ ...options, services: Object.assign(new FakeServices(), { intake: room.intake, articles, desk }) }).app;
}

const KEYS = { read: [], write: [{ name: 'archive-desk', digest: createHash('sha256').update('geheim').digest() }] };
const own = (app: ReturnType<typeof open>, path: string, fields: Record<string, string | readonly string[]>) => {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return request(app).post(path).set('Sec-Fetch-Site', 'same-origin').type('form').send(form.toString());
};
const deskOf = (id: string) => `/desk/pages/${encodeURIComponent(id)}`;
const countsIn = (text: string) => Array.from(text.matchAll(/<span class="count">(\d+)<\/span>/g), ([, count]) => Number(count));
const placeOf = async (id: string) => {
  const { paper, date, pageNumber } = (await room.archive.page(id))!;
  return [paper, date, pageNumber];
};

describe('who may come to the desk', () => {
  it('is who may write: a browser asks its reader for the key', async () => {
    const app = open({ keys: KEYS, writesAllowed: false });
    const refused = await request(app).get('/desk').expect(401);
    expect(refused.headers['www-authenticate']).toMatch(/^Basic /);
    await request(app).get('/desk').auth('x', 'geheim').expect(200);
    await request(app).get(deskOf(placed)).expect(401);
    await own(app, deskOf(placed), { do: 'withhold', reason: '误' }).expect(401);
    expect(room.archive.status(articleIds[0]!)).toBe('live');
  });

  it('is nobody who comes from another site', async () => {
    const app = open();
    const form = request(app).post(deskOf(placed)).type('form').set('Sec-Fetch-Site', 'cross-site');
    await form.send('do=withhold&reason=x').expect(403);
    await request(app)
      .patch(deskOf(placed))
      .set('Content-Type', 'application/merge-patch+json')
      .set('If-Match', '*')
      .send('{}')
      .expect(403);
  });
});

describe('the list', () => {
  it('counts, filters and sorts what wants a look, and lets go what was settled', async () => {
    const app = open();
    const { text } = await request(app).get('/desk').expect(200);
    expect(countsIn(text)).toEqual([3, 1, 0, 0, 0]);
    expect(text).not.toContain(deskOf(placed));
    const pictures = await request(app).get('/desk?want=picture').expect(200);
    expect(Array.from(pictures.text.matchAll(/<li><input/g))).toHaveLength(1);
    expect(pictures.text).toContain('丙.png');
    await room.intake.deletePage(loose[2]!);
    expect(countsIn((await request(app).get('/desk').expect(200)).text)).toEqual([2, 0, 0, 0, 0]);
  });

  it('gives many pages their places, by order', async () => {
    const app = open();
    const fields = { page: loose, paper: '云湾工人报', date: '2024-02-29', perIssue: '2', firstNumber: 'A1' };
    const { text } = await own(app, '/desk/places', fields).expect(200);
    expect(text).toContain('已改 3 版');
    expect(await Promise.all(loose.map(placeOf))).toEqual([
      ['云湾工人报', '2024-02-29', 'A1'],
      ['云湾工人报', '2024-02-29', 'A2'],
      ['云湾工人报', '2024-03-01', 'A1'],
    ]);
    expect(countsIn(text)).toEqual([0, 1, 0, 0, 0]);
  });

  it('says what it cannot take, and changes nothing', async () => {
    const app = open();
    const taken = await own(app, '/desk/places', { page: loose, paper: '云湾工人报', date: '2024-03-18', firstNumber: '3' }).expect(409);
    expect(taken.text).toContain('没有改动');
    await own(app, '/desk/places', { page: loose, date: '2024-02-30' }).expect(400);
    expect((await own(app, '/desk/places', { paper: '云湾工人报' }).expect(200)).text).toContain('没有选中版面');
    expect(await placeOf(loose[0]!)).toEqual([undefined, undefined, undefined]);
  });
});

describe('one page', () => {
  const versionIn = (text: string) => /name="version" value="([^"]+)"/.exec(text)![1]!;

  it('is given a place, and tells the second editor that somebody was first', async () => {
    const app = open({ keys: KEYS, writesAllowed: false });
    const { text } = await request(app).get(deskOf(loose[0]!)).auth('', 'geheim').expect(200);
    expect(text).toContain('甲.txt');
    const fields = { do: 'place', version: versionIn(text), paper: '云湾工人报', date: '2024-03-20', pageNumber: '5', section: '' };
    const first = await own(app, `${deskOf(loose[0]!)}?want=place`, fields)
      .auth('', 'geheim')
      .expect(303);
    expect(first.headers['location']).toBe(`${deskOf(loose[0]!)}?want=place&saved=1`);
    const second = await own(app, deskOf(loose[0]!), { ...fields, pageNumber: '6' })
      .auth('', 'geheim')
      .expect(412);
    expect(second.text).toContain('别人刚改过');
    expect(await placeOf(loose[0]!)).toEqual(['云湾工人报', '2024-03-20', '5']);
    expect(second.text).toContain('archive-desk');
    await own(app, deskOf(loose[0]!), { do: 'take-back', n: '3' }).auth('', 'geheim').expect(303);
    expect(await placeOf(loose[0]!)).toEqual(['云湾工人报', '2024-03-20', undefined]);
  });

  it('is withheld, brought back and deleted; so are its articles', async () => {
    const app = open();
    const standing = () => articleIds.map((id) => room.archive.status(id));
    await own(app, deskOf(placed), { do: 'withhold', reason: '' }).expect(400);
    await own(app, deskOf(placed), { do: 'withhold', reason: '版权方要求' }).expect(303);
    expect(standing()).toEqual(['withheld', 'withheld', 'withheld']);
    const { text } = await request(app).get(deskOf(placed)).expect(200);
    expect(text).toContain('版权方要求');
    expect(text).not.toContain(ONE.title);
    await own(app, deskOf(placed), { do: 'release' }).expect(303);
    await own(app, deskOf(placed), { do: 'withhold-article', article: articleIds[1]!, reason: '当事人要求' }).expect(303);
    await own(app, deskOf(placed), { do: 'delete-article', article: articleIds[2]! }).expect(303);
    expect(standing()).toEqual(['live', 'withheld', 'deleted']);
    await own(app, deskOf(placed), { do: 'release-article', article: articleIds[1]! }).expect(303);
    expect(standing()).toEqual(['live', 'live', 'deleted']);
    await own(app, deskOf(placed), { do: 'delete' }).expect(400);
    expect((await own(app, deskOf(placed), { do: 'delete', sure: '1' }).expect(303)).headers['location']).toBe('/desk');
    expect(room.archive.pageStatus(placed)).toBe('deleted');
    await request(app).get(deskOf(placed)).expect(404);
  });

  it('leads through the list', async () => {
    const app = open();
    const { text } = await request(app)
      .get(`${deskOf(loose[0]!)}?want=place`)
      .expect(200);
    expect(text).toMatch(/rel="(?:next|prev)"/);
    expect(
      (
        await request(app)
          .get(`${deskOf(placed)}?want=place`)
          .expect(200)
      ).text,
    ).toContain('rel="next"');
  });

  it('gives its text to take away, but for what is withheld, and its state to the script', async () => {
    const app = open();
    await room.intake.withhold(articleIds[1]!, '当事人要求');
    const { text, headers } = await request(app)
      .get(`${deskOf(placed)}/text`)
      .expect(200);
    expect(headers['content-disposition']).toMatch(/^attachment; filename="[\w-]+\.txt"$/);
    expect([text.includes(ONE.title), text.includes('口袋公园')]).toEqual([true, false]);
    const state = await request(app)
      .get(`${deskOf(placed)}/state`)
      .expect(200);
    expect(state.body).toMatchObject({ id: placed, articles: [{ title: ONE.title }, { title: LAST.title }] });
    const patch = (etag: string) =>
      request(app)
        .patch(deskOf(placed))
        .set({ 'Content-Type': 'application/merge-patch+json', 'If-Match': etag, 'Sec-Fetch-Site': 'same-origin' });
    await patch(state.headers['etag']!).send('{"section":"要闻"}').expect(200);
    expect((await patch(state.headers['etag']!).send('{"section":"副刊"}').expect(412)).body.code).toBe('PRECONDITION_FAILED');
  });
});

it('speaks English too', async () => {
  const app = open();
  expect((await request(app).get('/desk?lang=en').expect(200)).text).toContain('Pages that somebody should look at.');
  expect(
    (
      await request(app)
        .get(`${deskOf(placed)}?lang=en`)
        .expect(200)
    ).text,
  ).toContain('Save the place');
});
