import request from 'supertest';

import { Suggester } from '../../src/search/suggest/suggester.js';
import { analyzer } from '../support/analyzer.js';
import { FakeServices } from './fake-services.js';
import { ARTICLES, openApp } from './open-app.js';

const SUGGEST = '/api/v1/suggest';

describe('GET /suggest', () => {
  it('answers what the suggester answers, not to be kept', async () => {
    const { app, services } = openApp();
    const { body, headers } = await request(app).get(SUGGEST).query({ q: '水车', limit: '3' }).expect(200);
    expect(body).toEqual({ suggestions: [{ text: '雨台镇修好旧水车', kind: 'headline', ranges: [[6, 8]] }] });
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(headers['cache-control']).toBe('no-cache');
    expect(services.suggestAsked).toEqual([{ text: '水车', limit: 3 }]);
  });

  it.each(['', '?q='])('answers nothing for nothing: %j', async (query) => {
    const { app, services } = openApp();
    const { body } = await request(app).get(`${SUGGEST}${query}`).expect(200);
    expect(body).toEqual({ suggestions: [] });
    expect(services.suggestAsked).toEqual([{ text: '', limit: 8 }]);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=21', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['q=a&q=b', 'q'],
    ['paper=x', 'paper'],
    ['__proto__=1', '__proto__'],
  ])('refuses %s and names the parameter', async (query, name) => {
    const { app, services } = openApp();
    const { body, headers } = await request(app).get(`${SUGGEST}?${query}`).expect(400);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ code: 'PARAMETER_INVALID', status: 400 });
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([name]);
    expect(services.suggestAsked).toEqual([]);
  });

  it.each(['%', '%E5%9', '%FF%FE', '%00', '%ED%A0%80', '%3Cscript%3E'])('takes any text: q=%s', async (q) => {
    await request(openApp().app).get(`${SUGGEST}?q=${q}`).expect(200);
  });

  it('takes GET alone', async () => {
    const { body, headers } = await request(openApp().app).post(SUGGEST).expect(405);
    expect(body.code).toBe('METHOD_NOT_ALLOWED');
    expect(headers['allow']).toContain('GET');
  });

  it('is not ready before the index is, and hides what went wrong', async () => {
    const { app, services } = openApp();
    services.failure = new Error('secret 水车');
    expect((await request(app).get(SUGGEST).query({ q: '水车' }).expect(500)).text).not.toContain('secret');
    services.state = 'loading';
    expect((await request(app).get(SUGGEST).expect(503)).body.code).toBe('NOT_READY');
  });

  it('leaves no word of what was typed in the log', async () => {
    const { app, log } = openApp();
    await request(app).get(SUGGEST).query({ q: '水车', limit: '5' }).expect(200);
    await request(app).get(SUGGEST).query({ q: 'shuiche', limit: '0' }).expect(400);
    expect(log.map(({ route, status }) => [route, status])).toEqual([
      ['/api/v1/suggest', 200],
      ['/api/v1/suggest', 400],
    ]);
    expect(JSON.stringify(log)).not.toMatch(/水车|shuiche|%E6/);
  });

  it('answers as described over a real suggester too, and what is withheld is gone at once', async () => {
    const suggester = new Suggester(analyzer);
    await suggester.apply(ARTICLES.map((article, i) => ({ sequence: i + 1, id: article.id, article })));
    const services = Object.assign(new FakeServices(ARTICLES), { suggester });
    const { app } = openApp({ services });
    const ask = async (q: string): Promise<string[]> => {
      const { body } = await request(app).get(SUGGEST).query({ q, limit: '20' }).expect(200);
      return body.suggestions.map(({ kind, text }: { kind: string; text: string }) => `${kind} ${text}`);
    };
    expect(await ask('yutai')).toContain('headline 雨台镇修好旧水车');
    expect(await ask('qsy')).toEqual(['reporter 祁山月']);
    expect(await ask('乡镇')).toContain('section 乡镇');
    await suggester.apply([{ sequence: 9, id: 'yutai-1', article: null }]);
    for (const q of ['yutai', '水车', 'taoyan', '乡镇']) expect((await ask(q)).join(' ')).not.toMatch(/修好|陶砚|乡镇/);
  });
});
