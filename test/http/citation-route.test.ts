import { createHash } from 'node:crypto';
import request from 'supertest';

import { openApp } from './open-app.js';

const CITATION = '/api/v1/articles/yutai-1/citation';

describe('GET /api/v1/articles/{id}/citation', () => {
  it('gives the reference as RIS where nothing else is asked for', async () => {
    const { headers, body } = await request(openApp({ publicUrl: 'https://bao.example/archive' }).app)
      .get(CITATION)
      .buffer(true)
      .parse(asText)
      .expect(200);
    expect(headers).toMatchObject({
      'content-type': 'application/x-research-info-systems; charset=utf-8',
      'content-disposition': 'attachment; filename=xunbao-yutai-1.ris',
    });
    expect((body as string).split('\n')).toEqual([
      'TY  - NEWS',
      'AU  - 陶砚',
      'TI  - 雨台镇修好旧水车',
      'T2  - 雨台晚报',
      'PY  - 2030',
      'DA  - 2030/05/17',
      'SP  - 2',
      'LA  - zh',
      'UR  - https://bao.example/archive/articles/yutai-1',
      'ER  -',
      '',
    ]);
  });

  it('gives CSL-JSON and BibTeX', async () => {
    const { app } = openApp({ publicUrl: 'https://bao.example/' });
    const csl = await request(app).get(`${CITATION}?format=csl`).buffer(true).parse(asText).expect(200);
    expect(JSON.parse(csl.body as string)).toMatchObject([{ id: 'yutai-1', type: 'article-newspaper', page: '2', section: '乡镇' }]);
    const tex = await request(app).get(`${CITATION}?format=bibtex`).buffer(true).parse(asText).expect(200);
    expect(tex.body).toMatch(/^@article\{xunbao-yutai-1,\n/);
    await request(app).get(`${CITATION}?format=csl`).set('If-None-Match', csl.headers['etag']!).expect(304);
  });

  it.each(['?format=csv', '?format=', '?style=gbt2015'])('refuses %s', async (query) => {
    const { body } = await request(openApp().app)
      .get(CITATION + query)
      .expect(400);
    expect(body.code).toBe('PARAMETER_INVALID');
  });

  it('is gone with its article', async () => {
    const { app, services } = openApp();
    services.stored.delete('yutai-1');
    services.gone.set('yutai-1', { type: 'withheld', reason: '应当事人要求' });
    await request(app).get(CITATION).expect(410);
    await request(app).get('/api/v1/articles/none/citation').expect(404);
    await request(app).put(CITATION).expect(405);
  });

  it('is given to the pages with the key a browser has, and to nobody else', async () => {
    const keys = { read: [{ digest: createHash('sha256').update('reader').digest() }], write: [] };
    const { app } = openApp({ keys, writesAllowed: false });
    await request(app).get('/articles/yutai-1/citation').expect(401);
    await request(app).get('/articles/yutai-1/citation').auth('anyone', 'reader').expect(200);
    await request(app).get(CITATION).expect(401);
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
